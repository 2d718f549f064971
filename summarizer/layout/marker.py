"""Heading markers: the numbers that headings of the genre begin with.

The ladder is that of GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）; reports add ① below it, the
decimal numbers of technical papers (1.1, 1.1.1), and above it the chapters of rules (第一章, 第一节, 第一条).
A worn marker is one that lost a character on the way: `)全面开展`, `5市政府`, `二存在的问题`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.layout.words import any_of
from summarizer.lexicon import table

# The rungs in standard order, highest first.
RUNGS = (
    "part",
    "chapter",
    "section",
    "article",
    "han",
    "han_paren",
    "arabic",
    "decimal",
    "decimals",
    "arabic_paren",
    "circled",
)

_DIGITS = "零一二三四五六七八九"
_HAN = "[一二三四五六七八九十廿]{1,3}"
_ARABIC = "(?:[1-9１-９][0-9０-９]?|[0０][1-9１-９])"
_DIGIT = "[0-9０-９]"
_S = r"[ \u3000\xa0]?"
_POINT = "[.．﹒]"
# Numbers that Unicode has as one character, marks included: the first of each row, how many, and their rung.
_COMPOSED = {"①": (20, "circled"), "⑴": (20, "arabic_paren"), "⒈": (20, "arabic"), "㈠": (10, "han_paren")}
_SINGLE = {chr(ord(first) + n): (rung, n + 1) for first, (count, rung) in _COMPOSED.items() for n in range(count)}
_ENUMERATED = re.compile(rf"({_HAN}|{_ARABIC})(?:、|{any_of(table('headings')['enumerated'])})")
_ITEMS = "".join(table("headings")["items"])
_COUNTED = table("headings")["counted"]

_SURE = re.compile(
    rf"""
    第{_S}(?:
        (?P<part>{_HAN}){_S}(?:部分|编|篇)(?!是|为|的)
      | (?P<chapter>{_HAN}|{_ARABIC}){_S}章
      | (?P<section>{_HAN}|{_ARABIC}){_S}节
      | (?P<article>{_HAN}|{_ARABIC}){_S}条(?=[\s、:：])
    )
  | (?P<han>{_HAN}){_S}(?:[、﹑､]|{_POINT}(?!\d))
  | [(（]{_S}(?:(?P<han_paren>{_HAN})|(?P<arabic_paren>{_ARABIC})){_S}[)）](?![{_ITEMS}])
  | (?:(?P<han_close>{_HAN})|(?P<arabic_close>{_ARABIC}))[)）]
  | (?P<arabic>{_ARABIC}){_S}(?:[、﹑､]|{_POINT}(?!{_DIGIT}))
  | (?P<single>[{"".join(_SINGLE)}])
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r"[、.．:：,，]?\s*")
_WORN = re.compile(
    rf"""
    (?P<decimals>{_ARABIC}{_POINT}{_ARABIC}{_POINT}{_ARABIC})(?!{_DIGIT}|{_POINT}{_DIGIT}|[{_COUNTED}])
  | (?P<decimal>{_ARABIC}{_POINT}{_ARABIC})(?!{_DIGIT}|{_POINT}{_DIGIT}|[{_COUNTED}])
  | [(（](?:(?P<han_paren>{_HAN})|(?P<arabic_paren>{_ARABIC}))(?![{_COUNTED}{_DIGITS}\d)）])
  | (?P<paren>[(（]?{_S}[)）])
  | (?P<comma>[、﹑])
  | (?P<point>{_POINT})
  | (?P<arabic>{_ARABIC})(?![\d.．:：/／~～—–+×-]|\ ?[{_COUNTED}])
  | (?P<han>{_HAN})(?![{_COUNTED}{_DIGITS}、﹑.．])
    """,
    re.VERBOSE,
)
_POINTS = re.compile(_POINT)
_COUNTING = frozenset(("han", "arabic", "arabic_paren", "han_paren", "circled"))
_NUMERAL = re.compile(rf"{_HAN}|{_DIGIT}+|[{''.join(_SINGLE)}]")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CLAUSE_ENDS = frozenset("。；;，,：:、.．！!？?）) \u3000")
_ALIAS = {"han_close": "han_paren", "arabic_close": "arabic_paren"}
# What a decimal number counts on under.
UPPER = {"decimal": ("arabic", "han", "chapter"), "decimals": ("decimal",)}
# What a worn marker may have been: without its number, and without its brackets.
LOST: dict[str, tuple[str, ...]] = {
    "paren": ("han_paren", "arabic_paren"),
    "comma": ("han", "arabic"),
    "point": ("arabic", "han"),
    "arabic": ("arabic", "arabic_paren"),
    "han": ("han", "han_paren"),
}
_NUMBERLESS = frozenset(("paren", "comma", "point"))


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at ``[start, end)``: its rung on the ladder and its number, 0 where the number is lost.

    ``worn`` says that a character is lost; then ``rung`` may be ``paren``, ``comma`` or ``point``: what is left.
    ``above`` is the number before the last one in 2.1 or 3.2.1, else 0.
    """

    start: int
    end: int
    rung: str
    number: int
    worn: bool = False
    above: int = 0


def ordinal(numeral: str) -> int:
    """Read a heading's number, Chinese up to 九十九 or Arabic of any width: 十一 is 11, ２ is 2, 廿一 is 21."""
    last = numeral[-1]
    if last.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.replace("廿", "二十").rpartition("十")
    if not ten:
        return _DIGITS.index(last)
    first = _DIGITS.index(tens[-1]) if tens in _DIGITS and tens else 1
    return first * 10 + (_DIGITS.index(ones[0]) if ones else 0)


@lru_cache(maxsize=4096)  # the scan asks for the marker of a line, and so does the outline
def marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return the marker, whole or worn, that ``text[start:end]`` begins with, if it does and words follow it."""
    sure = _SURE.match(text, start, end)
    match = sure or _WORN.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    after = _TAIL.match(text, match.end(), end)
    words = after.end() if after else match.end()
    if words >= end:
        return None
    rung, numeral = match.lastgroup, match[match.lastgroup]
    if rung == "single":
        rung, number = _SINGLE[numeral]
        return Marker(start, words, rung, number)
    if rung in _NUMBERLESS:
        return Marker(start, words, rung, 0, worn=True)
    *above, number = map(ordinal, _POINTS.split(numeral))
    counted = _ENUMERATED.match(text, words, end)
    if counted is not None and ordinal(counted[1]) == number + 1:
        return None
    return Marker(start, words, _ALIAS.get(rung, rung), number, worn=sure is None, above=above[-1] if above else 0)


def counts_on(text: str, marker: Marker, end: int) -> bool:
    """Tell whether the next number follows within the same paragraph: ①…。②…。 counts items and heads nothing.

    A heading whose text begins to count anew, (1)…。(1)…(2)…, is one.
    """
    if marker.worn or marker.rung not in _COUNTING:
        return False
    surface = text[marker.start : marker.end].rstrip()
    following = _NUMERAL.sub(lambda numeral: _next(numeral[0], marker.number), surface, count=1)
    at = text.find(following, marker.end, end)
    again = text.find(surface, marker.end, max(at, marker.end))
    return at > marker.end and again < 0 and text[at - 1] in _CLAUSE_ENDS


def _next(numeral: str, number: int) -> str:
    if numeral in _SINGLE:
        return chr(ord(numeral) + 1)
    if numeral.isdecimal():
        return str(number + 1) if numeral.isascii() else str(number + 1).translate(_FULL_WIDTH)
    tens, ones = divmod(number + 1, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")

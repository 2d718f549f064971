"""Heading markers: the numbers that headings of the genre begin with.

The ladder is that of GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）; reports add ① below it and the
chapters of rules (第一章, 第一节, 第一条) above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_HAN = "[一二三四五六七八九十]{1,3}"
_ARABIC = "[0-9０-９]{1,2}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# Standard order of the ladder, highest first.
RUNGS = ("part", "chapter", "section", "article", "han", "han_paren", "arabic", "arabic_paren", "circled")

_MARKER = re.compile(
    rf"""
    第\ ?(?P<part>{_HAN})\ ?(?:部分|编|篇)
  | 第\ ?(?P<chapter>{_HAN}|{_ARABIC})\ ?章
  | 第\ ?(?P<section>{_HAN}|{_ARABIC})\ ?节
  | 第\ ?(?P<article>{_HAN}|{_ARABIC})\ ?条(?=[\s、:：])
  | (?P<han>{_HAN})\ ?[、.．](?![、.．])
  | [(（]\ ?(?P<han_paren>{_HAN})\ ?[)）]
  | (?P<arabic>{_ARABIC})\ ?(?:、|[.．](?![0-9０-９]))
  | [(（]\ ?(?P<arabic_paren>{_ARABIC})\ ?[)）]
  | (?P<circled>[{_CIRCLED}])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at ``[start, end)``: its rung on the ladder, and its number."""

    start: int
    end: int
    rung: str
    number: int


def ordinal(numeral: str) -> int:
    """Read a heading's number, Chinese up to 九十九 or Arabic of any width; 十一 is 11."""
    if numeral in _CIRCLED:
        return _CIRCLED.index(numeral) + 1
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.index(ones[-1])
    return (_DIGITS.index(tens[-1]) if tens.strip("十") else 1) * 10 + (_DIGITS.index(ones[0]) if ones else 0)


def marker_at(text: str, start: int, end: int) -> Marker | None:
    """Return the marker that ``text[start:end]`` begins with, if it does."""
    match = _MARKER.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    return Marker(start, match.end(), match.lastgroup, ordinal(match[match.lastgroup]))

"""Signs that a text lost characters on its way: separators of dates, brackets, numbers' units, final stops.

Only signs that stand for themselves are read; nothing is repaired.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.ladder import Step, climb
from summarizer.layout.marker import UPPER, marker_at
from summarizer.layout.words import any_of
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph

_WORDS = table("damage")
_NOTES: dict[str, str] = _WORDS["notes"]
_HAN = "\u4e00-\u9fff"
_COUNTING = any_of(_WORDS["counting_words"])
_DIGITS = re.compile(r"\d\d*")  # one digit first, by which a text is skimmed
# Signs that begin with a digit, tried at each number.
_NUMBER = re.compile(
    rf"""
      (?P<date>20\d\d20\d\d(?=年)|20\d{{2,5}}日|20\d\d(?:0?[1-9]|1[0-2])\d{{1,2}}日|[1-9]\d{{2,3}}日)
    | (?P<digit>\d+[OolI]\d*(?=[年月日%{_HAN}]))
    | (?P<run_on>\d+[二三四五六七八九]是)
    | (?P<year>20[0-4]\d(?={"|".join(_WORDS["after_year"])}))
    """,
    re.VERBOSE,
)
# What stands behind all digits of such a number.
_BEHIND = frozenset("OolI年日二三四五六七八九") | {word[0] for word in _WORDS["after_year"]}
_BEFORE_NUMBER = re.compile(r"[A-Za-z第.\-]")
_MIXED = re.compile(r"[一二三四五六七八九〇○零][0O][一二三四五六七八九〇○零0O]")
_LOST_NUMBER = re.compile(rf"(?:{'|'.join(_WORDS['before_number'])})(?:{_COUNTING})(?=[，,。；;、])")
# Each branch begins with a character of its own, by which a text is skimmed.
_REPLACED = re.compile(rf"\ufffd\ufffd*|\?\?+(?=[{_HAN}])|□[□■]+|■[□■]+")
_DOUBLED = re.compile(rf"([{_HAN}][{_HAN}])\1")
_DOUBLED_BY_RULE = frozenset(_WORDS["doubled"])
_BRACKETS = re.compile(r"[《》（）()]")
_OPENING = {"》": "《", "）": "（(", ")": "（("}
_OPEN_END = re.compile(rf"[{_HAN}\d%％]")
_LONG = 60
_SHOWN = 6


def damage(text: str, lines: Sequence[Paragraph], others: set[int]) -> Iterator[Span]:
    """Yield each sign of a lost character; ``others`` holds where the lines begin that are no body text."""
    yield from _signs(text)
    steps = []
    for n, line in enumerate(lines):
        if line.first in others:
            continue
        marker = marker_at(text, line.first, line.end)
        if marker is not None:
            steps.append(Step(line.start, line.first, min(line.first + _SHOWN, line.end), marker))
        numbered = marker is not None and (not marker.worn or marker.rung == "paren")
        yield from _unpaired(text, marker.end if marker is not None and numbered else line.first, line.end)
        if n + 1 < len(lines) and _stops_short(text, line):
            yield _span(line.end - _SHOWN, line.end, "stop")
    yield from _worn(steps)


def _worn(steps: Sequence[Step]) -> Iterator[Span]:
    """Yield the heading numbers that lost a character: those that the ladder takes for headings all the same."""
    if any(step.marker is not None and step.marker.worn for step in steps):
        for step, _ in climb(steps):
            if step.marker is not None and step.marker.worn and step.rung not in UPPER:
                yield _span(step.start, step.end, "marker")


def _signs(text: str) -> Iterator[Span]:
    """Yield the signs that need no more than the characters around them."""
    for digits in _DIGITS.finditer(text):
        if text[digits.end() : digits.end() + 1] not in _BEHIND:
            continue
        found = _NUMBER.match(text, digits.start())
        if found is not None and not _BEFORE_NUMBER.match(text, max(0, found.start() - 1), found.start()):
            yield _span(*found.span(), found.lastgroup or "")
    for sign, pattern in (("digit", _MIXED), ("number", _LOST_NUMBER), ("replaced", _REPLACED)):
        for found in pattern.finditer(text):
            yield _span(*found.span(), sign)
    for found in _DOUBLED.finditer(text):
        if found[1] not in _DOUBLED_BY_RULE and found[1][0] != found[1][1]:
            yield _span(*found.span(), "doubled")


def _span(start: int, end: int, sign: str) -> Span:
    return Span(start, end, "lost_characters", _NOTES[sign])


def _unpaired(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the brackets of a paragraph that have no partner in it."""
    opened: list[int] = []
    for found in _BRACKETS.finditer(text, start, end):
        at = found.start()
        openings = _OPENING.get(text[at])
        if openings is None:
            opened.append(at)
        elif opened and text[opened[-1]] in openings:
            opened.pop()
        else:
            yield _span(at, at + 1, "opening")
    for at in opened:
        yield _span(at, at + 1, "closing")


def _stops_short(text: str, line: Paragraph) -> bool:
    """Tell whether a paragraph of prose ends in the middle of nothing: in a character, a digit or a percent sign."""
    if line.end - line.first < _LONG or not _OPEN_END.match(text, line.end - 1):
        return False
    return text.find("。", line.first, line.end) >= 0

"""What stands right after a numeral: a qualifier such as 余, and the unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.figures.words import Unit, Words
    from summarizer.numerals import Numeral

_BLANKS = frozenset(" \xa0")
_ROUND = frozenset("0０十百千万亿廿卅")
_SPLIT = re.compile("个([多余半])(月|小时|工作日|星期|季度|百分点)")
# 提升1.1个和7.3个百分点: the last of a row says what all are, where one of them is a fraction or words before the row
# tell a rate or a change. Nothing else is counted in fractions of 个.
_POINTS = re.compile(r"个(?:[、，,和及与]{1,2}([^\W\d_]{0,2})\d{1,3}(?:[.．]\d{1,3})?个){1,5}百分点")


_MARK = re.compile("[，,；;：:。]")
_BEFORE = 12  # characters before a number in which the words of its row stand


class Counted(NamedTuple):
    """A numeral's surroundings to the right: where qualifier and unit end, the unit, and the qualifier's meaning.

    ``written`` is the unit's word as it goes into the figure: of 一个半小时, where ``half`` is true, it is 小时.
    """

    end: int
    unit: Unit | None = None
    written: str = ""
    meaning: str = ""
    half: bool = False


def count(text: str, numeral: Numeral, words: Words, arabic: bool) -> Counted:
    """Read the qualifier and the unit after a numeral; a single blank may stand before each."""
    end = numeral.end
    if text[end : end + 1] in _BLANKS:
        end += 1
    char = text[end : end + 1]
    inner = words.inner.get(char)
    if inner is not None and (char == "余" or text[numeral.end - 1] in _ROUND):
        after = end + 1
        if text[after : after + 1] not in inner.bars or text[after : after + 1] == "":
            return _inner(text, after, words, inner.meaning, arabic)
    meaning = words.inner[numeral.more].meaning if numeral.more else ""
    if char == "个" and (split := _SPLIT.match(text, end)):
        return _split(split, words)
    unit = unit_at(text, end, words, arabic)
    if unit is None:
        return Counted(numeral.end, meaning=meaning)
    points = _POINTS.match(text, end) if unit.word == "个" else None
    shared = points is not None and _in_points(points, text[max(0, numeral.start - _BEFORE) : numeral.start], words)
    shared = shared or (points is not None and bool(numeral.value % 1))
    return Counted(end + len(unit.word), unit, "个百分点" if shared else unit.word, meaning)


def _in_points(points: re.Match[str], before: str, words: Words) -> bool:
    """Whether a row that ends in 百分点 counts in them from its first number on, by a fraction or the words before."""
    clause = _MARK.split(before)[-1]
    told = "." in points[0] or "．" in points[0] or any(word in clause for word in words.points)
    return told and not points[1]


def unit_at(text: str, position: int, words: Words, arabic: bool) -> Unit | None:
    """Return the longest unit at ``position`` that is not part of another word there."""
    for unit in words.units.get(text[position : position + 1], ()):
        if text.startswith(unit.word, position) and (arabic or not unit.weak):
            after = text[position + len(unit.word) : position + len(unit.word) + 1]
            if after not in unit.not_before or not after:
                return None if unit.word[-1].isascii() and after.isascii() and after.isalnum() else unit
    return None


def _inner(text: str, position: int, words: Words, meaning: str, arabic: bool) -> Counted:
    """Read the unit after 余 or 多, if there is one."""
    at = position + 1 if text[position : position + 1] in _BLANKS else position
    unit = unit_at(text, at, words, arabic)
    if unit is None:
        return Counted(position, meaning=meaning)
    return Counted(at + len(unit.word), unit, unit.word, meaning)


def _split(split: re.Match[str], words: Words) -> Counted:
    """Read a unit with 多 or 半 inside: 3个多月, 一个半小时."""
    unit = unit_at("个" + split[2], 0, words, arabic=True)
    inner = words.inner.get(split[1])
    return Counted(split.end(), unit, split[2], inner.meaning if inner else "", half=split[1] == "半")

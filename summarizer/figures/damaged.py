"""Damaged figures: digits that no longer spell one number. They have no value, only readings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.amounts import read_amount
from summarizer.figures.calendar import month_split, splits, year_pair
from summarizer.figures.dates import read_date
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import Mention
from summarizer.figures.page import Page
from summarizer.lexicon import table
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = frozenset("OolI")
_MIXED = re.compile("[0-9OolI]{1,12}(?:[-/.][0-9OolI]{1,4}){0,2}(?![0-9A-Za-z])")
_MIXED_DAY = re.compile("年[ ]?(?:[0-9OolI]{1,2}月)?[0-9OolI]{1,4}[月日号](?:[0-9OolI]{1,2}[日号])?")
_WORN_YEAR = re.compile("[一二][OoО〇零○0][OoО〇零○0一二三四五六七八九]{2}年")
_LOST_MONTH = re.compile("年[ ]?([0-9]{3,4})日")
_DIGITS = str.maketrans("OolI", "0011")
_CHINESE_LETTERS = frozenset("OoО")
_CHINESE_ZEROS = str.maketrans("OoО0", "〇〇〇〇")
_WHOLE_DAYS = tuple(table("calendar")["days"]["counted"])
_DAY_LEADS = frozenset("至到于在-—年") | {""}
_STOPS = frozenset("，,。；;、 \n\r")


def read_damaged(mention: Mention) -> Figure | None:
    """Read digits that have lost a separator or hold a letter; None where they are whole."""
    text, start, end = mention.text, mention.start, mention.end
    after = text[end : end + 1]
    if after in _LETTERS or mention.char_before(start) in _LETTERS:
        return _with_letters(mention)
    if after == "年" and (rest := _MIXED_DAY.match(text, end)) is not None:
        return _after_year(mention, rest)
    digits = text[start:end]
    if 3 <= len(digits) <= 8 and digits.isdecimal() and digits.isascii():
        return _lost_separator(mention, digits, after)
    return None


def _after_year(mention: Mention, rest: re.Match[str]) -> Figure | None:
    """Read 2021年O3月 and 2020年317日; None where month and day are whole."""
    text, start, end = mention.text, mention.start, rest.end()
    mended = rest[0].translate(_DIGITS)
    lost = _LOST_MONTH.fullmatch(mended)
    if lost is not None:
        return _damaged(mention, end, splits(text[start : mention.end] + lost[1]), text[end - 1])
    return None if _LETTERS.isdisjoint(rest[0]) else _mended(mention, start, end)


def _lost_separator(mention: Mention, digits: str, sign: str) -> Figure | None:
    """Read 2020317日, 328日, 20132015年, 20203月, and 2014128 alone on its line."""
    length, text, end = len(digits), mention.text, mention.end
    if sign == "年" and length == 8:
        unit = "年度" if text.startswith("年度", end) else "年"
        return _damaged(mention, end + len(unit), year_pair(digits), unit)
    if sign == "月" and length in (5, 6):
        return _damaged(mention, end + 1, month_split(digits), "月")
    if sign == "日" and (length >= 6 or _may_be_day(mention)):
        return _damaged(mention, end + 1, splits(digits), "日")
    if length >= 6 and digits[:2] in ("19", "20") and mention.page.fills_line(mention.start, end):
        return _damaged(mention, end, splits(digits), "")
    return None


def _may_be_day(mention: Mention) -> bool:
    """Whether three or four digits before 日 stand where a date does: at the start of a clause, and no span of days."""
    before = mention.char_before(mention.start)
    return (before in _DAY_LEADS or mention.opens_clause()) and not mention.text.startswith(_WHOLE_DAYS, mention.end)


def _damaged(mention: Mention, end: int, readings: Iterable[str], unit: str) -> Figure | None:
    """Make a damaged figure, if there is any reading."""
    note = "|".join(readings)
    return mention.figure(mention.start, end, Kind.DAMAGED, unit=unit, note=f"recon={note}") if note else None


def _with_letters(mention: Mention) -> Figure | None:
    """Read a number in which O stands for 0 or l for 1: 2O23年, 1l件, 2O17-O1-O3."""
    text, start = mention.text, mention.start
    while (before := mention.char_before(start)) in _LETTERS:
        start -= 1
    run = _MIXED.match(text, start)
    if run is None or run.end() < mention.end or (before.isascii() and before.isalnum()):
        return None
    return _mended(mention, start, run.end() + 12)


def _mended(mention: Mention, start: int, end: int, zeros: dict[int, int] = _DIGITS) -> Figure | None:
    """Read ``text[start:end]`` as it was before letters got into it; the damaged figure has that in its note."""
    mended = mention.text[start:end].translate(zeros)
    numeral = read_numeral(mended, 0)
    if numeral is None:
        return None
    copy = Mention(Page(mended, mention.page.words), numeral, 0)
    whole = read_date(copy) or read_amount(copy)
    if whole is None or not (whole.unit or whole.kind is Kind.DATE):
        return None
    return mention.figure(start, start + whole.end, Kind.DAMAGED, unit=whole.unit, note=f"recon={whole.value}")


def read_worn_year(mention: Mention) -> Figure | None:
    """Read a Chinese year in which the letter O stands for 〇: 二O一二年十二月二十日."""
    if mention.text[mention.end : mention.end + 1] not in _CHINESE_LETTERS:
        return None
    year = _WORN_YEAR.match(mention.text, mention.start)
    return None if year is None else _mended(mention, mention.start, year.end() + 12, _CHINESE_ZEROS)


def read_without_object(mention: Mention) -> Figure | None:
    """Read a bare number after a verb that needs something counted: in 下设16, more is lost than a unit."""
    text, end = mention.text, mention.end
    if text[end : end + 1] not in _STOPS or not mention.follows(mention.page.words.codes.needs_object):
        return None
    return mention.figure(mention.start, end, Kind.DAMAGED, note="recon=")

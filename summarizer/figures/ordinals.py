"""Ordinals: 第三十七次, 一等奖, 6年级, 三级医院, 表1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.counted import unit_at
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain

if TYPE_CHECKING:
    from summarizer.figures.counted import Counted
    from summarizer.figures.mention import Mention

_GRADE = re.compile("年级|等(?:[奖功](?!励)|(?=次|先进|品|残))")
_PLAN = re.compile("个?五年(?:规划|计划)")
_PAGE = re.compile(r"\s?页")
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_AND = frozenset("、至到和及-—")
_PHASE = ("工程", "项目", "建设", "改造", "标段")


def read_ordinal(mention: Mention) -> Figure | None:
    """Read the ordinal at a mention."""
    start = mention.start
    before = mention.char_before(start)
    if before == "第" or (before in " \xa0" and before and mention.char_before(start - 1) == "第"):
        return _numbered(mention, start - 1 if before == "第" else start - 2)
    return _graded(mention)


def _numbered(mention: Mention, start: int) -> Figure | None:
    """Read what follows 第."""
    text, end, words = mention.text, mention.end, mention.page.words
    value = plain(mention.numeral.value)
    plan = _PLAN.match(text, end)
    if plan is not None:
        return mention.figure(start, plan.end(), Kind.NAME)
    page = _PAGE.match(text, end)
    if page is not None:
        return mention.figure(start, page.end(), Kind.PHONE_OR_CODE, value=text[start : page.end()])
    at = mention.past_blank(end)
    word = next((word for word in words.codes.ordered if text.startswith(word, at)), "")
    unit = unit_at(text, at, words, arabic=True)
    word = word or (unit.word if unit is not None else "")
    if word:
        return mention.figure(start, at + len(word), Kind.ORDINAL, value=value, unit=word)
    return mention.figure(start, end, Kind.ORDINAL, value=value)


def _graded(mention: Mention) -> Figure | None:
    """Read a grade: 一等奖, 6年级, 二级等保, 表1, 二期工程, 前三名."""
    text, end = mention.text, mention.end
    value = plain(mention.numeral.value) if mention.numeral.value < 10**6 else ""
    grade = _GRADE.match(text, end)
    if grade is not None and value:
        unit = "等" if grade[0][0] == "等" else grade[0]
        return mention.figure(mention.start, max(grade.end(), end + len(unit)), Kind.ORDINAL, value=value, unit=unit)
    counted = mention.counted
    if text[mention.start] in _ROMAN:
        unit = counted.written if counted.written == "级" else ""
        return mention.figure(mention.start, end + len(unit), Kind.ORDINAL, value=value, unit=unit)
    if _is_grade(mention, counted):
        return mention.figure(mention.start, counted.end, Kind.ORDINAL, value=value, unit=counted.written)
    if counted.unit is not None and _continues(mention):
        return mention.figure(mention.start, counted.end, Kind.ORDINAL, value=value, unit=counted.written)
    if counted.written == "期" and mention.precedes(_PHASE, counted.end):
        return mention.figure(mention.start, counted.end, Kind.ORDINAL, value=value, unit="期")
    if counted.written in ("名", "位") and mention.char_before(mention.start) == "前":
        return mention.figure(mention.start - 1, counted.end, Kind.ORDINAL, value=value, unit=counted.written)
    if counted.unit is None and mention.follows(mention.page.words.codes.numbered):
        return mention.figure(mention.start, end, Kind.ORDINAL, value=value)
    return None


def _is_grade(mention: Mention, counted: Counted) -> bool:
    """Whether a number with 级 is a grade and no count of levels, and 二 with its measure word a rank (二类单位)."""
    first = mention.text[mention.start]
    if counted.written == "级":
        return first != "两" and mention.char_before(mention.start) not in mention.page.words.levels
    return first == "二" and mention.end - mention.start == 1 and counted.written in mention.page.words.second


def _continues(mention: Mention) -> bool:
    """Whether the number goes on from an ordinal (第三、四条, 第1至3项) or numbers a session (人大一次会议)."""
    last, text, start = mention.page.last, mention.text, mention.start
    if last is not None and last.kind is Kind.ORDINAL and text[last.end : start] in _AND:
        return True
    return mention.counted.written == "次" and mention.follows(mention.page.words.codes.sessions)

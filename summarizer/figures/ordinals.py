"""Ordinals: 第三十七次, 一等奖, 6年级, 二类单位, 表1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.counted import unit_at
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_AWARD = re.compile("(年级)|(等)(?:[奖功](?!励)|(?=次|先进|品|残))")
_PLAN = re.compile("个?五年[^，,。、；;《》\n]{0,10}?(?:规划|计划)")
_PAGE = re.compile(r"[ ]?页")
_ROMAN = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_PHASE = tuple(table("phrases")["phases"]["after"])
_AND = frozenset("、至到和及-—")
_MARKS = frozenset("，,。；;、\n")
_RANKS = frozenset(("名", "位"))


def read_ordinal(mention: Mention) -> Figure | None:
    """Read the ordinal at a mention."""
    start = mention.start
    if mention.char_before(start) == "第":
        return _numbered(mention, start - 1)
    if mention.char_before(start) == " " and mention.char_before(start - 1) == "第":
        return _numbered(mention, start - 2)
    return _awarded(mention) or _graded(mention)


def _numbered(mention: Mention, start: int) -> Figure | None:
    """Read what follows 第: 第十四个五年规划 is a name, 第3页 a code, all else an ordinal."""
    text, end, words = mention.text, mention.end, mention.page.words
    if (plan := _PLAN.match(text, end)) is not None:
        return mention.figure(start, plan.end(), Kind.NAME)
    if (page := _PAGE.match(text, end)) is not None:
        return mention.figure(start, page.end(), Kind.PHONE_OR_CODE, value=text[start : page.end()])
    at = mention.past_blank(end)
    unit = unit_at(text, at, words, arabic=True)
    ordered = next((word for word in words.codes.ordered if text.startswith(word, at)), "")
    word = ordered or (unit.word if unit is not None else "")
    return _ordinal(mention, start, at + len(word) if word else end, word)


def _ordinal(mention: Mention, start: int, end: int, unit: str) -> Figure:
    return mention.figure(start, end, Kind.ORDINAL, value=plain(mention.numeral.value), unit=unit)


def _awarded(mention: Mention) -> Figure | None:
    """Read 6年级, 一等奖, 二等功."""
    award = _AWARD.match(mention.text, mention.end)
    return None if award is None else _ordinal(mention, mention.start, award.end(), award[1] or award[2])


def _graded(mention: Mention) -> Figure | None:
    """Read Ⅲ级, 三级医院, 二类单位, 二期工程, 前三名, 表1, and what goes on from an ordinal."""
    counted, start = mention.counted, mention.start
    if counted.unit is None:
        if mention.text[start] in _ROMAN or mention.follows(mention.page.words.codes.numbered):
            return _ordinal(mention, start, mention.end, "")
        return None
    if counted.written in _RANKS and mention.char_before(start) == "前":
        return _ordinal(mention, start - 1, counted.end, counted.written)
    if _is_grade(mention) or _continues(mention):
        return _ordinal(mention, start, counted.end, counted.written)
    return None


def _is_grade(mention: Mention) -> bool:
    """Whether the number ranks: with 级, unless levels of government stand before it; 二 where 两 would count."""
    text, start, unit = mention.text, mention.start, mention.counted.written
    if text[start] in _ROMAN:
        return True
    if unit == "级":
        return text[start] != "两" and mention.char_before(start) not in mention.page.words.levels
    if unit == "期" and mention.precedes(_PHASE, mention.counted.end):
        return True
    if text[mention.counted.end : mention.counted.end + 1] in _MARKS:  # after its noun 二 counts: 召开会议二次。
        return False
    return text[start] == "二" and mention.end - start == 1 and unit in mention.page.words.second


def _continues(mention: Mention) -> bool:
    """Whether the number goes on from an ordinal (第三、四条, 第1至3项) or numbers a session (人大一次会议)."""
    last, text, start = mention.page.last, mention.text, mention.start
    if last is not None and last.kind is Kind.ORDINAL and text[last.end : start] in _AND:
        return True
    return mention.counted.written == "次" and mention.follows(mention.page.words.codes.sessions)

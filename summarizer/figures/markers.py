"""Numbers that order the text: heading numbers at the start of a line, list markers within a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_HIGHEST = 99
_LIST_ITEM = 300  # characters of the longest item of a list run into a paragraph
_COMPOSED = frozenset(chr(code) for code in (*range(0x2460, 0x249C), *range(0x3220, 0x322A)))  # ① ⑴ ⒈ ㈠
_OPEN = frozenset("(（[［【")
_SPOKEN = frozenset("是要")
_STOP = re.compile(r"[ \xa0]?(?:[、．﹑]|[.](?![0-9０-９])|[)）])")
_DIVISION = re.compile(r"[ \xa0]?(?:章|节|条(?=[\s、:：])|部分|编|篇(?=\s))")
_CLOSE = re.compile("[ \xa0]?[)）\\]］】]")
_CHAINED = re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[.．、]?(?=[ \xa0\u3000]?(?![万亿余多])[\u4e00-\u9fff《“])")
_YEAR_AFTER = re.compile("([0-9]{1,2})[.．](?=(?:19|20)[0-9]{2}年)")
_ENUMERATED = re.compile("[一二三四五六七八九十0-9]{1,3}(?:、|季度|级|类|期|线|产业|批|届|月|审|号|等|款|项)")
_PAUSES = frozenset("，,、:：")
_DATE_SIGNS = frozenset("年月日号")


def read_marker(mention: Mention) -> Figure | None:
    """Read a heading number or a list marker at a mention."""
    before = mention.char_before(mention.start)
    if mention.text[mention.start] in _COMPOSED:
        return _marker(mention, mention.start, mention.end)
    if not _whole(mention):
        return _heading(mention) if mention.arabic and mention.page.opens_line(mention.start) else None
    if before in _OPEN:
        closed = _CLOSE.match(mention.text, mention.end)
        return None if closed is None else _marker(mention, mention.start - 1, closed.end())
    if before == "第":
        return _division(mention)
    if not mention.arabic and mention.text[mention.end : mention.end + 1] in _SPOKEN:
        return _spoken(mention)
    return _heading(mention) if mention.page.opens_line(mention.start) else _run_in(mention)


def _whole(mention: Mention) -> bool:
    """Whether the numeral is a number that headings and lists go up to."""
    value = mention.numeral.value
    return mention.end - mention.start <= 3 and 1 <= value <= _HIGHEST and value == value.to_integral_value()


def _marker(mention: Mention, start: int, end: int) -> Figure:
    """Make ① and (一): a heading number at the start of a line, else a list marker."""
    kind = Kind.HEADING_NUMBER if mention.page.opens_line(start) else Kind.LIST_MARKER
    if kind is Kind.HEADING_NUMBER and not mention.arabic:
        mention.page.headings[True] = 0
    return mention.figure(start, end, kind, value=plain(mention.numeral.value))


def _spoken(mention: Mention) -> Figure | None:
    """Read 一是, and 一要 at the start of a clause."""
    if mention.text[mention.start] == "两" or (mention.text[mention.end] == "要" and not mention.opens_clause()):
        return None
    return mention.figure(mention.start, mention.end + 1, Kind.LIST_MARKER, value=plain(mention.numeral.value))


def _division(mention: Mention) -> Figure | None:
    """Read 第一章 and 第一部分 at the start of a line, 第一, at the start of a clause."""
    text, start, end, value = mention.text, mention.start - 1, mention.end, plain(mention.numeral.value)
    if mention.page.opens_line(start) and (division := _DIVISION.match(text, end)):
        return mention.figure(start, division.end(), Kind.HEADING_NUMBER, value=value)
    if text[end : end + 1] in _PAUSES and mention.opens_sentence(start):
        return mention.figure(start, end, Kind.LIST_MARKER, value=value)
    return None


def _run_in(mention: Mention) -> Figure | None:
    """Read 1. and 一、 where words follow, after the end of a sentence or as the next number of a list."""
    page, number = mention.page, int(mention.numeral.value)
    stop = _STOP.match(mention.text, mention.end)
    if stop is None or not mention.text[(at := mention.past_blank(stop.end())) : at + 1] > "\u3000":
        return None
    if not (mention.opens_sentence(mention.start) or _is_next(mention, number, stop[0])):
        return None
    if _ENUMERATED.match(mention.text, stop.end()):
        return None
    page.listed = (number, stop.end())
    return mention.figure(mention.start, stop.end(), Kind.LIST_MARKER, value=str(number))


def _is_next(mention: Mention, number: int, stop: str) -> bool:
    """Whether a number within a sentence begins a list or goes on with one; 件数3、 does not."""
    if not mention.opens_clause() and ("、" in stop or not mention.arabic):
        return False
    last, end = mention.page.listed
    return number == 1 or (number == last + 1 and mention.start - end < _LIST_ITEM)


def _heading(mention: Mention) -> Figure | None:
    """Read the number at the start of a line as a heading's, if it is one."""
    text, start, page = mention.text, mention.start, mention.page
    if mention.arabic:
        if dated := _YEAR_AFTER.match(text, start):
            return _numbered(mention, dated.end(), int(dated[1]))
        chained = _CHAINED.match(text, start)
        if chained is not None and mention.counted.unit is None:
            value = chained[0].rstrip(".．、").replace("．", ".")
            return mention.figure(start, chained.end(), Kind.HEADING_NUMBER, value=value)
    if not _whole(mention):
        return None
    number, stop = int(mention.numeral.value), _STOP.match(text, mention.end)
    if stop is not None:
        return None if _ENUMERATED.match(text, stop.end()) else _numbered(mention, stop.end(), number)
    lost = page.headings.get(mention.arabic) == number - 1 and _lost_mark(mention)
    return _numbered(mention, mention.end, number) if lost else None


def _numbered(mention: Mention, end: int, number: int) -> Figure:
    """Make a heading number and remember it for its siblings; under a Chinese one Arabic numbers begin anew."""
    mention.page.headings[mention.arabic] = number
    if not mention.arabic:
        mention.page.headings[True] = 0
    return mention.figure(mention.start, end, Kind.HEADING_NUMBER, value=str(number))


def _lost_mark(mention: Mention) -> bool:
    """Whether a number one above its sibling heads its line without 、: words follow, and it counts none of them."""
    follows, counted = mention.text[mention.end : mention.end + 1], mention.counted
    if mention.text[mention.start] == "两" or not "\u4e00" <= follows <= "\u9fff" or follows in _DATE_SIGNS:
        return False
    return counted.unit is None or counted.unit.weak

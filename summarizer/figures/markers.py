"""Numbers that order the text: heading numbers at the start of a line, list markers within a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_COMPOSED = frozenset(chr(code) for code in (*range(0x2460, 0x249C), *range(0x3220, 0x322A)))  # ① ⑴ ⒈ ㈠
_HIGHEST = 99
_STOP = re.compile(r"[ \xa0]?(?:[、．﹑]|[.](?![0-9０-９])|[)）])")
_DIVISION = re.compile(r"[ \xa0]?(?:章|节|条(?=[\s、:：])|部分|编|篇(?=\s))")
_CLOSE = re.compile("[ \xa0]?[)）]")
_CHAINED = re.compile(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}[.．、]?(?=[ \xa0\u3000]?[\u4e00-\u9fff《“])")
_YEAR_AFTER = re.compile("([0-9]{1,2})[.．](?=(?:19|20)[0-9]{2}年)")
_ENUMERATED = re.compile("[一二三四五六七八九十0-9]{1,3}(?:、|季度|级|类|期|线|产业|批|届|月|审|号|等|款|项)")


def read_marker(mention: Mention) -> Figure | None:
    """Read a heading number or a list marker at a mention."""
    if mention.text[mention.start] in _COMPOSED:
        return _composed(mention)
    text, start, end, value = mention.text, mention.start, mention.end, mention.numeral.value
    before, after = mention.char_before(start), text[end : end + 1]
    if before in "(（" and before and (closed := _CLOSE.match(text, end)) and _whole(mention):
        return _bracketed(mention, closed.end())
    if not mention.arabic and after in "是要" and after and 1 <= value <= 30 and text[start] != "两":
        if after == "是" or mention.opens_clause():
            return mention.figure(start, end + 1, Kind.LIST_MARKER, value=plain(value))
    if before == "第":
        return _division(mention)
    if mention.page.opens_line(start):
        return _heading(mention)
    if _whole(mention) and mention.opens_sentence(start) and (stop := _STOP.match(text, end)):
        beyond = text[stop.end() : stop.end() + 1]
        if beyond > "\u4e00" or beyond in "《“ ":
            return mention.figure(start, stop.end(), Kind.LIST_MARKER, value=plain(value))
    return None


def _composed(mention: Mention) -> Figure:
    """Read ① and its like: a heading number at the start of a line, else a list marker."""
    kind = Kind.HEADING_NUMBER if mention.page.opens_line(mention.start) else Kind.LIST_MARKER
    return mention.figure(mention.start, mention.end, kind, value=plain(mention.numeral.value))


def _whole(mention: Mention) -> bool:
    """Whether the numeral is a number that headings and lists go up to."""
    value = mention.numeral.value
    return 1 <= value <= _HIGHEST and mention.end - mention.start <= 3 and value == value.to_integral_value()


def _bracketed(mention: Mention, end: int) -> Figure | None:
    """Read (一) and （1）: a heading number at the start of a line, else a list marker."""
    page, start = mention.page, mention.start - 1
    kind = Kind.HEADING_NUMBER if page.opens_line(start) else Kind.LIST_MARKER
    if kind is Kind.HEADING_NUMBER and not mention.arabic:
        page.headings[True] = 0
    return mention.figure(start, end, kind, value=plain(mention.numeral.value))


def _division(mention: Mention) -> Figure | None:
    """Read 第一章 and 第一部分 at the start of a line, 第一, at the start of a clause."""
    text, start, end = mention.text, mention.start - 1, mention.end
    if not _whole(mention):
        return None
    value = plain(mention.numeral.value)
    if mention.page.opens_line(start) and (division := _DIVISION.match(text, end)):
        return mention.figure(start, division.end(), Kind.HEADING_NUMBER, value=value)
    if text[end : end + 1] in "，,、:：" and end < len(text) and mention.opens_sentence(start):
        return mention.figure(start, end, Kind.LIST_MARKER, value=value)
    return None


def _heading(mention: Mention) -> Figure | None:
    """Read the number at the start of a line as a heading's, if it is one."""
    text, start, page = mention.text, mention.start, mention.page
    if mention.arabic:
        chained = _CHAINED.match(text, start)
        if chained is not None and mention.counted.unit is None:
            surface = chained[0].rstrip(".．、")
            return mention.figure(start, chained.end(), Kind.HEADING_NUMBER, value=surface.replace("．", "."))
        if dated := _YEAR_AFTER.match(text, start):
            return _numbered(mention, dated.end(), int(dated[1]))
    if not _whole(mention):
        return None
    number = int(mention.numeral.value)
    stop = _STOP.match(text, mention.end)
    if stop is not None:
        return None if _ENUMERATED.match(text, stop.end()) else _numbered(mention, stop.end(), number)
    lost = page.headings.get(mention.arabic) == number - 1 and _lost_mark(mention)
    return _numbered(mention, mention.end, number) if lost else None


def _numbered(mention: Mention, end: int, number: int) -> Figure:
    """Make a heading number and remember it for its siblings."""
    mention.page.headings[mention.arabic] = number
    if not mention.arabic:
        mention.page.headings[True] = 0
    return mention.figure(mention.start, end, Kind.HEADING_NUMBER, value=str(number))


def _lost_mark(mention: Mention) -> bool:
    """Whether a number one above its sibling heads its line without 、: words follow, and it counts none of them."""
    follows = mention.text[mention.end : mention.end + 1]
    counted = mention.counted
    if mention.text[mention.start] == "两":
        return False
    return "\u4e00" <= follows <= "\u9fff" and follows not in "年月日号" and (counted.unit is None or counted.unit.weak)

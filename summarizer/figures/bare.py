"""Bare Arabic numbers that identify: hotlines, versions, serial and page numbers, codes after a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_SHORT_NAME = re.compile('[0-9]+[.．][0-9]+(?:版|时代|代)|[0-9][05]后(?=[、”"，,青干群的占党年])')
_DOTTED_DAY = re.compile("(?:1[0-2]|[1-9])[.．](?:3[01]|[12][0-9]|[1-9])")
_HOTLINE = re.compile("[1１][2２][0-9０-９]{3}|[9９][5６6５][0-9０-９]{3}")
_PAGES = re.compile("[ ]?页")
_DASHES = frozenset("-—－")
_LABEL_MARKS = ":： 为是(（"
_LONG = 7  # digits that nobody counts with, unless a unit or a cell says so


def read_bare(mention: Mention) -> Figure | None:
    """Read a number that has no unit, or none that holds."""
    counted = mention.counted
    if (counted.unit is not None and not counted.unit.weak) or counted.meaning or mention.numeral.scale > 1:
        return _with_unit(mention)
    if _is_name(mention):
        return mention.figure(mention.start, mention.end, Kind.NAME)
    digits = mention.text[mention.start : mention.end]
    if counted.unit is not None or not digits.isdecimal():
        return None
    if _is_serial(mention, digits):
        return mention.figure(mention.start, mention.end, Kind.LIST_MARKER, value=str(int(digits)))
    if _is_code(mention, digits) or _is_page(mention, digits):
        return mention.figure(mention.start, mention.end, Kind.PHONE_OR_CODE, value=digits)
    return None


def _with_unit(mention: Mention) -> Figure | None:
    """Read the 12 of 第3页 共12页 and the base of a rate: 每10万人."""
    text, start, end = mention.text, mention.start, mention.end
    pages = _PAGES.match(text, end)
    if pages is not None and "页" in text[max(0, start - 10) : start]:
        return mention.figure(start, pages.end(), Kind.PHONE_OR_CODE, value=text[start : pages.end()])
    if mention.char_before(start) == "每" and mention.numeral.value >= 100:
        return mention.figure(start, mention.counted.end, Kind.NAME)
    return None


def _is_name(mention: Mention) -> bool:
    """Whether the number is a hotline, a day such as 12.4, or part of a name: 500强, 206国道, 90后, 2.0版."""
    text, start, end = mention.text, mention.start, mention.end
    codes, digits = mention.page.words.codes, text[start:end]
    if len(digits) == 3 and digits in codes.hotlines:
        return text[end : end + 1] > "\u4e00" or mention.follows(codes.labels)
    if _HOTLINE.fullmatch(digits):
        return not mention.page.fills_cell(start, end)
    if _DOTTED_DAY.fullmatch(digits):
        quote = mention.page.quote_at(start)
        return (quote is not None and quote.start == start) or mention.precedes(codes.days, end)
    return mention.precedes(codes.named_by, end) or _SHORT_NAME.match(text, start) is not None


def _is_code(mention: Mention, digits: str) -> bool:
    """Whether a label stands before the digits, or they are too many to count with."""
    if len(digits) >= 4 and mention.follows(mention.page.words.codes.labels, _LABEL_MARKS):
        return True
    return len(digits) >= _LONG and not mention.page.fills_cell(mention.start, mention.end)


def _is_page(mention: Mention, digits: str) -> bool:
    """Whether the number is alone on its line, between dashes or far from any label."""
    page, start, end = mention.page, mention.start, mention.end
    if len(digits) > 3 or not page.fills_line(start, end):
        return False
    dashed = _DASHES.intersection(page.text[max(0, start - 2) : start])
    return bool(dashed) or not page.beside_short_line(start, end)


def _is_serial(mention: Mention, digits: str) -> bool:
    """Whether the number is the next one of a column headed 序号."""
    page, number = mention.page, int(digits) if len(digits) < 4 else 0
    if not number or not page.opens_row(mention.start) or not page.fills_cell(mention.start, mention.end):
        return False
    if number == 1 and "序号" in page.text[max(0, mention.start - 200) : mention.start]:
        page.serial = 0
    if page.serial != number - 1:
        return False
    page.serial = number
    return True

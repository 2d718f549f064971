"""Numbers that identify and count nothing: telephone numbers, records, hotlines, versions, page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_TOKEN = re.compile("[A-Za-z0-9]++(?:[-_./:@+&=?%#·]++[A-Za-z0-9]++)*+")
_TOKEN_CHARS = frozenset("-_./:@+&=?%#")
_JOINTS = frozenset("./@-_")
_CHAIN = re.compile("[0-9]++(?:[-/—][0-9A-Za-z]++)++")
_SUM = re.compile("[0-9]++(?:[+＋×xX*][0-9A-Za-z一二三四五六七八九]++)++(?:小时)?")
_DAY = re.compile("[0-9]{1,2}[·•・‧∙][0-9]{1,2}(?![0-9])")
_DOTTED_DAY = re.compile("(?:1[0-2]|[1-9])[.．](?:3[01]|[12][0-9]|[1-9])$")
_RATIO = re.compile("[0-9]+(?:[.．][0-9]+)?[:：][0-9]+(?:[.．][0-9]+)?(?![0-9a-zA-Z])")
_VERSION = re.compile("[0-9]+[.．][0-9]+(?:版|时代|代)")
_DECADE = re.compile('[0-9][05]后(?=[、”"，,青干群的])')
_AREA = re.compile("[(（]?0[0-9]{2,3}[)）][ -]?[0-9]{7,8}")
_HOTLINE = re.compile("12[0-9]{3}|9[56][0-9]{3}")
_PAGES = re.compile("[ ]?页")
_DASHES = frozenset("-—－")
_LABEL_MARKS = ":： 为是(（"
_LINKS = frozenset("+＋×xX*·•・‧∙-/—:：")
_SUM_SIGNS = frozenset("+＋×*")
_LONG = 7  # digits that nobody counts with, unless a unit or a cell says so


def read_code(mention: Mention) -> Figure | None:
    """Read a code at an Arabic numeral that is no date."""
    text, start, end = mention.text, mention.start, mention.end
    before, after = mention.char_before(start), text[end : end + 1]
    if (_is_letter(before) or _is_letter(after) or before in _JOINTS) and (token := _token(mention)) is not None:
        return token
    if after in ")）" and after and (area := _AREA.match(text, start - (before in "(（" and before != ""))):
        return mention.figure(area.start(), area.end(), Kind.PHONE_OR_CODE, value=area[0])
    if after in _LINKS:
        return _linked(mention)
    if before in _SUM_SIGNS:
        return mention.figure(start, end, Kind.NAME)
    if (
        (mention.counted.unit is not None and not mention.counted.unit.weak)
        or mention.counted.meaning
        or mention.numeral.scale > 1
    ):
        return _with_unit(mention)
    return _bare(mention)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _token(mention: Mention) -> Figure | None:
    """Read a run of letters and digits: an address, a model, a road; not a number with a unit after a word (APP12个)."""
    text, start = mention.text, mention.start
    while (char := mention.char_before(start)) and char.isascii() and (char.isalnum() or char in _TOKEN_CHARS):
        start -= 1
    if mention.counted.unit is not None and (start == mention.start or mention.start - start > 1):
        return None
    token = _TOKEN.search(text, start, max(mention.end, start) + 200)
    if token is None or token.end() < mention.end or not any(map(_is_letter, token[0])):
        return None
    kind = Kind.PHONE_OR_CODE if len(token[0]) > 4 else Kind.NAME
    value = token[0] if kind is Kind.PHONE_OR_CODE else ""
    return mention.figure(token.start(), token.end(), kind, value=value)


def _linked(mention: Mention) -> Figure | None:
    """Read 1+3, 7×24小时, 12·4 and 0790-5550126; a range of amounts is left alone."""
    text, start = mention.text, mention.start
    for pattern in (_SUM, _DAY, _RATIO):
        if (match := pattern.match(text, start)) is not None:
            return mention.figure(start, match.end(), Kind.NAME)
    chain = _CHAIN.match(text, start)
    if chain is None:
        return None
    digits = sum(char.isdigit() for char in chain[0])
    if digits >= _LONG or text[start] == "0" or len(chain[0]) - digits > 1:
        return mention.figure(start, chain.end(), Kind.PHONE_OR_CODE, value=chain[0])
    return None


def _with_unit(mention: Mention) -> Figure | None:
    """Read 2.0版 and 共3页 of a page footer."""
    text, start, end = mention.text, mention.start, mention.end
    if _VERSION.match(text, start) is not None:
        return mention.figure(start, end, Kind.NAME)
    pages = _PAGES.match(text, end)
    if pages is not None and "页" in text[max(0, start - 10) : start]:
        return mention.figure(start, pages.end(), Kind.PHONE_OR_CODE, value=text[start : pages.end()])
    return None


def _bare(mention: Mention) -> Figure | None:
    """Read a number without a unit that a table of words, its length or its place tells to be a code or a name."""
    text, start, end, page = mention.text, mention.start, mention.end, mention.page
    codes, digits = page.words.codes, text[start:end]
    if _is_hotline(mention, digits):
        return mention.figure(start, end, Kind.NAME)
    if mention.counted.unit is not None:
        return None
    if mention.precedes(codes.named_by, end) or _DECADE.match(text, start) or _is_day(mention, digits):
        return mention.figure(start, end, Kind.NAME)
    if not digits.isdecimal():
        return None
    if len(digits) >= 4 and mention.follows(codes.labels, _LABEL_MARKS):
        return mention.figure(start, end, Kind.PHONE_OR_CODE, value=digits)
    if _is_serial(mention, digits):
        return mention.figure(start, end, Kind.LIST_MARKER, value=str(int(digits)))
    if len(digits) >= _LONG and not page.fills_cell(start, end):
        return mention.figure(start, end, Kind.PHONE_OR_CODE, value=digits)
    if len(digits) <= 3 and page.fills_line(start, end):
        dashed = _DASHES.intersection(text[max(0, start - 2) : start])
        if dashed or not page.beside_short_line(start, end):
            return mention.figure(start, end, Kind.PHONE_OR_CODE, value=digits)
    return None


def _is_hotline(mention: Mention, digits: str) -> bool:
    """Whether the digits are a public telephone line: 12345, 96110; 110 only where words follow it."""
    codes = mention.page.words.codes
    if len(digits) == 3:
        named = mention.text[mention.end : mention.end + 1] > "\u4e00" or mention.follows(codes.labels)
        return digits in codes.hotlines and named
    return _HOTLINE.fullmatch(digits) is not None and not mention.page.fills_cell(mention.start, mention.end)


def _is_day(mention: Mention, digits: str) -> bool:
    """Whether 12.4 names a day: in quotation marks, or before 宪法日 and the like."""
    if _DOTTED_DAY.match(digits) is None:
        return False
    quote = mention.page.quote_at(mention.start)
    return (quote is not None and quote.start == mention.start) or mention.precedes(
        mention.page.words.codes.days, mention.end + (mention.text[mention.end : mention.end + 1] in '”"')
    )


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

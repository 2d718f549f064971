"""Runs of digits, letters and signs that identify and count nothing: addresses, telephone numbers, 1+N, 12·4, 3:1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.counted import unit_at
from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_TOKEN = re.compile("[A-Za-z0-9]++(?:[-_./:@+&=?%#]++[A-Za-z0-9]++)*+")
_TOKEN_SIGNS = frozenset("-_./:@+&=?%#")
_AREA = re.compile("[(（]?0[0-9]{2,3}[)）][ -]?[0-9]{7,8}")
_CHAIN = re.compile("[0-9]++(?:[-/—][0-9A-Za-z]++)++")
_SUM = re.compile("[0-9]++(?:[+＋×xX*][0-9A-Za-z一二三四五六七八九]++)++(?:小时)?")
_DAY = re.compile("[0-9]{1,2}[·•・‧∙][0-9]{1,2}(?![0-9])")
_RATIO = re.compile("[0-9]+(?:[.．][0-9]+)?[:：][0-9]+(?:[.．][0-9]+)?(?![0-9A-Za-z年月日%％])")
_LINKS = frozenset("+＋×xX*·•・‧∙-/—:：")
_SUM_SIGNS = frozenset("+＋×*")
_SCALES = frozenset("万亿余多")
_TELEPHONE = 7  # digits of the shortest telephone number


def read_address(mention: Mention) -> Figure | None:
    """Read a number right after letters and a sign, before it is taken for a date: …gov.cn/2021-08/11/page.html."""
    before = mention.char_before(mention.start)
    if before not in _TOKEN_SIGNS or not _is_letter(mention.char_before(mention.start - 1)):
        return None
    return _token(mention)


def read_code(mention: Mention) -> Figure | None:
    """Read a run of digits, letters and signs that is no date and no range of amounts."""
    text, start, end = mention.text, mention.start, mention.end
    before, after = mention.char_before(start), text[end : end + 1]
    if _is_letter(before) or _is_letter(after):
        return _token(mention)
    if after in _LINKS:
        return _linked(mention)
    if after in (")", "）") and (area := _AREA.match(text, start - (before in ("(", "（")))):
        return mention.figure(area.start(), area.end(), Kind.PHONE_OR_CODE, value=area[0])
    joined = before in _SUM_SIGNS and mention.char_before(start - 1).isalnum()  # the 1 of N+1, not of **1件**
    return mention.figure(start, end, Kind.NAME) if joined else None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _token(mention: Mention) -> Figure | None:
    """Read letters and digits: an address, a model, a road; not a number with a unit after a word (APP12个)."""
    text, start = mention.text, mention.start
    while (char := mention.char_before(start)) and char.isascii() and (char.isalnum() or char in _TOKEN_SIGNS):
        start -= 1
    if mention.counted.unit is not None and mention.start - start != 1:
        return None
    token = _TOKEN.search(text, start)
    if token is None or token.end() < mention.end or not any(map(_is_letter, token[0])):
        return None
    kind = Kind.PHONE_OR_CODE if len(token[0]) > 4 else Kind.NAME  # 5G, A4 and S1 are words
    return mention.figure(token.start(), token.end(), kind, value=token[0] if kind is Kind.PHONE_OR_CODE else "")


def _linked(mention: Mention) -> Figure | None:
    """Read 1+3, 7×24小时, 12·4, 3:1, 0790-5550126 and 表3-1; a range of amounts is left alone."""
    text, start = mention.text, mention.start
    for pattern in (_SUM, _DAY, _RATIO):
        match = pattern.match(text, start)
        if match is not None and (pattern is not _RATIO or not _has_unit(mention, match.end())):
            return mention.figure(start, match.end(), Kind.NAME)
    chain = _CHAIN.match(text, start)
    if chain is None or _has_unit(mention, chain.end()):
        return None
    digits = sum(char.isalnum() for char in chain[0])
    if digits >= _TELEPHONE or text[start] == "0" or len(chain[0]) - digits > 1:
        return mention.figure(start, chain.end(), Kind.PHONE_OR_CODE, value=chain[0])
    numbered = mention.follows(mention.page.words.codes.numbered)
    return mention.figure(start, chain.end(), Kind.NAME) if numbered else None


def _has_unit(mention: Mention, position: int) -> bool:
    """Whether a unit or a scale word follows at once, so that the last number is an amount."""
    if mention.text[position : position + 1] in _SCALES:
        return True
    return unit_at(mention.text, position, mention.page.words, arabic=True) is not None

"""The grammar of numerals, in the order in which a reader tries it.

::

    numeral  = [ sign ] arabic [ "/" arabic ]       -5.4  1,204  3千余万  1/4
             | chinese [ 分之 numeral ]              二百一十五  百分之九十五点四
             | capital                              壹拾捌万零陆佰
             | composed                             ① ⒈ ㈠ Ⅲ
    sign     = a dash or 负 where nothing else can be meant: after a blank, a bracket, 比 率 幅 为

Of a fraction ``value`` is the numerator and ``over`` the denominator.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import numeric

from summarizer.numerals.arabic import DIGITS, read_arabic
from summarizer.numerals.han import CAPITAL_STARTS, SINGLE, STARTS, Reading, read_capital, read_han
from summarizer.numerals.numeral import Numeral, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPOSED = "①-⑳⑴-⒇⒈-⒛㈠-㈩Ⅰ-Ⅻ"  # one character that is a number, punctuation and all
_START = re.compile(f"[{DIGITS}{STARTS}{CAPITAL_STARTS}{_COMPOSED}][0-9]*+")
_GOES_ON = frozenset(
    f"{STARTS}０１２３４５６７８９点分余多几数,，.．/ \xa0"
)  # what may belong to a numeral after its digits
_ARABIC = frozenset(DIGITS)
_HAN = frozenset(STARTS)
_CAPITAL = frozenset(CAPITAL_STARTS)
_OVER = re.compile("/([0-9]{1,4})(?![0-9/.月])")
_MINUS = frozenset("-－−负")
_SIGNS = _MINUS | frozenset("+＋")
_BEFORE_SIGN = frozenset(" \t\n\r\xa0\u3000|(（[:：,，;；=比率幅为是长降增速度值")
_MORE = frozenset("余多几")
_LARGE = {"万": 10**4, "亿": 10**8}


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of ``text`` in order; no two overlap. Never raises; time is linear in the length."""
    return list(_numerals(text))


def _numerals(text: str) -> Iterator[Numeral]:
    numeral = next_numeral(text, 0)
    while numeral is not None:
        yield numeral
        numeral = next_numeral(text, numeral.end)


def next_numeral(text: str, position: int) -> Numeral | None:
    """Return the first numeral whose digits start at ``position`` or later, its sign included."""
    while (match := _START.search(text, position)) is not None:
        start, end = match.span()
        numeral = None
        if text[end : end + 1] not in _GOES_ON and (start == position or text[start - 1] not in _SIGNS):
            numeral = _at_once(match[0], start, end)
        numeral = numeral or read_numeral(text, start, position)
        if numeral is not None:
            return numeral
        position = start + 1
    return None


def _at_once(written: str, start: int, end: int) -> Numeral | None:
    """Read what most numerals are, digits alone or one Chinese character."""
    if written in SINGLE:
        return Numeral(start, end, SINGLE[written])
    return Numeral(start, end, Decimal(written)) if written.isdecimal() and written.isascii() else None


def read_numeral(text: str, start: int, floor: int = 0) -> Numeral | None:
    """Return the numeral whose first digit stands at ``start``, or None; a sign is looked for down to ``floor``."""
    first = text[start : start + 1]
    if first in _ARABIC:
        numeral = read_arabic(text, start)
        if start > floor and text[start - 1] in _SIGNS:
            numeral = _signed(text, numeral)
        return _over(text, numeral) if text.startswith("/", numeral.end) else numeral
    number = _chinese(text, start)
    if number is not None and text.startswith("分", number.end):
        return _denominator(text, number)
    return number


def _chinese(text: str, start: int) -> Numeral | None:
    """Read a Chinese number, without what makes a fraction of it."""
    first = text[start : start + 1]
    if first in _HAN:
        if text.startswith(("一半", "半数"), start):
            return Numeral(start, start + 2, Decimal(1), over=Decimal(2))
        return _large(text, start, read_han(text, start))
    if first in _CAPITAL:
        reading = read_capital(text, start)
        return None if reading is None else Numeral(start, *reading)
    value = numeric(first, None) if first and not first.isdecimal() else None
    return None if value is None else Numeral(start, start + 1, Decimal(int(value)))


def _signed(text: str, numeral: Numeral) -> Numeral:
    """Take the sign before an Arabic numeral into it, if nothing else can be meant by it."""
    sign = numeral.start - 1
    if sign and text[sign - 1] not in _BEFORE_SIGN:
        return numeral
    value = numeral.value.copy_negate() if text[sign] in _MINUS else numeral.value
    return numeral._replace(start=sign, value=value)


def _over(text: str, numeral: Numeral) -> Numeral:
    """Read ``/4`` after a smaller numerator."""
    over = _OVER.match(text, numeral.end)
    if over is None or not 0 < numeral.value < int(over[1]):
        return numeral
    return numeral._replace(end=over.end(), over=Decimal(over[1]))


def _denominator(text: str, denominator: Numeral) -> Numeral:
    """Read the numerator after 分之; 百分百 is 100 of 100."""
    start, end = denominator.start, denominator.end
    if text.startswith("百分百", start):
        return Numeral(start, start + 3, Decimal(100), over=Decimal(100))
    if not text.startswith("分之", end) or denominator.over is not None:
        return denominator
    at = end + 2
    numerator = read_arabic(text, at) if text[at : at + 1] in _ARABIC else _chinese(text, at)
    if numerator is None or numerator.over is not None:
        return denominator
    return numerator._replace(start=start, over=denominator.value)


def _large(text: str, start: int, reading: Reading) -> Numeral:
    """Read 余万 after a Chinese number: 十余万, 一百多亿."""
    more = text[reading.end : reading.end + 1]
    if more not in _MORE or text[reading.end + 1 : reading.end + 2] not in _LARGE:
        return Numeral(start, *reading)
    factor = _LARGE[text[reading.end + 1]]
    high = None if reading.high is None else scaled(reading.high, factor)
    return Numeral(start, reading.end + 2, scaled(reading.value, factor), high, factor, more)

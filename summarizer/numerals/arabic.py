"""Arabic numerals: 1,204, 95.92, ３．５, 5.4万, 3千余万, 1亿2000万."""

from __future__ import annotations

import re
from decimal import Decimal

from summarizer.numerals.numeral import Numeral, scaled

DIGITS = "0123456789０１２３４５６７８９"

# Groups of three after commas, or after blanks where a word follows and no line begins (there 3 218件 may be item 3);
# else plain digits. A fraction only where no other dot makes it a date or a version.
_SPACED = "(?<![\\r\\n])[1-9][0-9]{0,2}(?:[ \xa0\u2009\u202f][0-9]{3})++(?=[一-鿿%％])"
_WHOLE = f"(?:{_SPACED}|[0-9０-９]{{1,3}}(?:[,，][0-9０-９]{{3}})++(?![0-9０-９])|[0-9０-９]++)"
_DIGITS = re.compile(f"(?<![0-9０-９][.．]){_WHOLE}[.．][0-9０-９]++(?![.．][0-9０-９])|{_WHOLE}")
# 百 and 千 also begin words (百姓 百科 千家万户); 万 does too (万众 万物).
_SCALE = re.compile(
    "[ \xa0]?(?:([百千]?)([余多几])[ \xa0]?(万亿|万|亿)"
    "|()()(万亿|[百千]?(?:万(?![众物能州])|亿)|百(?![姓科货强分日])|千(?![家方禧万分])))"
)
_REST = re.compile("零?([0-9０-９]++)([百千]?万|[百千]|)(?![0-9０-９.．,，])")
_SCALES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALES |= {"百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_ADDABLE = Decimal(10) ** 20  # above this nobody writes 亿 and 万 in one number, and sums would be rounded
_SEPARATORS = str.maketrans("．", ".", ",， \xa0\u2009\u202f")


def read_arabic(text: str, start: int) -> Numeral:
    """Read the Arabic numeral at ``start``, where a digit stands, with the 万 or 亿 that follows it."""
    digits = _DIGITS.match(text, start)
    assert digits is not None  # noqa: S101 - the caller has seen a digit
    end = digits.end()
    written = digits[0]
    value = Decimal(written if written.isdecimal() else written.translate(_SEPARATORS))
    if text[end : end + 1] not in _MAY_SCALE:
        return Numeral(start, end, value)
    scale = _SCALE.match(text, end)
    if scale is None:
        return Numeral(start, end, value)
    small, more, large = (group for group in scale.groups() if group is not None)
    factor = _SCALES[small] * _SCALES[large]
    value = scaled(value, factor)
    if more:
        return Numeral(start, scale.end(), value, scale=factor, more=more)
    value, end = _add_rest(text, scale.end(), value, factor)
    return Numeral(start, end, value, scale=factor)


_MAY_SCALE = frozenset("余多几百千万亿 \xa0")


def _add_rest(text: str, end: int, value: Decimal, factor: int) -> tuple[Decimal, int]:
    """Add the lower part of a numeral such as 1亿2000万, as long as it is below the scale before it."""
    while value < _ADDABLE and (rest := _REST.match(text, end)) is not None:
        below = _SCALES[rest[2]]
        if below >= factor or len(rest[1]) + len(str(below)) > len(str(factor)):
            break
        value, end, factor = value + int(rest[1]) * below, rest.end(), below
        if below == 1:
            break
    return value, end

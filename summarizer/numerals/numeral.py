"""The numeral: a number as characters of a text."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import NamedTuple

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Numeral(NamedTuple):
    """A number spelled by ``text[start:end]``.

    ``value`` is exact, with ``scale`` already applied: ``5.4万`` is 54000 with scale 10000, ``3千余万`` is 30000000.
    ``scale`` is what 百 千 万 亿 after Arabic digits multiply by (10000 too for the 万 of ``十余万``), else 1.
    ``high`` is the upper end where two neighbouring digits give a rough span: ``七八`` is 7 to 8, ``两三百`` 200–300.
    ``more`` is the 余, 多 or 几 inside the numeral (``十余万`` → ``余``), else empty.
    ``over`` is the denominator of a fraction, ``value`` its numerator: ``三分之二`` is 2 over 3, ``百分之五`` 5 over
    100; a whole number has None.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    scale: int = 1
    more: str = ""
    over: Decimal | None = None


def scaled(value: Decimal, factor: int) -> Decimal:
    """Multiply by a power of ten (1, 10, 100, …) without rounding, however many digits there are."""
    if factor == 1:
        return value
    return _EXACT.add(value.scaleb(len(str(factor)) - 1, _EXACT), Decimal(0))

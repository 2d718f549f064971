"""Formulas: a claim whose text is the arithmetic it rests on (``10+28=38``, ``100*9/75=12``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from summarizer.crosscheck.number import decimal_of

_FORMULA = re.compile(r"(?P<left>[\d.]+(?:[-+*/][\d.]+)+)=(?P<right>[\d.]+)[^\d。]{0,6}")
_WORDED = re.compile(r"[^=。]{1,40}=[\d.]+[^\d。]{0,6}")


@dataclass(frozen=True, slots=True)
class Formula:
    """Operands in order, the sign between them (``+``, ``-`` or ``/``, which means a share in percent), the result."""

    operands: tuple[Decimal, ...]
    sign: str
    result: Decimal

    @property
    def exact(self) -> Decimal:
        """What the operands give."""
        first, *rest = self.operands
        if self.sign == "+":
            return sum(rest, first)
        if self.sign == "-":
            return first - sum(rest, Decimal(0))
        return first * 100 / rest[0] if rest[0] else Decimal(-1)


def parse_formula(text: str) -> Formula | None:
    """Read a formula of one kind of sign; None for anything else."""
    match = _FORMULA.fullmatch(text.strip().replace(" ", ""))
    if match is None:
        return None
    left = match["left"].removeprefix("100*")
    signs = {c for c in left if c in "+-*/"}
    operands = [decimal_of(part) for part in re.split(r"[-+*/]", left)]
    result = decimal_of(match["right"])
    if len(signs) != 1 or "*" in signs or result is None or any(o is None for o in operands):
        return None
    if signs == {"/"} and len(operands) != 2:
        return None
    return Formula(tuple(o for o in operands if o is not None), signs.pop(), result)


def is_worded_formula(text: str) -> bool:
    """Whether a text only says which words a number was read from (``未收到=0件``), and asserts nothing."""
    return _WORDED.fullmatch(text.strip()) is not None

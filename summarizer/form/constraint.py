"""The constraint language of a form: what must hold of a value, parsed into small typed objects.

An indicator lists its rules as short strings. A ``~`` before the colon makes a rule soft: broken, it is shown as a
doubt, never as a contradiction::

    int>=0  num>=0  range:[0,100]       bounds of the value itself
    le:A  le~:A+B  le:A or B            this is at most A (at most A + B; at most A, or else B)
    sum:A+B                             this is A + B
    pct:A/B or C                        this is 100 · A / B, or else 100 · A / C
    balance:A+B=C+D                     A + B = C + D
    col_sum:a+b=c  row_sum:a+b=c        in a table: the columns (rows) labelled a and b add up to the one labelled c
    level:prefecture+                   asked of issuers of this level and above only
    norm:>=5(source)                    an external norm, for information
    to:元                               the unit in which values are compared
    multi  split_by_unit  …             traits, see `Trait`

Parsing is all that happens here; the rules are applied by ``assessment``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Trait(StrEnum):
    """A property of an indicator that takes no argument."""

    MULTI = "multi"
    """Several parts may be stated beside each other; they stay apart, their sum is derived."""
    OUTCOMES = "outcomes"
    """What became of the things counted (清理36件,其中废止9件) is a value beside their number; other parts are none."""
    SPLIT_BY_UNIT = "split_by_unit"
    """Values in different units (批次, 人次) are different parts."""
    LIST_COUNTABLE = "list_countable"
    """Where no number is printed, a list of names may be counted; the count is derived."""
    SUM_PARTS = "sum_parts"
    """The parts named in the label may stand alone; the whole is then derived from them."""
    SUBROWS = "subrows"
    """In a table, the value is the sum of the rows under the indicator's own heading row."""
    ROW_SUM = "row_sum"
    """In a table, the value is the sum of the other columns of its row."""
    UNIT_FROM_HEADER = "unit_from_header"
    """In a table, the unit stands in the header, not in the cell."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The value lies in ``[low, high]``; None is no bound. ``whole``: it has no fraction."""

    low: Decimal | None
    high: Decimal | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AtMost:
    """This ≤ the sum of the codes of an alternative; the first alternative whose values are stated decides."""

    alternatives: tuple[tuple[str, ...], ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class SumOf:
    """This = the sum of the codes."""

    codes: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Share:
    """This = 100 · numerator / one of the denominators, to the digits printed; which one fits is worth saying."""

    numerator: str
    denominators: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """The codes on the left add up to what the codes on the right add up to."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class LabelSum:
    """In this indicator's table the cells of ``labels`` add up to that of ``total``; axis ``row`` or ``column``."""

    axis: str
    labels: tuple[str, ...]
    total: str
    strict: bool


@dataclass(frozen=True, slots=True)
class FromLevel:
    """Only issuers of this level and above are asked; for others the indicator is not applicable."""

    level: str


@dataclass(frozen=True, slots=True)
class ExternalNorm:
    """A norm set elsewhere, shown beside the value and never a verdict: comparison ``>=`` or ``<=``, bound, source."""

    comparison: str
    bound: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """The unit to which values are brought for comparison."""

    unit: str


Constraint = Bound | AtMost | SumOf | Share | Balance | LabelSum | FromLevel | ExternalNorm | BaseUnit | Trait

_CODE = r"[a-z][a-z0-9_]*"
_TERMS = rf"{_CODE}(?:\+{_CODE})*"
_LABELS = r"[^+=]+(?:\+[^+=]+)+"


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split("+"))


# One row a rule: its argument's grammar, and how the match and the strictness become an object.
_RULES: dict[str, tuple[str, Callable[[re.Match[str], bool], Constraint]]] = {
    "range": (
        r"\[(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\]",
        lambda m, _: Bound(Decimal(m[1]), Decimal(m[2])),
    ),
    "le": (
        rf"({_TERMS}(?: or {_TERMS})*)",
        lambda m, strict: AtMost(tuple(_codes(a) for a in m[1].split(" or ")), strict),
    ),
    "sum": (rf"({_CODE}(?:\+{_CODE})+)", lambda m, strict: SumOf(_codes(m[1]), strict)),
    "pct": (
        rf"({_CODE})/({_CODE}(?: or {_CODE})*)",
        # A printed rate may rest on another denominator than we think, so it never contradicts outright.
        lambda m, _: Share(m[1], tuple(m[2].split(" or ")), strict=False),
    ),
    "balance": (
        rf"({_TERMS})=({_TERMS})",
        lambda m, strict: Balance(_codes(m[1]), _codes(m[2]), strict),
    ),
    "col_sum": (
        rf"({_LABELS})=([^+=]+)",
        lambda m, strict: LabelSum("column", tuple(m[1].split("+")), m[2], strict),
    ),
    "row_sum": (
        rf"({_LABELS})=([^+=]+)",
        lambda m, strict: LabelSum("row", tuple(m[1].split("+")), m[2], strict),
    ),
    "level": (rf"({_CODE})\+", lambda m, _: FromLevel(m[1])),
    "norm": (
        r"([<>]=)(\d+(?:\.\d+)?)\((.+)\)",
        lambda m, _: ExternalNorm(m[1], Decimal(m[2]), m[3]),
    ),
    "to": (r"(\S+)", lambda m, _: BaseUnit(m[1])),
}
_BOUND = re.compile(r"(int|num)>=(\d+(?:\.\d+)?)")
_SOFTENABLE = frozenset({"le", "sum", "balance", "col_sum", "row_sum"})


def parse(rule: str) -> Constraint:
    """Parse one rule of the constraint language.

    Raises:
        ValueError: the rule is not in the language; the message says what is wrong with it.
    """
    if bound := _BOUND.fullmatch(rule):
        return Bound(Decimal(bound[2]), None, whole=bound[1] == "int")
    name, colon, argument = rule.partition(":")
    if not colon:
        if name in set(Trait):
            return Trait(name)
        raise ValueError(f"unknown rule {rule!r}; known: int>=0, num>=0, {', '.join([*_RULES, *sorted(Trait)])}")
    strict = not name.endswith("~")
    name = name.removesuffix("~")
    if name not in _RULES:
        raise ValueError(f"unknown rule {name!r}; known: {', '.join(_RULES)}")
    if not strict and name not in _SOFTENABLE:
        raise ValueError(f"rule {name!r} has no soft form; write {name}:")
    grammar, build = _RULES[name]
    match = re.fullmatch(grammar, argument)
    if match is None:
        raise ValueError(f"rule {rule!r} cannot be read; see the examples at the head of the form's guide")
    return build(match, strict)


def codes_of(constraint: Constraint) -> tuple[str, ...]:
    """Return the indicator codes that a rule speaks of, each once, in the rule's order."""
    match constraint:
        case AtMost(alternatives):
            found = [code for alternative in alternatives for code in alternative]
        case SumOf(codes):
            found = list(codes)
        case Share(numerator, denominators):
            found = [numerator, *denominators]
        case Balance(left, right):
            found = [*left, *right]
        case _:
            found = []
    return tuple(dict.fromkeys(found))

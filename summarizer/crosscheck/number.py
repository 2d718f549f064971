"""Numbers compared by meaning: exact decimals, units by kind, qualifiers by the way they lean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Reason, Verdict
from summarizer.facts import Role
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.facts import Fact
    from summarizer.figures import Figure

# How far off a bound may be, as a share of it: 余 and 以上 leave more open than 近 and 以内.
FAR_OVER, FAR_UNDER = Decimal("0.5"), Decimal("0.2")
LOOSE = Decimal("0.015")  # a number rounded further off than this needs a word that says so
FARTHEST = 40  # the power of ten beyond which a number is no amount of anything
ALL = 100  # a rate of 100% says that none is left out, which no rounding may say
_DIGITS = re.compile(r"[\d０-９][\d０-９,，]*(?:[.．]([\d０-９]+))?(万亿|亿|千万|百万|十万|万|千|百)?")
_NARROW = {**{0xFF10 + digit: str(digit) for digit in range(10)}, ord("．"): ".", ord(","): None, ord("，"): None}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as compared: value and upper end scaled, unit by its kind, the way its qualifier leans.

    ``grain`` is the worth of the last digit shown (0.1 for 95.9, 1000 for 5.5万), ``coarse`` that of the last digit
    that is not zero.
    """

    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    grain: Decimal
    surface: str = ""

    @property
    def coarse(self) -> Decimal:
        """The worth of the last digit that is not zero."""
        return max(self.grain, Decimal(1).scaleb(_trailing(self.value)))


def _trailing(value: Decimal) -> int:
    """Return the power of ten of a number's last digit that is not zero."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return exponent if isinstance(exponent, int) and value else 0


@cache
def same_units() -> dict[str, str]:
    """Map each measure word to the first of its group."""
    return {unit: group[0] for group in table("measures")["same"] for unit in group}


@cache
def _leanings() -> dict[str, str]:
    return {word: name for name, words in table("measures")["leaning"].items() for word in words}


def lean(qualifier: str) -> str:
    """Return the way a qualifier leans: over, under, within, about, or empty."""
    return _leanings().get(qualifier, qualifier)


@lru_cache(maxsize=1024)
def unscaled(unit: str) -> tuple[Decimal, str]:
    """Split a unit into its scale and the bare measure word: 万元 is 10000 and 元."""
    scale: dict[str, int] = table("measures")["scale"]
    for word, factor in scale.items():
        if unit.startswith(word) and unit not in same_units():
            return Decimal(factor), unit[len(word) :]
    return Decimal(1), unit


def decimal_of(value: str) -> Decimal | None:
    """Read an exact decimal from a plain value (thousands separators allowed), or None.

    None too for a power of ten that no report counts in: arithmetic with it overflows.
    """
    try:
        number = Decimal(value.replace(",", "").replace("，", "").strip().rstrip("%％"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= FARTHEST else None


def plain(value: Decimal) -> str:
    """Write an exact decimal without exponent or idle zeros."""
    return format(value.normalize(), "f")


def grain_of(surface: str, value: Decimal) -> Decimal:
    """Return the worth of the last digit that a written number shows."""
    match = _DIGITS.search(surface)
    if match is None:
        return Decimal(1).scaleb(min(_trailing(value), 0))
    factor = Decimal(table("measures")["scale"].get(match.group(2) or "", 1))
    return factor.scaleb(-len(match.group(1) or ""))


def amount_of(figure: Figure, unit: str = "") -> Amount | None:
    """Return the amount that a figure states, or None; ``unit`` is what a table's header adds."""
    value = decimal_of(figure.value)
    if value is None:
        return None
    factor, bare = unscaled(figure.unit or unit)
    if figure.unit:
        factor = Decimal(1)
    if bare in table("measures")["permille"]:
        factor, bare = factor / 10, "%"
    if not bare and 0 < value < 1:
        factor, bare = Decimal(100), "%"  # 四分之一 is 25 %
    high = decimal_of(figure.value_high) if figure.value_high else None
    grain = grain_of(figure.surface, value) * factor
    return Amount(value * factor, high and high * factor, bare, figure.qualifier, grain, figure.surface)


def source_amount(fact: Fact) -> Amount | None:
    """Return the amount of a fact: with the unit of its table's header where the cell has none, a change unsigned."""
    amount = amount_of(fact.figure, fact.cell.unit if fact.cell else "")
    return replace(amount, value=abs(amount.value)) if amount is not None and fact.role == Role.CHANGE else amount


@lru_cache(maxsize=4096)
def units_agree(claimed: str, source: str) -> bool:
    """Whether two measure words count the same; a claim may leave its unit out but may not supply one."""
    if not claimed:
        return source not in table("measures")["percent"] or not source
    one, other = same_units().get(claimed, claimed), same_units().get(source, source)
    return one == other or any({claimed, source} == set(pair) for pair in table("measures")["lenient"])


@lru_cache(maxsize=4096)
def akin(one: str, other: str) -> bool:
    """Whether two measure words may be taken for each other in speech: the same, or people and heads counted."""
    kinds = {kind_of_unit(one), kind_of_unit(other)}
    return len(kinds) == 1 or any(kinds <= set(group) for group in table("measures")["kin"])


@lru_cache(maxsize=1024)
def kind_of_unit(unit: str) -> str:
    """Return the kind that a unit is of: percent, points, or its group of measure words."""
    measures = table("measures")
    if unit in measures["percent"]:
        return "percent"
    return "points" if unit in measures["points"] else same_units().get(unit, unit)


def counts(unit: str) -> bool:
    """Whether a number with this unit counts or measures something, and is no rate, change of a rate, or multiple."""
    return kind_of_unit(unit) not in {"percent", "points"} and unit not in table("measures")["multiples"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claimed amount stands to a source amount: an accepting verdict, or ALTERED with the reason.

    ``close`` says whether the numbers look like one another at all.
    """

    verdict: Verdict
    reason: Reason = Reason.NONE
    close: bool = True

    @property
    def good(self) -> bool:
        """Whether the numbers agree."""
        return self.verdict != Verdict.ALTERED


def compare(claimed: Amount, source: Amount) -> Comparison:
    """Compare a claimed amount with a source amount."""
    return match(claimed, source) or Comparison(Verdict.ALTERED, *_difference(claimed, source))


def match(claimed: Amount, source: Amount) -> Comparison | None:
    """Compare two amounts of one number, be it rounded or with other words; None where the numbers are two."""
    if claimed.value == source.value and claimed.high == source.high:
        return _compare_words(claimed, source)
    return _rounds(claimed, source)


def _compare_words(claimed: Amount, source: Amount) -> Comparison:
    """Compare unit and qualifier of two equal numbers."""
    unit = _unit_reason(claimed, source)
    if unit:
        return Comparison(Verdict.ALTERED, unit)
    if lean(claimed.qualifier) != lean(source.qualifier):
        if lean(claimed.qualifier) == "about" and not source.qualifier:
            return Comparison(Verdict.ROUNDED)
        return Comparison(Verdict.ALTERED, Reason.QUALIFIER)
    return Comparison(Verdict.SUPPORTED if _same_writing(claimed, source) else Verdict.CONVERTED)


def _same_writing(claimed: Amount, source: Amount) -> bool:
    if not claimed.surface:
        return True
    return _digits(claimed.surface) == _digits(source.surface)


def _digits(surface: str) -> str:
    """Return the digits of a written number with its power of ten, without separators and width."""
    found = _DIGITS.search(surface)
    return found.group().translate(_NARROW) if found else ""


def _unit_reason(claimed: Amount, source: Amount) -> Reason:
    if not claimed.value and not {"percent", "points"} & {kind_of_unit(claimed.unit), kind_of_unit(source.unit)}:
        return Reason.NONE  # none of something is none in every measure
    if units_agree(claimed.unit, source.unit):
        return Reason.NONE
    kinds = {kind_of_unit(claimed.unit), kind_of_unit(source.unit)}
    return Reason.PERCENT_POINTS if kinds == {"percent", "points"} else Reason.UNIT


def _rounds(claimed: Amount, source: Amount) -> Comparison | None:
    """Whether the claim rounds the source to the digits it shows; with a qualifier its direction must be true."""
    if claimed.high is not None or source.high is not None or not units_agree(claimed.unit, source.unit):
        return None
    if claimed.value == ALL and kind_of_unit(claimed.unit) == "percent":
        return None
    leaning = lean(claimed.qualifier)
    return _rounded(claimed, source) if leaning in {"", "about"} else _bounded(claimed, source, leaning)


def _rounded(claimed: Amount, source: Amount) -> Comparison | None:
    """Compare a number rounded half up: with 约 to any digit, bare only to the digit it shows and no further off."""
    grain = claimed.coarse if claimed.qualifier else claimed.grain
    if _half_up(source.value, grain) != claimed.value or claimed.grain < source.grain:
        return None
    if not claimed.qualifier and abs(source.value - claimed.value) > source.value * LOOSE:
        return None
    dropped = source.qualifier and lean(source.qualifier) != lean(claimed.qualifier)
    return Comparison(Verdict.ALTERED, Reason.QUALIFIER) if dropped else Comparison(Verdict.ROUNDED)


def _bounded(claimed: Amount, source: Amount, leaning: str) -> Comparison | None:
    """Compare a number with a bound: 余 must not be above the source, 近 not below, and neither far off."""
    gap = source.value - claimed.value
    if abs(gap) >= claimed.coarse or abs(gap) > claimed.value * (FAR_OVER if leaning == "over" else FAR_UNDER):
        return None
    true = gap >= 0 if leaning == "over" else gap <= 0
    vague = leaning == "over" and lean(source.qualifier) == "under"
    if true and not vague:
        return Comparison(Verdict.ROUNDED)
    return Comparison(Verdict.ALTERED, Reason.QUALIFIER) if abs(gap) * 2 <= claimed.coarse else None


def _half_up(value: Decimal, grain: Decimal) -> Decimal:
    return (value / grain).quantize(Decimal(1), ROUND_HALF_UP) * grain


def _difference(claimed: Amount, source: Amount) -> tuple[Reason, bool]:
    """Name the way in which two different numbers differ, and whether they look alike."""
    one, other = _figures(claimed.value), _figures(source.value)
    if one.strip("0") and (one.rstrip("0") == other.rstrip("0") or _rescaled(claimed, source)):
        return Reason.SCALE, True
    if len(one) == len(other) and sorted(one) == sorted(other):
        return Reason.TRANSPOSED, True
    return Reason.DIGITS, _one_edit(one, other)


def _rescaled(claimed: Amount, source: Amount) -> bool:
    """Whether a number is another rounded and moved by powers of ten: 1.36万 for 1362.5."""
    shown = len(_figures(claimed.value).rstrip("0"))
    if shown < 2 or not source.value or claimed.value.adjusted() == source.value.adjusted():
        return False
    moved = source.value.scaleb(claimed.value.adjusted() - source.value.adjusted())
    return _half_up(moved, Decimal(1).scaleb(moved.adjusted() - shown + 1)) == claimed.value


def _figures(value: Decimal) -> str:
    return format(value, "f").replace(".", "").replace("-", "").lstrip("0") or "0"


def _one_edit(one: str, other: str) -> bool:
    """Whether one digit was changed, dropped or added."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    index = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    rest = one[index + 1 :] if len(one) == len(other) else one[index:]
    return rest == other[index + 1 :]

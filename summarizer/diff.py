"""Reviews side by side: two engines on one report, before and after a reviewer, two years of one place, or a panel.

Values are aligned by indicator, part and unit. Where the reports are of different years the development from one to
the next is computed, and held against the change that the later report states itself (``同比下降73%``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise, zip_longest
from string import ascii_uppercase
from typing import TYPE_CHECKING

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.assessment import Change, Value
    from summarizer.crosscheck import Finding
    from summarizer.review import Review


class Outcome(StrEnum):
    """How a line compares; the last is for panels of more than two."""

    SAME = "same"
    CHANGED = "changed"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Side:
    """A value in one of the reviews, with the finding on it if there is one."""

    value: Value
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Development:
    """What became of a number from the review ``before`` to the review ``after``, both columns of the comparison.

    ``difference`` and ``percent`` are decimals as strings; ``percent`` is rounded to two digits, and empty where the
    first number is 0. ``stated`` is the change that the later report states, ``agrees`` whether it fits: None where
    nothing is stated or the numbers are too rough to tell.
    """

    before: int
    after: int
    difference: str
    percent: str
    stated: Change | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, part and unit over all reviews; a review that has no such value has None."""

    code: str
    part: str
    unit: str
    outcome: Outcome
    sides: tuple[Side | None, ...]
    developments: tuple[Development, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One of the reviews compared: ``title`` is what tells it from the others, ``place`` is who reports.

    ``reviewed`` is true where a person's decisions have been applied.
    """

    title: str
    name: str
    place: str
    year: str
    engine: str
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reviews side by side: the columns, and the lines in the order of the first review that has them."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many lines came out so."""
        return sum(line.outcome is outcome for line in self.lines)


def diff(*reviews: Review) -> Comparison:
    """Compare two or more reviews.

    Raises:
        UsageError: fewer than two reviews were given, or they are of different forms.
    """
    if len(reviews) < 2:
        raise UsageError("a comparison needs two reviews; give the paths of two *.review.json files")
    if len({review.form.id for review in reviews}) > 1:
        raise UsageError("the reviews are of different forms; compare reviews of one form")
    columns = _columns(reviews)
    units = _units(reviews)
    sides = [_sides(review, units) for review in reviews]
    keys = dict.fromkeys(key for column in sides for key in column)
    lines = [_line(key, row, columns) for key in keys for row in _rows([column.get(key, []) for column in sides])]
    return Comparison(columns, tuple(lines))


def _columns(reviews: Sequence[Review]) -> tuple[Column, ...]:
    years = [_header(review, "report_year") for review in reviews]
    engines = [" ".join(filter(None, (review.engine.name, review.engine.model))) for review in reviews]
    names = [review.report.title or review.report.name for review in reviews]
    issuers = [_header(review, "issuer") for review in reviews]
    letters = [letter(at) for at in range(len(reviews))]
    telling = (years, issuers, engines, names, letters)
    titles = next(titles for titles in telling if all(titles) and len(set(titles)) == len(titles))
    reviewed = [bool(review.decisions) for review in reviews]
    return tuple(Column(*column) for column in zip(titles, names, issuers, years, engines, reviewed, strict=True))


def letter(at: int) -> str:
    """Return what a column is called for short, the first one A."""
    return f"{ascii_uppercase[at % 26]}{at // 26 or ''}"


def _header(review: Review, field: str) -> str:
    return next((entry.value for entry in review.assessment.header if entry.field == field), "")


def _units(reviews: Sequence[Review]) -> dict[tuple[str, str], set[str]]:
    """Return the units that each indicator and part is stated in, over all reviews."""
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    for value in (value for review in reviews for value in review.assessment.values if value.unit):
        units[value.code, value.part].add(value.unit)
    return units


def _sides(review: Review, units: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str, str], list[Side]]:
    """Return a review's values by indicator, part and unit; a blank cell is no value.

    A zero said in words has no unit of its own: it goes with the unit that the other reviews have, if that is one.
    """
    findings = {finding.claim.id: finding for finding in reversed(review.findings)}
    sides: dict[tuple[str, str, str], list[Side]] = defaultdict(list)
    for value in review.assessment.values:
        if not value.status.is_blank:
            known = units[value.code, value.part]
            unit = value.unit or (min(known) if len(known) == 1 else "")
            sides[value.code, value.part, unit].append(Side(value, findings.get(value.id)))
    return sides


def _rows(columns: Sequence[list[Side]]) -> Iterator[tuple[Side | None, ...]]:
    """Yield the values of one indicator, part and unit, row by row: those that are equal in all reviews first."""
    left = [list(column) for column in columns]
    for said in [_said(side) for side in columns[0]]:
        alike = [next((side for side in column if _said(side) == said), None) for column in left]
        if all(alike):
            for column, side in zip(left, alike, strict=True):
                column.remove(side)  # type: ignore[arg-type]  # all of them are there
            yield tuple(alike)
    yield from zip_longest(*left)


def _said(side: Side) -> tuple[str, ...]:
    value = side.value
    return (value.value, value.value_high, value.qualifier)


def _line(key: tuple[str, str, str], row: tuple[Side | None, ...], columns: Sequence[Column]) -> Line:
    return Line(*key, _outcome(row), row, tuple(_developments(row, columns)))


def _outcome(row: tuple[Side | None, ...]) -> Outcome:
    present = [side for side in row if side]
    if len(present) < len(row):
        if len(row) > 2:
            return Outcome.PARTIAL
        return Outcome.ONLY_A if row[0] else Outcome.ONLY_B
    return Outcome.SAME if len({_said(side) for side in present}) == 1 else Outcome.CHANGED


def _developments(row: tuple[Side | None, ...], columns: Sequence[Column]) -> Iterator[Development]:
    """Yield what became of a place's number from each year to the next year that has it."""
    dated = sorted((columns[at].place, columns[at].year, at) for at, side in enumerate(row) if side)
    for (place, year, before), (same, later, after) in pairwise(dated):
        old, new = row[before], row[after]
        if old and new and place == same and year.isdecimal() and later.isdecimal() and year < later:
            yield from _development((before, after), old.value, new.value, next_year=int(later) == int(year) + 1)


def _development(columns: tuple[int, int], old: Value, new: Value, next_year: bool) -> Iterator[Development]:
    """Yield the development, unless a number cannot be read; a stated change is about the year just before."""
    try:
        start, end = Decimal(old.value), Decimal(new.value)
    except InvalidOperation:
        return
    percent = (end - start) / start * 100 if start else None
    rounded = f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP):f}" if percent is not None else ""
    agrees = _agrees(new, end - start, percent) if next_year else None
    if agrees is False and (old.qualifier or new.qualifier):
        agrees = None
    yield Development(*columns, f"{end - start:f}", rounded, new.change, agrees)


def _agrees(new: Value, difference: Decimal, percent: Decimal | None) -> bool | None:
    """Tell whether a stated change fits the numbers, to one unit of its last printed digit.

    Reports both round and truncate, so either is right.
    """
    change = new.change
    if change is None or not change.amount:
        return None
    actual = percent if change.unit == "%" else difference
    if actual is None:
        return None
    try:
        stated = Decimal(change.amount)
    except InvalidOperation:
        return None
    unit = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    down = change.direction == "down"
    return abs((-stated if down else stated) - actual) < unit

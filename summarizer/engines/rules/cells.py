"""Cells: numbers of a table in a form that reads running text, where the labels of a cell name an indicator whole.

Only what stands for the whole is taken: the total of a column, or a row's number for the report's own year.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from summarizer.assessment import Answer, Place, Status
from summarizer.assessment.header import plain_year
from summarizer.engines.rules.answers import quote_span
from summarizer.facts import PeriodKind
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.engines.rules.match import Matcher
    from summarizer.facts import Fact

_YUAN = "元"


def cell_answers(text: str, facts: Sequence[Fact], matcher: Matcher) -> Iterator[Answer]:
    """Yield the answers that the numbers of tables give."""
    inside = [fact for fact in facts if fact.cell is not None and fact.figure.value]
    rows = Counter(fact.clause for fact in inside)
    for fact in inside:
        label = _whole_label(fact, alone=rows[fact.clause] == 1)
        if label and (answered := _answer(text, fact, label, matcher)) is not None:
            yield answered


def _answer(text: str, fact: Fact, label: str, matcher: Matcher) -> Answer | None:
    """Return what a number says of the indicator that its label names, in the unit of its header.

    Money that the header counts in 万元 is turned into 元 as it is everywhere, and marked as derived.
    """
    unit = fact.figure.unit or (fact.cell.unit if fact.cell else "")
    kind = _kind(fact, unit)
    code = matcher.named_whole(label, kind, unit)
    value, scale = fact.figure.value, _scales().get(unit, Decimal(1))
    if not code or (kind is Kind.QUANTITY and Decimal(value) % 1):
        return None
    scaled = kind is Kind.MONEY and scale != 1 and fact.figure.kind is not Kind.MONEY
    start, end = quote_span(text, *fact.clause)
    return Answer(
        code=code,
        part="",
        value=_yuan(value, scale) if scaled else value,
        value_high="",
        unit=_YUAN if scaled else unit,
        qualifier=fact.figure.qualifier,
        status=Status.DERIVED if scaled else Status.STATED,
        place=Place(text[start:end], start, end),
        formula=f"{value}{unit}={_yuan(value, scale)}{_YUAN}" if scaled else "",
    )


def _whole_label(fact: Fact, *, alone: bool) -> str:
    """Return the label that names a number of the whole, or nothing; ``alone``: it is its row's only one."""
    cell = fact.cell
    if cell is None:
        return ""
    row, column = _bare(cell.row), _bare(cell.column)
    if row in _words("totals"):
        return "" if plain_year(column) else column
    own = column in _words("totals") or (alone and not column) or _own_year(column, fact)
    return row if own else ""


def _own_year(column: str, fact: Fact) -> bool:
    """Whether a column is that of the report's own year."""
    if column in _words("own_columns"):
        return True
    named = plain_year(column)
    return bool(named) and fact.period.kind is PeriodKind.REPORT_YEAR and named == fact.period.year


def _kind(fact: Fact, unit: str) -> Kind:
    """Return the kind of a number whose unit stands in the header."""
    if unit in _scales():
        return Kind.MONEY
    return Kind.PERCENT if unit in {"%", "％"} else fact.figure.kind


def _yuan(value: str, scale: Decimal) -> str:
    return format((Decimal(value) * scale).normalize(), "f")


def _bare(label: str) -> str:
    return "".join(label.split())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("rules")[kind])


@cache
def _scales() -> dict[str, Decimal]:
    """Return the units of money with how many yuan they are."""
    return {unit: Decimal(value) for unit, value in table("rules")["yuan"].items()}

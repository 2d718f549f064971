"""The overview: what a filled form is told as, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment import Place, Spoken, Status
from summarizer.prompting import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.assessment import Assessment, Value
    from summarizer.engines.records import Record
    from summarizer.form import Form

_TOLD = frozenset({Status.STATED, Status.STATED_ZERO, Status.NORM, Status.DERIVED})


def tell(form: Form, assessment: Assessment) -> str:
    """Return a filled form as text: for each dimension its values and statements, in the report's own words.

    Values that contradict each other, or that something is wrong with, are left out.
    """
    lines: list[str] = []
    for dimension in form.dimensions:
        said = [*_values(form, dimension.code, assessment), *_statements(dimension.code, assessment)]
        if said:
            lines += [f"# {dimension.code} {dimension.zh}", *said]
    return "\n".join(lines)


def spoken(statements: Sequence[Record]) -> tuple[Spoken, ...]:
    """Return the statements of an overview; they stand nowhere in the report."""
    nowhere = Place(None, None, None, "", "none")
    return tuple(Spoken(OVERVIEW, said["dimension"], said["text"], nowhere) for said in statements)


def _values(form: Form, dimension: str, assessment: Assessment) -> Iterator[str]:
    names = {indicator.code: indicator.zh for indicator in form.indicators if indicator.dimension == dimension}
    for value in assessment.values:
        if value.code in names and value.status in _TOLD and not value.complaints:
            yield f"- {names[value.code]}：{_words(value)}"


def _words(value: Value) -> str:
    """Return the report's words for a value, or the value itself where it has none."""
    quotes: Iterable[str] = (" ".join(place.quote.split()) for place in value.places if place.quote)
    return next(iter(quotes), f"{value.qualifier}{value.value}{value.unit}")


def _statements(dimension: str, assessment: Assessment) -> Iterator[str]:
    for statement in assessment.statements:
        if statement.dimension == dimension and statement.kind != OVERVIEW:
            yield f"- {' '.join(statement.text.split())}"

"""How each dimension of the form is covered by a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment.filled import Coverage, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.assessment.filled import Value
    from summarizer.form import Dimension, Form
    from summarizer.reading import Reading

_SAID = frozenset({Status.STATED, Status.STATED_ZERO, Status.CONFLICT, Status.NORM})


def cover(form: Form, reading: Reading, values: Iterable[Value], year: str) -> tuple[Coverage, ...]:
    """Return the coverage of every dimension: ``figures mentioned absent not_applicable``, in the form's order.

    A dimension that the outline of the report year did not know yet is not applicable, not absent, unless the report
    states one of its figures: the words alone (智慧消防) do not make a chapter of it.
    """
    of = {indicator.code: indicator.dimension for indicator in form.indicators}
    counted = {of.get(value.code, "") for value in values if value.status in _SAID}
    headings = " ".join(section.heading for section in reading.sections if section.heading)
    return tuple(
        Coverage(d.code, _state(d, d.code in counted, year, (headings, reading.report.text))) for d in form.dimensions
    )


def _state(dimension: Dimension, counted: bool, year: str, said: tuple[str, str]) -> str:
    if counted:
        return "figures"
    if year.isdecimal() and int(year) < dimension.since:
        return "not_applicable"
    headings, text = said
    mentioned = any(word in headings for word in dimension.headings) or any(word in text for word in dimension.words)
    return "mentioned" if mentioned else "absent"

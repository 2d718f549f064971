"""Corrections: a number as a reviewer wrote it becomes a value with its place, and is cross-checked like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.assessment import Place, Status
from summarizer.crosscheck import check
from summarizer.errors import ReviewError
from summarizer.figures import extract_figures
from summarizer.review.claiming import claim_of

if TYPE_CHECKING:
    from summarizer.assessment import Value
    from summarizer.crosscheck import Finding
    from summarizer.figures import Figure
    from summarizer.form import Form
    from summarizer.reading import Reading
    from summarizer.review.decisions import Decision


def corrected(value: Value, decision: Decision, reading: Reading) -> Value:
    """Return a value with the number, unit, qualifier and place of a correction; its id stays what it was.

    The place is the figure that the reviewer picked, else a place of the value that holds the new number, else the
    only figure of the source that says it, else none.

    Raises:
        ReviewError: the correction does not hold exactly one number, or the figure picked is none of the source.
    """
    written = _written(decision, reading)
    return replace(
        value,
        value=written.value,
        value_high=written.value_high,
        unit=written.unit or value.unit,
        qualifier=written.qualifier,
        status=Status.STATED_ZERO if written.value == "0" else Status.STATED,
        formula="",
        places=_places(value, written, decision, reading),
    )


def judged(value: Value, form: Form, reading: Reading) -> Finding:
    """Cross-check a corrected value like any other."""
    return check([claim_of(form, value)], reading)[0]


def _written(decision: Decision, reading: Reading) -> Figure:
    """Return the number of a correction: the figure picked where its own words were taken, else what was typed."""
    picked = _picked(decision, reading) if decision.figure else None
    if picked and picked.surface == decision.value:
        return picked
    numbers = [figure for figure in extract_figures(decision.value) if figure.is_amount]
    if len(numbers) != 1:
        raise ReviewError(
            f"correction of {decision.key} to {decision.value!r}: holds {len(numbers)} numbers; write one, as a"
            " report writes it (近900万元)"
        )
    return numbers[0]


def _places(value: Value, written: Figure, decision: Decision, reading: Reading) -> tuple[Place, ...]:
    if decision.figure:
        return (_around(_picked(decision, reading), reading),)
    alike = [figure for figure in reading.figures if _says(figure, written)]
    inside = [place for place in value.places if any(_holds(place, figure) for figure in alike)]
    if inside:
        return tuple(inside)
    if len(alike) == 1:
        return (_around(alike[0], reading),)
    return (Place(None, None, None, located="none"),)


def _picked(decision: Decision, reading: Reading) -> Figure:
    """Return the figure that a reviewer picked; words that say a number (未收到, 均已) are figures of their facts."""
    figures = (*reading.figures, *(fact.figure for fact in reading.facts if fact.worded))
    for figure in figures:
        if (figure.start, figure.end) == decision.figure:
            return figure
    raise ReviewError(f"correction of {decision.key}: no figure stands at {decision.figure}; pick it on the page again")


def _says(figure: Figure, written: Figure) -> bool:
    return (figure.value, figure.value_high) == (written.value, written.value_high) and (
        not written.unit or figure.unit == written.unit
    )


def _holds(place: Place, figure: Figure) -> bool:
    if place.start is None or place.end is None:
        return False
    return place.start <= figure.start and figure.end <= place.end


def _around(figure: Figure, reading: Reading) -> Place:
    """Return the place of a figure with its own clause around it."""
    fact = next((fact for fact in reading.facts if fact.figure.start == figure.start), None)
    start, end = fact.clause if fact else (figure.start, figure.end)
    return Place(reading.report.text[start:end], start, end)

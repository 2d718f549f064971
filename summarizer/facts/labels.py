"""Labels: what the head of a table's column says of the numbers under it, their time and that they are aims."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue
from summarizer.facts.fact import Period
from summarizer.facts.period import year_of
from summarizer.facts.times import sets_time, time_marks
from summarizer.figures import extract_figures

if TYPE_CHECKING:
    from summarizer.spans import Cell


def period_under(cell: Cell, year: str) -> Period | None:
    """Return the time that a cell's labels name, or None; ``year`` is the report's."""
    return _period(cell.column, year) or _period(cell.row, year)


def aims(cell: Cell) -> bool:
    """Whether a cell stands under 目标 or 计划, and not under how far it was reached (目标完成率)."""
    return cue("mood", "plan_columns").search(cell.column) is not None and not cue("mood", "reached").search(
        cell.column
    )


@lru_cache(maxsize=256)  # the numbers of a column share its label
def _period(label: str, year: str) -> Period | None:
    marks = [mark for mark in time_marks(label, extract_figures(label), year) if sets_time(label, mark)]
    named = next((mark for mark in marks if mark.year), marks[0] if marks else None)
    return named and Period(named.kind, named.year or year_of(named.kind, year), label[named.start : named.end])

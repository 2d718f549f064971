"""The cells that stay empty: not stated, or not asked of this issuer at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Status, Value
from summarizer.form.constraint import FromLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.form import Form, Indicator


def blanks(form: Form, values: Iterable[Value], level: str) -> tuple[Value, ...]:
    """Return an empty value for every indicator of the form without one; ``level`` is the issuer's, or empty."""
    filled = {value.code for value in values}
    ranks = {entry.code: entry.rank for entry in form.levels}
    return tuple(_blank(i.code, _status(i, ranks, level)) for i in form.indicators if i.code not in filled)


def _status(indicator: Indicator, ranks: dict[str, int], level: str) -> Status:
    """Return why a cell is empty: an issuer of unknown level, or outside the ladder, is asked everything."""
    own = ranks.get(level, 0)
    asked = not own or all(own <= ranks[r.level] for r in indicator.constraint if isinstance(r, FromLevel))
    return Status.NOT_STATED if asked else Status.NOT_APPLICABLE


@cache
def _blank(code: str, status: Status) -> Value:
    return Value(
        id=code,
        code=code,
        part="",
        value="",
        value_high="",
        unit="",
        qualifier="",
        status=status,
        change=None,
        period="",
        scope="",
        formula="",
        places=(),
    )

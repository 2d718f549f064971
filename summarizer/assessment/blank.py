"""The cells that stay empty: not stated, or not asked of this issuer at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment.filled import Status, Value
from summarizer.form.constraint import FromLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.form import Form, Indicator


def blanks(form: Form, values: Iterable[Value], level: str) -> tuple[Value, ...]:
    """Return an empty value for every indicator of the form without one; ``level`` is the issuer's, or empty."""
    filled = {value.code for value in values}
    return tuple(
        _blank(indicator, Status.NOT_STATED if _asked(form, indicator, level) else Status.NOT_APPLICABLE)
        for indicator in form.indicators
        if indicator.code not in filled
    )


def _asked(form: Form, indicator: Indicator, level: str) -> bool:
    """Whether an issuer of this level is asked; one of unknown level, or outside the ladder, is."""
    rank = {entry.code: entry.rank for entry in form.levels}
    own = rank.get(level, 0)
    return not own or all(own <= rank.get(rule.level, own) for rule in indicator.rules(FromLevel))


def _blank(indicator: Indicator, status: Status) -> Value:
    return Value(
        id=indicator.code,
        code=indicator.code,
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

"""Facts: every amount of a report bound to what it says. Built once; engine, checker and arithmetic read them."""

from __future__ import annotations

from summarizer.facts.fact import Direction, Fact, Mood, Period, PeriodKind, Role
from summarizer.facts.read import bind_figures, read_facts
from summarizer.facts.role import compared_years
from summarizer.facts.times import named_years, report_year

__all__ = [
    "Direction",
    "Fact",
    "Mood",
    "Period",
    "PeriodKind",
    "Role",
    "bind_figures",
    "compared_years",
    "named_years",
    "read_facts",
    "report_year",
]

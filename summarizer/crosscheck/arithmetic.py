"""The source's own arithmetic: a total and its parts. Where they disagree both are shown, neither changed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Relation
from summarizer.facts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts import Fact
    from summarizer.reading import Reading


def arithmetic(reading: Reading) -> list[Relation]:
    """Return the relations of total and parts that the report states.

    ``holds`` is True where the parts add up, False where they exceed their total, and None where they fall short: the
    text may name only some of them.
    """
    return [_relation(total, parts) for total, parts in _wholes(reading.facts) if len(parts) > 1]


def _wholes(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Yield each total with the parts that follow it in its sentence and are counted in its unit."""
    total: Fact | None = None
    parts: list[Fact] = []
    for fact in facts:
        if total is not None and fact.role is Role.PART and fact.sentence == total.sentence:
            if fact.figure.unit == total.figure.unit:
                parts.append(fact)
        elif fact.role is Role.TOTAL or total is None or fact.sentence != total.sentence:
            if total is not None:
                yield total, parts
            total, parts = (fact if fact.role is Role.TOTAL else None), []
    if total is not None:
        yield total, parts


def _relation(total: Fact, parts: Sequence[Fact]) -> Relation:
    whole = Decimal(total.figure.value)
    added = sum((Decimal(part.figure.value) for part in parts), Decimal(0))
    holds = None if added < whole else added == whole
    terms = "+".join(part.figure.value for part in parts)
    note = "" if holds else f"{terms}={added}, {total.figure.value}"
    return Relation(f"{total.figure.value}={terms}", holds, (total, *parts), note)

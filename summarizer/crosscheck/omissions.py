"""What a report says and nobody claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.facts import Mood, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.crosscheck.finding import Finding
    from summarizer.facts import Fact
    from summarizer.figures import Figure
    from summarizer.reading import Reading

# Times that are not the year reported on.
_OTHER_TIMES = frozenset({PeriodKind.PRIOR, PeriodKind.NEXT})


def unclaimed(findings: Iterable[Finding], reading: Reading) -> list[Figure]:
    """Return the amounts that no accepted claim rests on: results of the year first, idle counts last."""
    used = {fact.figure for finding in findings if finding.accepted for fact in finding.figures}
    left = [fact for fact in reading.facts if fact.figure not in used and not fact.worded]
    return [fact.figure for fact in sorted(left, key=_idleness)]


def _idleness(fact: Fact) -> tuple[int, int]:
    """Rank a fact by how little it reports: a result of the year, of another time, a norm, a plan; then by place."""
    if fact.mood is Mood.PLAN:
        rank = 3
    elif fact.mood is Mood.NORM:
        rank = 2
    else:
        rank = int(fact.period.kind in _OTHER_TIMES)
    return rank, fact.figure.start

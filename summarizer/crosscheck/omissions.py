"""Omissions: the amounts of a report that no claim uses, what matters most first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts import Mood, PeriodKind, Role
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.crosscheck.finding import Finding
    from summarizer.facts import Fact
    from summarizer.figures import Figure
    from summarizer.reading import Reading

_LABEL = 12  # characters before a number in which its label stands
_THIS_YEAR = frozenset({PeriodKind.REPORT_YEAR, PeriodKind.SINCE, PeriodKind.WITHIN, PeriodKind.AS_OF})


def unclaimed(findings: Iterable[Finding], reading: Reading) -> list[Figure]:
    """Return the amounts of a reading that no accepted finding rests on.

    Results of the year come first, then other times, bases, rules and plans, idle counts (八个方面) last; within each
    rank in order of appearance.
    """
    used = {fact.figure.start for finding in findings if finding.accepted for fact in finding.figures}
    text = reading.report.text
    left = [f for f in reading.facts if f.figure.start not in used and not f.worded and not _views(f, text)]
    left.sort(key=lambda fact: (_rank(fact, text), fact.figure.start))
    return [fact.figure for fact in left]


def _views(fact: Fact, text: str) -> bool:
    """Whether a figure counts how often the page was looked at: 浏览次数：618."""
    before = text[max(0, fact.figure.start - _LABEL) : fact.figure.start].rstrip(" \t\u3000")
    return before.endswith((":", "：")) and before[:-1].rstrip(" \t\u3000").endswith(_viewing())


@cache
def _viewing() -> tuple[str, ...]:
    return tuple(table("findings")["omissions"]["views"])


@cache
def _idle() -> tuple[str, ...]:
    return tuple(table("findings")["omissions"]["idle"])


def _rank(fact: Fact, text: str) -> int:
    if text.startswith(_idle(), fact.figure.end) or fact.figure.unit in _idle() or fact.figure.kind == Kind.DURATION:
        return 4
    if fact.mood != Mood.RESULT:
        return 3
    if fact.role == Role.BASE:
        return 2
    return 0 if fact.period.kind in _THIS_YEAR else 1

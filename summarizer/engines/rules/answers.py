"""Answers: what a matched fact says of its indicator, with unit, qualifier, period, part and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment import Answer, Place, Status
from summarizer.facts import Mood, PeriodKind

if TYPE_CHECKING:
    from summarizer.assessment import Change
    from summarizer.engines.rules.hit import Hit
    from summarizer.facts import Fact

_EDGES = " \t\r\n\u3000,，;；、。:："
_NEAR = 160  # characters beside the number that a quote shows of a clause without end
_PLAIN_PERIODS = frozenset({PeriodKind.REPORT_YEAR})


def answer(text: str, fact: Fact, hit: Hit, part: str, change: Change | None) -> Answer:
    """Return the answer that a fact gives to the indicator its hit names; the quote is the number's clause."""
    figure = fact.figure
    near = (min(figure.start, hit.start) - _NEAR, max(figure.end, hit.end) + _NEAR)
    start, end = quote_span(text, max(fact.clause[0], near[0]), min(fact.clause[1], near[1]))
    return Answer(
        code=hit.cue.code,
        part=part,
        value=figure.value,
        value_high=figure.value_high,
        unit=figure.unit,
        qualifier=figure.qualifier,
        status=status_of(fact),
        place=Place(text[start:end], start, end),
        change=change,
        period="" if fact.period.kind in _PLAIN_PERIODS else fact.period.words,
        scope=fact.scope,
        formula=f"{figure.surface}={figure.value}{figure.unit}" if status_of(fact) is Status.DERIVED else "",
    )


def status_of(fact: Fact) -> Status:
    """Return the status of a fact's number: a zero in words is stated, 全部 only lets 100 % follow."""
    if fact.worded:
        return Status.STATED_ZERO if fact.figure.value == "0" else Status.DERIVED
    return Status.NORM if fact.mood is Mood.NORM else Status.STATED


def quote_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space and commas at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end

"""Witnesses: figures that are no amounts but may still bear a claim out: ranks, years, and damaged digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Finding, Quote, Reason, Verdict
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.crosscheck.case import Case
    from summarizer.crosscheck.index import SourceIndex
    from summarizer.facts import Fact

_AGREES = 0.12  # agreement from which a rank or a date is of the claim's subject


def witnessed(case: Case, index: SourceIndex) -> Finding | None:
    """Judge a claimed rank or year, or a number that the source has only damaged; None where nothing bears on it."""
    return _year(case, index) or _rank(case, index) or _damaged(case, index)


def _near(case: Case, index: SourceIndex, kinds: frozenset[Kind]) -> Iterator[tuple[float, bool, Fact]]:
    """Yield figures of some kinds with the agreement of their words and whether the quote holds them."""
    for fact, subject in index.others:
        if fact.figure.kind in kinds:
            held = any(start <= fact.figure.start and fact.figure.end <= end for start, end in case.places)
            yield index.likeness(case.said.subject, subject), held, fact


def _finding(case: Case, verdict: tuple[Verdict, Reason], fact: Fact, held: bool) -> Finding:
    quote = Quote.ELSEWHERE if case.quote == Quote.HOLDS and not held else case.quote
    return Finding(case.said.claim, *verdict, quote, (fact,))


def _damaged(case: Case, index: SourceIndex) -> Finding | None:
    amount = case.said.amount
    if amount is None:
        return None
    digits = format(amount.value, "f")
    for likeness, held, fact in _near(case, index, frozenset({Kind.DAMAGED})):
        shown = "".join(c for c in fact.figure.surface if c.isdigit())
        if shown == digits and (held or likeness >= _AGREES):
            return _finding(case, (Verdict.UNCERTAIN, Reason.DAMAGED), fact, held)
    return None


def _year(case: Case, index: SourceIndex) -> Finding | None:
    """Judge a claim whose number is a year: that of the date whose words agree best."""
    amount = case.said.amount
    if amount is None or amount.unit not in table("measures")["calendar"] or not 1900 <= amount.value <= 2100:
        return None
    claimed = format(amount.value, "f")
    dates = list(_near(case, index, frozenset({Kind.DATE, Kind.YEAR_RANGE, Kind.DAMAGED})))
    if not dates:
        return None
    likeness, held, fact = max(dates, key=lambda d: (d[1], d[0]))
    if not held and likeness < _AGREES:
        return None
    figure = fact.figure
    if figure.kind == Kind.DAMAGED:
        doubt = claimed in figure.note
        verdict = (Verdict.UNCERTAIN, Reason.DAMAGED) if doubt else (Verdict.ALTERED, Reason.YEAR)
        return _finding(case, verdict, fact, held)
    same = claimed in {figure.value[:4], figure.value_high[:4]}
    verdict = (Verdict.SUPPORTED, Reason.NONE) if same else (Verdict.ALTERED, Reason.YEAR)
    return _finding(case, verdict, fact, held)


def _rank(case: Case, index: SourceIndex) -> Finding | None:
    amount = case.said.amount
    if amount is None or amount.unit not in table("measures")["ranks"]:
        return None
    claimed = format(amount.value, "f")
    ranks = [r for r in _near(case, index, frozenset({Kind.ORDINAL})) if r[1] or r[0] >= _AGREES]
    same = [r for r in ranks if r[2].figure.value == claimed]
    if same:
        _, held, fact = max(same, key=lambda r: (r[1], r[0]))
        year, years = fact.period.year or index.year, case.said.years
        other = year and years and year not in years
        return _finding(case, (Verdict.ALTERED, Reason.YEAR) if other else (Verdict.SUPPORTED, Reason.NONE), fact, held)
    if ranks and amount.unit:
        _, held, fact = max(ranks, key=lambda r: (r[1], r[0]))
        return _finding(case, (Verdict.ALTERED, Reason.DIGITS), fact, held)
    return None

"""A case: one claim with all that is looked up for it once, and how its finding is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.crosscheck.agreement import Agreement
from summarizer.crosscheck.finding import Finding, Quote, Reason, Verdict
from summarizer.crosscheck.objections import objections

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.crosscheck.index import SourceIndex
    from summarizer.crosscheck.number import Comparison
    from summarizer.crosscheck.objections import Objection
    from summarizer.crosscheck.said import Said

OBJECTION = 0.3  # how much agreement one objection outweighs when facts of one number are chosen among
_STOPS = " 。.；;，,\n"
IN_QUOTE = 0.1  # how much standing in the cited quote counts


@dataclass(frozen=True)
class Match:
    """A source fact of the claimed number; what speaks for it and what against it is found out when it is asked for."""

    index: int
    comparison: Comparison
    quoted: bool
    case: Case

    @property
    def agreement(self) -> float:
        """How far subjects agree."""
        return self.case.scores[self.index]

    @property
    def most(self) -> float:
        """How far they can agree at most, by the words of its own that the claim says."""
        return self.case.scores.most(self.index)

    @cached_property
    def against(self) -> tuple[Objection, ...]:
        """What speaks against it."""
        index = self.case.index
        return tuple(objections(self.case.said, index.entries[self.index], self.comparison, index))

    @property
    def standing(self) -> float:
        """Agreement less objections; by it the facts of one number are ranked."""
        return self.agreement - OBJECTION * len(self.against) + IN_QUOTE * self.quoted

    @property
    def highest(self) -> float:
        """The standing that it can have at most."""
        return self.most + IN_QUOTE * self.quoted


def foremost(matches: Sequence[Match]) -> Match | None:
    """Return the first of those matches that have the highest standing; what cannot reach it is not compared."""
    best: Match | None = None
    for match in sorted(matches, key=lambda m: -m.highest):
        if best is not None and match.highest < best.standing:
            break
        if best is None or (-match.standing, match.index) < (-best.standing, best.index):
            best = match
    return best


def fit(best: Match, matches: Iterable[Match]) -> float:
    """Return how well the facts of one number agree with the claim: the best, or one that nothing speaks against."""
    highest = best.agreement
    for match in matches:
        if match.most > highest and not match.against:
            highest = max(highest, match.agreement)
    return highest


@dataclass(frozen=True, slots=True)
class Case:
    """A claim as read, how far each source fact agrees with it, which facts its quote holds.

    ``places`` are where the quote stands in the source; ``quote`` says whether it stands there at all.
    """

    said: Said
    index: SourceIndex
    scores: Agreement
    places: Sequence[tuple[int, int]]
    quoted: frozenset[int]
    quote: Quote

    @classmethod
    def open(cls, said: Said, index: SourceIndex) -> Case:
        """Look up what every step of the judgement needs."""
        claim = said.claim
        places = index.quoted(claim.quote, claim.quote_start)
        quoted = frozenset(i for start, end in places for i in index.within(start, end))
        quote = (Quote.HOLDS if places else Quote.NOT_IN_SOURCE) if claim.quote.strip() else Quote.NONE_GIVEN
        return cls(said, index, Agreement(index, said.subject), places, quoted, quote)

    @property
    def verbatim(self) -> bool:
        """Whether the claim's words are no others than those of its quote."""
        claim = self.said.claim
        return claim.text.strip(_STOPS) == claim.quote.strip(_STOPS)

    def finding(
        self,
        verdict: Verdict,
        reason: Reason = Reason.NONE,
        shown: tuple[int, ...] = (),
        rests_on: tuple[int, ...] = (),
    ) -> Finding:
        """Write a finding that shows some entries; the quote holds if it carries one of those the number rests on."""
        quote = self.quote
        if quote == Quote.HOLDS and rests_on and not self.quoted & set(rests_on):
            quote = Quote.ELSEWHERE
        return Finding(self.said.claim, verdict, reason, quote, tuple(self.index.entries[i].fact for i in shown))

    def with_formula(self, finding: Finding, formula: str) -> Finding:
        """Return a finding with the arithmetic it rests on."""
        return replace(finding, formula=formula)

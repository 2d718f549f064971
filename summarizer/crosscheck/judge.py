"""The judge: a claim against the facts of its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.crosscheck.derive import Deriver
from summarizer.crosscheck.finding import Claim, Finding, Quote, Reason, Verdict
from summarizer.crosscheck.number import Comparison, compare, units_agree
from summarizer.crosscheck.objections import Objection, objections
from summarizer.crosscheck.said import Said, hear

if TYPE_CHECKING:
    from summarizer.crosscheck.index import SourceIndex

_EQUAL = Comparison(Verdict.SUPPORTED)
OBJECTION = 0.3  # how much agreement one objection outweighs when facts of one number are chosen among
IN_QUOTE = 0.1  # how much standing in the cited quote counts
RIVAL = 0.05  # how much better a fact of another number must fit the claim's words to take the subject
RIVAL_QUOTED = 0.07  # the same where the quote holds and carries the number
FLOOR = 0.18  # below this agreement a number is not of the claim's subject
ALIKE = 0.45  # from this agreement on, a fact of another number is what the claim speaks of


@dataclass(frozen=True, slots=True)
class Match:
    """A source fact of the claimed number: how far subjects agree, and what speaks against it."""

    index: int
    agreement: float
    comparison: Comparison
    against: tuple[Objection, ...]
    quoted: bool

    @property
    def standing(self) -> float:
        """Agreement less objections; by it the facts of one number are ranked."""
        return self.agreement - OBJECTION * len(self.against) + IN_QUOTE * self.quoted


class Judge:
    """Judges claims against one source; no verdict depends on the claims before it."""

    def __init__(self, index: SourceIndex) -> None:
        self.index = index

    def judge(self, claim: Claim) -> Finding:
        """Judge one claim."""
        return self.judge_said(hear(claim, self.index.year))

    def judge_said(self, said: Said) -> Finding:
        """Judge a claim that has been read."""
        claim = said.claim
        places = self.index.folded.find(claim.quote) if claim.quote.strip() else []
        if said.silent:
            return self.silence(said, places)
        if said.amount is None:
            return Finding(claim, Verdict.UNREADABLE, Reason.NONE, self.bare_quote(claim, places))
        if said.disagreement is not None:
            return Finding(claim, Verdict.ALTERED, said.disagreement.reason, self.bare_quote(claim, places))
        scores = self.index.agreement(said.subject)
        matches = self.matches(said, scores, places)
        rival = self.rival(said, scores, {m.index for m in matches if m.comparison.good})
        best = max(matches, key=lambda m: m.standing, default=None)
        if best is None:
            finding = self.without_match(said, rival, scores, places)
        else:
            finding = self.with_match(said, best, rival, scores, places)
        return finding if finding.accepted else self.derived(said, scores, places) or finding

    def derived(self, said: Said, scores: list[float], places: list[tuple[int, int]]) -> Finding | None:
        """Return the finding of a number that follows from others which the claim names, or None."""
        quoted = frozenset(i for i in range(len(scores)) if self.inside(i, places))
        derivation = Deriver(self.index, said, scores, quoted).derive()
        if derivation is None:
            return None
        quote = self.bare_quote(said.claim, places)
        if quote == Quote.HOLDS and not quoted & set(derivation.operands):
            quote = Quote.ELSEWHERE
        facts = tuple(self.index.entries[i].fact for i in derivation.operands)
        return Finding(said.claim, Verdict.DERIVED, Reason.NONE, quote, facts, derivation.formula)

    def matches(self, said: Said, scores: list[float], places: list[tuple[int, int]]) -> list[Match]:
        """Return the facts whose number is the claimed one, be it with another unit or qualifier."""
        if said.amount is None:
            return []
        found: list[Match] = []
        for i, entry in enumerate(self.index.entries):
            comparison = compare(said.amount, entry.amount)
            if comparison.good or entry.amount.value == said.amount.value or comparison.reason == Reason.QUALIFIER:
                against = tuple(objections(said, entry, comparison, self.index))
                found.append(Match(i, scores[i], comparison, against, self.inside(i, places)))
        return found

    def inside(self, i: int, places: list[tuple[int, int]]) -> bool:
        """Whether a fact stands within one of the places of the quote."""
        figure = self.index.entries[i].fact.figure
        return any(start <= figure.start and figure.end <= end for start, end in places)

    def rival(self, said: Said, scores: list[float], same: set[int]) -> int:
        """Return the fact of another number that fits the claim's words best; -1 if there is none."""
        unit = said.amount.unit if said.amount else ""
        best = -1
        for i, entry in enumerate(self.index.entries):
            if i in same or not (units_agree(unit, entry.amount.unit) or not entry.amount.unit):
                continue
            if (best < 0 or scores[i] > scores[best]) and not objections(said, entry, _EQUAL, self.index):
                best = i
        return best

    def with_match(
        self, said: Said, best: Match, rival: int, scores: list[float], places: list[tuple[int, int]]
    ) -> Finding:
        """Judge a claim whose number stands in the source."""
        quote = self.quote(said.claim, best, places)
        margin = RIVAL_QUOTED if quote == Quote.HOLDS else RIVAL
        fact = self.index.entries[best.index].fact
        if rival >= 0 and scores[rival] > best.agreement + margin:
            other = self.index.entries[rival].fact
            return Finding(said.claim, Verdict.MISATTRIBUTED, Reason.SUBJECT, quote, (fact, other))
        if best.against:
            verdict, reason = best.against[0]
            return Finding(said.claim, verdict, reason, quote, (fact,))
        if best.agreement < FLOOR and quote != Quote.HOLDS:
            return Finding(said.claim, Verdict.MISATTRIBUTED, Reason.SUBJECT, quote, (fact,))
        return Finding(said.claim, best.comparison.verdict, Reason.NONE, quote, (fact,))

    def without_match(self, said: Said, rival: int, scores: list[float], places: list[tuple[int, int]]) -> Finding:
        """Judge a claim whose number stands nowhere in the source."""
        quote = self.bare_quote(said.claim, places)
        if rival >= 0 and said.amount is not None:
            entry = self.index.entries[rival]
            comparison = compare(said.amount, entry.amount)
            if scores[rival] >= ALIKE or (comparison.close and scores[rival] >= FLOOR):
                return Finding(said.claim, Verdict.ALTERED, comparison.reason, quote, (entry.fact,))
        return Finding(said.claim, Verdict.UNSUPPORTED, Reason.NONE, quote)

    def silence(self, said: Said, places: list[tuple[int, int]]) -> Finding:
        """Judge a claim that the source says nothing of something."""
        scores = self.index.agreement(said.subject)
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        quote = self.bare_quote(said.claim, places)
        if best >= 0 and scores[best] >= FLOOR:
            return Finding(said.claim, Verdict.ALTERED, Reason.DIRECTION, quote, (self.index.entries[best].fact,))
        return Finding(said.claim, Verdict.SUPPORTED, Reason.NONE, quote)

    def quote(self, claim: Claim, best: Match, places: list[tuple[int, int]]) -> Quote:
        """Return what becomes of the quote when the claim rests on one fact."""
        bare = self.bare_quote(claim, places)
        return Quote.ELSEWHERE if bare == Quote.HOLDS and not best.quoted else bare

    def bare_quote(self, claim: Claim, places: list[tuple[int, int]]) -> Quote:
        """Return whether the quote stands in the source at all."""
        if not claim.quote.strip():
            return Quote.NONE_GIVEN
        return Quote.HOLDS if places else Quote.NOT_IN_SOURCE

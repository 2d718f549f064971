"""Operands: which facts of the source a claim names, so that its number may follow from theirs.

A fact is named where the claim's text gives its number beside the claimed one, or says its own words.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.crosscheck.agreement import Agreement
from summarizer.crosscheck.finding import Reason
from summarizer.crosscheck.number import kind_of_unit, match, units_agree
from summarizer.crosscheck.objections import objections
from summarizer.crosscheck.said import cue
from summarizer.crosscheck.terms import terms
from summarizer.facts import Mood

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.crosscheck.case import Case
    from summarizer.crosscheck.index import Entry, SourceIndex
    from summarizer.crosscheck.number import Amount
    from summarizer.crosscheck.said import Said
    from summarizer.facts import Fact

NAMED = 0.5  # share of a fact's own words that a claim must say to name it
NAMED_QUOTED = 0.34  # the same for a fact within the cited quote
BESIDE = 12  # facts of the claim's text on either side of the claimed one
OPERANDS = 9  # facts looked at for one claim
_RATES = frozenset({"percent", "points"})


class Operands:
    """The facts that one claim names, and the words by which it combines them."""

    def __init__(self, index: SourceIndex, case: Case) -> None:
        self.index = index
        self.said = case.said
        self.quoted = case.quoted

    def entry(self, i: int) -> Entry:
        """Return an indexed fact."""
        return self.index.entries[i]

    @cached_property
    def stated(self) -> frozenset[int]:
        """The facts whose numbers the claim's text gives beside the claimed one."""
        found: list[int] = []
        for fact in self._beside():
            other = self.said.read(fact)
            if other.amount is None:
                continue
            scores = Agreement(self.index, other.subject)
            near = self.index.about(other.amount.value, other.amount.coarse)
            likeliest = sorted(near, key=lambda i: (scores[i], i), reverse=True)
            found += islice((i for i in likeliest if self._fits(other, other.amount, i)), 1)
        return frozenset(found)

    def _fits(self, other: Said, amount: Amount, i: int) -> bool:
        """Whether a fact of the source is one that another number of the claim's text may stand for.

        What the text names by nothing but words of the fact (首批44项) needs no year, though the source gives one.
        """
        entry = self.entry(i)
        comparison = match(amount, entry.amount)
        if comparison is None or not comparison.good:
            return False
        against = {reason for _, reason in objections(other, entry, comparison, self.index)}
        dated = entry.fact.period.words[:1].isdigit() and other.fact is not None and not other.fact.period.words
        named = bool(other.beside) and other.beside <= entry.subject.near.keys()
        return not against or (against == {Reason.PERIOD} and dated and named)

    def _beside(self) -> list[Fact]:
        """The other facts of the claim's text that have a number; of a list without end, those nearest to its own."""
        facts = self.said.facts
        at = next((k for k, fact in enumerate(facts) if fact is self.said.fact), 0)
        near = facts[max(0, at - BESIDE) : at + BESIDE + 1]
        return [fact for fact in near if fact is not self.said.fact and not fact.worded]

    @cached_property
    def named(self) -> list[int]:
        """The facts that the claim names, by number or by words, best first; results only."""
        said = [self.said.claim.indicator, self.said.claim.text]
        affirmed = [cue("negation").sub("", words) for words in said]
        covered = self.index.covers(frozenset().union(*map(terms, {*said, *affirmed})))
        found = [
            i
            for i in sorted(self.stated.union(covered))
            if (i in self.stated or covered[i] >= (NAMED_QUOTED if i in self.quoted else NAMED))
            and self.entry(i).fact.mood == Mood.RESULT
        ]
        return sorted(
            found, key=lambda i: (i not in self.stated, i not in self.quoted, -round(covered.get(i, 0.0), 6))
        )[:OPERANDS]

    def told(self, group: Iterable[int]) -> bool:
        """Whether the claim's text gives the number of every fact of a group."""
        return self.stated.issuperset(group)

    def combines(self, name: str, group: Sequence[int]) -> bool:
        """Whether the claim says in words of a list that it combines: beside its number, or all numbers told, anywhere.

        Words that only look like one of the list (罚没) are taken out first.
        """
        text = self.said.claim.text if self.told(group) else self._around()
        masked = cue("masked").sub("", self.said.claim.indicator + text)
        return cue(name).search(masked) is not None

    def leaves(self, part: int) -> bool:
        """Whether the claimed number may be what a part leaves: it does not speak of that part, or says so.

        It says so in its name, beside its number or beside the part's: 除去5次，另有4次.
        """
        if not self.speaks_of(part):
            return True
        number = self.entry(part).fact.figure.value
        beside = [self.said.words[slice(*f.clause)] for f in self.said.facts if f.figure.value == number]
        return cue("difference").search("，".join([self.said.claim.indicator, self._around(), *beside])) is not None

    def numbers(self, group: Sequence[int]) -> bool:
        """Whether the claim says before its number how many it adds up, and gives them all: 三个领域共797件."""
        fact = self.said.fact
        if fact is None or not self.told(group):
            return False
        before = [f for f in self.said.facts if f.clause == fact.clause and f.figure.start < fact.figure.start]
        return any(f.figure.value == str(len(group)) for f in before)

    def averages(self) -> bool:
        """Whether the claim says beside its number, or in its name, that it is an average."""
        return cue("average").search(self.said.claim.indicator + self._around()) is not None

    def joins(self) -> bool:
        """Whether the words that the claim gives its number join several things."""
        fact, claim = self.said.fact, self.said.claim
        if fact is None:
            return cue("joiner").search(claim.indicator + claim.text) is not None
        spans = [s for s in fact.subject if s.kind in {"own", "carried", "before"}]
        words = "，".join(self.said.words[s.start : s.end] for s in spans)
        return cue("joiner").search(claim.indicator + words) is not None

    def _around(self) -> str:
        fact = self.said.fact
        return self.said.words[slice(*fact.clause)] if fact else self.said.claim.text

    def speaks_of(self, i: int) -> bool:
        """Whether the words beside the claimed number say a fact's own words."""
        return self.index.cover(i, self.said.beside) >= NAMED

    def alike(self, group: Iterable[int]) -> bool:
        """Whether facts are counted as the claim is; a rate and its points go together."""
        unit = self.said.amount.unit if self.said.amount else ""
        rate = kind_of_unit(unit) in _RATES
        return all(self._counted_as(self.entry(i).amount.unit, unit, rate) for i in group)

    def _counted_as(self, one: str, unit: str, rate: bool) -> bool:
        if rate:
            return kind_of_unit(one) in _RATES
        return units_agree(unit, one) or not one

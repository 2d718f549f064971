"""Agreement: how far what a claim speaks of is what a source fact is said of, from 0 to 1.

It is worked out fact by fact, for few are asked about: those of the claimed number, and those that could fit better.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.crosscheck.subject import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.crosscheck.index import SourceIndex
    from summarizer.crosscheck.subject import Asked

OWN_SAID = 0.5  # share of the agreement that rests on the claim saying the fact's own words, too
EXACT = 9  # decimals kept, so that facts of the same words agree alike, whatever order their terms are added up in


class Agreement:
    """How well the subject of one claim and each entry of a source cover each other."""

    def __init__(self, index: SourceIndex, asked: Asked) -> None:
        self.index = index
        self.asked = asked
        self.said = index.covers(asked.near)
        self.known = asked.words & index.weight.keys()
        self.spent = sum([budget for budget, _ in asked.stretches], LABEL if asked.names else 0.0)
        self.scores: dict[int, float] = {}

    def __getitem__(self, i: int) -> float:
        """Return how well the claim and an entry agree."""
        score = self.scores.get(i)
        if score is None:
            shared = self.index.entries[i].subject.weights(self.known)
            covered = sum([self.counts.get(term, 0.0) * weight for term, weight in shared.items()])
            if len(self.asked.names) > 1:
                covered += LABEL * self._named(shared)
            self.scores[i] = score = round(covered / self.spent * self.most(i), EXACT) if covered else 0.0
        return score

    @cached_property
    def counts(self) -> Mapping[str, float]:
        """What each term counts for the claim: its share of every stretch that has it, times the stretch's budget."""
        counts: dict[str, float] = defaultdict(float)
        name = [(LABEL, self.asked.names[0])] if len(self.asked.names) == 1 else []
        for budget, found in (*self.asked.stretches, *name):
            worth = self.index.worth(found)
            for term in found & self.known:
                counts[term] += budget * self.index.weight[term] / worth
        return counts

    def most(self, i: int) -> float:
        """Return the agreement that an entry can have at most, by how much of its own words the claim says."""
        return round(1 - OWN_SAID + OWN_SAID * self.said.get(i, 0.0), EXACT) if self.index.own[i] else 1.0

    def likely(self, least: float) -> list[int] | None:
        """Return the entries that can agree better than ``least``; None where any can, said or not."""
        if least < 1 - OWN_SAID:
            return None
        return [i for i in {*self.said, *self.index.wordless} if self.most(i) > least]

    def ranked(self, entries: Iterable[int], least: float) -> list[tuple[float, int]]:
        """Return those of some entries that agree better than ``least``, each after its agreement, best first."""
        return [(-score, i) for score, i in sorted((-self[i], i) for i in entries) if -score > least]

    def _named(self, shared: Mapping[str, float]) -> float:
        """Return how much some terms, weighted, cover of the name that fits them best."""
        shares: dict[int, float] = defaultdict(float)
        for term, weight in shared.items():
            worth = weight * self.index.weight[term]
            for name in self.asked.naming.get(term, ()):
                shares[name] += worth
        return max([share / self.worths[name] for name, share in shares.items()], default=0.0)

    @cached_property
    def worths(self) -> Sequence[float]:
        """The weight of each name."""
        worths = [0.0] * len(self.asked.names)
        for term, names in self.asked.naming.items():
            worth = self.index.weight.get(term, self.index.unknown)
            for name in names:
                worths[name] += worth
        return worths

"""Agreement: how far what a claim speaks of is what a source fact is said of, from 0 to 1.

It is worked out fact by fact, for few are asked about: those of the claimed number, and those that could fit better.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.crosscheck.subject import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        self.stretches = [(budget / index.worth(found), found) for budget, found in asked.stretches]
        self.spent = sum([budget for budget, _ in asked.stretches], LABEL if asked.names else 0.0)
        self.scores: dict[int, float] = {}

    def __getitem__(self, i: int) -> float:
        """Return how well the claim and an entry agree."""
        score = self.scores.get(i)
        if score is None:
            terms, weight = self.index.entries[i].subject.terms, self.index.weight
            shared = {term: weight[term] * terms[term] for term in self.asked.words & terms.keys()}
            covered = LABEL * self._named(shared) if shared else 0.0
            for budget, found in self.stretches:
                covered += budget * sum([shared[term] for term in found & shared.keys()])
            score = covered / self.spent * self.most(i) if covered else 0.0
            self.scores[i] = score = round(score, EXACT)
        return score

    def most(self, i: int) -> float:
        """Return the agreement that an entry can have at most, by how much of its own words the claim says."""
        return 1 - OWN_SAID + OWN_SAID * self.said.get(i, 0.0) if self.index.own[i] else 1.0

    def likely(self, least: float) -> list[int] | None:
        """Return the entries that can agree better than ``least``; None where any can, said or not."""
        if least < 1 - OWN_SAID:
            return None
        return [i for i in {*self.said, *self.index.wordless} if self.most(i) > least]

    def ranked(self, entries: Iterable[int], least: float) -> list[tuple[float, int]]:
        """Return those of some entries that agree better than ``least``, each after its agreement, best first."""
        return [(-score, i) for score, i in sorted((-self[i], i) for i in entries) if -score > least]

    def _named(self, shared: Mapping[str, float]) -> float:
        """Return how much some terms, each with what it counts, cover of the name that fits them best."""
        naming = self.asked.naming
        shares: dict[int, float] = defaultdict(float)
        for term in naming.keys() & shared.keys():
            for name in naming[term]:
                shares[name] += shared[term]
        return max([share / self.worths[name] for name, share in shares.items()], default=0.0)

    @cached_property
    def weight(self) -> dict[str, float]:
        """The weight of each term of the names."""
        weight, unknown = self.index.weight, self.index.unknown
        return {term: weight.get(term, unknown) for term in self.asked.naming}

    @cached_property
    def worths(self) -> list[float]:
        """The weight of each name."""
        return [sum(map(self.weight.__getitem__, name)) for name in self.asked.names]

"""The source indexed once: its facts by value and by the terms of their subjects."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.crosscheck.number import Amount, source_amount
from summarizer.crosscheck.quote import Folded, fold
from summarizer.crosscheck.subject import LABEL, Asked, Subject, subject_of
from summarizer.facts import bind_figures
from summarizer.figures import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from summarizer.facts import Fact
    from summarizer.reading import Reading

WITNESSES = frozenset({Kind.ORDINAL, Kind.DATE, Kind.YEAR_RANGE, Kind.DAMAGED})
UNKNOWN = 0.5  # weight of a term that the source never uses, against that of one it uses once
HEAVY = 0.5  # weight from which an entry counts as one that has a term
OWN_SAID = 0.5  # share of the agreement that rests on the claim saying the fact's own words, too


@dataclass(frozen=True, slots=True)
class Entry:
    """One source fact, ready to be compared; ``years`` are those among its own words."""

    fact: Fact
    amount: Amount
    subject: Subject

    years: frozenset[str]


def entries_of(reading: Reading) -> list[Entry]:
    """Return the facts of a reading that have a number, ready to be compared, in order of appearance."""
    entries = []
    for fact in reading.facts:
        amount = source_amount(fact)
        if amount is not None:
            path = reading.sections[fact.section].path if fact.section < len(reading.sections) else ()
            subject = subject_of(fact, reading.report.text, path)
            years = frozenset(t[1:] for t, weight in subject.terms.items() if t[0] == "#" and weight == 1.0)
            entries.append(Entry(fact, amount, subject, years))
    return entries


_latest: list[tuple[Reading, SourceIndex]] = []


def index_of(reading: Reading) -> SourceIndex:
    """Return the index of a reading; the latest is kept, for a review checks values, statements and sums in turn."""
    for kept, index in _latest:
        if kept is reading:
            return index
    index = SourceIndex(reading)
    _latest[:] = [(reading, index)]
    return index


class SourceIndex:
    """The facts of one source, found by value or by the words of a claim."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.year = next((f.period.year for f in reading.facts if f.period.year and not f.period.words), "")
        self.entries = entries_of(reading)
        self.folded: Folded = fold(self.text)
        self.spreads: dict[frozenset[str], list[float]] = {}
        self.nothing = [0.0] * len(self.entries)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.parts: dict[int, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            if entry.fact.whole >= 0:
                self.parts[entry.fact.whole].append(index)
        self.places = [e.fact.figure.start for e in self.entries]
        self.starts = {place: i for i, place in enumerate(self.places)}
        for index, entry in enumerate(self.entries):
            for term, weight in entry.subject.terms.items():
                self.postings[term].append((index, weight))
        total = len(self.entries) + 1
        counts = Counter([t for e in self.entries for t, weight in e.subject.terms.items() if weight >= HEAVY])
        rarity = {n: math.log(1 + total / (1 + n)) for n in {0, *counts.values()}}
        self.weight = {term: rarity[counts[term]] for term in self.postings}
        self.own = [[t for t, w in e.subject.terms.items() if w == 1.0] for e in self.entries]
        self.owners: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, own in enumerate(self.own):
            worth = sum([self.weight[term] for term in own])
            for term in own:
                self.owners[term].append((index, self.weight[term] / worth))
        self.by_value = sorted((e.amount.value, i) for i, e in enumerate(self.entries))
        self.unknown = UNKNOWN * math.log(1 + total / 2)

    @cached_property
    def others(self) -> list[tuple[Fact, Subject]]:
        """Ranks, dates and damaged figures, bound to their words like amounts; looked at only where a claim asks."""
        reading = self.reading
        chosen = [f for f in reading.figures if f.kind in WITNESSES]
        facts = bind_figures(self.text, reading.sections, reading.figures, chosen)
        return [(fact, subject_of(fact, self.text, ())) for fact in facts]

    def starting(self, position: int) -> int | None:
        """Return the entry whose figure begins at a place, or None."""
        return self.starts.get(position)

    def within(self, start: int, end: int) -> Iterator[int]:
        """Yield the entries whose figures lie in a stretch of the text."""
        for i in range(bisect_left(self.places, start), bisect_left(self.places, end)):
            if self.entries[i].fact.figure.end <= end:
                yield i

    def likeness(self, asked: Asked, subject: Subject) -> float:
        """Return how far a claim's subject is covered by one that is not indexed, from 0 to 1."""
        score = spent = 0.0
        for budget, found in (*asked.stretches, *((LABEL, names) for names in asked.names[:1])):
            worth = {t: self.weight.get(t, self.unknown) for t in found}
            if worth:
                spent += budget
                score += budget * sum(w * subject.terms.get(t, 0.0) for t, w in worth.items()) / sum(worth.values())
        return score / spent if spent else 0.0

    def agreement(self, asked: Asked) -> list[float]:
        """Return for every entry how well a claim's subject and its words cover each other, from 0 to 1."""
        scores = [0.0] * len(self.entries)
        spent = LABEL if asked.names else 0.0
        for budget, found in asked.stretches:
            spent += budget
            scores = [score + budget * share for score, share in zip(scores, self.spread(found), strict=True)]
        named = [shares for found in asked.names if (shares := self.spread(found)) is not self.nothing]
        if named:
            best = map(max, *named) if len(named) > 1 else named[0]
            scores = [score + LABEL * share for score, share in zip(scores, best, strict=True)]
        own = self.covers(asked.near)
        return [score / spent * self.factor(i, own[i]) if score else 0.0 for i, score in enumerate(scores)]

    def factor(self, index: int, said: float) -> float:
        """Return a factor from 1 - OWN_SAID to 1 by how much of a fact's own words a claim says."""
        return 1 - OWN_SAID + OWN_SAID * said if self.own[index] else 1.0

    def spread(self, found: frozenset[str]) -> list[float]:
        """Return for every entry how much of some terms, by weight, it covers; ``nothing`` where none is known.

        Kept for terms asked for again: the claims of a form share the names of its indicators.
        """
        shares = self.spreads.get(found)
        if shares is None:
            known = [term for term in found if term in self.weight]
            shares = self.nothing if not known else [0.0] * len(self.entries)
            total = sum([self.weight[term] for term in known]) + self.unknown * (len(found) - len(known))
            for term in known:
                share = self.weight[term] / total
                for index, place in self.postings[term]:
                    shares[index] += share * place
            self.spreads[found] = shares
        return shares

    def covers(self, words: frozenset[str]) -> list[float]:
        """Return for every entry how much of its own words, by weight, is among some terms."""
        shares = [0.0] * len(self.entries)
        for term in words:
            for index, share in self.owners.get(term, ()):
                shares[index] += share
        return shares

    def cover(self, index: int, words: frozenset[str]) -> float:
        """Return how much of one fact's own words, by weight, is among some terms."""
        return sum([s for t in self.own[index] if t in words for i, s in self.owners[t] if i == index])

    def about(self, value: Decimal, reach: Decimal) -> list[int]:
        """Return the entries whose number is within reach of a value, in order of appearance."""
        low = bisect_left(self.by_value, (value - reach, -1))
        high = bisect_right(self.by_value, (value + reach, len(self.entries)))
        return sorted(i for _, i in self.by_value[low:high])

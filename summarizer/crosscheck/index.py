"""The source indexed once: its facts by value and by the terms of their subjects."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.crosscheck.number import Amount, source_amount
from summarizer.crosscheck.quote import Folded, fold
from summarizer.crosscheck.subject import Subject, subject_of

if TYPE_CHECKING:
    from summarizer.facts import Fact
    from summarizer.reading import Reading

UNKNOWN = 0.5  # weight of a term that the source never uses, against that of one it uses once


@dataclass(frozen=True, slots=True)
class Entry:
    """One source fact, ready to be compared."""

    fact: Fact
    amount: Amount
    subject: Subject


class SourceIndex:
    """The facts of one source, found by value or by the words of a claim."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.year = next((f.period.year for f in reading.facts if f.period.year and not f.period.words), "")
        self.entries = [e for e in map(self._entry, reading.facts) if e is not None]
        self.folded: Folded = fold(self.text)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for index, entry in enumerate(self.entries):
            for term, weight in entry.subject.terms.items():
                self.postings[term].append((index, weight))
                counts[term] += weight >= 0.5
        total = len(self.entries) + 1
        self.weight = {term: math.log(1 + total / (1 + counts[term])) for term in self.postings}
        self.unknown = UNKNOWN * math.log(1 + total / 2)

    def _entry(self, fact: Fact) -> Entry | None:
        amount = source_amount(fact)
        if amount is None:
            return None
        sections = self.reading.sections
        path = sections[fact.section].path if fact.section < len(sections) else ()
        return Entry(fact, amount, subject_of(fact, self.text, path))

    def agreement(self, subject: Subject) -> list[float]:
        """Return for every entry how far a claim's subject is covered by its words, from 0 to 1."""
        scores = [0.0] * len(self.entries)
        total = 0.0
        for term, weight in subject.terms.items():
            worth = weight * self.weight.get(term, self.unknown)
            total += worth
            for index, share in self.postings.get(term, ()):
                scores[index] += worth * share
        return [score / total for score in scores] if total else scores

"""The source indexed once: its facts by value and by the terms of their subjects."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from summarizer.crosscheck.number import Amount, source_amount
from summarizer.crosscheck.quote import QUOTE_ENDS, Folded, fold
from summarizer.crosscheck.subject import LABEL, Asked, Subject, SubjectReader
from summarizer.facts import bind_figures, report_year
from summarizer.figures import Kind
from summarizer.latest import Latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from summarizer.facts import Fact, Role
    from summarizer.reading import Reading

WITNESSES = frozenset({Kind.ORDINAL, Kind.DATE, Kind.YEAR_RANGE, Kind.DAMAGED})
UNKNOWN = 0.5  # weight of a term that the source never uses, against that of one it uses once
HEAVY = 0.5  # weight from which an entry counts as one that has a term


class Measure(NamedTuple):
    """What a fact's number measures: its unit, its role, and whether it is a zero said in words.

    Such a zero is a denial of whatever number a claim asserts.
    """

    unit: str
    role: Role
    denied: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One source fact, ready to be compared; ``years`` are those among its own words."""

    fact: Fact
    amount: Amount
    subject: Subject
    years: frozenset[str]

    @property
    def measure(self) -> Measure:
        """What its number measures."""
        return Measure(self.amount.unit, self.fact.role, self.fact.worded and not self.amount.value)


def entries_of(reading: Reading, subjects: SubjectReader) -> list[Entry]:
    """Return the facts of a reading that have a number, ready to be compared, in order of appearance."""
    entries = []
    for fact in reading.facts:
        amount = source_amount(fact)
        if amount is not None:
            path = reading.sections[fact.section].path if fact.section < len(reading.sections) else ()
            subject = subjects.read(fact, path)
            years = frozenset(t[1:] for t, weight in subject.near.items() if t[0] == "#" and weight == 1.0)
            entries.append(Entry(fact, amount, subject, years))
    return entries


class SourceIndex:
    """The facts of one source, found by value or by the words of a claim."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.year = report_year(self.text, reading.figures)
        subjects = SubjectReader(self.text)
        self.entries = entries_of(reading, subjects)
        self.places = [e.fact.figure.start for e in self.entries]
        self.starts = {place: i for i, place in enumerate(self.places)}
        self.parts: dict[int, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            if entry.fact.whole >= 0:
                self.parts[entry.fact.whole].append(index)
        self.measures: dict[Measure, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            self.measures[entry.measure].append(index)
        self.by_value = sorted((e.amount.value, i) for i, e in enumerate(self.entries))
        self._weigh_terms(subjects.far())
        self._note_own_words()

    def _weigh_terms(self, far: Iterable[str]) -> None:
        """Weigh every term of the source by how few facts it is said beside; ``far`` are those of their sentences."""
        total = len(self.entries) + 1
        counts = Counter([t for e in self.entries for t, weight in e.subject.near.items() if weight >= HEAVY])
        rarity = {n: math.log(1 + total / (1 + n)) for n in {0, *counts.values()}}
        self.weight = dict.fromkeys(chain(far, *(e.subject.near for e in self.entries)), rarity[0])
        self.weight.update({term: rarity[count] for term, count in counts.items()})
        self.unknown = UNKNOWN * math.log(1 + total / 2)

    def _note_own_words(self) -> None:
        """Note the terms of each fact's own words with their shares of it, and for each such term whose they are."""
        self.own: list[dict[str, float]] = []
        self.owners: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            words = [term for term, weight in entry.subject.near.items() if weight == 1.0]
            whole = self.starting(entry.fact.whole)
            if whole is not None and whole < index and self._of_another_time(index, whole, words):
                words = list(self.own[whole])
            worth = self.worth(words)
            self.own.append({term: self.weight[term] / worth for term in words})
            for term, share in self.own[index].items():
                self.owners[term].append((index, share))
        self.wordless = [index for index, own in enumerate(self.own) if not own]

    def _of_another_time(self, part: int, whole: int, words: Iterable[str]) -> bool:
        """Whether a part, by its own words, is told from its whole by nothing but its time: 其中本年度12件."""
        one, other = (self.entries[i].fact.period for i in (part, whole))
        return (one.kind, one.year) != (other.kind, other.year) and self.own[whole].keys() >= set(words)

    @cached_property
    def others(self) -> list[tuple[Fact, Subject]]:
        """Ranks, dates and damaged figures, bound to their words like amounts; looked at only where a claim asks."""
        reading = self.reading
        chosen = [f for f in reading.figures if f.kind in WITNESSES]
        facts = bind_figures(self.text, reading.sections, reading.figures, chosen)
        subjects = SubjectReader(self.text)
        return [(fact, subjects.read(fact, ())) for fact in facts]

    @cached_property
    def folded(self) -> Folded:
        """The text folded, for quotes that do not stand where they are said to."""
        return fold(self.text)

    def quoted(self, quote: str, start: int | None) -> list[tuple[int, int]]:
        """Return where a quote stands: at its known place if it does, else wherever its words do."""
        bare = quote.rstrip(QUOTE_ENDS)
        if bare and start is not None and self.text.startswith(bare, start):
            return [(start, start + len(bare))]
        places = self.folded.find(quote) if quote.strip() else []
        return [place for place in places if place[0] == start] or places

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
            if found:
                spent += budget
                shared = [self.weight.get(t, self.unknown) * weight for t, weight in subject.weights(found).items()]
                score += budget * sum(shared) / self.worth(found)
        return score / spent if spent else 0.0

    def worth(self, words: Iterable[str]) -> float:
        """Return the weight of some terms, whether the source has them or not."""
        return sum([self.weight.get(term, self.unknown) for term in words])

    def covers(self, words: frozenset[str]) -> defaultdict[int, float]:
        """Return for each entry how much of its own words, by weight, is among some terms; 0 for the rest."""
        shares: defaultdict[int, float] = defaultdict(float)
        for term in words & self.owners.keys():
            for index, share in self.owners[term]:
                shares[index] += share
        return shares

    def cover(self, index: int, words: frozenset[str]) -> float:
        """Return how much of one fact's own words, by weight, is among some terms."""
        return sum([share for term, share in self.own[index].items() if term in words])

    def about(self, value: Decimal, reach: Decimal) -> list[int]:
        """Return the entries whose number is within reach of a value, in order of appearance."""
        low = bisect_left(self.by_value, (value - reach, -1))
        high = bisect_right(self.by_value, (value + reach, len(self.entries)))
        return sorted(i for _, i in self.by_value[low:high])


@Latest  # a review checks values, statements and sums in turn
def index_of(reading: Reading) -> SourceIndex:
    """Return the index of a reading."""
    return SourceIndex(reading)

"""Surroundings: the words around a number that can say what it counts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.figures import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts import Fact
    from summarizer.reading import Reading

_BACK = 160  # characters before a number in which a word may still say what its list is about


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The stretches around one number, as places in ``text``.

    ``before`` begins after the number before it in the clause, or with the clause; ``behind`` ends at the next number,
    or with the clause. ``back`` is where the list item or paragraph begins that the number stands in, as far as it is
    still near; ``heading`` holds the headings above.
    """

    text: str
    fact: Fact
    before: int
    behind: int
    back: int
    heading: str

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.fact.figure.start

    @property
    def end(self) -> int:
        """Where the number ends."""
        return self.fact.figure.end

    @property
    def closes(self) -> bool:
        """Whether nothing but words follows the number in its clause."""
        return self.behind == self.fact.clause[1]

    def distance(self, words: Sequence[str], key: int) -> int:
        """Return how far the nearest of the words is from a name that begins at ``key``; -1 if none is near.

        Words before the name count first, then those behind it in the clause, last those of the headings.
        """
        found = max((self.text.rfind(word, self.back, key + len(word) - 1) for word in words), default=-1)
        if found >= 0:
            return max(1, key - found)
        if any(self.text.find(word, self.back, self.fact.clause[1]) >= 0 for word in words):
            return _BACK
        return 2 * _BACK if any(word in self.heading for word in words) else -1


def surroundings(reading: Reading, facts: Sequence[Fact]) -> Iterator[Surroundings]:
    """Yield the surroundings of facts that stand in order of appearance."""
    text = reading.report.text
    markers = [f.start for f in reading.figures if f.kind is Kind.LIST_MARKER]
    for at, fact in enumerate(facts):
        before, behind = fact.clause
        if at and facts[at - 1].clause == fact.clause:
            before = max(before, facts[at - 1].figure.end)
        if at + 1 < len(facts) and facts[at + 1].clause == fact.clause:
            behind = min(behind, facts[at + 1].figure.start)
        section = reading.sections[fact.section]
        back = max(section.start, fact.figure.start - _BACK, text.rfind("\n", 0, fact.clause[0]) + 1)
        marker = bisect_right(markers, fact.figure.start) - 1
        back = max(back, markers[marker]) if marker >= 0 else back
        yield Surroundings(text, fact, before, max(behind, fact.figure.end), min(back, before), " ".join(section.path))

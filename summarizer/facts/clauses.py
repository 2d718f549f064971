"""Clauses: a text cut where one thing said ends and the next begins.

A sentence ends at 。！？ or a line's end. Within it, commas and semicolons end a clause, and so does a bracket that
holds an amount: what stands in it is an aside on the clause before. 、 and 和 end a clause only beside an amount
or between two, because elsewhere they join the heads of one subject (报备率、及时率和规范率达到100%). Brackets
without an amount stay part of their clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.figures import Figure

_MARK = re.compile(r"[。！？!?\n\r；;，,（(）)]")
_PAUSE = "、"
_SENTENCE_ENDS = frozenset("。！？!?\n\r")
_CLAUSE_ENDS = frozenset("，,；;")
_WORDS_BETWEEN = frozenset("和及与并")
_JOINERS = frozenset(_PAUSE) | _WORDS_BETWEEN
_OPENING = frozenset("（(")
_CLOSING = frozenset("）)")


class Clause(NamedTuple):
    """A stretch of one sentence. ``host`` is the index of the clause that an aside stands beside, or -1.

    ``sentence`` numbers the sentences; ``loose`` is true after a semicolon, where a new list item begins.
    """

    start: int
    end: int
    sentence: int
    host: int = -1
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a text, in order, the bounds of its sentences, and the numbers of those a section begins with."""

    clauses: tuple[Clause, ...]
    sentences: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    openings: frozenset[int]

    def at(self, position: int) -> int:
        """Return the index of the clause that holds a position, or of the last that begins before it."""
        return max(bisect_right(self.starts, position) - 1, 0)


class _Cutter:
    """Walks over the marks of a text once and collects clauses."""

    def __init__(self, text: str, figures: Sequence[Figure], breaks: Iterable[int]) -> None:
        self.text = text
        self.figures = figures
        self.amounts = amounts = [f for f in figures if f.is_amount]
        self.amount_starts = [f.start for f in amounts]
        self.beside = {f.start for f in amounts} | {f.end for f in amounts}
        self.breaks = frozenset(breaks)
        self.clauses: list[Clause] = []
        self.sentences: list[tuple[int, int]] = []
        self.begin = 0
        self.sentence_begin = 0
        self.loose = False
        self.hosts: list[int] = []
        self.strong: list[int] = []

    def close(self, end: int, resume: int) -> None:
        """End the open clause at ``end``; the next begins at ``resume``."""
        if self.text[self.begin : end].strip():
            host = self.hosts[-1] if self.hosts else -1
            self.clauses.append(Clause(self.begin, end, len(self.sentences), host, self.loose))
        self.begin = resume
        self.loose = False

    def finish(self, end: int, resume: int) -> None:
        """End the open sentence."""
        self.close(end, resume)
        self.sentences.append((self.sentence_begin, resume))
        self.sentence_begin = resume
        self.hosts.clear()

    def holds_amount(self, start: int, end: int) -> bool:
        """Whether an amount begins in a stretch."""
        index = bisect_left(self.amount_starts, start)
        return index < len(self.amount_starts) and self.amount_starts[index] < end

    def cut(self) -> Clauses:
        """Cut the whole text."""
        marks = [(m.start(), m.group()) for m in _MARK.finditer(self.text)]
        closing = _brackets(marks)
        self.strong = [p for p, mark in marks if mark in _SENTENCE_ENDS or mark in _CLAUSE_ENDS]
        marks += [(p, "") for p in self.breaks]
        marks += [(p, self.text[p]) for p in self.joints()]
        marks.sort()
        covered = self.covered([position for position, _ in marks])
        skip_to = 0
        for position, mark in marks:
            if mark == "":
                if position > self.begin:
                    self.finish(position, position)
            elif position < skip_to or position in covered:
                continue
            elif mark in _OPENING:
                skip_to = self.open_bracket(position, closing.get(position, -1))
            else:
                self.step(position, mark)
        self.finish(len(self.text), len(self.text))
        openings = frozenset(number for number, (start, _) in enumerate(self.sentences) if start in self.breaks)
        return Clauses(tuple(self.clauses), tuple(self.sentences), tuple(c.start for c in self.clauses), openings)

    def covered(self, places: Sequence[int]) -> set[int]:
        """Return which of some places in order are inside figures."""
        spans = ((bisect_left(places, f.start), bisect_left(places, f.end)) for f in self.figures)
        return {place for first, last in spans if first < last for place in places[first:last]}

    def joints(self) -> set[int]:
        """Return where joiners stand that may end a clause: right beside amounts, and pauses between two of them."""
        text = self.text
        beside = {p for edge in self.beside for p in (edge - 1, edge) if 0 <= p < len(text) and text[p] in _JOINERS}
        for amount, following in pairwise(self.amounts):
            strong = bisect_left(self.strong, following.start)
            start = max(amount.end, self.strong[strong - 1] if strong else 0)
            at = text.find(_PAUSE, start, following.start)
            while at >= 0:
                beside.add(at)
                at = text.find(_PAUSE, at + 1, following.start)
        return beside

    def open_bracket(self, position: int, closing: int) -> int:
        """Enter a bracket that holds an amount; return where to go on after one that holds none."""
        if closing < 0:
            return 0
        if not self.holds_amount(position, closing):
            return closing + 1
        self.close(position, position + 1)
        self.hosts.append(len(self.clauses) - 1)
        return 0

    def step(self, position: int, mark: str) -> None:
        """Take one mark that stands outside any number."""
        after = position + 1
        if mark in _SENTENCE_ENDS:
            self.finish(position, after)
        elif mark in _CLAUSE_ENDS:
            self.close(position, after)
            self.loose = mark in "；;"
        elif mark in _CLOSING:
            if self.hosts:
                self.close(position, after)
                self.hosts.pop()
        elif self.text[position - 1 : after] in _unjoined():
            return
        elif position in self.beside or after in self.beside or self.holds_amount(self.begin, position):
            self.close(position, after)  # between two amounts: 化解5件重大纠纷、信访案件14件


@cache
def _unjoined() -> frozenset[str]:
    """Return the words that end in a joiner's character and join nothing (涉及126项)."""
    return frozenset(table("facts")["clause"]["unjoined"])


def _brackets(marks: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Map each opening bracket among the marks of a text to its closing one on the same line."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for position, mark in marks:
        if mark == "\n":
            open_at.clear()
        elif mark in _OPENING:
            open_at.append(position)
        elif open_at and mark in _CLOSING:
            pairs[open_at.pop()] = position
    return pairs


def cut(text: str, figures: Sequence[Figure], breaks: Iterable[int] = ()) -> Clauses:
    """Cut a text into clauses; ``breaks`` are places where a sentence ends without a mark (ends of headings)."""
    return _Cutter(text, figures, breaks).cut()

"""Enumerations: which clauses name parts of a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue, measure
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.facts.clauses import Clauses
    from summarizer.figures import Figure

_BLANK = re.compile(r"[\s“\"①-⑳]*")
_BLANKS = frozenset(' \t\u3000“"①②③④⑤⑥⑦⑧⑨⑩')
_NOT_NAMED = re.compile(r"[\W\d_]+")
_COUNTED = frozenset({Kind.QUANTITY, Kind.MONEY})
_BACK = 8  # wholes looked back over for that of 其中
_PARTS = 12  # clauses looked back over for parts that make up an amount
_THIN = 2  # this many characters before a count name no other thing
_NAME = 5  # more than this many characters before a count name a thing of its own


def heads(
    text: str, clauses: Clauses, figures: Sequence[Figure], of_clause: Mapping[int, Sequence[int]]
) -> dict[int, int]:
    """Map each clause that names a part to the clause that names its whole.

    其中 opens an enumeration whose whole is the nearest clause with an amount before it, be it in the sentence
    before, but not in another section; the parts go on to the end of the sentence, or until they have left it: where
    commas part them, a semicolon before another thing ends them. 其余 closes one whose whole opens the sentence. An
    aside is a part of its host when it opens like one (含往年立案10件).
    """
    return _Heads(text, clauses, figures, of_clause).find()


@cache
def _first_characters(name: str) -> frozenset[str]:
    return frozenset(word[0] for word in table("facts")["role"][name])


class _Heads:
    def __init__(
        self, text: str, clauses: Clauses, figures: Sequence[Figure], of_clause: Mapping[int, Sequence[int]]
    ) -> None:
        self.text = text
        self.clauses = clauses.clauses
        self.openings = clauses.openings
        self.figures = figures
        self.of_clause = of_clause
        self.found: dict[int, int] = {}
        self.whole = -1  # the last clause with an amount that is no part
        self.wholes: list[int] = []
        self.head = -1
        self.open: list[int] = []  # clauses with amounts of this sentence that are no parts
        self.counted = Decimal(0)  # what the parts of the open run add up to
        self.opened = -1  # the clause that opened the run
        self.close = False  # whether commas part its parts, so that a semicolon ends it

    def find(self) -> dict[int, int]:
        counting = {self.clauses[index].sentence for index in self.of_clause}
        sentence = -1
        for index, clause in enumerate(self.clauses):
            if clause.sentence not in counting:
                continue
            if clause.sentence != sentence:
                if not self.openings.isdisjoint(range(sentence + 1, clause.sentence + 1)):
                    self.whole, self.wholes = -1, []
                sentence, self.head, self.open = clause.sentence, -1, []
            if clause.host >= 0:
                if self.opens(index, "part"):
                    self.found[index] = clause.host
            else:
                self.take(index)
        return self.found

    def opens(self, index: int, name: str) -> bool:
        begin = self.clauses[index].start
        if self.text[begin] in _BLANKS:
            blank = _BLANK.match(self.text, begin)
            begin = blank.end() if blank else begin
        return self.text[begin : begin + 1] in _first_characters(name) and (
            cue("role", name).match(self.text, begin) is not None
        )

    def leaves(self, index: int) -> bool:
        """Whether a clause no longer counts a part of the open run's whole.

        The parts are all told, or this one is larger than the whole, or another thing is named and counted otherwise
        (其中驳回28件,发放资料800份); money, rates and times are said of the part before them.
        """
        counts = [f for f in self.members(index) if f.kind == Kind.QUANTITY and not f.value.startswith("-")]
        wholes = {measure(f.unit): Decimal(f.value) for f in self.members(self.head) if f.kind == Kind.QUANTITY}
        if not counts or not wholes:
            return False
        first = counts[0]
        whole = wholes.get(measure(first.unit))
        if whole is None:
            other = bool(first.unit) and not wholes.keys() & {measure(f.unit) for f in counts}
            return other and len(self.named(index, first)) > _THIN
        value = Decimal(first.value)
        told, self.counted = self.counted, self.counted + value
        return value > whole or (told == whole and len(self.named(index, first)) > _THIN + 1)

    def begins(self, index: int) -> bool:
        """Whether a clause names a thing at length, as a part of what was counted before it would not."""
        return any(len(self.named(index, first)) > _NAME for first in self.members(index)[:1])

    def named(self, index: int, first: Figure) -> str:
        """Return the words before the first count of a clause."""
        return _NOT_NAMED.sub("", self.text[self.clauses[index].start : first.start])

    def whole_of(self, index: int) -> int:
        """Return the clause that a part's clause opens on: the nearest before it, of its own measure and no less."""
        counts = [f for f in self.members(index) if f.kind in _COUNTED]
        for before in reversed(self.wholes[-_BACK:] if counts else ()):
            if any(measure(f.unit) == measure(counts[0].unit) and _no_less(f, counts[0]) for f in self.members(before)):
                return before
        return self.whole if self.head < 0 else self.head

    def counts_like(self, index: int) -> bool:
        """Whether a clause counts in a measure of the open run's head, or in none."""
        counts = [f for f in self.members(index) if f.kind in _COUNTED]
        wholes = {measure(f.unit) for f in self.members(self.head)}
        return not counts or any(measure(f.unit) in wholes for f in counts)

    def members(self, index: int) -> list[Figure]:
        """Return the figures of a clause."""
        return [self.figures[i] for i in self.of_clause.get(index, ())]

    def close_on(self, index: int) -> None:
        """Close an enumeration by what is left of it: of the amount that all parts make up, else of the first of three.

        问题22个,已整改20个,还有2个…: 22 are 20 and 2, so that these are its parts.
        """
        parts = self.making_up(index)
        if not parts and len(self.open) > 2 and self.opens(index, "rest"):
            parts = self.open
        if parts:
            self.head = parts[0]
            self.found.update(dict.fromkeys(parts[1:], self.head))

    def making_up(self, index: int) -> list[int]:
        """Return a clause of this sentence and those behind it that with this one make up its amount; or nothing."""
        last = next((f for f in self.members(index) if f.kind == Kind.QUANTITY), None)
        total, parts = Decimal(last.value) if last else Decimal(0), list[int]()
        for before in islice(reversed(self.open if last else []), _PARTS):
            counts = [f for f in self.members(before) if last and measure(f.unit) == measure(last.unit)]
            if parts and counts and Decimal(counts[-1].value) == total:
                return [before, *reversed(parts)]
            total += Decimal(counts[-1].value) if counts else 0
            parts += [before] if counts else []
        return []

    def take(self, index: int) -> None:
        loose = self.clauses[index].loose
        if self.head >= 0 and loose and self.close and self.begins(index):
            self.head = -1
        if self.head < 0 and self.opens(index, "part"):
            self.head, self.counted = self.whole_of(index), Decimal(0)
            self.opened, self.close = index, False
        elif self.head < 0 and self.opens(index, "left"):
            self.close_on(index)
        if self.head >= 0 and self.leaves(index):
            self.head = -1
        if self.head >= 0:
            self.close |= index > self.opened and not loose
            self.found[index] = self.head if self.counts_like(index) else self.whole_of(index)
        elif index in self.of_clause:
            if not self.opens(index, "compared"):
                self.whole = index
                self.wholes.append(index)
            self.open.append(index)


def counts_part(whole: Figure, part: Figure, between: str) -> bool:
    """Whether a figure counts a part of the one before it in its clause: 四十四项任务中的39项."""
    if not cue("role", "inner").search(between) or measure(whole.unit) != measure(part.unit):
        return False
    return {whole.kind, part.kind} <= _COUNTED and _no_less(whole, part)


def _no_less(whole: Figure, part: Figure) -> bool:
    return whole.kind in _COUNTED and Decimal(whole.value) >= Decimal(part.value)

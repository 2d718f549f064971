"""Changes told by other numbers: how much something changed, by what share, and what it was before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.crosscheck.compared import ComparedYears
from summarizer.crosscheck.number import kind_of_unit, lean, plain, units_agree
from summarizer.crosscheck.subject import directions
from summarizer.facts import Direction, PeriodKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.crosscheck.index import Entry, SourceIndex
    from summarizer.crosscheck.number import Amount
    from summarizer.crosscheck.operands import Operands
    from summarizer.crosscheck.said import Said

_NEAR = 4  # facts before and after one with which it may be compared


class Combined(NamedTuple):
    """Two entries and the left side of the formula that combines them (``26-20``)."""

    operands: tuple[int, int]
    formula: str


class Changes:
    """Looks for the change, or what was before it, that one claim tells."""

    def __init__(self, index: SourceIndex, said: Said, operands: Operands) -> None:
        self.index = index
        self.said = said
        self.operands = operands
        self.years = ComparedYears(index, said)

    def change(self) -> Combined | None:
        """Tell a change by its two ends: 由20个增加到26个 is 6 more."""
        fact, amount = self.said.fact, self.said.amount
        if fact is None or amount is None or fact.role != Role.CHANGE:
            return None
        for now, then in self._pairs():
            gap = self._value(now) - self._value(then)
            wanted = {Direction.UP: gap, Direction.DOWN: -gap}.get(fact.direction, abs(gap))
            ends = self._entry(then).fact.role != Role.CHANGE and self._meant(now, then)
            if ends and wanted == amount.value:
                more, less = (now, then) if gap > 0 else (then, now)
                return self._combined(more, "-", less)
        return None

    def before(self) -> Combined | None:
        """Tell by a number and its change what it is compared with: 7件,比上年减少4件 was 11 last year."""
        fact, amount = self.said.fact, self.said.amount
        if fact is None or amount is None or fact.role == Role.CHANGE:
            return None
        if fact.period.kind != PeriodKind.PRIOR and len(self.operands.stated) < 2:
            return None
        for now, change in self._pairs():
            past = fact.period.kind == PeriodKind.PRIOR
            if not (self.years.since_last(now, change) if past else self._benchmark(now, change)):
                continue
            rises = self._entry(change).fact.direction == Direction.UP
            before = self._value(now) + self._value(change) * (-1 if rises else 1)
            if self._entry(change).fact.role == Role.CHANGE and before == amount.value:
                return self._combined(now, "-" if rises else "+", change)
        return None

    def growth(self) -> Combined | None:
        """Tell how much something changed of what it was: 168件,比上年多41件 is 32.3% more."""
        fact, amount = self.said.fact, self.said.amount
        if fact is None or amount is None or fact.role != Role.CHANGE:
            return None
        for now, other in self._compared():
            beside = abs(now - other) == 1 or self.operands.told((now, other))
            meant = beside and self._meant(now, other)
            before, change = self._ends(now, other) if meant else (Decimal(0), Decimal(0))
            same_way = (change > 0) == (fact.direction == Direction.UP)
            if before > 0 and change and same_way and shows(amount, abs(change) * 100 / before):
                return Combined((now, other), f"{plain(abs(change))}/{plain(before)}")
        return None

    def _combined(self, one: int, sign: str, other: int) -> Combined:
        return Combined((one, other), f"{plain(self._value(one))}{sign}{plain(self._value(other))}")

    def _entry(self, i: int) -> Entry:
        return self.index.entries[i]

    def _value(self, i: int) -> Decimal:
        return self._entry(i).amount.value

    def _meant(self, now: int, other: int) -> bool:
        """Whether a claim of a change may be of a fact and what it is compared with: of their years and their thing."""
        return self.years.between(now, other, self.operands.told((now, other))) and not self._elsewhere(now, other)

    def _elsewhere(self, now: int, other: int) -> bool:
        """Whether a word beside the claimed number is of another fact of the sentence, and not of the one changed."""
        words = self.said.beside.difference(self._entry(now).subject.near, directions())
        beside = set(self.index.within(*self._entry(now).fact.sentence)) - {now, other} if words else ()
        return any(not words.isdisjoint(self.index.own[i]) for i in beside)

    def _benchmark(self, now: int, change: int) -> bool:
        """Whether the claim gives both numbers, and its own is of what the change names: 高出全市平均1.3个百分点."""
        words = self.said.beside
        named = words and words <= self.index.own[change].keys() and words.isdisjoint(self.index.own[now])
        return bool(named) and self.operands.told((now, change))

    def _ends(self, now: int, other: int) -> tuple[Decimal, Decimal]:
        """Return what a count was before and its change, told by it and what it is compared with; 0 where unlike."""
        one, there = self._entry(now), self._entry(other)
        if not units_agree(one.amount.unit, there.amount.unit) or kind_of_unit(one.amount.unit) == "percent":
            return Decimal(0), Decimal(0)
        change = one.amount.value - there.amount.value
        if there.fact.role == Role.CHANGE:
            change = there.amount.value * (1 if there.fact.direction == Direction.UP else -1)
        return one.amount.value - change, change

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield facts of the claim's measure with what each is compared with."""
        return ((i, j) for i, j in self._compared() if self.operands.alike((i, j)))

    def _compared(self) -> Iterator[tuple[int, int]]:
        """Yield facts with what each is compared with in its sentence: a change's start, the change, last year's."""
        for i in self.operands.named:
            here = self._entry(i).fact
            for j in range(max(0, i - _NEAR), min(len(self.index.entries), i + _NEAR + 1)):
                other = self._entry(j).fact
                earlier = other.role in {Role.BASE, Role.CHANGE} or other.period.kind == PeriodKind.PRIOR
                if j != i and other.sentence == here.sentence and earlier:
                    yield i, j


def shows(amount: Amount, exact: Decimal) -> bool:
    """Whether a quotient is a claimed number, rounded to the digits it shows."""
    gap = exact - amount.value
    leaning = lean(amount.qualifier)
    if leaning in {"over", "under"}:
        return 0 <= (gap if leaning == "over" else -gap) < amount.coarse
    grain = amount.coarse if leaning else amount.grain
    return abs(gap) * 2 <= grain

"""Derived numbers: accepted only where the claim's own words name what is combined.

Among the numbers of a report some two add up to almost anything, so that a sum fits proves nothing. Operands must be
named, of one period, mood and stage, and no part may be counted beside its whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from summarizer.crosscheck.changes import Changes, shows
from summarizer.crosscheck.contrasts import apart, came_of
from summarizer.crosscheck.number import kind_of_unit, lean, plain, units_agree
from summarizer.crosscheck.operands import Operands
from summarizer.crosscheck.stages import nested, stages_of
from summarizer.crosscheck.terms import terms
from summarizer.facts import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.crosscheck.case import Case
    from summarizer.crosscheck.changes import Combined
    from summarizer.crosscheck.index import Entry, SourceIndex

PARTS = 5  # parts added up at most
_BACK = 6  # figures looked back over for the whole of a share


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a claimed number follows: entries, formula, whether the claim gives all their numbers."""

    operands: tuple[int, ...]
    formula: str
    told: bool


class Deriver:
    """Looks for a derivation of one claim."""

    def __init__(self, index: SourceIndex, case: Case) -> None:
        self.index = index
        self.said = case.said
        self.operands = Operands(index, case)

    def derive(self) -> Derivation | None:
        """Return the derivation of the claimed number, or None."""
        amount = self.said.amount
        if amount is None or amount.high is not None:
            return None
        changes, rate = Changes(self.index, self.said, self.operands), kind_of_unit(amount.unit) == "percent"
        before = changes.before()
        if before:
            return self._combined(before)
        changed = changes.growth() if rate else changes.change()
        if changed:
            found: Derivation | None = self._combined(changed, "%" if rate else "")
        elif rate:
            found = self._ratio()
        else:
            found = self._difference() or self._sum() or self._average() or self._share()
        return found if found and self._timely(found.operands) else None

    # -- operations ---------------------------------------------------------------------------------------------

    def _sum(self) -> Derivation | None:
        """Add up named parts: 复议和诉讼合计11件."""
        for size in range(2, PARTS + 1):
            for group in combinations(self.operands.named, size):
                total = sum((self._value(i) for i in group), Decimal(0))
                joined = self.operands.combines("sum", group) or self.operands.joins()
                if total == self.value and joined and self._one_kind(group) and self._open(group):
                    return self._found(group, "+")
        return None

    def _difference(self) -> Derivation | None:
        """Take a part from its whole: 75件申请中有27件未受理."""
        for pair in permutations(self.operands.named, 2):
            whole, part = pair
            if self._value(whole) - self._value(part) != self.value or not self._value(part):
                continue
            left = self.operands.combines("difference", pair) and self.operands.leaves(part)
            if left and self.operands.alike(pair) and self._inside(part, whole):
                return self._found(pair, "-")
        return None

    def _ratio(self) -> Derivation | None:
        """Tell a share by part and whole: 382 of 395 are 96.7%."""
        for part in self.operands.named:
            for whole in self._wholes(part):
                one, other = self.entry(part).amount, self.entry(whole).amount
                counted = kind_of_unit(one.unit) not in {"percent", "points"} and units_agree(one.unit, other.unit)
                if part == whole or not other.value or one.value > other.value or not counted:
                    continue
                if self._shown(one.value * 100 / other.value) and self.operands.combines("ratio", (part, whole)):
                    return self._found((part, whole), "/", "%")
        return None

    def _average(self) -> Derivation | None:
        """Tell an average where the claim gives both numbers: 62名共追回117.6万元,人均约1.9万元."""
        for pair in permutations(self.operands.stated, 2):
            total, heads = pair
            if self._value(heads) <= 1 or not self.operands.alike((total,)) or self.operands.alike((heads,)):
                continue
            if self._shown(self._value(total) / self._value(heads)) and self.operands.averages():
                return self._found(pair, "/")
        return None

    def _share(self) -> Derivation | None:
        """Tell a part by its whole and its rate, where the claim gives both: 240卷里优秀75卷,优秀率31.25%."""
        for whole, rate in permutations(self.operands.stated, 2):
            counted = self.operands.alike((whole,)) and kind_of_unit(self.entry(rate).amount.unit) == "percent"
            if counted and self._beside(whole, rate) and self._value(whole) * self._value(rate) == self.value * 100:
                return self._found((whole, rate), "*")
        return None

    # -- conditions ---------------------------------------------------------------------------------------------

    @property
    def value(self) -> Decimal:
        """The claimed number."""
        return self.said.amount.value if self.said.amount else Decimal(-1)

    def entry(self, i: int) -> Entry:
        """Return an indexed fact."""
        return self.index.entries[i]

    def _value(self, i: int) -> Decimal:
        return self.entry(i).amount.value

    def _wholes(self, part: int) -> list[int]:
        """Return the facts that one may be a share of: named beside it or told as it is, then those before it."""
        near = range(part - 1, max(-1, part - _BACK), -1)
        named = [i for i in self.operands.named if self._beside(i, part) or self.operands.told((part, i))]
        return list(dict.fromkeys([*named, *(i for i in near if self._beside(i, part))]))

    def _beside(self, i: int, j: int) -> bool:
        """Whether two facts stand in one sentence or one column."""
        one, other = self.entry(i).fact, self.entry(j).fact
        column = one.cell.column if one.cell else None
        return one.sentence == other.sentence or (
            column is not None and other.cell is not None and column == other.cell.column
        )

    def _timely(self, group: Sequence[int]) -> bool:
        """Whether one of the years that the claim names, if any, is that of a fact."""
        years = {self.entry(i).fact.period.year or self.index.year for i in group}
        return not self.said.years or not self.said.years.isdisjoint(years)

    def _shown(self, exact: Decimal) -> bool:
        return self.said.amount is not None and shows(self.said.amount, exact)

    def _inside(self, part: int, whole: int) -> bool:
        """Whether one fact counts part of another: both told by their numbers, or of one sentence and period."""
        one, other = self.entry(part).fact, self.entry(whole).fact
        roles = {one.role, other.role}
        if Role.CHANGE in roles or (Role.BASE in roles and not self.operands.told((part, whole))):
            return False
        timely = one.period.kind == other.period.kind or part in self.operands.stated
        return (timely and one.sentence == other.sentence) or self.operands.told((part, whole))

    def _one_kind(self, group: Sequence[int]) -> bool:
        """Whether facts may be added: one unit, period and stage, no whole beside its part, each named for itself."""
        entries = [self.entry(i) for i in group]
        periods = {(e.fact.period.kind, e.fact.period.year) for e in entries}
        if not self.operands.alike(group) or (len(periods) > 1 and not self.operands.told(group)):
            return False
        if any(e.fact.role in {Role.CHANGE, Role.BASE, Role.RATE} or not e.amount.value for e in entries):
            return False
        for one, other in combinations(entries, 2):
            if _part_of(one, other) or _part_of(other, one):
                return False
            staged = nested(stages_of(one.fact, self.index.text), stages_of(other.fact, self.index.text))
            if staged or not _side_by_side(one, other):
                return False
        return self._each_named(group) and self._qualified(entries)

    def _each_named(self, group: Sequence[int]) -> bool:
        """Whether each fact is named by its number or by words that name no other of the group."""
        words = terms(self.said.claim.text) | terms(self.said.claim.indicator)
        own = [words.intersection(self.index.own[i]) for i in group]
        for place, i in enumerate(group):
            others = frozenset().union(*(o for k, o in enumerate(own) if k != place))
            if i not in self.operands.stated and not (own[place] - others and self._row_named(i, words)):
                return False
        return True

    def _row_named(self, i: int, words: frozenset[str]) -> bool:
        """Whether the claim names the row of a fact that stands in a table."""
        cell = self.entry(i).fact.cell
        return cell is None or not terms(cell.row).isdisjoint(words)

    def _qualified(self, entries: Sequence[Entry]) -> bool:
        """Whether the claim's qualifier is that of its operands."""
        leanings = {lean(e.amount.qualifier) for e in entries} - {""}
        claimed = lean(self.said.amount.qualifier) if self.said.amount else ""
        return claimed == next(iter(leanings), "") if len(leanings) < 2 else claimed == "about"

    def _open(self, group: Sequence[int]) -> bool:
        """Whether the source leaves a sum open: it states no other whole of these parts that the claim speaks of."""
        wholes = {self.entry(i).fact.whole for i in group}
        whole = self.index.starting(next(iter(wholes))) if len(wholes) == 1 else None
        return (
            self.operands.numbers(group)
            or whole is None
            or whole in group
            or not self.operands.alike((whole,))
            or not self.operands.speaks_of(whole)
        )

    def _combined(self, combined: Combined, mark: str = "") -> Derivation:
        told = self.operands.told(combined.operands)
        return Derivation(combined.operands, f"{combined.formula}={plain(self.value)}{mark}", told)

    def _found(self, group: Sequence[int], sign: str, mark: str = "") -> Derivation:
        formula = sign.join(f"{plain(self._value(i))}{'%' if sign == '*' and i == group[-1] else ''}" for i in group)
        told = self.operands.told(group)
        return Derivation(tuple(group), f"{formula}={plain(self.value)}{mark}", told)


def _side_by_side(one: Entry, other: Entry) -> bool:
    """Whether nothing two facts count is counted by both: parts of one whole, different kinds, or side by side.

    What came of things (调解成功5104件) is among the things told before it, unless both say what came of them.
    """
    if one.fact.whole == other.fact.whole >= 0 or apart(one.subject.members, other.subject.members):
        return True
    if one.fact.cell is not None and other.fact.cell is not None:
        return one.fact.cell.table == other.fact.cell.table
    if one.fact.sentence != other.fact.sentence:
        return False
    return came_of(one.subject.members) == came_of(other.subject.members)


def _part_of(part: Entry, whole: Entry) -> bool:
    """Whether one fact is a part of an enumeration that the other heads."""
    return part.fact.whole == whole.fact.figure.start

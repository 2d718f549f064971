"""Derived numbers: accepted only where the claim's own words name what is combined.

Among the numbers of a report some two add up to almost anything, so that a sum fits proves nothing. An operand is
named where the claim says its number, or its own words; operands must be of one period, mood and stage, and no part
may be counted beside its whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.crosscheck.contrasts import steps
from summarizer.crosscheck.number import kind_of_unit, lean, match, units_agree
from summarizer.crosscheck.objections import objections
from summarizer.crosscheck.relations import plain
from summarizer.crosscheck.said import cue
from summarizer.crosscheck.terms import terms
from summarizer.facts import Direction, Mood, PeriodKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.crosscheck.case import Case
    from summarizer.crosscheck.index import Entry, SourceIndex

NAMED = 0.5  # share of a fact's own words that a claim must say to name it
NAMED_QUOTED = 0.34  # the same for a fact within the cited quote
OPERANDS = 9  # facts looked at for one claim
PARTS = 5  # parts added up at most


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a claimed number follows: the entries it rests on and the formula as printed."""

    operands: tuple[int, ...]
    formula: str


class Deriver:
    """Looks for a derivation of one claim."""

    def __init__(self, index: SourceIndex, case: Case) -> None:
        self.index = index
        self.said = case.said
        self.quoted = case.quoted
        self.stated = self._stated()
        self.named = self._named()

    def derive(self) -> Derivation | None:
        """Return the derivation of the claimed number, or None."""
        amount = self.said.amount
        if amount is None or amount.high is not None:
            return None
        if kind_of_unit(amount.unit) == "percent":
            return self._ratio()
        return self._change() or self._difference() or self._sum()

    def entry(self, i: int) -> Entry:
        """Return an indexed fact."""
        return self.index.entries[i]

    def _stated(self) -> set[int]:
        """Return the facts whose numbers the claim's text gives beside the claimed one."""
        found: set[int] = set()
        for fact in self.said.facts:
            if fact is self.said.fact or fact.worded:
                continue
            other = self.said.read(fact)
            if other.amount is None:
                continue
            scores = self.index.agreement(other.subject)
            near = self.index.about(other.amount.value, other.amount.coarse)
            fits = [
                (scores[i], i)
                for i, entry in ((i, self.index.entries[i]) for i in near)
                if (c := match(other.amount, entry.amount)) and c.good and not objections(other, entry, c, self.index)
            ]
            if fits:
                found.add(max(fits)[1])
        return found

    def _named(self) -> list[int]:
        """Return the facts that the claim names, by number or by words, best first."""
        claim = self.said.claim
        bare = cue("negation").sub("", claim.text)
        words = (
            terms(claim.text) | terms(bare) | terms(claim.indicator) | terms(cue("negation").sub("", claim.indicator))
        )
        covered = self.index.covers(words)
        named = [
            i
            for i, share in enumerate(covered)
            if i in self.stated or share >= (NAMED_QUOTED if i in self.quoted else NAMED)
        ]
        named = [i for i in named if self.entry(i).fact.mood == Mood.RESULT]
        return sorted(named, key=lambda i: (i not in self.stated, i not in self.quoted, -covered[i]))[:OPERANDS]

    # -- operations ---------------------------------------------------------------------------------------------

    def _sum(self) -> Derivation | None:
        if not cue("sum").search(self._own_words()) and not cue("joiner").search(self._subject_words()):
            return None
        for size in range(2, PARTS + 1):
            for group in combinations(self.named, size):
                entries = [self.entry(i) for i in group]
                total = sum((e.amount.value for e in entries), Decimal(0))
                if total == self.value and self._one_kind(group) and self._qualifier(entries) and self._open(group):
                    return self._found(group, "+")
        return None

    def _difference(self) -> Derivation | None:
        if not cue("difference").search(self._own_words()):
            return None
        for whole in self.named:
            for part in self.named:
                one, other = self.entry(whole), self.entry(part)
                if one.amount.value - other.amount.value != self.value or whole == part or not other.amount.value:
                    continue
                if self._units((one, other)) and self._inside(part, whole):
                    return self._found((whole, part), "-")
        return None

    def _change(self) -> Derivation | None:
        fact = self.said.fact
        if fact is None:
            return None
        for i in self.named:
            for j in self._partners(i):
                now, then = self.entry(i), self.entry(j)
                if not self._units((now, then)):
                    continue
                gap = now.amount.value - then.amount.value
                wanted = {Direction.UP: gap, Direction.DOWN: -gap}.get(fact.direction, abs(gap))
                if fact.role == Role.CHANGE and then.fact.role != Role.CHANGE and wanted == self.value:
                    return self._found((i, j) if gap > 0 else (j, i), "-")
                if fact.period.kind == PeriodKind.PRIOR and then.fact.role == Role.CHANGE:
                    before = now.amount.value - then.amount.value * (1 if then.fact.direction == Direction.UP else -1)
                    if before == self.value:
                        return self._found((i, j), "-" if then.fact.direction == Direction.UP else "+")
        return None

    def _partners(self, i: int) -> Iterable[int]:
        """Return what a fact may be compared with: the start of its change, its own change, or last year's number."""
        here = self.entry(i).fact
        for j in range(max(0, i - 4), min(len(self.index.entries), i + 5)):
            other = self.entry(j).fact
            if j == i or other.sentence != here.sentence:
                continue
            if other.role in {Role.BASE, Role.CHANGE} or other.period.kind == PeriodKind.PRIOR:
                yield j

    def _ratio(self) -> Derivation | None:
        amount = self.said.amount
        if amount is None or not cue("ratio").search(self.said.claim.text + self.said.claim.indicator):
            return None
        for part in self.named:
            for whole in dict.fromkeys([*self.named, *self._wholes(part)]):
                one, other = self.entry(part).amount, self.entry(whole).amount
                if part == whole or not other.value or kind_of_unit(one.unit) == "percent":
                    continue
                if not units_agree(one.unit, other.unit) or one.value > other.value:
                    continue
                if self._shows(one.value * 100 / other.value):
                    return Derivation((part, whole), f"{plain(one.value)}/{plain(other.value)}={plain(self.value)}%")
        return None

    def _wholes(self, part: int) -> list[int]:
        """Return the facts that a fact is naturally a share of: larger ones of its sentence, nearest first."""
        here = self.entry(part)
        near = range(part - 1, max(-1, part - 6), -1)
        return [i for i in near if self.entry(i).fact.sentence == here.fact.sentence]

    # -- conditions ---------------------------------------------------------------------------------------------

    @property
    def value(self) -> Decimal:
        """The claimed number."""
        return self.said.amount.value if self.said.amount else Decimal(-1)

    def _own_words(self) -> str:
        fact, claim = self.said.fact, self.said.claim
        if fact is None:
            return claim.text + claim.indicator
        return claim.indicator + self.said.words[slice(*fact.clause)]

    def _subject_words(self) -> str:
        fact, claim = self.said.fact, self.said.claim
        if fact is None:
            return claim.indicator + claim.text
        spans = [s for s in fact.subject if s.kind in {"own", "carried", "before"}]
        return claim.indicator + "，".join(self.said.words[s.start : s.end] for s in spans)

    def _open(self, group: Sequence[int]) -> bool:
        """Whether the source leaves the sum open: no part is nothing, and it states no other whole that is named."""
        facts = [self.entry(i).fact for i in group]
        if any(not self.entry(i).amount.value for i in group):
            return False
        wholes = {f.whole for f in facts}
        whole = next((i for i in self.named if self.entry(i).fact.figure.start in wholes), -1)
        return len(wholes) > 1 or whole < 0 or whole in group

    def _shows(self, exact: Decimal) -> bool:
        """Whether a quotient is the claimed number at the digits it shows, rounded or cut off."""
        amount = self.said.amount
        if amount is None:
            return False
        gap = exact - amount.value
        if lean(amount.qualifier) == "over":
            return 0 <= gap < amount.coarse
        if lean(amount.qualifier) == "under":
            return 0 <= -gap < amount.coarse
        return abs(gap) * 2 <= amount.grain or 0 <= gap < amount.grain or (amount.qualifier != "" and abs(gap) <= 1)

    def _units(self, entries: Iterable[Entry]) -> bool:
        unit = self.said.amount.unit if self.said.amount else ""
        return all(units_agree(unit, e.amount.unit) or not e.amount.unit for e in entries)

    def _inside(self, part: int, whole: int) -> bool:
        """Whether one fact counts part of another: same sentence, or both named by their numbers, one period."""
        one, other = self.entry(part).fact, self.entry(whole).fact
        if part in self.stated and whole in self.stated:
            return True
        return one.sentence == other.sentence and (one.period.kind == other.period.kind or part in self.stated)

    def _one_kind(self, group: Sequence[int]) -> bool:
        """Whether facts may be added: one unit, period and stage, no whole beside its part, each named for itself."""
        entries = [self.entry(i) for i in group]
        if not self._units(entries) or len({(e.fact.period.kind, e.fact.period.year) for e in entries}) > 1:
            return False
        for one, other in combinations(entries, 2):
            if steps(one.subject.members, other.subject.members) or _part_of(one, other) or _part_of(other, one):
                return False
        return self._each_named(group)

    def _each_named(self, group: Sequence[int]) -> bool:
        """Whether each fact is named by its number or by words that name no other of the group."""
        words = terms(self.said.claim.text) | terms(self.said.claim.indicator)
        own = [set(self.index.own[i]) & words for i in group]
        for place, i in enumerate(group):
            others = set().union(*(o for k, o in enumerate(own) if k != place))
            if i not in self.stated and not own[place] - others:
                return False
        return True

    def _qualifier(self, entries: Sequence[Entry]) -> bool:
        leanings = {lean(e.amount.qualifier) for e in entries} - {""}
        claimed = lean(self.said.amount.qualifier) if self.said.amount else ""
        return claimed == next(iter(leanings), "") if len(leanings) < 2 else claimed == "about"

    def _found(self, group: Sequence[int], sign: str) -> Derivation:
        formula = sign.join(plain(self.entry(i).amount.value) for i in group)
        return Derivation(tuple(group), f"{formula}={plain(self.value)}")


def _part_of(part: Entry, whole: Entry) -> bool:
    """Whether one fact is a part of an enumeration that the other heads."""
    return part.fact.role == Role.PART and whole.fact.role == Role.TOTAL and part.fact.sentence == whole.fact.sentence

"""Years compared: whether the two ends of a change are of the years that a claim compares."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.crosscheck.said import cue
from summarizer.facts import PeriodKind, Role, named_years
from summarizer.facts.role import compares
from summarizer.figures import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.crosscheck.index import Entry, SourceIndex
    from summarizer.crosscheck.said import Said
    from summarizer.figures import Figure

_NO_YEAR = "-"  # of a time whose year cannot be told: 往年, 前年
_YEARLY = frozenset({PeriodKind.PRIOR, PeriodKind.REPORT_YEAR})
_BESIDE = 40  # characters before a change in which its comparison stands


class ComparedYears:
    """Tells for one claim whether two facts are of the years that it compares."""

    def __init__(self, index: SourceIndex, said: Said) -> None:
        self.index = index
        self.said = said

    def between(self, now: int, then: int, told: bool) -> bool:
        """Whether a claim compares the years of two facts, ``told`` where it gives both their numbers.

        What a change starts from may be of no year told (由20个增加到26个): so must the claim, then.
        """
        here, there = self._year(self.index.entries[now]), self._before(now, then)
        backwards = here.isdigit() and there.isdigit() and there >= here
        if backwards or not (told or here in self._meant()):
            return False
        claimed = self._claimed()
        if claimed is None:
            return told or there in {"", _last(here)}
        return there != _NO_YEAR and there in (claimed or {_last(here)})

    def since_last(self, now: int, change: int) -> bool:
        """Whether a claim of an earlier year means the one that a change of a fact is told against."""
        fact = self.said.fact
        return fact is not None and fact.period.year == self._before(now, change) and self._timed(change)

    def _meant(self) -> frozenset[str]:
        """Return the years that the claim may be of: those it names, else the report's own."""
        fact = self.said.fact
        told = fact.period if fact is not None and fact.period.kind in _YEARLY else None
        if told is not None and told.words and not told.words[:1].isdigit():  # 今年, 上年
            return frozenset({told.year})
        return self.said.years or frozenset({self.index.year})

    def _claimed(self) -> frozenset[str] | None:
        """Return the years that the claim compares with, empty for the one before; None where it compares with none."""
        fact, said = self.said.fact, self.said
        if fact is None:
            return None
        for start, end in (fact.clause[0], fact.figure.start), (fact.sentence[0], fact.clause[0]):
            found = _against(said.words, said.figures, (start, end), said.years)
            if found is not None:
                return found
        return None

    def _before(self, now: int, other: int) -> str:
        """Return the year that a fact is compared with by another; empty where a change starts from no year told."""
        fact = self.index.entries[other].fact
        if fact.role not in {Role.CHANGE, Role.BASE} or (fact.role == Role.BASE and fact.period.words):
            return self._year(self.index.entries[other])
        here, figures = self._year(self.index.entries[now]), self.index.reading.figures
        span = (max(fact.clause[0], fact.figure.start - _BESIDE), fact.figure.start)
        own = named_years(self.index.text, figures, *span)
        found = _against(self.index.text, figures, span, own)
        if found is None:
            return _last(here) if fact.role == Role.CHANGE else ""
        return (next(iter(found)) if len(found) == 1 else _NO_YEAR) if found else _last(here)

    def _timed(self, change: int) -> bool:
        """Whether a change is told against another time or nothing, and not against others (高出全市平均)."""
        fact = self.index.entries[change].fact
        span = (max(fact.clause[0], fact.figure.start - _BESIDE), fact.figure.start)
        if cue("average").search(self.index.text, *span):
            return False
        beyond = cue("beyond").search(self.index.text, *span)
        if beyond is None:
            return True
        behind = (beyond.end(), span[1])
        return compares(self.index.text, *span) and cue("others").search(self.index.text, *behind) is None

    def _year(self, entry: Entry) -> str:
        """Return the year of a fact: the report's own where it has none, empty where it only says that it is past."""
        period = entry.fact.period
        if cue("formerly").search(period.words):
            return ""
        return _NO_YEAR if cue("long_before").search(period.words) else period.year or self.index.year


def _against(text: str, figures: Sequence[Figure], span: tuple[int, int], own: frozenset[str]) -> frozenset[str] | None:
    """Return the years that a stretch compares with, empty for the one before; None where it compares with no time."""
    first, last = (bisect_left(figures, at, key=_start) for at in span)
    dated = [f for f in figures[first:last] if f.kind in {Kind.DATE, Kind.YEAR_RANGE}]
    named = {f.value[:4] if f.kind == Kind.DATE else _NO_YEAR for f in dated if f.value[:4].isdigit()} - own
    if cue("long_before").search(text, *span):
        named.add(_NO_YEAR)
    if named:
        return frozenset(named)
    return frozenset() if compares(text, *span) else None


def _start(figure: Figure) -> int:
    return figure.start


def _last(year: str) -> str:
    """Return the year before one; empty where that is not known."""
    return str(int(year) - 1) if year.isdigit() else ""

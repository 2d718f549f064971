"""Period: the time that a figure is about.

A year in the figure's own clause counts first, then one that opens an earlier clause of the sentence; without either
the figure is about the report's own year, or about the next where the section plans.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue, last_match
from summarizer.facts.fact import TIMES, Period, PeriodKind
from summarizer.facts.times import report_year, sets_time, time_marks
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts.clauses import Clause, Clauses
    from summarizer.facts.times import TimeMark
    from summarizer.figures import Figure

# Kinds of time that a year before them in the sentence makes definite.
_VAGUE = frozenset({PeriodKind.CUMULATIVE, PeriodKind.AS_OF, PeriodKind.WITHIN})
_CLOSE = 2  # a time this near before a number is of that number
_FAR = 24  # clauses looked back over for a time
_NEAR = 80  # characters of a clause around a figure in which a time may stand
_BARE = "年度同期初底末的"  # characters behind a time that tell nothing but it
_OPENS = 4  # a time this many characters into a clause still opens it


def year_of(kind: PeriodKind, year: str) -> str:
    """Return the year of a kind of time that names none, told from the report's year; empty where none follows."""
    if kind in {PeriodKind.REPORT_YEAR, PeriodKind.WITHIN}:
        return year
    if not year or kind not in {PeriodKind.PRIOR, PeriodKind.NEXT}:
        return ""
    return str(int(year) + (1 if kind == PeriodKind.NEXT else -1))


@lru_cache(maxsize=64)
def _usual(year: str, planned: bool) -> Period:
    """Return the period of a number beside which no time is named."""
    kind = PeriodKind.NEXT if planned else PeriodKind.REPORT_YEAR
    return Period(kind, year_of(kind, year))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("facts")["period"][name])


class Calendar:
    """Tells the period of any place of a text."""

    def __init__(self, text: str, figures: Sequence[Figure], clauses: Clauses, year: str = "") -> None:
        self.text = text
        self.year = year or report_year(text, figures)
        self.clauses = clauses
        self.marks = time_marks(text, figures, self.year)
        self.starts = [m.start for m in self.marks]
        self.amounts = [f.start for f in figures if f.is_amount]

    def period(self, clause: int, figure: Figure, planned: bool = False) -> Period:
        """Return the period of a figure; where none is named, the report's year, or the next if its section plans."""
        here = self.clauses.clauses[clause]
        if not self._between(self.clauses.sentences[here.sentence][0], here.end):
            return _usual(self.year, planned)
        earlier = self._before(clause)
        mark = self._own(here, figure)
        if mark is None or (self._sums(mark) and earlier is not None):
            mark = earlier
        if mark is None:
            return _usual(self.year, planned)
        if planned and not mark.year and mark.kind == PeriodKind.REPORT_YEAR:
            return Period(PeriodKind.NEXT, year_of(PeriodKind.NEXT, self.year), self.text[mark.start : mark.end])
        year = mark.year or (earlier.year if earlier and mark.kind in _VAGUE else "") or year_of(mark.kind, self.year)
        return Period(mark.kind, year, self.text[mark.start : mark.end])

    def dealt(self, head: tuple[int, int] | None) -> Period | None:
        """Return the time named where a figure is dealt one: 2022年、2023年分别为8件、9件, 上年为8件、9人; or None."""
        marks = self._between(*head) if head is not None else []
        timed = (m for m in marks if (m.year or m.kind == PeriodKind.PRIOR) and sets_time(self.text, m))
        mark = next(timed, None)
        if mark is None:
            return None
        return Period(mark.kind, mark.year or year_of(mark.kind, self.year), self.text[mark.start : mark.end])

    def _between(self, start: int, end: int) -> list[TimeMark]:
        first = bisect_left(self.starts, start)
        return self.marks[first : bisect_left(self.starts, end, first)] if first < len(self.starts) else []

    def _own(self, here: Clause, figure: Figure) -> TimeMark | None:
        start, end = max(here.start, figure.start - _NEAR), min(here.end, figure.end + _NEAR)
        marks = [m for m in self._between(start, end) if self._sets(m, figure)]
        marks = [m for m in marks if not self._sums(m)] or marks
        before = [m for m in marks if m.end <= figure.start]
        if not before:
            return marks[0] if marks else None
        last = before[-1]
        named = next((m for m in reversed(before) if m.year), last)
        apart = last.kind == PeriodKind.PRIOR and bisect_left(self.amounts, last.start) > bisect_left(
            self.amounts, named.end
        )
        return last if apart else named  # 2022年受理的61件加上上年结转的8件: the 8 are of the year before

    def _before(self, clause: int) -> TimeMark | None:
        """Return the nearest time that opens an earlier clause of the sentence."""
        clauses = self.clauses.clauses
        here = clauses[clause]
        summing: TimeMark | None = None
        for index in range(clause - 1, max(clause - _FAR, -1), -1):
            earlier = clauses[index]
            if earlier.sentence != here.sentence:
                break
            if earlier.host >= 0 and index != here.host:
                continue
            for mark in self._between(earlier.start, min(earlier.end, earlier.start + _OPENS + 1)):
                if self._sums(mark):
                    summing = summing or mark
                elif self._sets(mark, None) and not self._local(mark):
                    return mark
        return summing

    def _sums(self, mark: TimeMark) -> bool:
        """Whether a mark only tells a sum, and of which time only where no other does: 累计."""
        return self.text[mark.start : mark.end] in _words("summing")

    def _sets(self, mark: TimeMark, figure: Figure | None) -> bool:
        """Whether a mark sets a time, and is not merely what a change is compared with."""
        if mark.kind not in {PeriodKind.PRIOR, PeriodKind.REPORT_YEAR}:
            return True
        if mark.kind == PeriodKind.PRIOR and not mark.year and cue("period", "carried_over").match(self.text, mark.end):
            return False  # says which cases, and not when they were counted
        owned = bisect_left(self.amounts, mark.end)
        owner = owned < len(self.amounts) and self._owns(mark, self.text[mark.end : self.amounts[owned]].strip())
        if owner and (figure is None or figure.unit != TIMES):  # 上年的1.2倍 is of this year
            return figure is not None and figure.start == self.amounts[owned]
        if owner:
            return False
        return sets_time(self.text, mark)

    def _owns(self, mark: TimeMark, between: str) -> bool:
        """Whether a time owns the figure behind some words: 上年的96.5%, 上年结转的8件, 原来20个, 由上年15件."""
        if not between.strip(_BARE) and self._led(mark):
            return True
        if not between:
            return self.text[mark.start : mark.end] in _words("former")
        local = cue("period", "local").match(between)
        return between in _words("owner") or (local is not None and between[local.end() :] in _words("owner"))

    def _led(self, mark: TimeMark) -> bool:
        """Whether a word leads to a time from which something changed: 由上年15件降到11件."""
        found = last_match(cue("role", "from"), self.text, max(0, mark.start - _OPENS), mark.start)
        return found is not None and found.end() == mark.start

    def _local(self, mark: TimeMark) -> bool:
        """Whether an earlier time is of its own clause only: 上年结转14件 tells which cases, 上年为14件 one number."""
        if mark.kind != PeriodKind.PRIOR or mark.year:
            return False
        following = bisect_left(self.amounts, mark.end)
        close = following < len(self.amounts) and self.amounts[following] - mark.end <= _CLOSE
        local = cue("period", "local")
        return (
            close
            or local.match(self.text, mark.end) is not None
            or (local.search(self.text, mark.start, mark.end) is not None)
        )

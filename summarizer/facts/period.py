"""Period: the time that a figure is about.

A year in the figure's own clause counts first, then one that opens an earlier clause of the sentence; without either
the figure is about the report's own year, or about the next where the section plans.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarizer.facts.cues import cue
from summarizer.facts.fact import Period, PeriodKind
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts.clauses import Clause, Clauses
    from summarizer.figures import Figure

_YEAR = re.compile(r"(?:19|20)\d\d")
_MADE = re.compile(
    r"(?:至|到|[—–~～-]{1,2})?(?:(?:19|20)\d\d年)?"
    r"(?:(?:以来|以前|之前|底前)?[^\W\d_]{0,4}[发布定台签办立做作]|以前|之前|底前|底以前|底之前|年前)的"
)
_COMPARED = re.compile(r"(?:较|较之|相比|比(?![例重率如]))[^\W\d_]{0,8}$")  # 较机构改革前: words may stand between
_EVENT = re.compile(r"[^\W\d_]+[”\"]?[^\W\d_]*$")
_EVENT_REACH = 12  # characters before 以来 in which its event is named
_SINCE_WORDS = re.compile(r"[^\W\d_]{1,8}")
_TITLE_REACH = 800  # characters from the start in which a report names its year
_DATED = (Kind.DATE, Kind.YEAR_RANGE)
# Kinds of time that a year before them in the sentence makes definite.
_VAGUE = frozenset({PeriodKind.CUMULATIVE, PeriodKind.AS_OF, PeriodKind.WITHIN})
_COMPARING = 10  # characters before a time in which it may be compared with
_TIMES = "倍"
_CLOSE = 2  # a time this near before a number is of that number
_FAR = 24  # clauses looked back over for a time
_NEAR = 80  # characters of a clause around a figure in which a time may stand
_OPENS = 4  # a time this many characters into a clause still opens it
_REACH = 1500  # characters before a figure in which its sentence may name its year
_KINDS = {
    "prior": PeriodKind.PRIOR,
    "current": PeriodKind.REPORT_YEAR,
    "next": PeriodKind.NEXT,
    "as_of": PeriodKind.AS_OF,
    "cumulative": PeriodKind.CUMULATIVE,
    "summing": PeriodKind.CUMULATIVE,
    "within": PeriodKind.WITHIN,
}


class TimeMark(NamedTuple):
    """Words that set a time: where they stand, what kind of time, and the year where one is named."""

    start: int
    end: int
    kind: PeriodKind
    year: str


def report_year(text: str, figures: Sequence[Figure]) -> str:
    """Return the year a report is about: named in its title or opening, else the one it names most; or empty."""
    years = [f for f in figures if f.kind == Kind.DATE and _YEAR.fullmatch(f.value)]
    topic = cue("period", "title")
    for figure in years:
        if figure.start > _TITLE_REACH:
            break
        if topic.search(text, figure.end, figure.end + 30) and not _in_title_marks(text, figure.start):
            return figure.value
    common = Counter(f.value for f in years if not _in_title_marks(text, f.start)).most_common(1)
    return common[0][0] if common else ""


def _only_compares(text: str, start: int, end: int) -> bool:
    """Whether words for a time only say what a change is compared with (较2018年, 与去年相比)."""
    before, after = text[max(0, start - 3) : start].rstrip(), text[end : end + 8]
    if before.endswith(tuple(table("facts")["period"]["against"])) or _compared(text, start):
        return True
    joined = before.endswith(tuple(table("facts")["period"]["against_joined"]))
    return joined and cue("period", "against_after").search(after) is not None


def _compared(text: str, start: int) -> bool:
    """Whether a word of comparison stands a few words before a place, with no mark or number between."""
    return _COMPARED.search(text, max(0, start - _COMPARING), start) is not None


def _attribute(text: str, end: int) -> bool:
    """Whether a year only tells which things are counted: 2008年至2023年制发的文件574件."""
    return _MADE.match(text, end) is not None


def named_years(text: str, figures: Sequence[Figure], start: int, end: int) -> frozenset[str]:
    """Return the years that ``text[start:end]`` names for its last figure, not for others (由2021年的8%降至6%).

    ``figures`` are those of the text, in order. A sentence without end is read from ``_REACH`` characters before its
    figure.
    """
    owners = tuple(table("facts")["period"]["owner"])
    first, last = (bisect_left(figures, at, key=_start) for at in (max(start, end - _REACH), end))
    inside = figures[first:last]
    dated = [f for f in inside if f.kind in _DATED and _YEAR.match(f.value)]
    amounts = [f.start for f in inside if f.is_amount] if dated else []
    named: set[str] = set()
    for figure in dated:
        following = bisect_left(amounts, figure.end)
        owned = following < len(amounts) - 1 and text[figure.end : amounts[following]].strip().endswith(owners)
        compared = _only_compares(text, figure.start, figure.end)
        if not owned and not compared and not _in_title_marks(text, figure.start):
            named.add(figure.value[:4])
    return frozenset(named)


def _start(figure: Figure) -> int:
    return figure.start


def _in_title_marks(text: str, position: int) -> bool:
    """Whether a place stands within 《…》: a document's title sets no time."""
    opened = text.rfind("《", max(0, position - 60), position)
    return opened >= 0 and "》" not in text[opened:position]


def time_marks(text: str, figures: Sequence[Figure], year: str) -> list[TimeMark]:
    """Find the words of a text that set a time, in order."""
    marks = [
        TimeMark(m.start(), m.end(), kind, "")
        for name, kind in _KINDS.items()
        for m in cue("period", name).finditer(text)
    ]
    for figure in figures:
        named = _YEAR.match(figure.value) if figure.kind in {Kind.DATE, Kind.YEAR_RANGE} else None
        if named and not _in_title_marks(text, figure.start) and not _attribute(text, figure.end):
            marks.append(_year_mark(text, figure, named.group(), year))
    marks += _events(text, figures)
    marks.sort()
    return [mark for mark, behind in pairwise((*marks, None)) if not _leads_to(mark, behind)]


def _leads_to(mark: TimeMark, behind: TimeMark | None) -> bool:
    """Whether a mark only opens the time behind it: 截至 in 截至去年底."""
    return mark.kind == PeriodKind.AS_OF and not mark.year and behind is not None and behind.start <= mark.end


def _events(text: str, figures: Sequence[Figure]) -> Iterator[TimeMark]:
    """Yield the words that reach back to an event without a year: 专项斗争开展以来, but not 今年以来."""
    dates = [f.end for f in figures if f.kind in {Kind.DATE, Kind.YEAR_RANGE}]
    within = tuple(table("facts")["period"]["within_year"])
    for match in cue("period", "since_after").finditer(text):
        said = _EVENT.search(text[max(0, match.start() - _EVENT_REACH) : match.start()])
        begin = match.start() - len(said.group()) if said else match.start()
        dated = bisect_right(dates, match.end()) > bisect_left(dates, begin)
        if begin < match.start() and not dated and not text[begin : match.start()].endswith(within):
            yield TimeMark(begin, match.end(), PeriodKind.SINCE, "")


def _year_mark(text: str, figure: Figure, named: str, year: str) -> TimeMark:
    if _since(text, figure.end):
        return TimeMark(figure.start, figure.end, PeriodKind.SINCE, named)
    ended = bool(year) and named < year  # as it stood at the end of another year: 截至上年底
    if not ended and cue("period", "as_of").search(text, max(0, figure.start - 3), figure.start):
        return TimeMark(figure.start, figure.end, PeriodKind.AS_OF, named)
    if figure.kind == Kind.YEAR_RANGE:
        return TimeMark(figure.start, figure.end, PeriodKind.CUMULATIVE, "")
    kind = PeriodKind.REPORT_YEAR
    if year and named != year:
        kind = PeriodKind.PRIOR if named < year else PeriodKind.NEXT
    return TimeMark(figure.start, figure.end, kind, named)


def _since(text: str, end: int) -> bool:
    """Whether a time begins at a year: 2021年以来, 2021年试行以来."""
    if cue("period", "since").match(text, end):
        return True
    words = _SINCE_WORDS.match(text, end)
    return words is not None and cue("period", "since_after").search(text, end, words.end()) is not None


class Calendar:
    """Tells the period of any place of a text."""

    def __init__(self, text: str, figures: Sequence[Figure], clauses: Clauses, year: str = "") -> None:
        self.text = text
        self.year = year or report_year(text, figures)
        self.clauses = clauses
        self.marks = time_marks(text, figures, self.year)
        self.starts = [m.start for m in self.marks]
        self.amounts = [f.start for f in figures if f.is_amount]
        self.summing = frozenset(table("facts")["period"]["summing"])
        self.former = frozenset(table("facts")["period"]["former"])
        self.owners = frozenset(table("facts")["period"]["owner"])
        kinds = (PeriodKind.REPORT_YEAR, PeriodKind.NEXT)
        self._usual = tuple(Period(kind, self._year(kind)) for kind in kinds)  # without and with a plan

    def period(self, clause: int, figure: Figure, planned: bool = False) -> Period:
        """Return the period of a figure; where none is named, the report's year, or the next if its section plans."""
        here = self.clauses.clauses[clause]
        if not self._between(self.clauses.sentences[here.sentence][0], here.end):
            return self._usual[planned]
        earlier = self._before(clause)
        mark = self._own(here, figure)
        if mark is None or (self._sums(mark) and earlier is not None):
            mark = earlier
        if mark is None:
            return self._usual[planned]
        if planned and not mark.year and mark.kind == PeriodKind.REPORT_YEAR:
            return Period(PeriodKind.NEXT, self._year(PeriodKind.NEXT), self.text[mark.start : mark.end])
        year = mark.year or (earlier.year if earlier and mark.kind in _VAGUE else "") or self._year(mark.kind)
        return Period(mark.kind, year, self.text[mark.start : mark.end])

    def _year(self, kind: PeriodKind) -> str:
        if kind in {PeriodKind.REPORT_YEAR, PeriodKind.WITHIN}:
            return self.year
        if not self.year or kind not in {PeriodKind.PRIOR, PeriodKind.NEXT}:
            return ""
        return str(int(self.year) + (1 if kind == PeriodKind.NEXT else -1))

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
        return self.text[mark.start : mark.end] in self.summing

    def _sets(self, mark: TimeMark, figure: Figure | None) -> bool:
        """Whether a mark sets a time, and is not merely what a change is compared with."""
        if mark.kind not in {PeriodKind.PRIOR, PeriodKind.REPORT_YEAR}:
            return True
        if mark.kind == PeriodKind.PRIOR and not mark.year and cue("period", "carried_over").match(self.text, mark.end):
            return False  # says which cases, and not when they were counted
        owned = bisect_left(self.amounts, mark.end)
        owner = owned < len(self.amounts) and self._owns(mark, self.text[mark.end : self.amounts[owned]].strip())
        if owner and (figure is None or figure.unit != _TIMES):  # 上年的1.2倍 is of this year
            return figure is not None and figure.start == self.amounts[owned]
        if owner:
            return False
        return not self._compares(mark)

    def _owns(self, mark: TimeMark, between: str) -> bool:
        """Whether a time owns the figure behind some words: 上年的96.5%, 上年结转的8件, 原来20个."""
        if not between:
            return self.text[mark.start : mark.end] in self.former
        local = cue("period", "local").match(between)
        return between in self.owners or (local is not None and between[local.end() :] in self.owners)

    def _compares(self, mark: TimeMark) -> bool:
        return _only_compares(self.text, mark.start, mark.end)

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

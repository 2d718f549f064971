"""Times: the words of a text that set a time, and the years that it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summarizer.facts.cues import any_of, cue
from summarizer.facts.fact import TIMES, PeriodKind
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.figures import Figure

_YEAR = re.compile(r"(?:19|20)\d\d")
_MADE = re.compile(
    r"(?:至|到|[—–~～-]{1,2})?(?:(?:19|20)\d\d年)?"
    r"(?:(?:以来|以前|之前|底前)?[^\W\d_]{0,4}[发布定台签办立做作效存]|以前|之前|底前|底以前|底之前|年前)的(?!应?[为是有]\s*[\d一二三四五六七八九十百千两])"
)
_COMPARED = re.compile(r"(?:较|较之|相比|比(?![例重率如]))[^\W\d_]{0,8}$")  # 较机构改革前: words may stand between
_EVENT = re.compile(r"[^\W\d_]+[”\"]?[^\W\d_]*$")
_EVENT_REACH = 12  # characters before 以来 in which its event is named
_SINCE_WORDS = re.compile(r"[^\W\d_]{1,14}")
_TITLE_REACH = 800  # characters from the start in which a report names its year
_DATED = (Kind.DATE, Kind.YEAR_RANGE)
_COMPARING = 10  # characters before a time in which it may be compared with
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


@cache
def _any_word() -> re.Pattern[str]:
    """Return the pattern of all words that set a time: most claims have none."""
    words = table("facts")["period"]
    return any_of(word for name in (*_KINDS, "since_after") for word in words[name])


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


def sets_time(text: str, mark: TimeMark) -> bool:
    """Whether a mark names the time of something, and is not only what a change is compared with."""
    return not _only_compares(text, mark.start, mark.end)


def _compared(text: str, start: int) -> bool:
    """Whether a word of comparison stands a few words before a place, with no mark or number between."""
    return _COMPARED.search(text, max(0, start - _COMPARING), start) is not None


def _attribute(text: str, end: int) -> bool:
    """Whether a year only tells which things are counted: 2008年至2023年制发的文件574件."""
    return _MADE.match(text, end) is not None


def named_years(text: str, figures: Sequence[Figure], start: int, end: int) -> frozenset[str]:
    """Return the years that ``text[start:end]`` names for its last figure, not for others (由2021年的8%降至6%).

    Of 是2021年的2倍 the year is that of the other number, too.

    ``figures`` are those of the text, in order. A sentence without end is read from ``_REACH`` characters before its
    figure.
    """
    owners = tuple(table("facts")["period"]["owner"])
    first, last = (bisect_left(figures, at, key=_start) for at in (max(start, end - _REACH), end))
    inside = figures[first:last]
    dated = [f for f in inside if f.kind in _DATED and _YEAR.match(f.value)]
    amounts = [f for f in inside if f.is_amount] if dated else []
    named: set[str] = set()
    for figure in dated:
        following = bisect_left(amounts, figure.end, key=_start)
        another = following < len(amounts) - 1 or (following < len(amounts) and amounts[following].unit == TIMES)
        owned = another and text[figure.end : amounts[following].start].strip().endswith(owners)
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
    marks: list[TimeMark] = []
    if _any_word().search(text):
        for name, kind in _KINDS.items():
            marks += [TimeMark(*m.span(), kind, "") for m in cue("period", name).finditer(text)]
        marks += _events(text, figures)
    for figure in figures:
        named = _YEAR.match(figure.value) if figure.kind in {Kind.DATE, Kind.YEAR_RANGE} else None
        if named and not _in_title_marks(text, figure.start) and not _attribute(text, figure.end):
            marks.append(_year_mark(text, figure, named.group(), year))
    marks.sort()
    belonging = {
        a if _belongs(a) else b for a, b in pairwise(marks) if b.start <= a.end and (_belongs(a) or _belongs(b))
    }
    return [mark for mark in marks if mark not in belonging]


def _belongs(mark: TimeMark) -> bool:
    """Whether a mark belongs to the time that it touches: 截至 in 截至去年底, 年底 in 2022年底."""
    return mark.kind == PeriodKind.AS_OF and not mark.year


def _events(text: str, figures: Sequence[Figure]) -> Iterator[TimeMark]:
    """Yield the words that reach back to an event without a year: 专项斗争开展以来, but not 今年以来."""
    events = list(cue("period", "since_after").finditer(text))
    dates = [f.end for f in figures if f.kind in {Kind.DATE, Kind.YEAR_RANGE}] if events else []
    within = tuple(table("facts")["period"]["within_year"])
    for match in events:
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

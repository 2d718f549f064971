"""Dealing: which words, numbers and times several figures in a row go with, one by one.

分别 deals its figures out to heads or to earlier figures, and times to figures. A row that opens with nothing but an
earlier time (上年为66起、40人) goes with the numbers before it, each with that of its own measure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.facts.cues import any_of, cue, measure
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts.clauses import Clauses
    from summarizer.figures import Figure

_JOINER = re.compile(r"、|以及|和(?![解谐])|及(?![时格])|(?<!参)与")
_STOP = re.compile(r"[，,。；;：:]")
_REACH = 80  # characters before 分别 in which its heads stand
_TAIL = 4  # characters that the heads before 分别 share with the last at most
_LONGEST = 12  # figures that one 分别 deals out at most
_FAR = 8  # figures looked back over for that of the same measure
_YEAR = r"(?:19|20)\d\d年度?"
_LISTED = re.compile(rf"于?({_YEAR}(?:(?:、|和|及|与){_YEAR})+)")


class Dealt(NamedTuple):
    """What a figure of a row goes with: stretches of words, or the earlier figure ``of``, which is -1 if there is none.

    ``label`` is where its time or scope is named. Where its heads name nothing else, ``onward`` is the first figure of
    the row, before whose clause stands what is counted; else -1.
    """

    words: tuple[tuple[int, int], ...] = ()
    of: int = -1
    label: tuple[int, int] | None = None
    onward: int = -1

    @property
    def unsettled(self) -> bool:
        """Whether several figures before a row might be what one of it goes with, so that it is said of none."""
        return self.label is not None and not self.words and self.of < 0


UNDEALT = Dealt()


class Dealer:
    """Finds what the figures of one text are dealt."""

    def __init__(self, text: str, clauses: Clauses, figures: Sequence[Figure], clause_of: Sequence[int]) -> None:
        self.text = text
        self.clauses = clauses
        self.figures = figures
        self.clause_of = clause_of
        self.starts = [f.start for f in figures]

    def deal(self) -> dict[int, Dealt]:
        """Map each figure that is dealt anything to that.

        满意率分别为100%和99% after 建议96件、提案104件 says 100% of the former and 99% of the latter; so does
        报备率、及时率分别为100%和98%. The bounds of a head come before those of the words behind 分别.
        """
        dealt: dict[int, Dealt] = {}
        for match in cue("role", "respective").finditer(self.text):
            first = bisect_left(self.starts, match.end())
            run = _run(self.text, self.figures, first)
            if len(run) > 1 and self.clause_of[first] == self.clauses.at(match.start()):
                dealt.update(zip(run, self._dealt_out(match, run), strict=False))
        for index, former in self._former():
            dealt[index] = dealt.get(index, former)._replace(label=former.label)
        return {i: d if d.label else d._replace(label=dealt.get(d.of, UNDEALT).label) for i, d in dealt.items()}

    # -- 分别 -----------------------------------------------------------------------------------------------------

    def _dealt_out(self, match: re.Match[str], run: Sequence[int]) -> list[Dealt]:
        """Return what one 分别 deals a run of figures: their heads before it, or the figures there."""
        lead, parts = self._heads(match, len(run))
        times, behind = self._times(match.end(), run)
        if parts:
            bare = all(_labels().fullmatch(self.text, *part) for part in parts) and not lead
            tail = _tail(self.text, parts)
            shared = (*lead, _front(parts), tail, (behind, self.starts[run[0]]))
            onward = run[0] if bare and tail[0] == tail[1] else -1
            labels = times or parts
            return [
                Dealt((part, *((time,) if times else ()), *shared), label=time, onward=onward)
                for part, time in zip(parts, labels, strict=True)
            ]
        first = run[0]
        sentence = self._sentence(first)
        last = first - _summed_up(self.figures, first, len(run), match.start())
        before = range(last - len(run), last)
        if before.start >= 0 and all(self._sentence(i) == sentence for i in before):
            return [Dealt(of=i, label=times[k] if times else None) for k, i in enumerate(before)]
        return []

    def _sentence(self, index: int) -> int:
        return self.clauses.clauses[self.clause_of[index]].sentence

    def _heads(self, match: re.Match[str], count: int) -> tuple[tuple[tuple[int, int], ...], Sequence[tuple[int, int]]]:
        """Return the heads before 分别, as many as its figures, after what leads to them; else nothing.

        They stand in its clause, or where it opens that, in the one before: 居前的是甲、乙,分别为3件、2件.
        """
        begin = self.clauses.sentences[self.clauses.clauses[self.clauses.at(match.start())].sentence][0]
        pieces = _STOP.split(self.text[max(begin, match.start() - _REACH) : match.start()])
        end = match.start()
        start = end - len(pieces[-1])
        lead: tuple[tuple[int, int], ...] = ()
        if not pieces[-1].strip() and len(pieces) > 1:
            end = start - 1
            start = end - len(pieces[-2])
            naming = _naming().match(self.text, start, end)
            lead, start = (((start, naming.end()),), naming.end()) if naming else ((), start)
            if bisect_left(self.starts, start) < bisect_left(self.starts, end):
                return (), ()
        parts = _parts(self.text, start, end)
        return (lead, parts) if len(parts) == count else ((), ())

    def _times(self, start: int, run: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
        """Return the years that stand between 分别 and as many figures, and where the words behind them begin."""
        listed = _LISTED.match(self.text, start, self.starts[run[0]])
        years = [year.span() for year in re.finditer(_YEAR, listed[1])] if listed else []
        if listed is None or len(years) != len(run):
            return [], start
        return [(listed.start(1) + a, listed.start(1) + b) for a, b in years], listed.end()

    # -- rows of an earlier time ----------------------------------------------------------------------------------

    def _former(self) -> Iterator[tuple[int, Dealt]]:
        """Yield the figures of rows that open with an earlier time and nothing else, and what each goes with."""
        for place, first in enumerate(self.clause_of):
            clause = self.clauses.clauses[first]
            opened = place and self.clause_of[place - 1] == first
            if opened or not names_former(self.text, clause.start, self.starts[place]):
                continue
            row = _run(self.text, self.figures, place)
            label = (clause.start, self.starts[place])
            for index, of in zip(row, self._like(row), strict=True):
                if len(row) > 1 or (of >= 0 and self.clause_of[of] < self.clause_of[index] - 1):
                    yield index, Dealt(of=of, label=label)

    def _like(self, row: Sequence[int]) -> list[int]:
        """Return for each of a row the one before it that it goes with: by place, or alone of its measure; else -1."""
        first = row[0]
        sentence, units = self._sentence(first), [measure(self.figures[i].unit) for i in row]
        before = [i for i in range(max(0, first - _FAR), first) if self._sentence(i) == sentence and self._counts(i)]
        like = [i for i in before if measure(self.figures[i].unit) in units]
        if [measure(self.figures[i].unit) for i in like] == units:
            return like
        alike = [[i for i in before if measure(self.figures[i].unit) == unit] for unit in units]
        return [found[0] if len(found) == 1 else -1 for found in alike]

    def _counts(self, index: int) -> bool:
        """Whether the clause of a figure counts something itself, and does not compare."""
        return cue("role", "compared").match(self.text, self.clauses.clauses[self.clause_of[index]].start) is None


def names_former(text: str, start: int, end: int) -> bool:
    """Whether words name an earlier time and nothing else: 上年为, 而2020年则分别是."""
    return _former().fullmatch(text, start, end) is not None


@cache
def _former() -> re.Pattern[str]:
    words = table("facts")
    times = any_of(words["period"]["prior"]).pattern
    states = any_of(
        [*words["role"]["stating"], *words["role"]["respective"], "有", "则", "就", "只", "仅", "："]
    ).pattern
    return re.compile(rf"[\s而与]*(?:{times}|{_YEAR})(?:同期|全年|末|底)?(?:{states}){{0,3}}[\s:]*")


def _summed_up(figures: Sequence[Figure], first: int, count: int, place: int) -> int:
    """Return 1 where the figure before 分别 only counts those it deals out to (三项指标分别下降…), else 0."""
    number = figures[first - 1] if first else None
    return int(number is not None and place - number.end <= _REACH // 4 and number.value == str(count))


def _tail(text: str, parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return what the last head shares with the ones before it: 满意率 in 代表、委员满意率, a few characters.

    Where those are years or scopes, it is all behind the last of them: 2022年、2023年收案分别为8件、9件.
    """
    start, end = parts[-1]
    label = _labels().match(text, start, end)
    if label is not None and all(_labels().fullmatch(text, *part) for part in parts[:-1]):
        return label.end(), end
    shared = start + max(b - a for a, b in parts[:-1])
    return (shared, end) if shared < end <= shared + _TAIL else (end, end)


@cache
def _naming() -> re.Pattern[str]:
    """Return the pattern of what leads to heads that are listed: 居前的是."""
    return re.compile(rf"[^、]*(?:{any_of(table('facts')['role']['naming']).pattern})")


@cache
def _labels() -> re.Pattern[str]:
    """Return the pattern of a year or a scope with the blanks around it."""
    return re.compile(rf"[\s而但]*(?:(?:19|20)\d\d年|{cue('scope', 'words').pattern})\s*")


def _front(parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return what the first head, longer than the others, shares with them: 信访事项 in 信访事项受理率、办结率."""
    start, end = parts[0]
    shared = end - max(b - a for a, b in parts[1:])
    return (start, shared) if start < shared else (start, start)


def _run(text: str, figures: Sequence[Figure], first: int) -> list[int]:
    """Return the figures from ``first`` on with nothing but joiners and words of direction between them."""
    run = [first] if first < len(figures) else []
    for index in range(first + 1, min(first + _LONGEST, len(figures))):
        between = text[figures[index - 1].end : figures[index].start].strip(" 、，,和及与")
        if between and not (cue("role", "up").fullmatch(between) or cue("role", "down").fullmatch(between)):
            break
        run.append(index)
    return run


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split the words before 分别 at their joiners."""
    edges = [start, *(e for m in _JOINER.finditer(text, start, end) for e in m.span()), end]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if text[edges[i] : edges[i + 1]].strip()]

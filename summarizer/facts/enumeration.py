"""Enumerations: which clauses name parts of a whole, and which heads 分别 deals its figures out to."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarizer.facts.clauses import Clauses
    from summarizer.figures import Figure

_JOINER = re.compile(r"、|以及|和(?![解谐])|及(?![时格])|(?<!参)与")
_STOP = re.compile(r"[，,。；;：:]")
_BLANK = re.compile(r"[\s“\"①-⑳]*")
_BLANKS = frozenset(' \t\u3000“"①②③④⑤⑥⑦⑧⑨⑩')
_REACH = 80  # characters before 分别 in which its heads stand
_TAIL = 4  # characters that the heads before 分别 share with the last at most
_LONGEST = 12  # figures that one 分别 deals out at most


def heads(text: str, clauses: Clauses, of_clause: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Map each clause that names a part to the clause that names its whole.

    其中 opens an enumeration whose whole is the nearest clause with an amount before it, be it in the sentence
    before; the parts go on to the end of the sentence. 其余 closes one whose whole opens the sentence. An aside is a
    part of its host when it opens like one (含往年立案10件).
    """
    return _Heads(text, clauses, of_clause).find()


@cache
def _first_characters(name: str) -> frozenset[str]:
    return frozenset(word[0] for word in table("facts")["role"][name])


class _Heads:
    def __init__(self, text: str, clauses: Clauses, of_clause: Mapping[int, Sequence[int]]) -> None:
        self.text = text
        self.clauses = clauses.clauses
        self.of_clause = of_clause
        self.found: dict[int, int] = {}
        self.whole = -1  # the last clause with an amount that is no part
        self.head = -1
        self.open: list[int] = []  # clauses with amounts of this sentence that are no parts

    def find(self) -> dict[int, int]:
        counting = {self.clauses[index].sentence for index in self.of_clause}
        sentence = -1
        for index, clause in enumerate(self.clauses):
            if clause.sentence not in counting:
                continue
            if clause.sentence != sentence:
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

    def take(self, index: int) -> None:
        if self.head < 0 and self.opens(index, "part"):
            self.head = self.whole
        elif self.head < 0 and len(self.open) > 2 and self.opens(index, "rest"):
            self.head = self.open[0]
            self.found.update(dict.fromkeys(self.open[1:], self.head))
        if self.head >= 0:
            self.found[index] = self.head
        elif index in self.of_clause:
            if not self.opens(index, "compared"):
                self.whole = index
            self.open.append(index)


def respective(
    text: str, clauses: Clauses, figures: Sequence[Figure], clause_of: Sequence[int]
) -> dict[int, int | tuple[tuple[int, int], ...]]:
    """Map each figure that 分别 deals out to what it is said of: an earlier figure, or a head and what all share.

    满意率分别为100%和99% after 建议96件、提案104件 says 100% of the former and 99% of the latter; so does
    报备率、及时率分别为100%和98%. The bounds of a head come before those of the words behind 分别.
    """
    pairs: dict[int, int | tuple[tuple[int, int], ...]] = {}
    starts = [f.start for f in figures]
    for match in cue("role", "respective").finditer(text):
        first = bisect_left(starts, match.end())
        run = _run(text, figures, first)
        if len(run) < 2 or clause_of[first] != clauses.at(match.start()):
            continue
        here = clauses.clauses[clause_of[first]]
        begin = _STOP.split(text[max(clauses.sentences[here.sentence][0], match.start() - _REACH) : match.start()])[-1]
        parts = _parts(text, match.start() - len(begin), match.start())
        if len(parts) == len(run):
            shared = (_front(parts), _tail(parts), (match.end(), figures[first].start))
            pairs.update((index, (part, *shared)) for index, part in zip(run, parts, strict=True))
            continue
        before = range(first - len(run), first)
        if before.start >= 0 and all(clauses.clauses[clause_of[i]].sentence == here.sentence for i in before):
            pairs.update(zip(run, before, strict=True))
    return pairs


def _tail(parts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the few characters that the last head shares with the ones before it: 满意率 in 代表、委员满意率."""
    start, end = parts[-1]
    shared = start + max(b - a for a, b in parts[:-1])
    return (shared, end) if shared < end <= shared + _TAIL else (end, end)


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

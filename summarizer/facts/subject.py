"""Subjects: which words of a clause, and of the clauses before it, say what a figure counts.

Chinese reports put what is counted before the number (收到申请75件), behind it (化解了5件重大纠纷) or on both sides
(对600余名业务骨干进行培训). Where two figures share a clause, words between them belong first to the figure that
ends the clause, else to the one they follow. A short item of an enumeration (驳回2件) carries the subject printed
before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of, cue
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts.clauses import Clauses
    from summarizer.figures import Figure

_NOT_WORDS = re.compile(r"[\s\d“”\"'‘’《》〈〉「」()（）:：、,，.。%％]+")
_THIN = 2  # this many characters of content or fewer do not name a subject by themselves


@cache
def _fillers() -> re.Pattern[str]:
    return any_of([*table("facts")["clause"]["fillers"], *table("facts")["role"]["part"]])


def content(words: str) -> str:
    """Return the words without punctuation, digits, fillers and openers of parts."""
    return _fillers().sub("", _NOT_WORDS.sub("", words))


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with its clause, its subject and the index of the clause that heads its enumeration (or -1)."""

    clause: int
    subject: tuple[Span, ...]
    head: int
    part: bool


class Binder:
    """Binds the figures of a text to their words, clause by clause."""

    def __init__(self, text: str, clauses: Clauses, figures: Sequence[Figure]) -> None:
        self.text = text
        self.clauses = clauses
        self.figures = figures
        self.of_clause: dict[int, list[int]] = {}
        for index, figure in enumerate(figures):
            self.of_clause.setdefault(clauses.at(figure.start), []).append(index)
        self.heads = self._find_heads()

    def _find_heads(self) -> dict[int, int]:
        """Map each clause of an enumeration to the clause that names the whole.

        其中 opens an enumeration whose whole is the nearest clause with an amount before it; the items go on to the
        end of the sentence.
        """
        heads: dict[int, int] = {}
        whole = -1  # the last clause with an amount that is no part
        head = -1
        sentence = -1
        opener = cue("role", "part")
        for index, clause in enumerate(self.clauses.clauses):
            if clause.sentence != sentence:
                sentence, head = clause.sentence, -1
            begin = clause.start + _leading_blank(self.text, clause.start, clause.end)
            opened = opener.match(self.text, begin) is not None
            if clause.host >= 0:
                if opened:
                    heads[index] = clause.host
                continue
            if opened and head < 0:
                head = whole
            if head >= 0:
                heads[index] = head
            elif index in self.of_clause:
                whole = index
        return heads

    def bind(self) -> list[Bound]:
        """Bind every figure, in order."""
        bound: list[Bound | None] = [None] * len(self.figures)
        for clause, members in self.of_clause.items():
            head = self.heads.get(clause, -1)
            for place, index in enumerate(members):
                own = self._own(clause, members, place)
                subject = (*own, *self._carried(clause, head, own))
                bound[index] = Bound(clause, subject, head, part=head >= 0)
        return [b for b in bound if b is not None]

    def _own(self, clause: int, members: list[int], place: int) -> list[Span]:
        """Return the words of the figure's own clause: spans ``own``, or ``shared`` with another figure there."""
        bounds = self.clauses.clauses[clause]
        edges = [bounds.start, *(e for m in members for e in (self.figures[m].start, self.figures[m].end)), bounds.end]
        gaps = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        before, after = gaps[place], gaps[place + 1]
        tail = self._blank(after)
        spans: list[Span] = []
        bare = not content(self.text[before[0] : before[1]])
        own_before = place == 0 or tail
        spans += self._span(before, "own" if own_before else "shared")
        closes = place + 2 < len(gaps) and self._blank(gaps[place + 2])
        spans += self._span(after, "shared" if closes else "own")
        for gap in gaps[:place]:
            spans += self._span(gap, "own" if bare and tail else "shared")
        return spans

    def _carried(self, clause: int, head: int, own: list[Span]) -> list[Span]:
        """Return the words that an enumeration, an aside or a short clause takes over from before."""
        clauses = self.clauses.clauses
        here = clauses[clause]
        source = here.host if here.host >= 0 else head
        if source < 0:
            thin = sum(len(content(self.text[s.start : s.end])) for s in own if s.kind == "own") <= _THIN
            if here.loose and not thin:
                return []
            source = self._before(clause)
        if source < 0:
            return []
        spans = self._words(source)
        if clauses[source].host < 0 and self.heads.get(source, -1) not in {-1, source}:
            spans += self._words(self.heads[source])
        return spans

    def _before(self, clause: int) -> int:
        """Return the nearest clause before this one, in its sentence, that names something; -1 if none does."""
        clauses = self.clauses.clauses
        for index in range(clause - 1, max(clause - 8, -1), -1):
            if clauses[index].sentence != clauses[clause].sentence:
                return -1
            if clauses[index].host >= 0:
                continue
            words = "".join(self.text[s.start : s.end] for s in self._words(index))
            if len(content(words)) > _THIN:
                return index
        return -1

    def _words(self, clause: int) -> list[Span]:
        """Return the words of a clause without its figures, as carried spans."""
        bounds = self.clauses.clauses[clause]
        spans: list[Span] = []
        start = bounds.start
        for member in self.of_clause.get(clause, ()):
            spans += self._span((start, self.figures[member].start), "carried")
            start = self.figures[member].end
        return spans + self._span((start, bounds.end), "carried")

    def _span(self, gap: tuple[int, int], kind: str) -> list[Span]:
        start, end = gap
        while start < end and self.text[start] in " \t\u3000":
            start += 1
        return [Span(start, end, kind)] if start < end and not self._blank((start, end)) else []

    def _blank(self, gap: tuple[int, int]) -> bool:
        return not _NOT_WORDS.sub("", self.text[gap[0] : gap[1]])


def _leading_blank(text: str, start: int, end: int) -> int:
    return len(text[start:end]) - len(text[start:end].lstrip(' \t\u3000“"'))

"""Subjects: which words of a clause, and of the clauses before it, say what a figure counts.

Chinese reports put what is counted before the number (收到申请75件), behind it (化解了5件重大纠纷) or on both sides
(对600余名业务骨干进行培训). Where two figures share a clause, words between them belong first to the figure that
ends the clause, else to the one they follow. A short item of an enumeration (驳回2件) carries the subject printed
before it; a figure without any words of its own (46起116人) has those of the figure before it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.facts.cues import any_of, cue
from summarizer.facts.dealing import UNDEALT, Dealer
from summarizer.facts.enumeration import counts_part, heads
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts.clauses import Clauses
    from summarizer.facts.dealing import Dealt
    from summarizer.figures import Figure

_BLANKS = frozenset(" \t\u3000")
_PUNCTUATION = r"\s\d“”\"'‘’《》〈〉「」()（）:：、,，.。%％①-⑳"
_NOT_WORDS = re.compile(f"[〇零一二三四五六七八九]{{4}}年|[{_PUNCTUATION}]+")
_WORD = re.compile(f"[^{_PUNCTUATION}]")
_ROW = frozenset({"、", "和", "及", "与", "以及"})
_THIN = 2  # this many characters of content or fewer do not name a subject by themselves
_FAR = 8  # clauses looked back over for a subject
_NEAR = 3  # figures of one clause that share words
_DEEP = 3  # wholes within wholes that are followed


@cache
def _fillers() -> re.Pattern[str]:
    words = table("facts")
    clause, role = words["clause"], words["role"]
    return any_of([*clause["fillers"], *clause["kept"], *role["part"], *role["rest"]])


@cache
def _change_end() -> re.Pattern[str]:
    """Match words before the end of a change that name nothing: 增加到, 压缩至, 到."""
    role = table("facts")["role"]
    return re.compile(f"(?:{any_of([*role['up'], *role['down']]).pattern})?(?:{any_of(role['to']).pattern})?")


@lru_cache(maxsize=4096)  # a clause is asked for by every figure after it
def content(words: str) -> str:
    """Return the words without punctuation, digits, fillers and openers of parts."""
    return _fillers().sub(_kept, _NOT_WORDS.sub("", words))


def _kept(match: re.Match[str]) -> str:
    return match.group() if match.group() in table("facts")["clause"]["kept"] else ""


class Bound(NamedTuple):
    """A figure with its clause, its subject and the index of the clause that heads its enumeration (or -1).

    ``dealt`` is where the time or scope is named that it is dealt, where it is.
    """

    clause: int
    subject: tuple[Span, ...]
    head: int
    dealt: tuple[int, int] | None = None


class _Gap(NamedTuple):
    """A stretch without figures, and where its words begin: at its end where it has none."""

    start: int
    end: int
    first: int

    def spans(self, kind: str) -> list[Span]:
        """Return the words as a span, or nothing."""
        return [Span(self.first, self.end, kind)] if self.first < self.end else []

    @property
    def blank(self) -> bool:
        """Whether there is nothing but punctuation and digits."""
        return self.first == self.end


class Binder:
    """Binds the figures of a text to their words, clause by clause."""

    def __init__(self, text: str, clauses: Clauses, figures: Sequence[Figure]) -> None:
        self.text = text
        self.clauses = clauses
        self.figures = figures
        self.clause_of = [clauses.at(f.start) for f in figures]
        self.of_clause: dict[int, list[int]] = {}
        for index, clause in enumerate(self.clause_of):
            self.of_clause.setdefault(clause, []).append(index)
        self.gaps: dict[int, list[_Gap]] = {}
        self.lengths: dict[int, int] = {}
        self.heads = heads(text, clauses, figures, self.of_clause)
        self.own: list[list[Span]] = []
        for clause, members in self.of_clause.items():
            self.own += self._owned(clause, members)
        self._share_rows()
        self._inherit()
        self.dealt = Dealer(text, clauses, figures, self.clause_of).deal()

    def bind(self) -> list[Bound]:
        """Bind every figure, in order."""
        bound = []
        for index, clause in enumerate(self.clause_of):
            dealt = self.dealt.get(index, UNDEALT)
            own = self._dealt_words(index, dealt)
            lender = max(dealt.of, dealt.onward)
            carried = self._carried(index if lender < 0 else lender, dealt.onward >= 0) if not dealt.unsettled else []
            bound.append(Bound(clause, (*own, *self._said_of_all(clause), *carried), self._head(clause), dealt.label))
        return bound

    def _head(self, clause: int) -> int:
        return self.heads.get(clause, -1)

    def _said_of_all(self, clause: int) -> list[Span]:
        """Return what the next clause says of everything counted here (行政复议2件,均获维持), as ``after``.

        An aside between them is passed over, and nothing is said of what it counts: 行政诉讼2件(上年5件),均胜诉.
        """
        clauses = self.clauses.clauses
        here, following = clauses[clause], clause + 1
        while following < len(clauses) and clauses[following].host == clause:
            following += 1
        if here.host >= 0 or following >= len(clauses) or following in self.of_clause:
            return []
        there = clauses[following]
        opens = here.sentence == there.sentence and cue("role", "all").match(self.text, there.start) is not None
        return self._gap(there.start, there.end).spans("after") if opens else []

    def _dealt_words(self, index: int, dealt: Dealt) -> list[Span]:
        """Return the words that a figure is dealt: a head with what all share, or those of an earlier figure, too."""
        if dealt.of < 0:
            return [s for gap in dealt.words for s in self._gap(*gap).spans("own")] if dealt.words else self.own[index]
        earlier, figure = [s for s in self.own[dealt.of] if s.kind == "own"], self.figures[dealt.of]
        return [*self.own[index], *earlier, Span(figure.start, figure.end, "own")]

    def _gap(self, start: int, end: int) -> _Gap:
        """Return a stretch with where its words begin."""
        text, first = self.text, start
        while first < end and text[first] in _BLANKS:
            first += 1
        return _Gap(start, end, first if _WORD.search(text, first, end) else end)

    def _gaps(self, clause: int) -> list[_Gap]:
        """Return the stretches of a clause before, between and behind its figures."""
        gaps = self.gaps.get(clause)
        if gaps is None:
            bounds = self.clauses.clauses[clause]
            gaps, start = [], bounds.start
            for member in self.of_clause.get(clause, ()):
                figure = self.figures[member]
                gaps.append(self._gap(start, figure.start))
                start = figure.end
            gaps.append(self._gap(start, bounds.end))
            self.gaps[clause] = gaps
        return gaps

    def _owned(self, clause: int, members: Sequence[int]) -> list[list[Span]]:
        """Return the words that each figure of a clause owns: ``own``, or ``shared`` with another figure there."""
        gaps = self._gaps(clause)
        owned = []
        for place in range(len(members)):
            closes = place + 2 < len(gaps) and gaps[place + 2].blank
            spans = gaps[place].spans("own" if place == 0 or gaps[place + 1].blank else "shared")
            spans += gaps[place + 1].spans("shared" if closes else "own")
            if place:
                kind = "own" if self._nameless(gaps[place]) else "shared"
                spans += [span for gap in gaps[max(0, place - _NEAR) : place] for span in gap.spans(kind)]
            owned.append(spans)
        for place in self._inner_parts(gaps, members):
            # 按期完成四十四项任务中的39项: what is done is done to the part, what is counted is the whole
            lead = next((gap for gap in gaps[place - 1 :: -1] if not gap.blank), gaps[0])
            done = gaps[place + 1].spans("own") or lead.spans("own")
            owned[place] = [*done, *gaps[place].spans("shared")]
            owned[place - 1] = [*gaps[place].spans("own"), *lead.spans("shared")]
        return owned

    def _inner_parts(self, gaps: Sequence[_Gap], members: Sequence[int]) -> Iterator[int]:
        """Yield the places of figures that count a part of the one before them: 四十四项任务中的39项."""
        for place in range(1, len(members)):
            whole, part = self.figures[members[place - 1]], self.figures[members[place]]
            if counts_part(whole, part, self.text[gaps[place].start : gaps[place].end]):
                yield place

    def _share_rows(self) -> None:
        """Give what a row of things counted says behind its last to each: 与8个社区、13个科室签订责任书."""
        tails: dict[int, tuple[int, int]] = {}
        for clause in reversed(self.of_clause):
            following = clause + 1
            if following not in self.of_clause or not self._gaps(following)[0].blank:
                continue
            here, last = self.clauses.clauses[clause], self._gaps(clause)[-1]
            item = len(self.text[last.start : last.end].strip())
            between = self.text[here.end : self.clauses.clauses[following].start].strip()
            if item < _THIN or between not in _ROW:
                continue
            tail = self._gaps(following)[-1]
            tails[clause] = tails.get(following, (min(tail.end, tail.start + item), tail.end))
            self.own[self.of_clause[clause][-1]] += self._gap(*tails[clause]).spans("own")

    def _nameless(self, gap: _Gap) -> bool:
        words = content(self.text[gap.first : gap.end])
        return not words or _change_end().fullmatch(words) is not None

    def _inherit(self) -> None:
        """Give a figure without words of its own those it shares, or those of the figure before it in its sentence."""
        for index, spans in enumerate(self.own):
            if any(s.kind == "own" and len(content(self.text[s.start : s.end])) > 1 for s in spans):
                continue
            if any(s.kind == "shared" for s in spans):
                self.own[index] = [Span(s.start, s.end, "own") for s in spans]
                continue
            if not index:
                continue
            here, before = (self.clauses.clauses[self.clause_of[i]] for i in (index, index - 1))
            if here.sentence == before.sentence and here.host == before.host and not here.loose:
                self.own[index] = [*self.own[index], *[s for s in self.own[index - 1] if s.kind == "own"][:_NEAR]]

    def _carried(self, index: int, onward: bool) -> list[Span]:
        """Return the words taken over: ``carried`` into an item, an aside or what goes ``onward``, else ``before``."""
        clause = self.clause_of[index]
        here = self.clauses.clauses[clause]
        source = here.host if here.host >= 0 else self._head(clause)
        if source >= 0:
            return [*self._sibling(index), *self._words(source, "carried"), *self._above(source)]
        compared = cue("role", "compared").match(self.text, here.start) is not None
        source = self._counted(clause) if compared else self._before(clause)
        thin = source >= 0 and (compared or onward or self._thin(index))
        if thin and (compared or not any(c.loose for c in self.clauses.clauses[source + 1 : clause + 1])):
            return [*self._words(source, "carried"), *self._above(source)]
        return [] if source < 0 or (here.loose and not thin) else self._words(source, "before")

    def _thin(self, index: int) -> bool:
        """Whether the words of a figure's own do not name a subject by themselves."""
        own = dict.fromkeys(self.text[s.start : s.end] for s in self.own[index] if s.kind == "own")
        return len(content("".join(own))) <= _THIN

    def _sibling(self, index: int) -> list[Span]:
        """Return the words of the part before a short one of another measure: 交通类5件、罚款2.4万元."""
        own = "".join(self.text[s.start : s.end] for s in self.own[index] if s.kind == "own")
        if not index or len(content(own)) > _THIN or self.figures[index].unit == self.figures[index - 1].unit:
            return []
        here, before = self.clause_of[index], self.clause_of[index - 1]
        clauses = self.clauses.clauses
        one_run = self._head(before) >= 0 and clauses[here].sentence == clauses[before].sentence
        if self._head(here) != self._head(before) and not one_run:
            return []
        return [Span(s.start, s.end, "carried") for s in self.own[index - 1] if s.kind == "own"]

    def _above(self, clause: int, depth: int = _DEEP) -> list[Span]:
        """Return what the head of an enumeration itself takes over: its own head, or a subject it is too short for."""
        head = self._head(clause)
        if head < 0 and self._length(clause) <= 2 * _THIN:
            head = self._before(clause)
        if not 0 <= head < clause or not depth:
            return []
        return [*self._words(head, "carried"), *self._above(head, depth - 1)]

    def _counted(self, clause: int) -> int:
        """Return the clause that one like 同比增加11件 is said of: the one before it if it counts, however short."""
        before = clause - 1
        clauses = self.clauses.clauses
        near = before in self.of_clause and clauses[before].sentence == clauses[clause].sentence
        return before if near and clauses[before].host < 0 and self._length(before) else self._before(clause)

    def _before(self, clause: int) -> int:
        """Return the nearest clause before this one, in its sentence, that names something; -1 if none does."""
        clauses = self.clauses.clauses
        sentence = clauses[clause].sentence
        for index in range(clause - 1, max(clause - _FAR, -1), -1):
            if clauses[index].sentence != sentence:
                return -1
            if clauses[index].host < 0 and self._length(index) > _THIN:
                return index
        return -1

    def _length(self, clause: int) -> int:
        """Return how many characters of content the words of a clause have."""
        length = self.lengths.get(clause)
        if length is None:
            words = [self.text[gap.first : gap.end] for gap in self._gaps(clause)[: _NEAR + 1]]
            length = self.lengths[clause] = len(content("".join(words)))
        return length

    def _words(self, clause: int, kind: str) -> list[Span]:
        """Return the words of a clause without its figures, of a long one the first stretches."""
        return [span for gap in self._gaps(clause)[: _NEAR + 1] for span in gap.spans(kind)]

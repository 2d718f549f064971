"""Reading facts: one pass that binds every amount of a text to what is said of it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from summarizer.facts.clauses import cut
from summarizer.facts.cues import cue, last_match
from summarizer.facts.dealing import names_former
from summarizer.facts.enumeration import counts_part
from summarizer.facts.fact import Direction, Fact, Mood, Role
from summarizer.facts.labels import aims, period_under
from summarizer.facts.mood import NEVER, is_gloss, mood_of, plan_starts
from summarizer.facts.period import Calendar
from summarizer.facts.role import direction_of, is_base, of_sign, role_of
from summarizer.facts.subject import Binder
from summarizer.facts.worded import worded_figures
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts.clauses import Clause, Clauses
    from summarizer.facts.subject import Bound
    from summarizer.figures import Figure
    from summarizer.layout import Section
    from summarizer.spans import Cell


_REACH = 160  # characters around a figure in which words may still tell its role, mood and scope


class _Part(NamedTuple):
    """The part that a figure plays: its role, the direction of a change, where the figure of its whole begins or -1."""

    role: Role
    direction: Direction
    whole: int


class _Reader:
    """Holds what every figure of one text shares while its facts are read."""

    def __init__(self, text: str, sections: Sequence[Section], figures: Sequence[Figure], year: str) -> None:
        self.text = text
        breaks = [p for s in sections if s.heading is not None for p in (s.start, s.heading_end)]
        self.clauses: Clauses = cut(text, figures, breaks)
        self.calendar = Calendar(text, figures, self.clauses, year)
        self.sections = [s.start for s in sections]
        self.planned = plan_starts(text, sections, figures, self.calendar.year)
        self.cells: list[Cell] = []
        self.cell_starts: list[int] = []

    def lay(self, tables: Sequence[Cell]) -> None:
        """Lay the cells of tables over the text."""
        self.cells = sorted(tables, key=lambda c: c.start)
        self.cell_starts = [c.start for c in self.cells]

    def section_of(self, position: int) -> int:
        return max(bisect_right(self.sections, position) - 1, 0)

    def cell_of(self, position: int) -> Cell | None:
        if not self.cells:
            return None
        index = bisect_right(self.cell_starts, position) - 1
        return self.cells[index] if index >= 0 and position < self.cells[index].end else None

    def read(self, members: Sequence[Figure], worded: bool) -> list[Fact]:
        """Read the facts of figures that stand in order of appearance."""
        if not members:
            return []
        bound = Binder(self.text, self.clauses, members).bind()
        wholes = {b.head for b in bound if b.head >= 0}
        last = {b.clause: m.start for m, b in zip(members, bound, strict=True)}  # the last figure of each clause
        facts: list[Fact] = []
        previous: tuple[int, Direction] = (-1, Direction.NONE)  # clause and direction of a change left open by 由…
        for index, (figure, binding) in enumerate(zip(members, bound, strict=True)):
            following = members[index + 1] if index + 1 < len(members) else None
            role, direction, base = self.role(figure, binding, following, previous)
            if role == Role.PLAIN and (binding.head >= 0 or binding.clause in wholes):
                role = Role.PART if binding.head >= 0 else Role.TOTAL
            whole = last.get(binding.head, -1) if binding.head >= 0 else -1
            before = members[index - 1] if index else figure
            if self.inner(before, figure, binding):
                role, whole = Role.PART, before.start
            facts.append(self.fact(figure, binding, _Part(role, direction, whole), worded))
            previous = (binding.clause, base)
        return facts

    def role(
        self, figure: Figure, bound: Bound, following: Figure | None, change: tuple[int, Direction]
    ) -> tuple[Role, Direction, Direction]:
        """Return role and direction of a figure, and the direction of a change that it begins.

        ``change`` is the clause and direction of a change that began before it.
        """
        here = self.clauses.clauses[bound.clause]
        begin = self.begin(bound, here, figure)
        in_clause = following if following is not None and following.start < here.end else None
        base = is_base(self.text, begin, figure, in_clause)
        if base:
            return Role.BASE, base, base
        direction, ends = direction_of(self.text, begin, figure)
        role = role_of(self.text, begin, figure, ends)
        if change[0] == bound.clause and change[1] and not direction:
            direction = change[1]
        cell = self.cell_of(figure.start)
        signed = of_sign(figure, f"{cell.column} {cell.row}" if cell else "")
        return (Role.CHANGE, signed, base) if signed else (role, direction, base)

    def inner(self, before: Figure, figure: Figure, bound: Bound) -> bool:
        """Whether a figure counts a part of the one before it in its clause."""
        begin = self.clauses.clauses[bound.clause].start
        return begin <= before.start < figure.start and counts_part(
            before, figure, self.text[before.end : figure.start]
        )

    def fact(self, figure: Figure, bound: Bound, part: _Part, worded: bool) -> Fact:
        """Read one figure whose part among its neighbours is known."""
        here = self.clauses.clauses[bound.clause]
        cell = self.cell_of(figure.start)
        section = self.section_of(figure.start)
        planned = self.plans(section, figure.start)
        labelled = period_under(cell, self.calendar.year) if cell is not None else self.calendar.dealt(bound.dealt)
        return Fact(
            figure=figure,
            subject=bound.subject if cell is None else (Span(cell.start, cell.end, "row"),),
            period=labelled or self.calendar.period(bound.clause, figure, planned),
            mood=Mood.PLAN if cell is not None and aims(cell) else self.mood(here, figure, planned),
            role=part.role,
            direction=part.direction,
            scope=self.scope(*(bound.dealt or (max(here.start, figure.start - _REACH), figure.start)))
            or self.scope_taken_over(bound),
            clause=(here.start, here.end),
            sentence=self.clauses.sentences[here.sentence],
            section=section,
            cell=cell,
            worded=worded,
            whole=part.whole,
            aside=here.host >= 0,
        )

    def begin(self, bound: Bound, here: Clause, figure: Figure) -> int:
        """Return where the words before a figure that may tell its role begin."""
        if cue("role", "stating").fullmatch(self.text[here.start : figure.start].strip()):
            return here.start  # 较上年提高8.1个百分点,达到100%: the 100% is no change
        if names_former(self.text, here.start, figure.start):
            return here.start  # nor is the 91.9% of 上年为91.9% behind it
        begin = min((s.start for s in bound.subject if s.kind == "own" and s.start < figure.start), default=here.start)
        return max(begin, figure.start - _REACH)

    def plans(self, section: int, position: int) -> bool:
        """Whether a section speaks at a place of what is to come."""
        return section < len(self.planned) and NEVER < self.planned[section] <= position

    def mood(self, here: Clause, figure: Figure, planned: bool) -> Mood:
        """Return the mood of a figure in a clause; ``planned``: its section speaks of what is to come."""
        if here.host >= 0 and is_gloss(self.text, here, self.clauses.clauses[here.host], figure):
            return Mood.NORM
        sentence = max(self.clauses.sentences[here.sentence][0], figure.start - _REACH)
        clause = (max(here.start, sentence), min(here.end, figure.end + _REACH))
        return mood_of(self.text, sentence, clause, planned)

    def scope_taken_over(self, bound: Bound) -> str:
        """Return the one scope among the words that a figure takes over: 市本级受理267件,审结251件, both of 市本级."""
        taken = {self.scope(span.start, span.end) for span in bound.subject if span.kind == "carried"} - {""}
        return taken.pop() if len(taken) == 1 else ""

    def scope(self, start: int, end: int) -> str:
        found = last_match(cue("scope", "words"), self.text, start, end)
        return found.group() if found else ""


def bind_figures(
    text: str, sections: Sequence[Section], figures: Sequence[Figure], chosen: Sequence[Figure]
) -> list[Fact]:
    """Bind figures that are no amounts (ranks, dates) to their words, like facts; ``chosen`` are among ``figures``."""
    return _Reader(text, sections, figures, "").read(chosen, worded=False)


def read_facts(
    text: str, sections: Sequence[Section], figures: Sequence[Figure], tables: Sequence[Cell], *, year: str = ""
) -> list[Fact]:
    """Bind every amount of ``text``, and every number said in words, to what it is said of.

    ``figures`` are all figures of the text, dates and names too: they set periods and bound words. ``year`` is the
    report year where it is known from elsewhere (a claim about a report); else the text itself is asked. The facts
    come in order of appearance.
    """
    reader = _Reader(text, sections, figures, year)
    reader.lay(tables)
    worded = worded_figures(text, reader.clauses, figures)
    starts = [w.start for w in worded]
    amounts = [f for f in figures if f.is_amount and not _covered(f, worded, starts)]
    facts = [*reader.read(amounts, worded=False), *reader.read(worded, worded=True)]
    return sorted(facts, key=lambda fact: fact.figure.start)


def _covered(figure: Figure, worded: Sequence[Figure], starts: Sequence[int]) -> bool:
    """Whether a number said in words stands on a figure (一件 in 一件没输)."""
    index = bisect_right(starts, figure.start) - 1
    return index >= 0 and figure.end <= worded[index].end

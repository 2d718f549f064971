"""Statements of a part: what was done, what is wrong and why, what comes next, what the first in charge did."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from summarizer.assessment import Place, Spoken
from summarizer.assessment.headed import section_kinds
from summarizer.assessment.header import Page, find_year, plain_year
from summarizer.engines.rules.items import Items
from summarizer.engines.rules.topics import Topics
from summarizer.facts.cues import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.form import Form, StatementKind
    from summarizer.layout import Section
    from summarizer.parts import Part
    from summarizer.reading import Reading

    _Found = tuple[StatementKind, tuple[int, int]]

_SENTENCE = re.compile(r"[^。!?！？\r\n]+[。!?！？]?")
_OPENS = 40  # characters at the beginning of an item in which it may turn to the next kind
_YEAR_WITHIN = 10  # characters at the beginning of an item in which it names the year it speaks of
_LISTED = frozenset({"problem", "plan", "cause", "overview"})
_NEVER_UNHEADED = frozenset({"cause", "overview"})
_DONE = frozenset({"measure", "first_responsible"})


class Headed(NamedTuple):
    """The kinds of statement that each section of a report makes by its headings, and the year of the report."""

    kinds: list[tuple[StatementKind, ...]]
    year: str


class _Lists(NamedTuple):
    """The items of a report, and the year that it is about (empty if unknown)."""

    items: Items
    year: str


class StatementReader:
    """Reads the statements of a part by the headings, openers and cues of one form."""

    def __init__(self, form: Form) -> None:
        """Note the form's kinds of statement and the words of its dimensions."""
        self._kinds = form.statements
        self._topics = Topics(form)

    def headed(self, reading: Reading) -> Headed:
        """Return what the headings of a report say of its sections."""
        year = find_year(Page(reading)).year
        kinds = [section_kinds(self._kinds, s) or self._of_next_year(s, year) for s in reading.sections]
        return Headed(kinds, year)

    def read(self, part: Part, outline: Headed) -> Iterator[Spoken]:
        """Yield the statements of a part, section by section; ``outline`` is what :meth:`headed` says of its report."""
        reading, (kinds, year) = part.reading, outline
        headed = {kind.kind for named in kinds for kind in named}
        unheaded = [k for k in self._kinds if k.kind in _LISTED - _NEVER_UNHEADED - headed]
        items = Items(reading)
        for at in sorted({piece.section for piece in part.pieces}):
            section = reading.sections[at]
            listed = [kind for kind in kinds[at] if kind.kind in _LISTED]
            found = [*self._listed(listed, reading, at, _Lists(items, year)), *self._cued(listed, reading, section)]
            if (section.heading is not None or len(reading.sections) == 1) and not listed:
                found += _opened(unheaded, reading, section, items)
            yield from (self._spoken(reading, kind, span, section) for kind, span in found)

    def _of_next_year(self, section: Section, year: str) -> tuple[StatementKind, ...]:
        """Return the kind of a section that no cue names and a year after the report's heads (2024年重点任务)."""
        later = [heading for heading in section.path if year and plain_year(heading) > year]
        plans = [kind for kind in self._kinds if kind.kind == "plan"]
        return tuple(k for k in plans if later and not any(word in h for h in later for word in k.excludes))

    def _listed(self, listed: Sequence[StatementKind], reading: Reading, at: int, lists: _Lists) -> Iterator[_Found]:
        """Yield the items of a section; where its heading names two kinds, the items turn from one to the next."""
        items = lists.items
        last = None  # where the item before ends; what leads on from it to the next belongs to that
        for span in _items(self._kinds, reading, at, items, several=len(listed) > 1) if listed else ():
            begin = span[0] if last is None else max(last, span[0] - _OPENS)
            opening = reading.report.text[begin : min(span[0] + _OPENS, span[1])]
            last = span[1]
            while len(listed) > 1 and _turns(listed[1], opening, lists.year):
                listed = listed[1:]
            yield listed[0], span

    def _cued(self, listed: Sequence[StatementKind], reading: Reading, section: Section) -> Iterator[_Found]:
        """Yield the single sentences that a cue marks: causes beside problems, measures where nothing is listed."""
        beside = {"cause"} if any(kind.kind == "problem" for kind in listed) else set()
        wanted = [kind for kind in self._kinds if kind.kind in (beside if listed else _DONE)]
        text, start, end = reading.report.text, section.heading_end, section.end
        wanted = [kind for kind in wanted if words_of(kind.cues).search(text, start, end)]
        for match in _SENTENCE.finditer(text, start, end) if wanted else ():
            yield from ((k, match.span()) for k in wanted if words_of(k.cues).search(match[0]))

    def _spoken(self, reading: Reading, kind: StatementKind, span: tuple[int, int], section: Section) -> Spoken:
        """Return a statement in the report's own words."""
        words = reading.report.text[span[0] : span[1]]
        quote = words.strip()
        start = span[0] + words.find(quote)
        dimension = self._topics.of(quote, section.heading or "")
        return Spoken(kind.kind, dimension, quote, Place(quote, start, start + len(quote)))


def _turns(kind: StatementKind, opening: str, year: str) -> bool:
    """Whether an item that begins so is the first of a further kind: by its words, or for plans by a later year."""
    if words_of(kind.headings).search(opening) or words_of(kind.openers).search(opening):
        return True
    return kind.kind == "plan" and bool(year) and plain_year(opening[:_YEAR_WITHIN]) > year


def _items(
    kinds: Sequence[StatementKind], reading: Reading, at: int, items: Items, *, several: bool
) -> list[tuple[int, int]]:
    """Return the items of a section that lists: those its markers open, itself if it is one, or its paragraphs.

    A section of several kinds may pass from one to the next in a paragraph: there its sentences are the items.
    """
    section = reading.sections[at]
    marked = items.marked(section.heading_end, section.end)
    if several:
        rest = items.paragraphs(marked[-1][1] if marked else section.heading_end, section.end)
        return [*marked, *(match.span() for line in rest for match in _SENTENCE.finditer(reading.report.text, *line))]
    if marked:
        return marked
    if len(section.path) > 1 and not section_kinds(kinds, replace(section, path=section.path[-1:])):
        return [items.whole(section.heading_start, section.end)]
    following = reading.sections[at + 1 : at + 2]
    if any(after.path[: len(section.path)] == section.path for after in following):
        return []
    lines = items.paragraphs(section.heading_end, section.end)
    return [span for line in lines for span in _enumerated(kinds, reading.report.text, line, items) or [line]]


def _enumerated(
    kinds: Sequence[StatementKind], text: str, line: tuple[int, int], items: Items
) -> list[tuple[int, int]]:
    """Return what a paragraph enumerates after words that announce a list, if it does (还有以下不足:甲;乙)."""
    spans = items.listed(*line)
    lead = text[line[0] : spans[0][0]] if spans else ""
    if not lead:
        return []
    announced = (words_of(words).search(lead) for kind in kinds for words in (kind.openers, kind.headings))
    return spans if any(announced) else []


def _opened(kinds: Sequence[StatementKind], reading: Reading, section: Section, items: Items) -> Iterator[_Found]:
    """Yield what stands under no heading of its own: the list after an opener, or its sentence if a cue is in it."""
    text = reading.report.text
    for kind in kinds:
        openers = words_of(kind.openers)
        if not openers.search(text, section.heading_end, section.end):
            continue
        for line in items.paragraphs(section.heading_end, section.end):
            for match in _SENTENCE.finditer(text, *line):
                if not openers.search(match[0]):
                    continue
                listed = items.marked(match.start(), line[1]) or items.listed(*match.span())
                yield from ((kind, span) for span in _cued(kind, text, listed, match.span()))
                break


def _cued(
    kind: StatementKind, text: str, listed: list[tuple[int, int]], sentence: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return a list most of whose items have a cue of the kind in them; where nothing is listed, the sentence if so."""
    spans = listed or [sentence]
    cued = [span for span in spans if words_of(kind.cues).search(text, *span)]
    return spans if 2 * len(cued) >= len(spans) else cued

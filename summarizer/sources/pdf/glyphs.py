"""Printed lines: the characters of a page, put together by where they stand.

A PDF knows characters and their places only. Lengths are in points, the origin is the page's lower left corner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pypdfium2 import raw

_PAGE_NUMBER = re.compile(r"[第\s]*[-—–－·\s]*\d{1,3}[-—–－·\s]*页?(?:\s*[,，/共]{1,2}\s*\d{1,3}\s*页?)?")
_OPENINGS = frozenset("《（“‘([〔【")
_STOPS = frozenset("，。、；：？！）》”’％,.;:?!)%")
# In widths of a character: a wider gap parts two cells; a narrower one is a space between words, or nothing.
_CELL_GAP, _SPACE, _WORD_GAP = 1.6, 0.8, 0.2
# A character of this share of its line's height, this share above its foot, is raised: the mark of a footnote.
_SMALL, _RAISED = 0.8, 0.2


@dataclass(slots=True)
class Glyph:
    """One character and its box; ``spaced`` says that the file has a space before it."""

    character: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool = False
    raised: bool = False

    @property
    def height(self) -> float:
        """How high the box is: the font's size, or nearly."""
        return self.top - self.bottom


@dataclass(slots=True)
class Run:
    """Characters that follow one another on a line without a wide gap: a line of prose, or a cell."""

    glyphs: list[Glyph]
    bottom: float
    top: float

    @property
    def left(self) -> float:
        """Where the run begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where the run ends."""
        return self.glyphs[-1].right

    def take(self, glyphs: list[Glyph]) -> None:
        """Take more characters in."""
        self.glyphs += glyphs
        self.bottom = min(self.bottom, *(glyph.bottom for glyph in glyphs))
        self.top = max(self.top, *(glyph.top for glyph in glyphs))

    def words(self, marks: frozenset[str] = frozenset()) -> str:
        """Return what the run says; raised characters among ``marks`` are footnote marks and left out."""
        said = ""
        before: Glyph | None = None
        for glyph in self.glyphs:
            if glyph.raised and glyph.character in marks:
                continue
            if before is not None:
                said += _gap(before, glyph)
            said += glyph.character
            before = glyph
        return said


@dataclass(slots=True)
class PrintedLine:
    """Runs side by side, from left to right, on a page counted from 1."""

    page: int
    runs: list[Run] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.runs[-1].right

    @property
    def bottom(self) -> float:
        """Where the line stands."""
        return self.runs[0].bottom

    @property
    def size(self) -> float:
        """How high its characters are, most of them."""
        return median(glyph.height for run in self.runs for glyph in run.glyphs)

    @property
    def first_word(self) -> float:
        """The width of what cannot be broken at the beginning: a number or a word, or one character, and its stop."""
        glyphs = self.runs[0].glyphs
        end = 0
        while end < len(glyphs) - 1 and glyphs[end].character in _OPENINGS:
            end += 1
        end += 1
        while end < len(glyphs) and glyphs[end - 1].character.isascii() and glyphs[end].character.isascii():
            end += 1
        while end < len(glyphs) and glyphs[end].character in _STOPS:
            end += 1
        return glyphs[end - 1].right - glyphs[0].left

    @property
    def numbers_page(self) -> bool:
        """Whether the line is a page number: 3, — 3 —, 第3页 共10页."""
        return _PAGE_NUMBER.fullmatch(self.words()) is not None

    def words(self, marks: frozenset[str] = frozenset()) -> str:
        """Return what the line says; runs that are set far apart stay apart by two spaces."""
        return "  ".join(run.words(marks) for run in self.runs)


def printed_lines(textpage: Any, page: int) -> list[PrintedLine]:
    """Return the lines of a page from top to bottom.

    A file gives its characters in any order, quotation marks of another font after all others, say: what stands on
    one line is sorted from left to right before it is parted into runs.
    """
    bands: list[Run] = []
    for run in sorted(_strokes(textpage), key=lambda run: -(run.top + run.bottom)):
        if bands and _beside(bands[-1], run):
            bands[-1].take(run.glyphs)
        else:
            bands.append(run)
    return [PrintedLine(page, _parted(sorted(band.glyphs, key=lambda glyph: glyph.left))) for band in bands]


def _strokes(textpage: Any) -> list[Run]:
    """Return the characters in the order of the file, those that follow one another at one height together."""
    strokes: list[Run] = []
    for glyph in _glyphs(textpage):
        if strokes and min(strokes[-1].top, glyph.top) - max(strokes[-1].bottom, glyph.bottom) > glyph.height / 2:
            strokes[-1].take([glyph])
        else:
            strokes.append(Run([glyph], glyph.bottom, glyph.top))
    return strokes


def _parted(glyphs: list[Glyph]) -> list[Run]:
    """Part the characters of a line where the gap is wide, and note which are raised."""
    height = median(glyph.height for glyph in glyphs)
    foot = median(glyph.bottom for glyph in glyphs)
    runs: list[Run] = []
    for glyph in glyphs:
        glyph.raised = glyph.height < _SMALL * height and glyph.bottom > foot + _RAISED * height
        if runs and glyph.left - runs[-1].right < _CELL_GAP * height:
            runs[-1].take([glyph])
        else:
            runs.append(Run([glyph], glyph.bottom, glyph.top))
    return runs


def _glyphs(textpage: Any) -> list[Glyph]:
    """Return the visible characters in the order of the file, without the spaces that the library makes up."""
    found = []
    spaced = False
    for index in range(textpage.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(textpage, index))
        if raw.FPDFText_IsGenerated(textpage, index):
            continue
        if character.isspace():
            spaced = True
        elif character.isprintable():
            left, bottom, right, top = textpage.get_charbox(index, loose=True)
            found.append(Glyph(character, left, bottom, right, top, spaced))
            spaced = False
    return found


def _beside(first: Run, run: Run) -> bool:
    overlap = min(first.top, run.top) - max(first.bottom, run.bottom)
    return overlap > min(first.top - first.bottom, run.top - run.bottom) / 2


def _gap(before: Glyph, glyph: Glyph) -> str:
    """Return the space that stands between two characters: none between Chinese ones unless it is a whole character."""
    gap = (glyph.left - before.right) / max(glyph.height, 1.0)
    if glyph.spaced or (before.character.isascii() and glyph.character.isascii()):
        return " " if gap > _WORD_GAP else ""
    return "\u3000" if gap > _SPACE else ""

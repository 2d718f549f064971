"""Paragraphs: printed lines joined where the print broke them."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from summarizer.sources.lines import Lines
from summarizer.sources.pdf.columns import blocks, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.sources.pdf.glyphs import PrintedLine
    from summarizer.sources.pdf.pages import Sheet

_NUMBERED = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,3}(?:[、)）]|[.．](?!\d))|第[一二三四五六七八九十]{1,3}[章节条]"
)
_ENDS = tuple("。；：！？;:!?”）)")
# In heights of a character: how much of the measure a full line may leave where it ends a sentence, and where not; from
# where on a line is indented; how far apart two lines of one paragraph may stand.
_SLACK, _LOOSE, _INDENT, _LEADING = 0.6, 2.0, 0.8, 2.6
# Lines of one paragraph differ in size by this share at most.
_SIZES = 0.12


class Measures:
    """The margins and the size of a report's print, by which its paragraphs are told apart."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        """Measure the lines of the report."""
        self.size = median(line.size for line in lines)
        self._left = min(line.left for line in lines)
        self._right = max(line.right for line in lines)

    def joins(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether a line goes on with the paragraph of the one above it.

        It does if its first word did not fit above, and if it is not indented.
        """
        apart = above.bottom - line.bottom if above.page == line.page else 0.0
        if abs(above.size - line.size) > _SIZES * above.size or apart > _LEADING * above.size:
            return False
        if above.size > (1 + _SIZES) * self.size and self._centred(above) and self._centred(line):
            return True
        ended = above.words().endswith(_ENDS)
        slack = (_SLACK if ended else _LOOSE) * above.size
        full = above.right + line.first_word > self._right - slack
        hangs = line.left < self._left + _INDENT * line.size
        return full and hangs and not (ended and _NUMBERED.match(line.words()))

    def _centred(self, line: PrintedLine) -> bool:
        return abs((line.left - self._left) - (self._right - line.right)) < line.size


class Typesetter:
    """Puts the lines of a report together again, in order; furniture waits for the end of its paragraph."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Measure the sheets; there is at least one line on them."""
        self._sheets = sheets
        self._measures = Measures([line for sheet in sheets for line in sheet.body])
        self._out = Lines()
        self._paragraph = ""
        self._pages: list[tuple[int, int]] = []
        self._waiting: list[PrintedLine] = []
        self._above: PrintedLine | None = None

    def lines(self) -> Lines:
        """Return the text: paragraphs and tables in order, footnotes at the end."""
        for number, sheet in enumerate(self._sheets, 1):
            self._pages.append((len(self._paragraph), number))
            marks = frozenset(sheet.notes)
            for block in blocks(sheet.body):
                if len(block) == 1:
                    self._prose(block[0], block[0].words(marks))
                else:
                    self._table(rows(block))
            self._waiting += sheet.furniture
        self._end_paragraph()
        self._furnish()
        for mark, note in (pair for sheet in self._sheets for pair in sheet.notes.items()):
            self._out.add(f"注{mark}：{note}")
        return self._out

    def _prose(self, line: PrintedLine, words: str) -> None:
        if self._above is None or not self._measures.joins(self._above, line):
            self._end_paragraph()
            self._furnish()
        elif self._paragraph[-1:].isascii() and words[:1].isascii() and words[:1].isalnum():
            self._paragraph += " " if self._paragraph[-1:].isalpha() else ""
        self._paragraph += words
        self._above = line

    def _table(self, flattened: Sequence[str]) -> None:
        self._end_paragraph()
        for row in flattened:
            self._paragraph = row
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        """Write the paragraph, with the pages that begin in it; a page that begins after it waits for the next."""
        if self._paragraph:
            inside = [(offset, number) for offset, number in self._pages if offset < len(self._paragraph)]
            self._out.add(self._paragraph, pages=inside)
            self._pages = [(0, number) for offset, number in self._pages if offset >= len(self._paragraph)]
        self._paragraph = ""
        self._above = None

    def _furnish(self) -> None:
        for line in self._waiting:
            words = line.words()
            self._out.add(words, kind="page_number" if line.numbers_page else "furniture")
        self._waiting = []

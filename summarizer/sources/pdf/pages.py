"""What of a printed page is the report's: running headers, page numbers and footnotes are told apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.sources.pdf.glyphs import PrintedLine

_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"[\[〔（(]?(\d{1,2}|[①-⑳])[\]〕）)]?[.、\s]*")
# How many lines at either end of a page may be its furniture, and on what share of the pages a line must recur.
_EDGE, _RECURS = 2, 0.6
# Footnotes are smaller than the text by this much.
_SMALLER = 0.85


@dataclass(slots=True)
class Sheet:
    """One page: the report's lines, the furniture around them, and its footnotes by their mark."""

    body: list[PrintedLine]
    furniture: list[PrintedLine] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def sheets(pages: Sequence[list[PrintedLine]], size: float) -> list[Sheet]:
    """Sort the lines of each page; ``size`` is the height of the report's characters in points."""
    running = _running(pages)
    found = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        around = {id(line) for line in lines if id(line) in edges and (line.numbers_page or _bare(line) in running)}
        sheet = Sheet(
            [line for line in lines if id(line) not in around], [line for line in lines if id(line) in around]
        )
        _take_notes(sheet, size)
        found.append(sheet)
    return found


def _edges(lines: list[PrintedLine]) -> list[PrintedLine]:
    return lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]


def _bare(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.words())


def _running(pages: Sequence[list[PrintedLine]]) -> set[str]:
    """Return the lines, digits aside, that recur at the edge of most pages."""
    counts = Counter(words for lines in pages for words in {_bare(line) for line in _edges(lines)})
    return {words for words, count in counts.items() if count > 1 and count >= _RECURS * len(pages)}


def _take_notes(sheet: Sheet, size: float) -> None:
    """Move the small lines at the foot of the page to the notes, if they begin with a number."""
    first = len(sheet.body)
    while first > 0 and sheet.body[first - 1].size < _SMALLER * size:
        first -= 1
    mark = ""
    for line in sheet.body[first:]:
        words = line.words()
        number = _NOTE.match(words)
        if number is not None:
            mark, words = number[1], words[number.end() :]
        elif not mark:
            return
        sheet.notes[mark] = sheet.notes.get(mark, "") + words
    if mark:
        del sheet.body[first:]

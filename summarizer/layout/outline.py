"""Sections: which heading opens each, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.layout.marker import RUNGS, marker_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.spans import Mark

_LINE = re.compile(r"^[^\S\r\n]*(\S[^\r\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of any level.

    Sections are flat, in order, and tile the report: the first starts at 0, each starts where the one before
    ends, the last ends at the end of the text. ``heading`` is ``text[heading_start:heading_end]``, or None for
    the text before the first heading (then ``heading_start == heading_end == start`` and ``level`` is 0).
    ``style`` is ``numbered`` or ``plain``. ``path`` holds the headings above and including this one, outermost first.
    """

    heading: str | None
    heading_start: int
    heading_end: int
    level: int
    style: str
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    start: int
    end: int
    rung: str


def outline(text: str, marks: Sequence[Mark] = ()) -> list[Section]:
    """Cut a report's text into sections at its headings.

    ``marks`` are headings that the loader knows of from the file itself.
    """
    del marks
    headings = list(_numbered(text))
    sections: list[Section] = []
    if not headings or headings[0].line > 0:
        sections.append(Section(None, 0, 0, 0, "plain", (), 0, headings[0].line if headings else len(text)))
    ends = [heading.line for heading in headings[1:]] + [len(text)]
    above: list[tuple[str, str]] = []
    for heading, end in zip(headings, ends, strict=False):
        above = [pair for pair in above if RUNGS.index(pair[0]) < RUNGS.index(heading.rung)]
        words = text[heading.start : heading.end]
        above.append((heading.rung, words))
        path = tuple(pair[1] for pair in above)
        sections.append(Section(words, heading.start, heading.end, len(path), "numbered", path, heading.line, end))
    return sections


def _numbered(text: str) -> Iterator[_Heading]:
    for line in _LINE.finditer(text):
        marker = marker_at(text, line.start(1), line.end())
        if marker is not None and text[marker.end : line.end()].strip() and "\t" not in line[1]:
            yield _Heading(line.start(), line.start(1), _heading_end(text, marker.end, line.end()), marker.rung)


def _heading_end(text: str, start: int, end: int) -> int:
    """A heading ends before its first full stop, else with its line."""
    stop = text.find("。", start, end)
    return start + len(text[start : end if stop < 0 else stop].rstrip())

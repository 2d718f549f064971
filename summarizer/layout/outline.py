"""Sections: which heading opens each, and where it ends."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.layout.exempt import exempt
from summarizer.layout.frame import HEAD_LINES, find_title
from summarizer.layout.ladder import Step, climb, place
from summarizer.layout.marker import counts_on, marker_at
from summarizer.layout.paragraphs import paragraphs
from summarizer.layout.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.layout.paragraphs import Paragraph
    from summarizer.spans import Mark

_DECORATION = re.compile(r"(#{1,6})\s+(?:\*\*\s*)?|(?:\*\*|__)\s*")
_GAP = re.compile(r"(?:\u3000+|[ \xa0]{2,})(?=\S)")
_STOP = re.compile("[。｡]")
# In characters: the words before a gap that make a heading, the text behind it that makes it run in, and the longest
# line that a heading which lost its 、 stands on.
_SHORTEST, _SHORTEST_TEXT, _LONGEST_WORN = 3, 20, 30
_TRAILING = f"{string.whitespace}\u3000\xa0：:；;，,"


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


def outline(text: str, marks: Sequence[Mark] = ()) -> list[Section]:
    """Cut a report's text into sections at its headings.

    ``marks`` are headings that the loader knows of from the file itself.
    """
    headings = _headings(text, marks)
    first = headings[0][0].line if headings else len(text)
    sections = [Section(None, 0, 0, 0, "plain", (), 0, first)] if first > 0 or not headings else []
    above: list[tuple[int, str]] = []
    for n, (step, level) in enumerate(headings, 1):
        words = text[step.start : step.end]
        above = [*(pair for pair in above if pair[0] < level), (level, words)]
        path = tuple(heading for _, heading in above)
        style = "numbered" if step.marker else "plain"
        end = headings[n][0].line if n < len(headings) else len(text)
        sections.append(Section(words, step.start, step.end, level, style, path, step.line, end))
    return sections


def _headings(text: str, marks: Sequence[Mark]) -> list[tuple[Step, int]]:
    """Return the lines that open sections, in order, each with its level."""
    lines = paragraphs(text)
    title = find_title(text, lines[:HEAD_LINES])
    body = title.end if title else 0
    declared = {mark.start: mark.level for mark in marks}
    steps = {n: step for n, line in enumerate(lines) if (step := _step(text, line, declared)) and step.start >= body}
    closed = exempt(text, lines, list(steps))
    headings = climb([step for n, step in steps.items() if n not in closed])
    taken = {step.line for step, _ in headings}
    numbered = {n for n, line in enumerate(lines) if line.start in taken}
    name = text[title.start : title.end] if title else ""
    closed.update(n for n, line in enumerate(lines) if line.start < body or text[line.first : line.end] == name)
    plains = [lines[n] for n in plain(text, lines, numbered, closed)]
    return place(headings, [Step(line.start, line.first, line.end, None) for line in plains])


def _step(text: str, line: Paragraph, declared: dict[int, int]) -> Step | None:
    """Return the line as a step of the ladder, if it begins with a number or the file declares it a heading."""
    start, level, end = line.first, declared.get(line.first, 0), line.end
    if (decoration := _DECORATION.match(text, start, end)) is not None:
        start = decoration.end()
        level = level or len(decoration[1] or "")
        closing = text.find("**", start, end)
        end = end if closing < 0 else closing
    marker = marker_at(text, start, end)
    if marker is not None and counts_on(text, marker, end):
        marker = None
    if marker is None and not level:
        return None
    words = marker.end if marker else start
    stop = _heading_end(text, words, end)
    runs_in = end - start > _LONGEST_WORN or end - stop > 1
    return Step(line.start, start, stop, marker, level, runs_in) if stop > words else None


def _heading_end(text: str, start: int, end: int) -> int:
    """A heading ends before its first full stop, or before the gap that sets its text apart, else with its line."""
    full_stop = _STOP.search(text, start, end)
    stop = full_stop.start() if full_stop else end
    gap = _GAP.search(text, start + _SHORTEST, stop)
    if gap is not None and end - gap.end() > _SHORTEST_TEXT:
        stop = gap.start()
    return start + len(text[start:stop].rstrip(_TRAILING))

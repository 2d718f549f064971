"""Sections: which heading opens each, and where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.layout.exempt import exempt
from summarizer.layout.ladder import Step, climb
from summarizer.layout.marker import counts_on, marker_at
from summarizer.layout.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph
    from summarizer.spans import Mark

_DECORATION = re.compile(r"(#{1,6})[ \t]+(?:\*\*)?|\*\*|__")
_GAP = re.compile(r"(?:\u3000+|[ \xa0]{2,})(?=\S)")
_TRAILING = " \t\r\n\u3000\xa0：:；;，,"


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
    headings = climb(list(_steps(text, marks)))
    sections: list[Section] = []
    if not headings or headings[0][0].line > 0:
        sections.append(Section(None, 0, 0, 0, "plain", (), 0, headings[0][0].line if headings else len(text)))
    ends = [step.line for step, _ in headings[1:]] + [len(text)]
    above: list[tuple[int, str]] = []
    for (step, level), end in zip(headings, ends, strict=True):
        words = text[step.start : step.end]
        above = [*(pair for pair in above if pair[0] < level), (level, words)]
        path = tuple(heading for _, heading in above)
        style = "numbered" if step.marker else "plain"
        sections.append(Section(words, step.start, step.end, level, style, path, step.line, end))
    return sections


def _steps(text: str, marks: Sequence[Mark]) -> Iterator[Step]:
    """Yield the lines that may be headings: those that begin with a number, and those that the file declares."""
    lines = paragraphs(text)
    declared = {mark.start: mark.level for mark in marks}
    steps = {n: step for n, line in enumerate(lines) if (step := _step(text, line, declared)) is not None}
    closed = exempt(text, lines, list(steps))
    return (step for n, step in steps.items() if n not in closed)


def _step(text: str, line: Paragraph, declared: dict[int, int]) -> Step | None:
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
    return Step(line.start, start, _heading_end(text, marker.end if marker else start, end), marker, level)


def _heading_end(text: str, start: int, end: int) -> int:
    """A heading ends before its first full stop, or before the gap that sets its text apart, else with its line."""
    stop = text.find("。", start, end)
    stop = end if stop < 0 else stop
    gap = _GAP.search(text, start + 3, stop)
    if gap is not None and end - gap.end() > 20:
        stop = gap.start()
    return start + len(text[start:stop].rstrip(_TRAILING)) or start + 1

"""The text of record of a file that is not plain text: put together line by line, with what lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.spans import Mark, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class Lines:
    """Lines joined to one text; a line may be declared a heading or the title, or begin a page."""

    def __init__(self) -> None:
        """Begin with an empty text."""
        self._lines: list[str] = []
        self._length = 0
        self.marks: list[Mark] = []
        self.spans: list[Span] = []

    @property
    def text(self) -> str:
        """The text so far, a line feed after each line."""
        return "".join(self._lines)

    def add(self, line: str, level: int = 0, kind: str = "", pages: Sequence[tuple[int, int]] = ()) -> None:
        """Add a line, which may hold line feeds of its own.

        ``level`` from 1 declares it a heading, ``kind`` a span of that kind; ``pages`` are the places in the line where
        a page begins, each with the page's number.
        """
        start, end = self._length, self._length + len(line)
        self._lines += (line, "\n")
        self._length = end + 1
        self.spans += (Span(start + offset, start + offset, "page", str(number)) for offset, number in pages)
        if level and line:
            self.marks.append(Mark(start, end, level))
        if kind and line:
            self.spans.append(Span(start, end, kind))

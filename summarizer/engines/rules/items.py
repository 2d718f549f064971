"""Cutting a stretch of a report into its items: one numbered or 一是-level thing said each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.figures import Figure
    from summarizer.reading import Reading

_PARAGRAPH = re.compile(r"[^\r\n]+")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百]+")
_BREAKS = "\r\n"
_ENDS = "。!！?？\r\n"
_SEMICOLON = re.compile("[;；]")
_INTRODUCES = (":", "：")
_LEAST = 8  # characters of a paragraph that can say something
_LEAST_LISTED = 4  # characters of an item of a list that can say something


class Items:
    """The items of one report: its list markers, and the stretches that are no text of its body."""

    def __init__(self, reading: Reading) -> None:
        """Note where markers stand, and what the layout says is no body text."""
        self._text = reading.report.text
        self._markers: list[Figure] = [f for f in reading.figures if f.kind is Kind.LIST_MARKER]
        self._starts = [marker.start for marker in self._markers]
        foreign = sorted((s.start, s.end) for s in reading.report.spans if s.kind != "lost_characters")
        self._foreign = [start for start, _ in foreign]
        self._reach = list(accumulate((end for _, end in foreign), max))  # how far any up to here goes

    def marked(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the items that the markers of a stretch open, those of the outermost list: made like the first."""
        end = self._annex(start, end)
        inside = self._markers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        if not inside:
            return []
        make = _make(inside[0])
        opening = [marker.start for marker in inside if _make(marker) == make]
        stops = [*(self._before_lead(a, b) for a, b in pairwise(opening)), self._line_end(opening[-1], end)]
        return [self._trimmed(a, b) for a, b in zip(opening, stops, strict=True)]

    def listed(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what a stretch lists after a colon, semicolons between (还有差距：甲；乙；丙), if it does."""
        colon = min((at for mark in _INTRODUCES if (at := self._text.find(mark, start, end)) >= 0), default=end)
        cuts = [match.start() for match in _SEMICOLON.finditer(self._text, colon, end)]
        stretches = zip([colon, *cuts], [*cuts, end], strict=True) if cuts else ()
        spans = [self._trimmed(a + 1, b) for a, b in stretches]
        return [span for span in spans if span[1] - span[0] >= _LEAST_LISTED]

    def paragraphs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the paragraphs of the body that say something of their own; one that introduces a list does not."""
        end = self._annex(start, end)
        lines = (self._trimmed(*match.span()) for match in _PARAGRAPH.finditer(self._text, start, end))
        return [span for span in lines if self._says(*span)]

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch up to the first thing in it that is no body text."""
        at = bisect_right(self._foreign, start)
        return self._trimmed(start, min(end, self._foreign[at]) if at < len(self._foreign) else end)

    def _annex(self, start: int, end: int) -> int:
        """Return where the annexes begin in a stretch, else its end."""
        match = _annexes().search(self._text, start, end)
        return match.start() if match else end

    def _says(self, start: int, end: int) -> bool:
        introduces = self._text.endswith(_INTRODUCES, start, end)
        before = bisect_left(self._foreign, end)
        foreign = before > 0 and self._reach[before - 1] > start
        return end - start >= _LEAST and not introduces and not foreign

    def _before_lead(self, start: int, stop: int) -> int:
        """Return where an item ends when its last sentence only leads on to the next one (下一步,我镇将:)."""
        words = self._text[start:stop].rstrip()
        if not words.endswith(_INTRODUCES):
            return stop
        ended = max(words.rfind(mark) for mark in _ENDS)
        return start + ended + 1 if ended >= 0 else stop

    def _line_end(self, position: int, end: int) -> int:
        ends = [at for mark in _BREAKS if (at := self._text.find(mark, position, end)) >= 0]
        return min(ends, default=end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self._text[start:end]
        lead = len(words) - len(words.lstrip())
        return start + lead, start + max(lead, len(words.rstrip()))


@cache
def _annexes() -> re.Pattern[str]:
    """Return the pattern of a line that opens an annex: one of its names, perhaps numbered, and a colon."""
    names = "|".join(map(re.escape, sorted(table("rules")["annexes"], key=len, reverse=True)))
    numbered = rf"[^\S\r\n]*(?:{_NUMERAL.pattern})?[^\S\r\n]*[:：]"
    return re.compile(rf"^[^\S\r\n]*(?:{names}){numbered}", re.MULTILINE)


def _make(marker: Figure) -> str:
    """Return how a marker is made, its number aside: 一是 and 二是 are made alike, (1) is not."""
    return _NUMERAL.sub("n", marker.surface)

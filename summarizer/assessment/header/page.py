"""The page around the body of a report: its title, its head of labels, its signature, and what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from summarizer.figures import Kind
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.figures import Figure
    from summarizer.form import Field
    from summarizer.reading import Reading

_HEAD = 1500
_EDGES = re.compile(r"^[\s#]+|[\s::]+$")
_FULL_DATE = len("2022-01-01")


@dataclass(frozen=True)
class Page:
    """What stands around the body of one report."""

    reading: Reading

    @property
    def text(self) -> str:
        """The report's text of record."""
        return self.reading.report.text

    def spans(self, kind: str) -> list[Span]:
        """Return the layout's spans of one kind."""
        return [span for span in self.reading.report.spans if span.kind == kind]

    def first(self, kind: str) -> Span | None:
        """Return the first span of a kind, without the white space and colons at its ends."""
        return next((self.trimmed(span) for span in self.spans(kind)), None)

    def trimmed(self, span: Span) -> Span:
        """Return a span without the white space, colons and heading marks at its ends."""
        words = self.text[span.start : span.end]
        bare = _EDGES.sub("", words)
        start = span.start + words.find(bare)
        return Span(start, start + len(bare), span.kind, span.note)

    @cached_property
    def dates(self) -> list[Figure]:
        """The dates given to the day."""
        return [f for f in self.reading.figures if f.kind is Kind.DATE and len(f.value) == _FULL_DATE]

    @cached_property
    def head(self) -> int:
        """Where the head of the page ends: at the first heading, but not beyond what a head may take."""
        opening = next((s.heading_start for s in self.reading.sections if s.heading is not None), _HEAD)
        return min(max(opening, 300), _HEAD)

    def labelled(self, field: Field) -> Span | None:
        """Return the word after one of the field's labels and a colon, in the head of the page; earlier cues win."""
        for pattern in _labels(field):
            if match := pattern.search(self.text, 0, self.head):
                return Span(match.start(1), match.end(1), field.code)
        return None

    def labelled_date(self, field: Field) -> Figure | None:
        """Return the date on the line of one of the field's labels, in the head of the page."""
        for pattern in _labels(field):
            if match := pattern.search(self.text, 0, self.head):
                return next((f for f in self.dates if match.start(1) <= f.start <= match.start(1) + 2), None)
        return None

    def last_date(self, spans: Sequence[Span]) -> Figure | None:
        """Return the last date that stands in one of the spans."""
        inside = [f for f in self.dates for span in spans if span.start <= f.start and f.end <= span.end]
        return inside[-1] if inside else None


@cache
def _labels(field: Field) -> tuple[re.Pattern[str], ...]:
    """Return a pattern a cue: a label may be spread out (文 号) and is no tail of a longer word."""
    gap = r"[ \t\u3000]*"
    value = rf"{gap}[::]{gap}([^\s::【】]+)(?![^\s【】]*[::]\s)"
    return tuple(re.compile(r"(?<![\u4e00-\u9fff])" + gap.join(map(re.escape, cue)) + value) for cue in field.cues)

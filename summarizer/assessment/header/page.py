"""The page around the body of a report: its title, its head of labels, its signature, and what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.figures import Kind
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.figures import Figure
    from summarizer.form import Field
    from summarizer.reading import Reading

_HEAD = 1500
_INNER = re.compile(r"\s+")
_GAP = r"(?:[^\S\r\n]|\|)*"
_LABEL = r"(?<![\u4e00-\u9fff])(?P<label>[\u4e00-\u9fff](?:[^\S\r\n]{0,4}[\u4e00-\u9fff]){1,7})"
_VALUE = r"(?P<value>[^\s:：|【】]+)(?![^\s【】|]*[:：][^\d])"
_COLON = re.compile(rf"{_LABEL}{_GAP}[:：]{_GAP}{_VALUE}")
_CELL = re.compile(rf"^{_GAP}{_LABEL}[^\S\r\n]*(?:\||\r?\n){_GAP}{_VALUE}", re.MULTILINE)
_BRACKETED = re.compile(rf"[\[［【〖]{_GAP}{_LABEL}{_GAP}[\]］】〗]{_GAP}(?P<value>[^\s:：|【】\[\]［］]+)")
_DIGITS = "[0-9０-９]"
# 某政法〔2025〕6号 alone on its line, or before who signed it.
_NUMBER = re.compile(
    r"^[^\S\r\n]*(?P<value>[\u4e00-\u9fff]{2,15}[^\S\r\n]{0,4}"
    rf"[〔\[［（(【]{_DIGITS}{{4}}[〕\]］）)】][^\S\r\n]{{0,4}}第?{_DIGITS}{{1,5}}[^\S\r\n]{{0,4}}号)"
    r"(?=[^\S\r\n]*(?:$|\r|签发))",
    re.MULTILINE,
)
_EDGES = re.compile(r"^[\s#]+|[\s:：]+$")
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

    def line_above(self, span: Span) -> Span | None:
        """Return the words of the last line with any before a span; a title may stand on two lines."""
        words = self.text[: span.start].rstrip()
        start = max(words.rfind("\n"), words.rfind("\r")) + 1
        return self.trimmed(Span(start, len(words), "line")) if words else None

    @cached_property
    def dates(self) -> list[Figure]:
        """The dates given to the day."""
        return [f for f in self.reading.figures if f.kind is Kind.DATE and len(f.value) == _FULL_DATE]

    @cached_property
    def head(self) -> int:
        """Where the head of the page ends: at the first heading, but not beyond what a head may take."""
        opening = next((s.heading_start for s in self.reading.sections if s.heading is not None), _HEAD)
        return min(max(opening, 300), _HEAD)

    @cached_property
    def labels(self) -> dict[str, Span]:
        """What the head of the page says after each label: a colon (文 号:…), brackets, or in the next cell or line."""
        found: dict[str, Span] = {}
        for pattern in (_COLON, _CELL, _BRACKETED):
            for match in pattern.finditer(self.text, 0, self.head):
                found.setdefault(
                    _INNER.sub("", match["label"]), Span(match.start("value"), match.end("value"), "label")
                )
        return found

    def labelled(self, field: Field) -> Span | None:
        """Return the words after one of the field's labels; earlier cues win."""
        return next((self.labels[cue] for cue in field.cues if cue in self.labels), None)

    def number(self, field: Field) -> Span | None:
        """Return the document's number: after one of the field's labels, else alone on a line of the page's head."""
        if (found := self.labelled(field)) is not None:
            return found
        match = _NUMBER.search(self.text, 0, self.head)
        return Span(match.start("value"), match.end("value"), "number") if match else None

    def labelled_date(self, field: Field) -> Figure | None:
        """Return the date that begins after one of the field's labels."""
        span = self.labelled(field)
        return next((f for f in self.dates if span and span.start <= f.start <= span.start + 2), None)

    def last_date(self, spans: Sequence[Span]) -> Figure | None:
        """Return the last date that stands in one of the spans."""
        inside = [f for f in self.dates for span in spans if span.start <= f.start and f.end <= span.end]
        return inside[-1] if inside else None

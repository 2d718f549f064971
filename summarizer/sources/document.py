"""What a loader makes of a file, before the layout is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.spans import Mark, Span


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, and what the file itself says about it: headings, title and pages, metadata."""

    text: str
    marks: tuple[Mark, ...] = ()
    spans: tuple[Span, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

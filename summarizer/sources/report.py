"""The report: one source document and its text of record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.spans import Cell, Mark, Span


@dataclass(frozen=True, slots=True)
class Report:
    """One source document.

    ``text`` is the text of record: the decoded file for plain text (no newline translation), else what the loader
    produced. ``digest`` is the SHA-256 of the input's bytes, in hex. ``spans`` and ``tables`` lie over the text;
    ``marks`` are headings that the file itself declares.
    ``metadata`` holds what the file says of itself, say ``published`` or ``source``.
    """

    name: str
    text: str
    digest: str = ""
    media_type: str = "text/plain"
    title: str = ""
    spans: tuple[Span, ...] = ()
    tables: tuple[Cell, ...] = ()
    marks: tuple[Mark, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


def load(path: str | Path) -> Report:
    """Read a report from a file.

    Raises:
        ReportError: the file is missing, empty, binary or of an unknown kind; the message says what to do.
    """
    raise NotImplementedError(path)

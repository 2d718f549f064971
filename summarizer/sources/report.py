"""The report: one source document and its text of record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import ReportError
from summarizer.layout import scan
from summarizer.sources.html import read_html
from summarizer.sources.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.sources.document import Document
    from summarizer.spans import Cell, Mark, Span

# One reader a suffix, with the media type it reads.
_READERS: dict[str, tuple[str, Callable[[bytes, str], Document]]] = {
    ".txt": ("text/plain", read_text),
    ".md": ("text/markdown", read_text),
    ".markdown": ("text/markdown", read_text),
    ".html": ("text/html", read_html),
    ".htm": ("text/html", read_html),
}

SUFFIXES = tuple(_READERS)


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
    path = Path(path)
    reader = _READERS.get(path.suffix.lower())
    data = _bytes(path)
    if reader is None:
        known = ", ".join(suffix.lstrip(".") for suffix in _READERS)
        raise ReportError(f"{path.name}: no reader for {path.suffix or 'files without a suffix'}; give one of {known}")
    media_type, read = reader
    document = read(data, path.name)
    if not document.text.strip():
        raise ReportError(f"{path.name}: no text in the file; check that it is the right one")
    layout = scan(document.text)
    return Report(
        name=path.name,
        text=document.text,
        digest=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        title=next((document.text[s.start : s.end] for s in layout.spans if s.kind == "title"), ""),
        spans=layout.spans,
        tables=document.tables or layout.tables,
        marks=document.marks,
        metadata=document.metadata,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReportError(f"{path}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise ReportError(f"{path}: a folder, not a file; give a file, or use the batch command") from error
    except PermissionError as error:
        raise ReportError(f"{path}: no permission to read it; change its permissions or copy it") from error
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); check the disk or copy the file") from error

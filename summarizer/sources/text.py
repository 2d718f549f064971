"""Plain text and Markdown; text that a user read off a scan, with a form feed between pages, too."""

from __future__ import annotations

from summarizer.sources.document import Document
from summarizer.sources.encoding import decode
from summarizer.spans import Span


def read(data: bytes, name: str) -> Document:
    """Decode a text file; its text is kept as it is, line ends included.

    Raises:
        ReportError: the file is no text.
    """
    text = decode(data, name)
    if "\f" not in text:
        return Document(text)
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\f" and at + 1 < len(text))]
    return Document(text, spans=tuple(Span(start, start, "page", str(n)) for n, start in enumerate(starts, 1)))

"""Plain text and Markdown."""

from __future__ import annotations

from summarizer.sources.document import Document
from summarizer.sources.encoding import decode


def read_text(data: bytes, name: str) -> Document:
    """Decode a text file; its text is kept as it is, line ends included."""
    return Document(decode(data, name))

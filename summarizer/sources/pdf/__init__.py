"""PDF files with a text layer: from the places of characters to lines, paragraphs and tables."""

from __future__ import annotations

from summarizer.sources.pdf.read import read

__all__ = ["read"]

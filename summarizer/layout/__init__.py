"""The layout of a report: headings and sections, page furniture, tables. All spans, the text untouched."""

from __future__ import annotations

from summarizer.layout.furniture import is_field
from summarizer.layout.outline import Section, outline
from summarizer.layout.scan import Layout, scan

__all__ = ["Layout", "Section", "is_field", "outline", "scan"]

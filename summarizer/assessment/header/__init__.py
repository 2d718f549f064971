"""The header of a filled form: who reports, of which year, when published, on which outline."""

from __future__ import annotations

from summarizer.assessment.header.read import header_value, read_header

__all__ = ["header_value", "read_header"]

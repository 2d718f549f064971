"""The header of a filled form: who reports, of which year, when published, on which outline."""

from __future__ import annotations

from summarizer.assessment.header.page import Page
from summarizer.assessment.header.read import header_value, read_header
from summarizer.assessment.header.year import find_year, plain_year

__all__ = ["Page", "find_year", "header_value", "plain_year", "read_header"]

"""Writers: one review, many shapes. All of them show the same rows in the same order."""

from __future__ import annotations

from summarizer.writers.compare import compare_html, compare_json, compare_markdown, compare_terminal
from summarizer.writers.delimited import write_csv
from summarizer.writers.docx import write_docx
from summarizer.writers.files import FORMATS, write_files
from summarizer.writers.html import write_html
from summarizer.writers.index import Brief, brief, write_briefs, write_index
from summarizer.writers.markdown import write_markdown
from summarizer.writers.serve import ReviewServer, decisions_path
from summarizer.writers.terminal import write_terminal
from summarizer.writers.wording import claim_words, source_writing
from summarizer.writers.xlsx import write_xlsx

__all__ = [
    "FORMATS",
    "Brief",
    "ReviewServer",
    "brief",
    "claim_words",
    "compare_html",
    "compare_json",
    "compare_markdown",
    "compare_terminal",
    "decisions_path",
    "source_writing",
    "write_briefs",
    "write_csv",
    "write_docx",
    "write_files",
    "write_html",
    "write_index",
    "write_markdown",
    "write_terminal",
    "write_xlsx",
]

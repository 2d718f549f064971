"""A review as one self-contained page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from summarizer.review import language
from summarizer.writers.markdown import write_markdown

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.review import Review


def write_html(review: Review, lang: str = "", form: Form | None = None) -> str:
    """Return a review as a page; ``lang`` is ``zh`` or ``en``, empty for the report's own language."""
    lang = lang or language(review.report.text)
    body = escape(write_markdown(review, lang, form))
    return f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><pre>{body}</pre></html>\n'

"""A review as the reviewer's page: one self-contained file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.review import language
from summarizer.writers.labels import labels
from summarizer.writers.pagedata import page_data
from summarizer.writers.sheet import lay_out
from summarizer.writers.shell import REVIEW, shell

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.review import Review


def write_html(review: Review, lang: str = "", form: Form | None = None, served: dict[str, Any] | None = None) -> str:
    """Return a review as a page; ``lang`` is ``zh`` or ``en``, empty for the report's own language.

    ``served`` holds what a server adds to the page's data: ``save``, the address that decisions go to, and
    ``decisions``, their file as it stands.
    """
    words = labels(lang or language(review.report.text))
    data = page_data(lay_out(review, words.lang, form), words) | (served or {})
    return shell(REVIEW, data["title"], data, words, served=served is not None)

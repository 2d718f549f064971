"""Whether a report is of the kind that a form is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.spans import Span

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.reading import Reading


def kind_warning(form: Form, reading: Reading) -> Span | None:
    """Return a warning over the first line of a text that is not of the form's kind, else None.

    A text of the kind has a title with a word of the genre, or at least so many different ones as the form asks. The
    note lists those that it has, and their number beside the number asked.
    """
    text, words = reading.report.text, form.genre.words
    titles = (text[span.start : span.end] for span in reading.report.spans if span.kind == "title")
    if any(word in title for title in titles for word in words):
        return None
    found = [word for word in words if word in text]
    if len(found) >= form.genre.least:
        return None
    start = len(text) - len(text.lstrip())
    line = text.find("\n", start)
    return Span(start, line if line >= 0 else len(text), "not_this_kind", _counted(found, form.genre.least))


def _counted(found: list[str], least: int) -> str:
    """Write words and numbers only, which read the same in every language: 法治政府 普法 (2/3)."""
    return " ".join([*found, f"({len(found)}/{least})"])

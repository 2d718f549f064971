"""Whether a report is of the kind that a form is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.spans import Span

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.reading import Reading


def kind_warning(form: Form, reading: Reading) -> Span | None:
    """Return a warning over the whole text if it is not of the form's kind, else None.

    A text of the kind has at least so many different words of the genre as the form asks.
    """
    text = reading.report.text
    found = sum(word in text for word in form.genre.words)
    if found >= form.genre.least:
        return None
    note = f"{found} of the words that mark this form's kind of report, {form.genre.least} expected"
    return Span(0, len(text), "not_this_kind", note)

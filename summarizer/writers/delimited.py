"""A review as ``.csv`` that a spreadsheet opens: the form in its own order, UTF-8 behind a byte order mark."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from summarizer.review import language
from summarizer.writers.formtable import COLUMNS, form_lines, reads_as_formula
from summarizer.writers.labels import labels
from summarizer.writers.sheet import lay_out
from summarizer.writers.terminal import plain

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.review import Review


def write_csv(review: Review, lang: str = "", form: Form | None = None) -> bytes:
    """Return the form of a review as ``.csv``; ``lang`` is ``zh`` or ``en``, empty for the report's own language.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    words = labels(lang or language(review.report.text))
    file = StringIO(newline="")
    table = csv.writer(file)
    table.writerow(words.line(column) for column in COLUMNS)
    for line in form_lines(lay_out(review, words.lang, form), words):
        table.writerow(_inert(cell) for cell in line.cells)
    return file.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    shown = plain(text)
    return f"'{shown}" if reads_as_formula(shown) else shown

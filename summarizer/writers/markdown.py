"""A review as Markdown: the same rows in the same order as on a terminal, all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.review import language
from summarizer.writers.labels import labels
from summarizer.writers.rows import Group
from summarizer.writers.sheet import lay_out
from summarizer.writers.summary import decided_words, doubts, summary_line
from summarizer.writers.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet

# Punctuation that Markdown or HTML inside it would obey.
_OBEYED = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def write_markdown(review: Review, lang: str = "", form: Form | None = None) -> str:
    """Return a review as Markdown; ``lang`` is ``zh`` or ``en``, empty for the report's own language."""
    words = labels(lang or language(review.report.text))
    return "\n".join(_lines(lay_out(review, words.lang, form), words)) + "\n"


def _lines(sheet: Sheet, words: Labels) -> Iterator[str]:
    report = sheet.review.report
    yield f"# {escape(report.title or report.name)}"
    yield ""
    yield summary_line(sheet, words)
    yield ""
    for group in Group:
        rows = list(sheet.of(group))
        if rows:
            yield f"## {words.say('group', group)} ({len(rows)})"
            yield ""
            yield from _table(rows, sheet, words)
            yield ""


def _table(rows: list[Row], sheet: Sheet, words: Labels) -> Iterator[str]:
    heads = ("indicator", "claim", "verdict", "source", "cited", "note")
    yield "| " + " | ".join(words.line(head) for head in heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        cells = (
            name_of(row, sheet, words),
            row.shown,
            doubts(row, words),
            _sources(row, words),
            " / ".join(place.quote for place in row.places if place.quote),
            " ".join(part for part in (row.formula, row.rivals, row.note, row.text, decided_words(row, words)) if part),
        )
        yield "| " + " | ".join(escape(cell) for cell in cells) + " |"


def name_of(row: Row, sheet: Sheet, words: Labels) -> str:
    """Return what a row is about: an indicator with its part, or the kind of a warning, relation or figure."""
    if row.group is Group.WARNING:
        return words.say("warning", row.code)
    if row.group in (Group.CONTRADICTION, Group.UNCLAIMED, Group.UNANSWERED):
        return ""
    return sheet.names.of_code(row.code, words) + (f"·{row.part}" if row.part else "")


def _sources(row: Row, words: Labels) -> str:
    return "; ".join(
        " ".join(part for part in (seen.surface, seen.subject, words.say("period", seen.period)) if part)
        for seen in row.evidence
    )


def escape(text: str) -> str:
    """Return ``text`` on one line, with everything that Markdown would obey made harmless."""
    return _OBEYED.sub(r"\\\1", plain(text))

"""A review on a terminal: 80 columns, a Chinese character counting two; colour only where it is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.review import language
from summarizer.wide import wrap
from summarizer.writers.labels import labels
from summarizer.writers.rows import NEEDS_A_PERSON, Group
from summarizer.writers.sheet import lay_out
from summarizer.writers.summary import decided_words, doubts, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet

WIDTH = 80

_COLOURS = {
    Group.FINDING: "31",
    Group.UNCHECKED: "33",
    Group.CONFLICT: "31",
    Group.CONTRADICTION: "31",
    Group.BREACH: "31",
    Group.UNANSWERED: "33",
    Group.UNCLAIMED: "33",
    Group.WARNING: "33",
    Group.DECIDED: "36",
    Group.SHOWN: "36",
    Group.ACCEPTED: "32",
    Group.BLANK: "2",
}


# What a terminal would obey rather than show: C0 and C1 controls, and characters that turn or hide text.
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def write_terminal(
    review: Review, lang: str = "", colour: bool = False, everything: bool = False, form: Form | None = None
) -> str:
    """Return a review for a terminal: the summary line, what needs a person, then (with ``everything``) the rest.

    ``lang`` is ``zh`` or ``en``; empty means the report's own language.
    """
    words = labels(lang or language(review.report.text))
    return "\n".join(_lines(lay_out(review, words.lang, form), words, colour, everything)) + "\n"


def _lines(sheet: Sheet, words: Labels, colour: bool, everything: bool) -> Iterator[str]:
    yield from wrap(plain(sheet.review.report.title or sheet.review.report.name), WIDTH)
    yield from wrap(summary_line(sheet, words), WIDTH)
    if not sheet.count(*NEEDS_A_PERSON):
        yield words.line("clear")
    for group in Group:
        rows = list(sheet.of(group))
        if rows and (everything or group in NEEDS_A_PERSON):
            yield ""
            yield _paint(f"{words.say('group', group)} ({len(rows)})", "1", colour)
            for row in rows:
                yield from _row(row, sheet, words, colour)
    rest = len(sheet.rows) - sheet.count(*NEEDS_A_PERSON)
    if rest and not everything:
        yield ""
        yield words.line("rest_hidden", {"n": rest})


def _row(row: Row, sheet: Sheet, words: Labels, colour: bool) -> Iterator[str]:
    mark = words.say("mark", row.group)
    head, *more = wrap(f"{mark} {_head(row, sheet, words)}", WIDTH, "  ")
    yield _paint(head, _COLOURS[row.group], colour)
    yield from more
    for name, content in details(row, words):
        yield from wrap(f"    {words.line(name)}  {plain(content)}", WIDTH, "      ")


def _head(row: Row, sheet: Sheet, words: Labels) -> str:
    if row.group is Group.WARNING:
        return f"{words.say('warning', row.code)}  {plain(row.text)}"
    if row.group is Group.BREACH:
        return f"{plain(row.text)}  {words.say('status', row.status)}"
    if row.group in (Group.UNCLAIMED, Group.UNANSWERED, Group.CONTRADICTION):
        return "  ".join(plain(part) for part in (row.shown, row.text) if part)
    name = sheet.names.of_code(row.code, words) + (f"·{row.part}" if row.part else "")
    return "  ".join(plain(part) for part in (name, row.shown, doubts(row, words)) if part)


def details(row: Row, words: Labels) -> Iterator[tuple[str, str]]:
    """Yield what stands under a row: the key of its label in ``line``, and its content."""
    if row.group in (Group.ACCEPTED, Group.UNCLAIMED, Group.UNANSWERED, Group.BLANK):
        return
    for seen in row.evidence:
        said = " ".join(part for part in (seen.subject, words.say("period", seen.period)) if part)
        yield "source", f"{seen.surface} [{seen.start}–{seen.end}]" + (f" {said}" if said else "")
    for place in row.places:
        yield from _filled(("cited", place.quote or ""), ("engine_cited", place.cited))
    yield from _filled(
        ("rivals", row.rivals), ("formula", row.formula), ("note", row.note), ("decided", decided_words(row, words))
    )


def _filled(*lines: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return (line for line in lines if line[1])


def plain(text: str) -> str:
    """Return ``text`` on one line, with every character that a terminal would obey shown as ``·``."""
    return _OBEYED.sub("·", " ".join(text.split()))


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text

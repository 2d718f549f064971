"""The form as an office reads it: every cell in the form's own order, stated or not, with its verdict beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.writers.rows import Group
from summarizer.writers.summary import decided_words, doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.assessment import Value
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet

_OPERATORS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # some take the wide ones, too
_NEGATIVE = re.compile(r"-(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)

COLUMNS = (
    "dimension",
    "indicator",
    "part_name",
    "value",
    "unit",
    "qualifier",
    "status",
    "period",
    "cited",
    "place",
    "verdict",
    "decided",
)

TONES = {
    Group.FINDING: "bad",
    Group.CONFLICT: "bad",
    Group.CONTRADICTION: "bad",
    Group.BREACH: "bad",
    Group.UNCHECKED: "doubt",
    Group.DECIDED: "note",
    Group.SHOWN: "note",
    Group.ACCEPTED: "good",
}


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form: one text a column of ``COLUMNS``, and the tone of its verdict.

    ``tone`` is ``good note doubt bad`` or, for a cell that the report does not fill, empty.
    """

    dimension: str
    cells: tuple[str, ...]
    tone: str


def form_lines(sheet: Sheet, words: Labels) -> Iterator[FormLine]:
    """Yield the lines of the form in its own order; an indicator without a value has one line that says so."""
    rows = {row.about: row for row in reversed(sheet.rows) if row.about}
    values: dict[str, list[Value]] = {}
    for value in sheet.review.assessment.values:
        values.setdefault(value.code, []).append(value)
    for code in dict.fromkeys([*sheet.names.indicators, *values]):
        dimension = sheet.names.of_dimension(sheet.names.dimension_of(code), words)
        name = sheet.names.of_code(code, words)
        if code not in values:
            blank = words.say("status", Status.NOT_STATED)
            yield FormLine(dimension, (dimension, name, "", "", "", "", blank, "", "", "", "", ""), "")
        for value in values.get(code, ()):
            row = rows[value.id]
            cells = (dimension, name, *_cells(value, words), _verdict(row, words), decided_words(row, words))
            yield FormLine(dimension, cells, TONES.get(row.group, ""))


def header_lines(sheet: Sheet, words: Labels) -> list[tuple[str, str]]:
    """Return what the form says before its indicators, name and content: header, timeliness, statutory items."""
    filled, names = sheet.review.assessment, sheet.names
    return [
        *((names.of_code(f.field, words), names.of_choice(f.field, f.value, words)) for f in filled.header),
        (words.line("timeliness"), words.say("timeliness", filled.timeliness.value)),
        *((names.of_code(code, words), words.say("presence", presence)) for code, presence in filled.items),
    ]


def reads_as_formula(text: str) -> bool:
    """Whether a spreadsheet takes a cell with this text for a formula, and would run it; a number is none."""
    return text.startswith(_OPERATORS) and not _NEGATIVE.fullmatch(text)


def _cells(value: Value, words: Labels) -> tuple[str, ...]:
    number = f"{value.value}—{value.value_high}" if value.value_high else value.value
    return (
        value.part,
        number,
        value.unit if number else "",
        value.qualifier,
        words.say("status", value.status),
        " ".join(filter(None, (value.period, value.scope))),
        " / ".join(place.quote for place in value.places if place.quote),
        " / ".join(f"{place.start}–{place.end}" for place in value.places if place.start is not None),
    )


def _verdict(row: Row, words: Labels) -> str:
    return f"{words.say('mark', row.group)} {doubts(row, words)}" if row.verdict else ""

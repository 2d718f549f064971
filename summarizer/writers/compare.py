"""A comparison of reviews, on a terminal, as Markdown, as a page and as JSON: the same lines in the same order."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from summarizer.diff import Outcome, letter
from summarizer.lexicon import table
from summarizer.review import finding_data
from summarizer.wide import wrap
from summarizer.writers.labels import labels
from summarizer.writers.markdown import escape
from summarizer.writers.names import Names
from summarizer.writers.tables import Cell, Table, TablesPage, tables_page
from summarizer.writers.terminal import WIDTH, plain
from summarizer.writers.wording import source_writing, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.assessment import Change
    from summarizer.diff import Column, Comparison, Development, Line, Side
    from summarizer.form import Form
    from summarizer.writers.labels import Labels

FORMAT = "summarizer.diff/1"

# What differs comes first; what is the same, last.
_ORDER = (Outcome.CHANGED, Outcome.ONLY_A, Outcome.ONLY_B, Outcome.PARTIAL, Outcome.SAME)

_SIGNS = {Outcome.CHANGED: "≠", Outcome.ONLY_A: "A", Outcome.ONLY_B: "B", Outcome.PARTIAL: "◌", Outcome.SAME: "="}


def compare_terminal(comparison: Comparison, form: Form, lang: str = "zh", everything: bool = False) -> str:
    """Return a comparison for a terminal: a summary line, what differs, and, with ``everything``, what is the same."""
    words = labels(lang)
    return "\n".join(_terminal(comparison, Names.of_form(form), words, everything)) + "\n"


def _terminal(comparison: Comparison, names: Names, words: Labels, everything: bool) -> Iterator[str]:
    for at, column in enumerate(comparison.columns):
        yield from wrap(f"{letter(at)}  {plain(_told(column, words))}", WIDTH, "   ")
    yield from wrap(_summary(comparison, words), WIDTH)
    for outcome in _ORDER if everything else _ORDER[:-1]:
        lines = [line for line in comparison.lines if line.outcome is outcome]
        if not lines:
            continue
        yield ""
        yield f"{words.say('outcome', outcome)} ({len(lines)})"
        for line in lines:
            yield from wrap(f"{_SIGNS[outcome]} {plain(_name(line, names, words))}", WIDTH, "  ")
            for at, side in enumerate(line.sides):
                yield from wrap(f"    {letter(at)}  {plain(_side(side, words))}", WIDTH, "       ")
            for development in line.developments:
                yield from wrap(f"    {plain(_development(development, words))}", WIDTH, "       ")


def compare_markdown(comparison: Comparison, form: Form, lang: str = "zh") -> str:
    """Return a comparison as one Markdown table, one column a review."""
    words, names = labels(lang), Names.of_form(form)
    titles = [escape(column.title) for column in comparison.columns]
    heads = [words.line("indicator"), *titles, words.line("compared"), words.line("change")]
    lines = [f"# {words.line('comparison')}", "", *(f"- {escape(_told(c, words))}" for c in comparison.columns), ""]
    lines += [_summary(comparison, words), "", _row(heads), "|" + " --- |" * len(heads)]
    for line in _sorted(comparison):
        changes = "; ".join(_development(development, words) for development in line.developments)
        sides = [_side(side, words) for side in line.sides]
        cells = [_name(line, names, words), *sides, words.say("outcome", line.outcome), changes]
        lines.append(_row([escape(cell) for cell in cells]))
    return "\n".join(lines) + "\n"


def compare_html(comparison: Comparison, form: Form, lang: str = "zh") -> str:
    """Return a comparison as a page: one sortable column a review."""
    words, names = labels(lang), Names.of_form(form)
    titles = [column.title for column in comparison.columns]
    heads = (words.line("compared"), words.line("indicator"), *titles, words.line("change"))
    rows = tuple(_cells(line, names, words) for line in _sorted(comparison))
    lines = (
        *(f"{letter(at)}  {_told(c, words)}" for at, c in enumerate(comparison.columns)),
        _summary(comparison, words),
    )
    title = words.line("comparison")
    return tables_page(TablesPage(title, lines, (Table(title, heads, rows),)), words)


def compare_json(comparison: Comparison) -> str:
    """Return a comparison as JSON, values and findings as a review file has them."""
    data = {
        "format": FORMAT,
        "columns": [asdict(column) for column in comparison.columns],
        "counts": {outcome.value: comparison.count(outcome) for outcome in Outcome},
        "lines": [_line_data(line) for line in comparison.lines],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "part": line.part,
        "unit": line.unit,
        "outcome": line.outcome.value,
        "sides": [_side_data(side) for side in line.sides],
        "developments": [asdict(development) for development in line.developments],
    }


def _side_data(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    value = {**asdict(side.value), "status": side.value.status.value}
    return {"value": value, "finding": finding_data(side.finding) if side.finding else None}


def _sorted(comparison: Comparison) -> list[Line]:
    return sorted(comparison.lines, key=lambda line: _ORDER.index(line.outcome))


def _cells(line: Line, names: Names, words: Labels) -> tuple[Cell, ...]:
    tone = {Outcome.SAME: "dim", Outcome.CHANGED: "bad"}.get(line.outcome, "doubt")
    outcome = Cell(f"{_SIGNS[line.outcome]} {words.say('outcome', line.outcome)}", tone=tone)
    changes = "; ".join(_development(development, words) for development in line.developments)
    unfit = any(development.agrees is False for development in line.developments)
    sides = (_side_cell(side, words) for side in line.sides)
    return (outcome, Cell(_name(line, names, words)), *sides, Cell(changes, tone="bad" if unfit else ""))


def _side_cell(side: Side | None, words: Labels) -> Cell:
    if side is None:
        return Cell("—", tone="dim", sort="")
    quote = side.value.places[0].quote or "" if side.value.places else ""
    verdict = words.say("verdict", side.finding.verdict) if side.finding else words.say("status", side.value.status)
    accepted = side.finding is not None and side.finding.accepted
    small = " ".join(filter(None, (verdict, f"“{quote}”" if quote else "")))
    return Cell(
        value_words(side.value, source_writing(side.finding)), small, "" if accepted else "bad", sort=side.value.value
    )


def _side(side: Side | None, words: Labels) -> str:
    if side is None:
        return "—"
    cell = _side_cell(side, words)
    return f"{cell.text}  {cell.small}"


def _development(development: Development, words: Labels) -> str:
    percent = words.line("by_percent", {"percent": development.percent}) if development.percent else ""
    sign = "" if development.difference.startswith("-") else "+"
    computed = f"{letter(development.before)}→{letter(development.after)} {sign}{development.difference}{percent}"
    if development.stated is None:
        return computed
    stated = _stated(development.stated, words)
    agrees = {True: "agrees", False: "disagrees", None: "undecided"}[development.agrees]
    return words.line(f"stated_{agrees}", {"computed": computed, "stated": stated})


def _stated(change: Change, words: Labels) -> str:
    """Return a stated change in words; the direction is added where the base's own words do not tell it."""
    told = any(cue in change.base for cue in table("facts").get(change.direction, ()))
    direction = "" if told else words.say("direction", change.direction)
    return f"{change.base}{direction}{change.amount}{change.unit}"


def _name(line: Line, names: Names, words: Labels) -> str:
    return names.of_code(line.code, words) + (f"·{line.part}" if line.part else "")


def _told(column: Column, words: Labels) -> str:
    reviewed = words.line("reviewed") if column.reviewed else ""
    return "  ".join(filter(None, (column.name, column.year, column.engine, reviewed)))


def _summary(comparison: Comparison, words: Labels) -> str:
    counted = [(comparison.count(outcome), words.say("outcome", outcome)) for outcome in Outcome]
    return words.line("between").join(words.line("part", {"n": n, "verdict": name}) for n, name in counted if n)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"

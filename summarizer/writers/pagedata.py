"""What the reviewer's page is told of a review, as plain data. Empty entries are left out, quotes go as places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.writers.rows import Group
from summarizer.writers.summary import decided_words, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.assessment import Place
    from summarizer.review import Review
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet
    from summarizer.writers.wording import Evidence

Json = dict[str, Any]

# Rows that are about no indicator and no kind of statement.
_UNNAMED = frozenset({Group.CONTRADICTION, Group.UNANSWERED, Group.UNCLAIMED, Group.WARNING})

# What rows.js supplies where a row says nothing.
TAKEN_FOR_GRANTED = {"status": "stated", "quote": "holds", "attribution": "fits"}


def page_data(sheet: Sheet, words: Labels) -> Json:
    """Return the data of the reviewer's page; every offset is one of the report's text."""
    review = sheet.review
    report = review.report
    return {
        "words": dict(words.groups),
        "title": report.title or report.name,
        "name": report.name,
        "digest": report.digest,
        "form": {"id": review.form.id, "version": review.form.version, "digest": review.form.digest},
        "engine": " ".join(part for part in (review.engine.name, review.engine.model) if part),
        "summary": summary_line(sheet, words),
        "text": report.text,
        "sections": list(_sections(review)),
        "noise": [[span.start, span.end, span.kind] for span in report.spans if span.kind in words.groups["warning"]],
        "figures": _figures(review),
        "rows": [_row(row, words) for row in sheet.rows],
        "names": {row.code: sheet.names.of_code(row.code, words) for row in sheet.rows if row.group not in _UNNAMED},
        "order": {row.code: sheet.names.rank(row.code) for row in sheet.rows if row.about},
        "dimensions": {code: sheet.names.of_dimension(code, words) for code in sheet.names.dimensions},
        **_form_in_words(sheet, words),
    }


def _sections(review: Review) -> Iterator[list[Any]]:
    """Yield the sections that tile the text; a text without any is one section."""
    if not review.sections:
        yield [0, len(review.report.text), 0, 0, 0, None]
    for section, answered in zip(review.sections, review.answered, strict=True):
        yield [section.start, section.end, section.level, section.heading_start, section.heading_end, answered]


def _figures(review: Review) -> list[list[Any]]:
    """Return every amount of the source that the review speaks of: those that claims use and those that none does."""
    facts = [fact for finding in review.findings for fact in finding.figures]
    facts += [fact for relation in review.arithmetic for fact in relation.figures]
    figures = {figure.start: figure for figure in (*(fact.figure for fact in facts), *review.unclaimed)}
    ordered = sorted(figures.values(), key=lambda figure: figure.start)
    return [[figure.start, figure.end, figure.value, figure.unit, figure.qualifier] for figure in ordered]


def _row(row: Row, words: Labels) -> Json:
    """Return a row without what is empty or what the page takes for granted."""
    told = {
        "key": row.key,
        "group": row.group.value,
        "code": row.code,
        "dimension": row.dimension,
        "part": row.part,
        "shown": row.shown,
        "text": row.text,
        "status": row.status,
        "verdict": row.verdict,
        "reason": row.reason,
        "quote": row.quote,
        "attribution": row.attribution,
        "formula": row.formula,
        "rivals": row.rivals,
        "note": row.note,
        "decided": decided_words(row, words),
        "places": [_place(place) for place in row.places],
        "evidence": [_evidence(seen) for seen in row.evidence],
    }
    return {key: content for key, content in told.items() if content and TAKEN_FOR_GRANTED.get(key) != content}


def _place(place: Place) -> list[Any]:
    """Return where a quote stands; what the engine cited and how it was found only where that says something."""
    plain = not place.cited and place.located == "exact"
    return [place.start, place.end] if plain else [place.start, place.end, place.cited, place.located]


def _evidence(seen: Evidence) -> list[Any]:
    return [seen.start, seen.end, seen.subject, seen.period_words or seen.period, seen.mood]


def _form_in_words(sheet: Sheet, words: Labels) -> Json:
    """Return what the form says beside its numbers: header, statutory items, coverage, statements."""
    names, filled = sheet.names, sheet.review.assessment
    late = filled.timeliness
    return {
        "header": [
            [names.of_code(f.field, words), names.of_choice(f.field, f.value, words), f.status, f.start, f.end]
            for f in filled.header
        ]
        + [[words.line("timeliness"), words.say("timeliness", late.value), "stated", None, None]],
        "items": [[names.of_code(code, words), presence] for code, presence in filled.items],
        "coverage": [[names.of_dimension(entry.dimension, words), entry.value] for entry in filled.coverage],
        "statements": [
            [names.of_code(said.kind, words), said.text, *_first_place(said.places)] for said in filled.statements
        ],
    }


def _first_place(places: tuple[Any, ...]) -> tuple[int | None, int | None]:
    return (places[0].start, places[0].end) if places else (None, None)

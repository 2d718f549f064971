"""Reading the fields of a form's header from the page around a report's body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment.filled import HeaderField
from summarizer.assessment.header.issuer import find_issuer, level_of, parent_area
from summarizer.assessment.header.page import Page
from summarizer.assessment.header.quality import quality_flags
from summarizer.assessment.header.year import ReportYear, find_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.form import Field, Form
    from summarizer.reading import Reading
    from summarizer.spans import Span


def read_header(form: Form, reading: Reading) -> tuple[HeaderField, ...]:
    """Return every field of the form's header, in the form's order.

    A field is ``stated`` with its place, ``inferred`` (read off other fields or off the file), or ``not_stated``.
    """
    reader = _Reader(form, Page(reading))
    return tuple(reader.read(field) for field in form.header)


def header_value(header: Iterable[HeaderField], field: str) -> str:
    """Return the value of a field, empty if the header has none."""
    return next((entry.value for entry in header if entry.field == field), "")


class _Reader:
    """The header of one report, each finding made once."""

    def __init__(self, form: Form, page: Page) -> None:
        self._form = form
        self._page = page
        self._year: ReportYear = find_year(page)
        self._issuer = next((find_issuer(form, page, f) for f in form.header if f.find == "issuer"), None)

    def read(self, field: Field) -> HeaderField:
        """Return one field of the header."""
        match field.find:
            case "issuer":
                return self._quoted(field, self._issuer)
            case "area":
                return self._quoted(field, parent_area(self._page, self._issuer) if self._issuer else None)
            case "year":
                return self._year_field(field)
            case "level" | "year_source" | "outline" | "quality":
                return _inferred(field, self._concluded(field))
            case _:
                return self._placed(field)

    def _concluded(self, field: Field) -> str:
        """Return what follows from other fields, or from the whole text, and has no one place."""
        match field.find:
            case "level":
                return level_of(self._form, self._words(self._issuer))
            case "year_source":
                return self._year.source
            case "outline":
                cited = (o.code for o in self._form.outlines if any(cue in self._page.text for cue in o.cues))
                return ",".join(cited)
            case _:
                return ",".join(quality_flags(self._page))

    def _placed(self, field: Field) -> HeaderField:
        """Return a field that stands at a place of its own: the title, the addressee, a label, the signature."""
        if field.kind == "date":
            return self._date(field)
        span = self._found(field)
        if field.kind == "choice":
            return self._choice(field, span)
        return self._quoted(field, span)

    def _found(self, field: Field) -> Span | None:
        match field.find:
            case "label":
                return self._page.labelled(field)
            case "number":
                return self._page.number(field)
            case _:
                return self._page.first(field.find)

    def _words(self, span: Span | None) -> str:
        return self._page.text[span.start : span.end] if span else ""

    def _quoted(self, field: Field, span: Span | None) -> HeaderField:
        words = self._words(span)
        if not span or not words:
            return _inferred(field, self._page.reading.report.title if field.find == "title" else "")
        return HeaderField(field.code, words, "stated", words, span.start, span.end)

    def _choice(self, field: Field, span: Span | None) -> HeaderField:
        words = self._words(span)
        chosen = next((choice.code for choice in field.choices if any(cue in words for cue in choice.cues)), "")
        if not span or not chosen:
            return _inferred(field, "")
        return HeaderField(field.code, chosen, "stated", words, span.start, span.end)

    def _date(self, field: Field) -> HeaderField:
        """Return a date given to the day: after a label, or for the signature in the lines after the body."""
        found = self._page.labelled_date(field)
        if found is None and field.find == "signature":
            found = self._page.last_date([*self._page.spans("signature"), *self._page.spans("date_line")])
        if found is None:
            return _inferred(field, "")
        return HeaderField(field.code, found.value, "stated", found.surface, found.start, found.end)

    def _year_field(self, field: Field) -> HeaderField:
        year, _, span = self._year
        if span is None:
            return _inferred(field, year)
        return HeaderField(field.code, year, "stated", self._words(span), span.start, span.end)


def _inferred(field: Field, value: str) -> HeaderField:
    return HeaderField(field.code, value, "inferred" if value else "not_stated", None, None, None)

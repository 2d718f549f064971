"""Records: what a model wrote about one part, made into answers.

A record is never thrown away. What is wrong with it (unknown code, words that the part does not contain, a number that
is not in those words, an impossible unit or value) is collected as complaints and kept with the answer.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from summarizer.assessment import Answer, Change, Spoken, Status
from summarizer.engines.quotes import NOWHERE, Quotes
from summarizer.figures import Figure, Kind, extract_figures
from summarizer.form import Bound
from summarizer.lexicon import table
from summarizer.prompting import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.assessment import Place
    from summarizer.form import Form, Indicator
    from summarizer.parts import Part

Record = dict[str, Any]

# Which kinds of figure an indicator of each type can be stated in.
_KINDS = {
    "count": {Kind.QUANTITY},
    "percent": {Kind.PERCENT},
    "ratio": {Kind.PERCENT, Kind.QUANTITY},
    "money": {Kind.MONEY},
    "duration": {Kind.DURATION},
}


@cache
def complaints() -> Phrases:
    """Return the wording of complaints."""
    return Phrases("complaints")


# The groups of `schemas/lexicon/qualifiers.toml` that map a word to a qualifier.
_QUALIFIERS = ("before", "after", "after_measure", "inner")

# Stands for a unit that is not given: a number alone on a line would be read as a page number.
_NO_UNIT = "个"


class Records:
    """Makes answers of the records of one part."""

    def __init__(self, form: Form, part: Part) -> None:
        self._form = form
        self._reading = part.reading
        self._quotes = Quotes(part)

    def answer(self, record: Record) -> Answer:
        """Make an answer of one record, with all complaints about it."""
        text = {key: str(value) for key, value in record.items() if isinstance(value, str)}
        place = self._quotes.place(text.get("quote", ""))
        figure = _figure(text)
        return Answer(
            code=text.get("code", ""),
            part=text.get("part", ""),
            value=figure.value if figure else text.get("value", ""),
            value_high=figure.value_high if figure else text.get("value_high", ""),
            unit=figure.unit if figure else text.get("unit", ""),
            qualifier=_qualifier(text) or (figure.qualifier if figure else ""),
            status=_status(text.get("status", "")),
            place=place,
            change=_change(record.get("change")),
            period=text.get("period", ""),
            scope=text.get("scope", ""),
            complaints=(*record.get("complaints", ()), *self._complaints(text, place, figure)),
        )

    def spoken(self, record: Record) -> Spoken:
        """Make a statement of one record."""
        place = self._quotes.place(str(record.get("quote", "")))
        return Spoken(
            kind=str(record.get("kind", "")),
            dimension=str(record.get("dimension", "")),
            text=str(record.get("text", "")) or place.quote or place.cited,
            place=place,
        )

    def _complaints(self, record: Mapping[str, str], place: Place, figure: Figure | None) -> Iterator[str]:
        indicator = self._indicator(record.get("code", ""))
        if indicator is None:
            yield self._say("unknown_code", record)
        if not record.get("quote", "").strip():
            yield self._say("no_quote", record)
        elif place.located == NOWHERE:
            yield self._say("quote_not_found", record)
        if figure is None:
            yield self._say("unreadable", record)
            return
        if _qualifier(record) not in {"", *_qualifiers().values()}:
            yield self._say("wrong_qualifier", record)
        # A zero said in words needs no figure in its quote; whether the words say it is the cross-check's business.
        worded = figure.value == "0" and record.get("status") == Status.STATED_ZERO
        if place.located != NOWHERE and not worded and not self._carries(place, figure):
            yield self._say("not_in_quote", record)
        if indicator:
            yield from self._misfits(record, indicator, figure)

    def _misfits(self, record: Mapping[str, str], indicator: Indicator, figure: Figure) -> Iterator[str]:
        """Say how a number cannot be the indicator's."""
        if figure.unit and figure.kind not in _KINDS.get(indicator.type, {figure.kind}):
            yield self._say("wrong_unit", record, indicator)
        values = [Decimal(value) for value in (figure.value, figure.value_high) if value]
        if any(not _within(value, bound) for value in values for bound in indicator.rules(Bound)):
            yield self._say("out_of_range", record, indicator)

    def _carries(self, place: Place, figure: Figure) -> bool:
        """Whether the report's own words at a place say the number, in digits, numerals or words."""
        figures = self._reading.figures
        first = bisect_left(figures, place.start or 0, key=lambda f: f.start)
        last = bisect_left(figures, place.end or 0, key=lambda f: f.start)
        worded = [fact.figure for fact in self._reading.facts if fact.worded and _inside(fact.figure, place)]
        said = {value for f in (*figures[first:last], *worded) for value in (f.value, f.value_high)}
        return {figure.value, figure.value_high} <= said | {""}

    def _indicator(self, code: str) -> Indicator | None:
        return next((indicator for indicator in self._form.indicators if indicator.code == code), None)

    def _say(self, complaint: str, record: Mapping[str, str], indicator: Indicator | None = None) -> str:
        words = {key: record.get(key, "") for key in ("code", "quote", "value", "unit", "qualifier")}
        return complaints().say(complaint, indicator=indicator.zh if indicator else "", **words)


def _figure(record: Mapping[str, str]) -> Figure | None:
    """Read the number of a record as the figure it spells: ``900`` and ``万元`` make 9000000 元; None if it is none."""
    value, high = record.get("value", "").strip(), record.get("value_high", "").strip()
    unit = record.get("unit", "").strip()
    surface = f"{value}—{high}" if high else value
    figures = [figure for figure in extract_figures(surface + (unit or _NO_UNIT)) if figure.is_amount]
    if len(figures) != 1 or not figures[0].value:
        return None
    return figures[0] if unit else replace(figures[0], unit="")


@cache
def _qualifiers() -> dict[str, str]:
    """Return the words that change a number, each with the one that it means."""
    words = table("qualifiers")
    return {word: meaning for group in _QUALIFIERS for word, meaning in words[group].items()}


def _qualifier(record: Mapping[str, str]) -> str:
    """Return the qualifier of a record as one of the form's own (逾 is 超过), or as it is where it is no qualifier."""
    written = record.get("qualifier", "").strip()
    return _qualifiers().get(written, written)


def _status(name: str) -> Status:
    try:
        return Status(name)
    except ValueError:
        return Status.STATED


def _change(record: object) -> Change | None:
    """Read a stated change, if there is one."""
    if not isinstance(record, dict) or not record.get("amount"):
        return None
    direction, amount, unit, base = (str(record.get(key, "")) for key in ("direction", "amount", "unit", "base"))
    return Change(direction, amount, unit, base)


def _within(value: Decimal, bound: Bound) -> bool:
    low = bound.low is None or value >= bound.low
    high = bound.high is None or value <= bound.high
    return low and high and (not bound.whole or value == value.to_integral_value())


def _inside(figure: Figure, place: Place) -> bool:
    return (place.start or 0) <= figure.start and figure.end <= (place.end or 0)

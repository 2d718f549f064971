"""Complaints: what is wrong with one record of a model's reply, worded for the model and for the reviewer.

Complaints are collected, never raised: one bad record must not cost twenty good ones. They say what can be seen in the
record and its part alone; whether the number is of this indicator, this year and this mood is the cross-check's
business.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.engines.qualifiers import is_qualifier
from summarizer.engines.quotes import NOWHERE
from summarizer.figures import Kind, extract_figures
from summarizer.form import Bound
from summarizer.prompting import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summarizer.assessment import Answer, Place
    from summarizer.engines.quotes import Quotes
    from summarizer.figures import Figure
    from summarizer.form import Form, Indicator
    from summarizer.reading import Reading

# Which kinds of figure an indicator of each type can be stated in.
_KINDS = {
    "count": {Kind.QUANTITY},
    "percent": {Kind.PERCENT},
    "ratio": {Kind.PERCENT, Kind.QUANTITY},
    "money": {Kind.MONEY},
    "duration": {Kind.DURATION},
}

_SENTENCE_ENDS = "。！？!?;；\n"
_REACH = 200  # characters; nobody's sentence goes on for longer on either side of a quote


@cache
def wording() -> Phrases:
    """Return the wording of complaints."""
    return Phrases("complaints")


class Complaints:
    """Finds what is wrong with the records of one part."""

    def __init__(self, form: Form, reading: Reading, quotes: Quotes) -> None:
        self._indicators = {indicator.code: indicator for indicator in form.indicators}
        self._reading = reading
        self._quotes = quotes

    def about(self, answer: Answer, figure: Figure | None, written: Mapping[str, str]) -> tuple[str, ...]:
        """Return what is wrong with an answer.

        ``figure`` is its number, None if it has none; ``written`` holds the record's own words.
        """
        found = [*self._of_quote(answer.place), *self._of_words(answer)]
        if answer.code not in self._indicators:
            found.append(("unknown_code", ""))
        if not is_qualifier(answer.qualifier):
            found.append(("wrong_qualifier", ""))
        found += self._of_number(answer, figure) if figure else [("unreadable", "")]
        indicator = self._indicators.get(answer.code)
        words = {name: written.get(name, "") for name in ("code", "quote", "unit", "qualifier")}
        words["value"] = "—".join(filter(None, (written.get("value"), written.get("value_high"))))
        name = indicator.zh if indicator else ""
        return tuple(wording().say(complaint, indicator=name, words=said, **words) for complaint, said in found)

    def _of_quote(self, place: Place) -> Iterator[tuple[str, str]]:
        if place.located == NOWHERE:
            yield ("quote_not_found" if place.cited else "no_quote"), ""

    def _of_words(self, answer: Answer) -> Iterator[tuple[str, str]]:
        """Words beside the number may name a number only if the report does."""
        for words in (answer.part, answer.period, answer.scope):
            if words and extract_figures(words) and self._quotes.place(words).located == NOWHERE:
                yield "words_not_found", words

    def _of_number(self, answer: Answer, figure: Figure) -> Iterator[tuple[str, str]]:
        place, change = answer.place, answer.change
        # A zero said in words needs no figure in its quote; whether the words say it is the cross-check's business.
        worded = figure.value == "0" and answer.status is Status.STATED_ZERO
        if place.located != NOWHERE:
            if not worded and not {figure.value, figure.value_high} <= self._values(place.start or 0, place.end or 0):
                yield "not_in_quote", ""
            if change and change.amount not in self._values(*self._sentence(place)):
                yield "change_not_found", f"{change.amount}{change.unit}"
        if indicator := self._indicators.get(answer.code):
            yield from _misfits(indicator, figure)

    def _values(self, start: int, end: int) -> set[str]:
        """Return the values that the report states in a stretch, in digits, numerals or words; and no value."""
        figures = self._reading.figures
        first, last = (bisect_left(figures, at, key=lambda figure: figure.start) for at in (start, end))
        worded = [f.figure for f in self._reading.facts if f.worded and start <= f.figure.start and f.figure.end <= end]
        return {value for figure in (*figures[first:last], *worded) for value in (figure.value, figure.value_high)} | {
            ""
        }

    def _sentence(self, place: Place) -> tuple[int, int]:
        """Return the sentence around a place: a change often stands in the clause after the quote."""
        text = self._reading.report.text
        start, end = place.start or 0, place.end or 0
        first, last = max(0, start - _REACH), min(len(text), end + _REACH)
        while start > first and text[start - 1] not in _SENTENCE_ENDS:
            start -= 1
        while end < last and text[end] not in _SENTENCE_ENDS:
            end += 1
        return start, end


def _misfits(indicator: Indicator, figure: Figure) -> Iterator[tuple[str, str]]:
    """Say how a number cannot be an indicator's."""
    if figure.unit and figure.kind not in _KINDS.get(indicator.type, {figure.kind}):
        yield "wrong_unit", ""
    values = [Decimal(value) for value in (figure.value, figure.value_high) if value]
    if any(not _within(value, bound) for value in values for bound in indicator.rules(Bound)):
        yield "out_of_range", ""


def _within(value: Decimal, bound: Bound) -> bool:
    low = bound.low is None or value >= bound.low
    high = bound.high is None or value <= bound.high
    return low and high and (not bound.whole or value == value.to_integral_value())

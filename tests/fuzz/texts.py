"""Targets that take a text: spans lie in it, values read back, nothing raises, time grows with its length only."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

from growth import grows_within

from fuzz.drawn import Draw
from summarizer.crosscheck import Claim, check, check_text
from summarizer.figures import AMOUNTS, extract_figures
from summarizer.layout import outline, scan
from summarizer.numerals import find_numerals
from summarizer.pipeline import fill
from summarizer.reading import read_text
from summarizer.review import from_data, to_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Growth is measured for one input in so many: it costs a hundred times what the other assertions do.
_MEASURED = 499
_FILLED = 600
_SHORT, _TIMES, _LIMIT = 1_500, 8, 24.0


def numerals(data: bytes) -> None:
    """Numerals stand in order, are never empty, and their values are finite."""
    text = Draw(data).text()
    in_order(text, found := find_numerals(text))
    assert all(numeral.value.is_finite() for numeral in found)
    measure(data, text, find_numerals)


def figures(data: bytes) -> None:
    """Figures quote the text in order; an amount's value reads back as a decimal, and a range goes upward."""
    text = Draw(data).text()
    in_order(text, found := extract_figures(text))
    for figure in found:
        assert figure.surface == text[figure.start : figure.end] == figure.surface.strip()
        if figure.kind in AMOUNTS:
            assert Decimal(figure.value).is_finite()
            assert "E" not in figure.value
            assert not figure.value_high or Decimal(figure.value_high) > Decimal(figure.value)
    measure(data, text, extract_figures)


def outlines(data: bytes) -> None:
    """Sections tile the text, headings quote it, and what the scan finds lies within it."""
    text = Draw(data).text()
    edge = 0
    for section in outline(text):
        assert section.start == edge <= section.heading_start <= section.heading_end <= section.end
        assert section.heading in (None, text[section.heading_start : section.heading_end])
        edge = section.end
    assert edge == len(text)
    layout = scan(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in (*layout.spans, *layout.tables))
    measure(data, text, outline)
    measure(data, text, scan)


def filling(data: bytes) -> None:
    """A form filled from any text quotes it, finds every number of its own, and survives its file."""
    text = Draw(data).text()[:_FILLED]
    review = fill(read_text(text).report)
    filled = review.assessment
    for place in (place for part in (*filled.values, *filled.statements) for place in part.places):
        assert place.start is None or text[place.start : place.end] == place.quote
    for field in filled.header:
        assert field.start is None or text[field.start : field.end] == field.quote
    assert to_data(from_data(to_data(review))) == to_data(review)
    measure(data, text, lambda longer: fill(read_text(longer).report))


def checking(data: bytes) -> None:
    """Any prose and any claim can be checked against any source; a finding's figures are the source's."""
    draw = Draw(data)
    indicator, value, unit, qualifier, quote = (draw.words(4) for _ in range(5))
    prose, source = draw.words(20), draw.text()[:_FILLED]
    claims = [Claim(indicator, value, unit, qualifier, prose, quote), Claim(value=value, quote=source)]
    for finding in (*check(claims, read_text(source)), *check_text(prose, source)):
        for fact in finding.figures:
            assert fact.figure.surface == source[fact.figure.start : fact.figure.end]
    measure(data, source, lambda longer: check(claims, read_text(longer)))


def in_order(text: str, stretches: Iterable[object]) -> None:
    """Assert that stretches lie within the text, follow one another, and are not empty."""
    end = 0
    for stretch in stretches:
        assert end <= stretch.start < stretch.end <= len(text)  # type: ignore[attr-defined]
        end = stretch.end  # type: ignore[attr-defined]


def measure(data: bytes, text: str, read: Callable[[str], object]) -> None:
    """Assert, for some of the inputs, that eight times the text takes no more than some twenty times as long."""
    if not text or zlib.crc32(data) % _MEASURED:
        return
    short, long = (text * (size // len(text) + 1) for size in (_SHORT, _SHORT * _TIMES))
    assert grows_within(_LIMIT, lambda: read(short), lambda: read(long)), "time grows faster than the text"

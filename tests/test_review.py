"""The review file: what is written is what is read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sample import sample_review

from summarizer.errors import ReviewError
from summarizer.pipeline import fill
from summarizer.review import from_data, notes, read_review, to_data, to_json
from summarizer.sources import load
from summarizer.writers import write_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.parametrize("name", ["101_township.txt", "102_county.txt", "103_city_office.txt", "104_street.txt"])
def test_a_review_survives_its_file(fixtures: Path, name: str) -> None:
    """Every part of a review comes back from its JSON as it was."""
    review = fill(load(fixtures / "reports" / name))
    data = json.loads(to_json(review, notes(review)))
    assert to_data(from_data(data), notes(review)) == to_data(review, notes(review))


def test_a_review_file_has_an_entry_a_line(fixtures: Path) -> None:
    """A value or finding is one line of the file, so that two files can be compared line by line."""
    review = fill(load(fixtures / "reports" / "101_township.txt"))
    lines = [line.rstrip(",") for line in to_json(review).splitlines()]
    data = to_data(review)
    for name in ("values", "findings", "sections"):
        assert all(json.dumps(entry, ensure_ascii=False) in lines for entry in data[name])


@pytest.mark.parametrize("name", ["101_township.txt", "102_county.txt", "103_city_office.txt", "104_street.txt"])
def test_every_quote_is_the_reports_own_text(fixtures: Path, name: str) -> None:
    """Whatever has a place quotes exactly what stands there."""
    review = fill(load(fixtures / "reports" / name))
    filled = review.assessment
    places = [place for part in (*filled.values, *filled.statements) for place in part.places]
    assert places
    assert all(review.report.text[p.start : p.end] == p.quote for p in places if p.start is not None)
    quoted = [field for field in filled.header if field.start is not None]
    assert quoted
    assert all(review.report.text[field.start : field.end] == field.quote for field in quoted)


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"format": "summarizer.review/9"}', '{"format": "summarizer.review/1"}']
)
def test_what_is_no_review_is_named(tmp_path: Path, content: str) -> None:
    """A file that is no review of this format is an error that names it."""
    path = tmp_path / "x.review.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReviewError, match=r"x\.review\.json"):
        read_review(path)


def places_in(data: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to everything in plain data; of a list, to its first entry only."""
    if way:
        yield way
    entries = data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ()
    for step, entry in entries:
        yield from places_in(entry, (*way, step))


def replaced(data: Any, way: tuple[str | int, ...], entry: Any) -> Any:
    """Return a copy of plain data with another entry at the end of a way."""
    if not way:
        return entry
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[way[0]] = replaced(data[way[0]], way[1:], entry)
    return copy


@pytest.mark.parametrize("entry", [None, 7, "x", True, [], [1], {}, {"x": 1}])
def test_a_review_with_a_field_of_another_type_is_shown_or_named(entry: Any) -> None:
    """Whatever stands in a field, a review file either reads as a review that can be shown or is a ReviewError."""
    data = to_data(sample_review())
    for way in places_in(json.loads(json.dumps(data))):
        try:
            review = from_data(replaced(json.loads(json.dumps(data)), way, entry))
        except ReviewError:
            continue
        assert write_markdown(review)

"""The review file: what is written is what is read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import ReviewError
from summarizer.pipeline import fill
from summarizer.review import from_data, notes, read_review, to_data, to_json
from summarizer.sources import load

if TYPE_CHECKING:
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

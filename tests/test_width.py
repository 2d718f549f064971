"""Punctuation has two widths, and no report means anything else by the one than by the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.pipeline import fill
from summarizer.sources import Report, load

FIXTURES = Path(__file__).parent.parent / "fixtures"
REPORTS = sorted((*FIXTURES.glob("reports/*.txt"), *FIXTURES.glob("unseen/reports/*.txt")))
WIDE = str.maketrans(",;:()!?", "，；：（）！？")
NARROW = str.maketrans("，；：（）！？", ",;:()!?")


def wide(text: str) -> str:
    """Return the text with wide punctuation, but for marks inside numbers and times."""
    inside = {i for i in range(1, len(text) - 1) if text[i - 1].isdigit() and text[i + 1].isdigit()}
    return "".join(c if i in inside else c.translate(WIDE) for i, c in enumerate(text))


def said(text: str) -> list[tuple[object, ...]]:
    """Return what the form says of a text: its values with their places, and the verdicts on them."""
    review = fill(Report("report", text, title=""))
    values = [
        (v.code, v.value, v.unit, v.qualifier, v.status, *((p.start, p.end) for p in v.places))
        for v in review.assessment.values
    ]
    verdicts = [(f.claim.id.translate(NARROW), f.verdict, f.reason) for f in review.findings]
    return [*values, *verdicts]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_form_says_the_same_of_either_width(path: Path) -> None:
    """A report with wide punctuation and the same one with narrow punctuation give the same form."""
    text = load(path).text
    assert said(wide(text.translate(NARROW))) == said(text.translate(NARROW))

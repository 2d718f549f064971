"""The page of verdicts: each example on it is what the checker says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import summarizer

PAGE = (Path(__file__).parent.parent / "docs" / "verdicts.md").read_text("utf-8")
SOURCE = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
ROWS = [
    [cell.strip().strip("`") for cell in line.strip("| ").split(" |")]
    for line in PAGE.splitlines()
    if re.match(r"\| [^|]*[一-鿿]", line)
]
SENTENCES = [row for row in ROWS if len(row) == 4]
QUOTED = [row for row in ROWS if len(row) == 5]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[0])
def test_a_claim_gets_the_verdict_that_the_page_shows(row: list[str]) -> None:
    """The last number of a row's sentence has its verdict and reason, and rests on the figure or formula shown."""
    claim, verdict, reason, evidence = row
    finding = summarizer.check_text(claim, SOURCE)[-1]
    figure = finding.figures[0].figure.surface if finding.figures else ""
    assert (finding.verdict, finding.reason) == (verdict, reason)
    assert evidence == (finding.formula or figure)


@pytest.mark.parametrize("row", QUOTED, ids=lambda row: row[1] or row[0])
def test_a_quote_is_judged_as_the_page_shows(row: list[str]) -> None:
    """A row's claim and quote have the row's verdict, its state of the quote, and its yes or no."""
    indicator, number = row[0].split()
    claim = summarizer.Claim(indicator=indicator, value=number[:-1], unit=number[-1], quote=row[1])
    finding = summarizer.check_claims([claim], SOURCE)[0]
    assert [finding.verdict, finding.quote, "yes" if finding.accepted else "no"] == row[2:]


def test_the_year_of_a_source_that_names_none_cannot_be_told() -> None:
    """A claim that names a year is uncertain over a source that does not."""
    finding = summarizer.check_text("2023年收到行政复议申请57件。", "一、依法行政\n收到行政复议申请57件。\n")[-1]
    assert (finding.verdict, finding.reason) == (summarizer.Verdict.UNCERTAIN, summarizer.Reason.PERIOD)


def test_the_page_shows_every_verdict_reason_and_quote() -> None:
    """Nothing that the checker may say is missing on the page."""
    shown = {cell for row in ROWS for cell in row} | {"period"}
    assert {str(verdict) for verdict in summarizer.Verdict} <= shown
    assert {str(reason) for reason in summarizer.Reason} <= shown
    assert {str(quote) for quote in summarizer.Quote} <= shown

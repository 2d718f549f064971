"""``summarizer check``: every shape in which somebody may say something of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from console import ROOT

from summarizer.form import load_form
from summarizer.review import read_review

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]
    Check = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def check(run: Run, report: Path, tmp_path: Path) -> Check:
    """Check a file of this name and content against the report: the findings as data."""

    def call(name: str, content: str, *options: object) -> list[dict[str, Any]]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        code, out, err = run("check", path, report, "--format", "jsonl", *options)
        assert code < 2, err
        found = [json.loads(line) for line in out.splitlines()]
        assert code == int(not all(finding["accepted"] for finding in found))
        return found

    return call


def test_claims_from_elsewhere(check: Check) -> None:
    """A true claim is accepted, an invented one is not; a number may be a JSON number."""
    found = check(
        "claims.jsonl",
        '{"indicator": "收到行政复议申请数", "value": "12", "unit": "件", "quote": "收到行政复议申请12件"}\n'
        '{"indicator": "收到行政复议申请数", "value": 77, "unit": "件", "quote": ""}\n',
    )
    assert [finding["accepted"] for finding in found] == [True, False]


@pytest.mark.parametrize("name", ["summary.txt", "summary.md", "SUMMARY.TXT"])
def test_prose(check: Check, name: str) -> None:
    """Each number of a summary is judged at its place."""
    found = check(name, "全年收到行政复议申请12件，受理11件。")
    assert [(finding["start"], finding["accepted"]) for finding in found] == [(10, True), (16, False)]


def test_a_review_has_the_findings_it_was_made_with(check: Check, run: Run, fixtures: Path, tmp_path: Path) -> None:
    """A review checked against its own report comes out as the review itself says, number by number."""
    source = fixtures / "reports" / "104_street.txt"
    run("fill", source, "--out", tmp_path, "--quiet")
    path = tmp_path / "104_street.review.json"
    code, out, _ = run("check", path, source, "--format", "jsonl")
    again = [json.loads(line) for line in out.splitlines()]
    told = [(f.claim.id, f.verdict, f.reason, f.quote) for f in read_review(path).findings]
    assert [(f["claim"], f["verdict"], f["reason"], f["quote"]) for f in again] == told
    assert code == int(not all(f["accepted"] for f in again))


@pytest.mark.parametrize("key", ["values", "records", None])
def test_a_filled_form_goes_by_its_codes(check: Check, key: str | None) -> None:
    """The codes of a filled form stand for their indicators; both ends of a range count, an empty cell does not."""
    entries = [
        {"code": "rc_received", "value": "12", "unit": "件", "quote": "全年收到行政复议申请12件"},
        {"code": "rc_accepted", "value": "12", "unit": "件", "quote": "全年收到行政复议申请12件"},
        {"code": "rc_closed", "value": "9", "value_high": "11", "unit": "件", "places": [{"quote": "审结9件"}]},
        {"code": "rc_upheld", "value": "", "quote": ""},
    ]
    found = check("form.json", json.dumps({key: entries} if key else entries, ensure_ascii=False))
    assert [(f["asserted"]["indicator"], f["accepted"]) for f in found] == [
        ("收到行政复议申请数", True),
        ("受理行政复议案件数", False),
        ("审结行政复议案件数", False),
    ]


def test_a_filled_form_names_its_form_or_is_told(check: Check, tmp_path: Path) -> None:
    """The form is the one that the file names, unless ``--form`` names another."""
    own = tmp_path / "own.toml"
    shipped = (ROOT / "schemas" / "rule-of-law.toml").read_text("utf-8")
    own.write_text(shipped.replace("rc_received", "received"), encoding="utf-8")
    filled = {"values": [{"code": "received", "value": "12", "unit": "件"}]}
    assert load_form(str(own)).indicator("received")
    assert check("form.json", json.dumps(filled))[0]["asserted"]["indicator"] == "received"
    assert check("form.json", json.dumps(filled), "--form", own)[0]["asserted"]["indicator"] == "收到行政复议申请数"
    named = json.dumps({**filled, "form": {"id": str(own)}})
    assert check("form.json", named)[0]["asserted"]["indicator"] == "收到行政复议申请数"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("claims.jsonl", '{"value": "1"}\n{broken\n'), "line 2"),
        (("claims.jsonl", "[1]\n"), "line 1"),
        (("claims.jsonl", '{"value": [1]}\n'), "value must be text or a number"),
        (("form.json", "{}"), "no list of `values`"),
        (("form.json", '{"values": [3]}'), "value 1"),
        (("form.json", '{"values": [{"value": true}]}'), "value 1"),
        (("form.json", '{"values": [], "form": "none"}'), "no such form"),
        (("review.json", '{"format": "summarizer.review/1"}'), "a field of the review is missing"),
        (("claims.csv", "value\n1\n"), "no file of claims"),
        (("claims.jsonl", None), "cannot be read"),
        (("summary.txt", None), "no such file"),
    ],
)
def test_what_is_no_file_of_claims_is_named(
    run: Run, report: Path, tmp_path: Path, file: tuple[str, str | None], said: str
) -> None:
    """A file that says nothing readable is an error that names the file, and the line or value where there is one."""
    name, content = file
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = run("check", path, report)
    assert (code, out) == (2, "")
    assert said in err


def test_the_table_shows_a_number_as_the_source_would_write_it(run: Run, fixtures: Path) -> None:
    """A number in 万 stays one, with its qualifier, and the columns stand in line for Chinese text."""
    bad = fixtures / "natural" / "104.summary-bad.txt"
    code, out, err = run("check", bad, fixtures / "reports" / "104_street.txt")
    assert (code, err) == (1, "")
    assert "NO        340万元 " in out
    assert "yes       1100多户 " in out

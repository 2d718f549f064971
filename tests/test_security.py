"""What strangers hand in is data: the lines of docs/security.md that no other test stands behind."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from asked import PENALTIES, TEXT, at, record, says
from growth import grows_within
from loopback import Loopback

import summarizer
from summarizer.crosscheck import Verdict
from summarizer.engines.model import ModelEngine
from summarizer.errors import ClaimsError, FormError, ReviewError
from summarizer.files import write_bytes
from summarizer.form import load_form
from summarizer.form.starter import new_form
from summarizer.pipeline import fill
from summarizer.reading import read_text
from summarizer.review import check_file, read_review
from summarizer.review.apply import apply_decisions
from summarizer.review.decisions import Action, Decision, Decisions, read_decisions
from summarizer.sources import Report
from summarizer.wide import wrap
from summarizer.writers.files import FORMATS, write_files

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "security.md").read_text("utf-8")
HALF = "\\ud800"


@pytest.fixture
def review() -> summarizer.Review:
    """A report, filled by the rules."""
    return summarizer.fill(Report("made", TEXT))


def filled_by(reply: str) -> summarizer.Review:
    """Fill the form by a model that always replies so."""
    form = load_form("rule-of-law")
    with Loopback(lambda _: reply) as server, ModelEngine(at(server, rounds=0), form) as engine:
        return fill(Report("made", TEXT), form, engine)


def starter(**changes: str) -> str:
    """Return the starter form with the first line that begins with each name changed."""
    text = new_form("mine")
    for name, line in changes.items():
        text = re.sub(rf"^{name} = .*$", lambda _, line=line: line, text, count=1, flags=re.MULTILINE)
    return text


def test_each_line_of_the_page_names_tests_that_exist() -> None:
    """Every test that the page of threats names is defined, and every line of its tables names one."""
    defined = set(
        re.findall(r"^ *def (test_\w+)", "".join(p.read_text("utf-8") for p in TESTS.rglob("*.py")), re.MULTILINE)
    )
    rows = [line for line in PAGE.splitlines() if re.match(r"\| (?!threat|---)", line)]
    assert rows
    for row in rows:
        named = set(re.findall(r"`(test_\w+)`", row))
        assert named, row
        assert named <= defined, named - defined


def test_an_endless_word_is_broken_in_linear_time() -> None:
    """A word ten times as long takes about ten times as long to show on a terminal."""
    assert grows_within(30, lambda: list(wrap("9" * 20_000, 80)), lambda: list(wrap("9" * 200_000, 80)))


def test_a_result_takes_the_place_of_a_link_and_does_not_follow_it(tmp_path: Path) -> None:
    """Where a link to another file stands in the place of a result, the other file stays as it was."""
    other, result = tmp_path / "other", tmp_path / "a.review.json"
    other.write_text("mine", encoding="utf-8")
    result.symlink_to(other)
    write_bytes(result, b"{}")
    assert other.read_text("utf-8") == "mine"
    assert result.read_bytes() == b"{}"
    assert not result.is_symlink()


@pytest.mark.parametrize("reply", ["[" * 100_000, '{"records":' * 5_000, '{"records": [{"value": ' + "9" * 50_000])
def test_a_reply_nested_without_end_costs_its_part(reply: str) -> None:
    """A reply that is no JSON to any depth leaves the part unanswered, with a warning, and the rest stands."""
    review = filled_by(reply)
    assert [warning.kind for warning in review.warnings] == ["unanswered"]
    assert not review.findings


def test_half_a_character_of_a_reply_is_marked(tmp_path: Path) -> None:
    """Half of a surrogate pair becomes a replacement character, so that the review can be written and read."""
    reply = says({**PENALTIES, "scope": "HALF"}).replace("HALF", HALF + "全县")
    review = filled_by(reply)
    write_files(review, tmp_path / "made", list(FORMATS))
    (value,) = [value for value in read_review(tmp_path / "made.review.json").assessment.values if value.places]
    assert value.scope == "\N{REPLACEMENT CHARACTER}全县"


@pytest.mark.parametrize("number", ["1e999999999", "-1e-999999999", "NaN", "sNaN", "Infinity", "9" * 50_000])
def test_a_power_of_ten_beyond_all_amounts_is_no_number(number: str, tmp_path: Path) -> None:
    """What no report counts in is never accepted, from a claim or a reply, and its review can be written and read."""
    claim = summarizer.Claim(indicator="行政处罚件数", value=number, unit="件")
    assert not summarizer.check_claims([claim], TEXT)[0].accepted
    review = filled_by(says(record("le_penalties", number, "件", "全年作出行政处罚12件")))
    assert [(finding.verdict, finding.accepted) for finding in review.findings] == [(Verdict.UNREADABLE, False)]
    write_files(review, tmp_path / "made", list(FORMATS))
    assert read_review(tmp_path / "made.review.json").findings == review.findings


def test_words_of_a_form_are_text_and_no_expressions(tmp_path: Path) -> None:
    """An alias that would be an endless or all-matching expression matches nothing but itself, and at once."""
    form = tmp_path / "mine.toml"
    form.write_text(starter(aliases='aliases = ["(a+)+$", ".*", "[^x]"]', patterns='patterns = ["{n}(a+)+$"]'), "utf-8")
    report = Report("made", "一、培训\n" + "a" * 50_000 + "举办讲座12期。\n")
    review = summarizer.fill(report, form=load_form(str(form)))
    assert not [value for value in review.assessment.values if value.places]


def test_brackets_that_multiply_without_end_are_a_fault(tmp_path: Path) -> None:
    """Thirty brackets of two stand for a thousand million phrases: none is written out, the line is named."""
    form = tmp_path / "mine.toml"
    form.write_text(starter(aliases=f'aliases = ["{"(一|二)" * 30}训"]'), "utf-8")
    with pytest.raises(FormError, match=r"aliases .* stands for more than 1000 phrases"):
        load_form(str(form))


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a." * 50_000 + "b = 1", "\0\1\2"])
def test_a_form_nested_without_end_is_a_fault(text: str, tmp_path: Path) -> None:
    """A file that breaks the reader of TOML is a form with a fault."""
    form = tmp_path / "mine.toml"
    form.write_text(text, "utf-8")
    with pytest.raises(FormError, match="fault"):
        load_form(str(form))


def test_half_a_character_in_a_file_is_refused(tmp_path: Path, review: summarizer.Review) -> None:
    """Claims, reviews and decisions that spell half of a surrogate pair are refused; a whole pair is not."""
    write_files(review, tmp_path / "made", ["json"])
    path = tmp_path / "made.review.json"
    path.write_text(path.read_text("utf-8").replace('"made"', f'"{HALF}"', 1), "utf-8")
    with pytest.raises(ReviewError, match="half a character"):
        read_review(path)
    decisions = tmp_path / "made.decisions.json"
    decisions.write_text(f'{{"format": "{HALF}"}}', "utf-8")
    with pytest.raises(ReviewError, match="half a character"):
        read_decisions(decisions)
    claims = tmp_path / "claims.jsonl"
    claims.write_text(f'{{"indicator": "行政处罚件数{HALF}", "value": "12"}}\n', "utf-8")
    with pytest.raises(ClaimsError, match="half a character"):
        check_file(claims, read_text(TEXT))
    claims.write_text('{"indicator": "行政处罚件数\\ud83d\\ude00", "value": "12", "unit": "件"}\n', "utf-8")
    assert len(check_file(claims, read_text(TEXT))) == 1


@pytest.mark.parametrize("place", [(10**9, 10**9 + 5), (-5, -1), (9, 3)])
def test_places_outside_of_the_text_harm_nothing(
    place: tuple[int, int], review: summarizer.Review, tmp_path: Path
) -> None:
    """A review whose places lie where no text is can be written in every format, or is refused as no review."""
    write_files(review, tmp_path / "made", ["json"])
    path = tmp_path / "made.review.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for value in data["values"]:
        for where in value["places"]:
            where["start"], where["end"] = place
    path.write_text(json.dumps(data), "utf-8")
    try:
        moved = read_review(path)
    except ReviewError:
        return
    written = write_files(moved, tmp_path / "again", list(FORMATS))
    assert all(file.stat().st_size for file in written)


@pytest.mark.parametrize("figure", [(10**9, 10**9 + 3), (-5, -1), (9, 3)])
def test_a_place_where_no_figure_stands_is_refused(figure: tuple[int, int], review: summarizer.Review) -> None:
    """A correction that points at no figure of the source is refused by row."""
    key = next(value.id for value in review.assessment.values if value.places)
    decision = Decision(key, Action.CORRECT, "12件", figure)
    decided = Decisions("甲", review.report.digest, review.form.digest, (decision,))
    with pytest.raises(ReviewError, match=f"correction of {key}: no figure stands at"):
        apply_decisions(review, decided)

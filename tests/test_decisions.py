"""The round trip of decisions: out of the page, into the review, and nothing lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from decided import decisions_data
from sample import TEXT, sample_review

from summarizer.assessment import Status
from summarizer.crosscheck import Verdict, check_prose
from summarizer.errors import ReviewError
from summarizer.form import load_form
from summarizer.reading import read
from summarizer.review import from_data, to_data
from summarizer.review.apply import apply_decisions
from summarizer.review.corrections import corrections
from summarizer.review.decisions import Action, Decision, Decisions, decisions_from_data, read_decisions
from summarizer.review.keys import figure_key, finding_keys, relation_key

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.assessment import Value
    from summarizer.crosscheck import Finding
    from summarizer.review import Review


def decided(review: Review, *decisions: Decision, reviewer: str = "甲") -> Review:
    """Apply decisions that fit the review's stamps."""
    return apply_decisions(review, Decisions(reviewer, review.report.digest, review.form.digest, decisions))


def value_of(review: Review, code: str) -> Value:
    """Return the first value of an indicator."""
    return next(value for value in review.assessment.values if value.code == code)


def finding_of(review: Review, code: str) -> Finding:
    """Return the first finding over an indicator's value."""
    about = value_of(review, code).id
    return next(finding for finding in review.findings if finding.claim.id == about)


def key_of(review: Review, code: str) -> str:
    """Return the key of an indicator's first value."""
    return value_of(review, code).id


@pytest.fixture
def review() -> Review:
    """The sample review."""
    return sample_review()


def test_a_correction_changes_the_value_and_is_cross_checked(review: Review) -> None:
    """A corrected value takes number, unit and place, and gets a verdict of its own."""
    done = decided(review, Decision(key_of(review, "rc_accepted"), Action.CORRECT, "48件"))
    value, finding = value_of(done, "rc_accepted"), finding_of(done, "rc_accepted")
    assert (value.value, value.unit, value.status) == ("48", "件", Status.STATED)
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.claim.value == "48"


def test_a_wrong_correction_is_caught(review: Review) -> None:
    """A reviewer who mistypes is told so by the verdict on the correction."""
    done = decided(review, Decision(key_of(review, "rc_accepted"), Action.CORRECT, "488件"))
    assert not finding_of(done, "rc_accepted").accepted


def test_a_correction_takes_the_place_of_the_figure_picked(review: Review) -> None:
    """The place of a corrected value is the clause of the figure that the reviewer picked."""
    start = TEXT.index("75件")
    done = decided(review, Decision(key_of(review, "rc_received"), Action.CORRECT, "75件", (start, start + 3)))
    place = value_of(done, "rc_received").places[0]
    assert place.start is not None
    assert place.start <= start < (place.end or 0)
    assert place.quote == TEXT[place.start : place.end]


def test_the_figure_corrected_to_is_no_longer_unclaimed(review: Review) -> None:
    """What a correction uses leaves the list of unclaimed figures."""
    start = TEXT.index("75件")
    done = decided(review, Decision(key_of(review, "rc_received"), Action.CORRECT, "75件", (start, start + 3)))
    assert start in {figure.start for figure in review.unclaimed}
    assert start not in {figure.start for figure in done.unclaimed}


def test_a_correction_keeps_qualifier_and_scale(review: Review) -> None:
    """A correction is read as a report is: 近900万元 is near nine million yuan."""
    done = decided(review, Decision(key_of(review, "ls_wages_recovered"), Action.CORRECT, "近900万元"))
    value = value_of(done, "ls_wages_recovered")
    assert (value.value, value.unit, value.qualifier) == ("9000000", "元", "近")


def test_what_a_row_said_is_kept_as_a_report_writes_it(review: Review) -> None:
    """The number before and after a decision has its qualifier where a report has it: 20余场次."""
    done = decided(review, Decision(key_of(review, "ls_publicity_events"), Action.CORRECT, "30余场次"))
    (made,) = done.decisions
    assert (made.before.value, made.after.value) == ("20余场次", "30余场次")


def test_a_blank_cell_can_be_filled(review: Review) -> None:
    """A value that the engine missed can be put in by a correction, and is cross-checked."""
    done = decided(review, Decision(key_of(review, "rc_upheld"), Action.CORRECT, "6件"))
    assert value_of(done, "rc_upheld").value == "6"
    assert finding_of(done, "rc_upheld").claim.indicator


def test_a_rejected_value_leaves_its_cell_not_stated(review: Review) -> None:
    """A rejected value is gone from the form and its finding with it; what it was is kept in the decision."""
    key = key_of(review, "rc_accepted")
    done = decided(review, Decision(key, Action.REJECT, note="无此项"))
    assert value_of(done, "rc_accepted").status is Status.NOT_STATED
    assert key not in finding_keys(done)
    made = done.decisions[0]
    assert (made.before.value, made.before.verdict, made.after.value) == ("84件", "altered", "")


def test_rejecting_one_of_two_values_in_conflict_settles_the_conflict(review: Review) -> None:
    """When one of two rivals is rejected the other is plainly stated, and the cell holds it alone."""
    wrong = next(v for v in review.assessment.values if v.code == "li_cases" and v.value == "24")
    done = decided(review, Decision(wrong.id, Action.REJECT))
    cells = [value for value in done.assessment.values if value.code == "li_cases"]
    assert [(value.value, value.status) for value in cells] == [("25", Status.STATED)]


def test_accepting_changes_no_value(review: Review) -> None:
    """An accepted row stays as it was, with who and when beside it."""
    key = key_of(review, "rc_accepted")
    done = decided(review, Decision(key, Action.ACCEPT, at="2024-01-02T03:04:05Z"), reviewer="乙")
    assert done.assessment == review.assessment
    assert done.findings == review.findings
    assert (done.decisions[0].reviewer, done.decisions[0].decision.at) == ("乙", "2024-01-02T03:04:05Z")


def test_applying_twice_changes_nothing(review: Review) -> None:
    """The same decisions applied to their own result give the same review."""
    made = (
        Decision(key_of(review, "rc_accepted"), Action.CORRECT, "48件"),
        Decision(key_of(review, "rc_received"), Action.REJECT),
        Decision(figure_key(review.unclaimed[0]), Action.ACCEPT),
    )
    once = decided(review, *made)
    assert decided(once, *made) == once


def test_a_decision_that_fits_no_row_is_an_error(review: Review) -> None:
    """A decision on an unknown key is refused by name, not passed over."""
    with pytest.raises(ReviewError, match="rc_none@9"):
        decided(review, Decision("rc_none@9", Action.ACCEPT))


def test_decisions_on_another_report_are_refused(review: Review) -> None:
    """A file made on another text never changes this review."""
    with pytest.raises(ReviewError, match="another report"):
        apply_decisions(review, Decisions("甲", "0" * 64, review.form.digest, ()))


def test_only_claims_can_be_rejected(review: Review) -> None:
    """A contradiction of the source can be seen and noted, but there is nothing to reject."""
    key = relation_key(review.arithmetic[0])
    assert decided(review, Decision(key, Action.NOTE, note="原文如此")).decisions
    with pytest.raises(ReviewError, match="only a claim"):
        decided(review, Decision(key, Action.REJECT))


@pytest.mark.parametrize("written", ["", "很多", "3件或4件"])
def test_a_correction_holds_exactly_one_number(review: Review, written: str) -> None:
    """A correction without a number, or with two, is refused."""
    with pytest.raises(ReviewError, match="number"):
        decided(review, Decision(key_of(review, "rc_accepted"), Action.CORRECT, written))


def test_the_decisions_file_comes_back_as_it_went(review: Review, tmp_path: Path) -> None:
    """Decisions written as the page writes them are read back equal."""
    made = Decisions(
        "甲",
        review.report.digest,
        review.form.digest,
        (Decision(key_of(review, "rc_accepted"), Action.CORRECT, "48件", (54, 57), "见原文", "2024-01-02T03:04:05Z"),),
    )
    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(decisions_data(review, made)), encoding="utf-8")
    assert read_decisions(path) == made


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "a", "action": "approve"},
        {"action": "accept"},
        {"key": "a", "action": "correct", "value": " "},
        {"key": "a", "action": "accept", "figure": ["x", 2]},
        "accept",
    ],
)
def test_a_faulty_decision_is_an_error(review: Review, entry: object) -> None:
    """An unknown action, a missing key, an empty correction, a crooked place: each is refused."""
    data = {**decisions_data(review, Decisions("甲", "d", "f", ())), "decisions": [entry]}
    with pytest.raises(ReviewError, match="faulty"):
        decisions_from_data(data)


def test_two_decisions_on_one_row_are_an_error(review: Review) -> None:
    """A file that says two things of one row does not say which counts."""
    entry = {"key": "a", "action": "accept"}
    data = {**decisions_data(review, Decisions("甲", "d", "f", ())), "decisions": [entry, entry]}
    with pytest.raises(ReviewError, match="more than one"):
        decisions_from_data(data)


def test_a_file_that_is_no_decisions_says_so(tmp_path: Path) -> None:
    """A missing file, broken JSON and another format are told apart from decisions."""
    path = tmp_path / "x.json"
    with pytest.raises(ReviewError, match="cannot be read"):
        read_decisions(path)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ReviewError, match="no valid JSON"):
        read_decisions(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ReviewError, match="format"):
        read_decisions(path)


def test_a_reviewed_form_survives_its_file(review: Review) -> None:
    """The decisions that were applied are kept in the review file and read back equal."""
    done = decided(review, Decision(key_of(review, "rc_accepted"), Action.CORRECT, "48件", note="笔误"))
    assert from_data(to_data(done)).decisions == done.decisions


def test_corrections_propose_aliases_by_indicator(review: Review) -> None:
    """Over many reviews the log counts what was changed and proposes the source's own words as aliases."""
    start = TEXT.index("62件")
    move = Decision(key_of(review, "rc_accepted"), Action.CORRECT, "62件", (start, start + 3))
    done = decided(review, move, Decision(key_of(review, "ls_publicity_events"), Action.REJECT))
    other = replace(done, report=replace(done.report, name="另一份.txt"))
    habits = corrections([done, other], load_form("rule-of-law"))
    assert [(habit.code, habit.corrected, habit.rejected) for habit in habits] == [
        ("ls_publicity_events", 0, 2),
        ("rc_accepted", 2, 0),
    ]
    assert all(count == 2 for _, count in habits[1].aliases)


def test_a_corrected_statement_is_checked_as_a_whole(review: Review) -> None:
    """Numbers of a statement are corrected from its end to its start, so that each lands in its own place."""
    said = replace(review.assessment.statements[0], text="收到复议申请57件,受理84件")
    stated = replace(review, assessment=replace(review.assessment, statements=(said,)))
    found = check_prose(said.text, read(stated.report), said.id)
    stated = replace(stated, findings=(*stated.findings, *found))
    first, second = finding_keys(stated)[-2:]
    done = decided(stated, Decision(first, Action.CORRECT, "75件"), Decision(second, Action.CORRECT, "48件"))
    assert done.assessment.statements[0].text == "收到复议申请75件,受理48件"

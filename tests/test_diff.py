"""Reviews side by side: engines, before and after a reviewer, years, panels."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sample import sample_review, value

from summarizer.assessment import Change, HeaderField, Status
from summarizer.diff import Comparison, Outcome, diff
from summarizer.errors import UsageError
from summarizer.form import load_form
from summarizer.review.apply import apply_decisions
from summarizer.review.decisions import Action, Decision, Decisions
from summarizer.wide import width
from summarizer.writers import compare_html, compare_json, compare_markdown, compare_terminal

if TYPE_CHECKING:
    from summarizer.assessment import Value
    from summarizer.diff import Line
    from summarizer.review import Review


def of_year(year: str, *values: Value, issuer: str = "云岭县人民政府") -> Review:
    """Return a review of a year with these values and no findings."""
    review = sample_review()
    header = (
        HeaderField("report_year", year, "stated", None, None, None),
        HeaderField("issuer", issuer, "stated", None, None, None),
    )
    return replace(review, findings=(), assessment=replace(review.assessment, header=header, values=values))


def cases(number: str, **fields: object) -> Value:
    """Return a number of lawsuits."""
    return replace(value("li_cases", number, "件", "办理行政诉讼案件25件"), **fields)  # type: ignore[arg-type]


def only_line(comparison: Comparison) -> Line:
    """Return the one line of a comparison."""
    (line,) = comparison.lines
    return line


def test_a_review_is_the_same_as_itself() -> None:
    """Comparing a review with itself finds every value and nothing else."""
    review = sample_review()
    stated = [v for v in review.assessment.values if v.status is not Status.NOT_STATED]
    comparison = diff(review, review)
    assert comparison.count(Outcome.SAME) == len(stated) == len(comparison.lines)


def test_values_are_aligned_by_code_part_and_unit() -> None:
    """The same indicator in another unit or part is another line."""
    a = of_year("2022", cases("6"), cases("8", part="民事"))
    b = of_year("2022", cases("6", unit="人次"), cases("9", part="民事"))
    outcomes = {(line.part, line.unit): line.outcome for line in diff(a, b).lines}
    assert outcomes == {
        ("", "件"): Outcome.ONLY_A,
        ("民事", "件"): Outcome.CHANGED,
        ("", "人次"): Outcome.ONLY_B,
    }


def test_equal_values_pair_before_different_ones() -> None:
    """Of several values of one cell the equal ones stand side by side, whatever their order."""
    comparison = diff(of_year("2022", cases("6"), cases("9")), of_year("2022", cases("9"), cases("7")))
    pairs = [tuple(side.value.value for side in line.sides if side) for line in comparison.lines]
    assert pairs == [("9", "9"), ("6", "7")]


def test_a_qualifier_makes_a_difference() -> None:
    """25 and more than 25 are not the same value."""
    line = only_line(diff(of_year("2022", cases("25")), of_year("2022", cases("25", qualifier="余"))))
    assert line.outcome is Outcome.CHANGED


def test_a_zero_said_in_words_goes_with_the_unit_of_the_other_year() -> None:
    """未收到 has no unit of its own and is compared with 6件."""
    zero = cases("0", unit="", status=Status.STATED_ZERO)
    line = only_line(diff(of_year("2022", zero), of_year("2023", cases("6"))))
    assert (line.unit, line.outcome, line.developments[0].difference) == ("件", Outcome.CHANGED, "6")


@pytest.mark.parametrize(
    ("before", "after", "change", "agrees"),
    [
        ("100", "27", Change("down", "73", "%", "同比"), True),
        ("100", "27", Change("up", "73", "%", "同比"), False),
        ("100", "27", Change("down", "72", "%", "同比"), False),
        ("151", "11", Change("down", "92.7", "%", "同比"), True),  # 92.715…, truncated and rounded alike
        ("151", "11", Change("down", "92.72", "%", "同比"), True),
        ("151", "11", Change("down", "92.8", "%", "同比"), True),  # within one unit of the last digit
        ("151", "11", Change("down", "92.9", "%", "同比"), False),
        ("100", "27", Change("down", "73", "件", "较上年"), True),
        ("100", "27", Change("down", "74", "件", "较上年"), False),
        ("0", "27", Change("up", "100", "%", "同比"), None),
        ("100", "27", None, None),
    ],
)
def test_a_stated_change_is_held_against_the_numbers(
    before: str, after: str, change: Change | None, agrees: bool | None
) -> None:
    """Two years side by side tell whether 同比下降73% fits the two numbers, rounding and truncating alike."""
    line = only_line(diff(of_year("2022", cases(before)), of_year("2023", cases(after, change=change))))
    (development,) = line.developments
    assert development.agrees is agrees
    assert development.difference == str(int(after) - int(before))


def test_rough_numbers_never_contradict_a_stated_change() -> None:
    """With 近100 and 27 nobody can say that a fall of 75 % is wrong."""
    rough = of_year("2022", cases("100", qualifier="近"))
    line = only_line(diff(rough, of_year("2023", cases("27", change=Change("down", "75", "%", "同比")))))
    assert line.developments[0].agrees is None


def test_a_stated_change_is_about_the_year_before() -> None:
    """A change over two years is computed, but 同比 says nothing of it."""
    line = only_line(
        diff(of_year("2021", cases("9")), of_year("2023", cases("3", change=Change("up", "5", "%", "同比"))))
    )
    assert (line.developments[0].percent, line.developments[0].agrees) == ("-66.67", None)


def test_different_places_have_no_development() -> None:
    """Two places of different years are compared, but nothing developed from one to the other."""
    comparison = diff(of_year("2022", cases("9")), of_year("2023", cases("3"), issuer="青禾镇人民政府"))
    assert only_line(comparison).developments == ()


def test_a_panel_has_one_column_a_year() -> None:
    """More than two reviews stand side by side, in the order given, each year developing into the next."""
    panel = diff(of_year("2021", cases("9")), of_year("2023", cases("3")), of_year("2022", cases("6")))
    assert [column.title for column in panel.columns] == ["2021", "2023", "2022"]
    steps = [(step.before, step.after, step.difference) for step in only_line(panel).developments]
    assert steps == [(0, 2, "-3"), (2, 1, "-3")]


def test_before_and_after_a_reviewer() -> None:
    """A review and the same after decisions differ in what was decided, and the column says so."""
    review = sample_review()
    accepted = next(v for v in review.assessment.values if v.code == "rc_accepted")
    made = Decisions("甲", review.report.digest, review.form.digest, (Decision(accepted.id, Action.CORRECT, "48件"),))
    comparison = diff(review, apply_decisions(review, made))
    (changed,) = [line for line in comparison.lines if line.outcome is Outcome.CHANGED]
    assert changed.code == "rc_accepted"
    assert [column.reviewed for column in comparison.columns] == [False, True]


def test_one_review_is_no_comparison() -> None:
    """A comparison needs two reviews of one form."""
    review = sample_review()
    with pytest.raises(UsageError, match="two"):
        diff(review)
    with pytest.raises(UsageError, match="form"):
        diff(review, replace(review, form=replace(review.form, id="other")))


@pytest.fixture
def two_years() -> Comparison:
    """Two years of one place, a stated change that does not fit."""
    change = Change("down", "73", "%", "同比")
    zero = value("rc_upheld", "6", "件", "受理48件")
    return diff(of_year("2022", cases("100"), zero), of_year("2023", cases("30", change=change)))


def test_every_writer_shows_what_does_not_agree(two_years: Comparison) -> None:
    """Terminal, Markdown, page and JSON all tell that the stated change does not fit the numbers."""
    form = load_form("rule-of-law")
    for written in (
        compare_terminal(two_years, form),
        compare_markdown(two_years, form),
        compare_html(two_years, form),
    ):
        assert "同比下降73%" in written
        assert "不符" in written
    data = json.loads(compare_json(two_years))
    assert data["counts"] == {"same": 0, "changed": 1, "only_a": 1, "only_b": 0, "partial": 0}
    assert data["lines"][0]["developments"][0]["agrees"] is False


def test_a_comparison_fits_eighty_columns(two_years: Comparison) -> None:
    """No line of a comparison on a terminal is wider than 80 columns, in either language."""
    form = load_form("rule-of-law")
    for lang in ("zh", "en"):
        written = compare_terminal(two_years, form, lang, everything=True)
        assert max(width(line) for line in written.splitlines()) <= 80

"""From a model's replies to the review: what is wrong with an answer stays in sight and is never accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from asked import PENALTIES, PROBLEM, RECEIVED, TABLE, TEXT, at, says
from loopback import REFUSED, Loopback, Says, Status, from_table, part_of

from summarizer.crosscheck import Verdict
from summarizer.engines.model import Bounds, ModelEngine
from summarizer.errors import EndpointError
from summarizer.pipeline import fill
from summarizer.sources import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.form import Form
    from summarizer.review import Review

OVERVIEW = json.dumps({"report": "全年作出行政处罚12件,收到行政复议申请57件。", "dimensions": []}, ensure_ascii=False)


def review_of(form: Form, answer: Callable[[dict[str, Any]], str], *faults: Any, **settings: Any) -> Review:
    """Fill the form for the report with a model that answers so."""

    def model(body: dict[str, Any]) -> str:
        return answer(body) if part_of(body) else OVERVIEW

    with Loopback(model) as server, ModelEngine(at(server, rounds=0, **settings), form) as engine:
        server.script(*faults)
        return fill(Report("made", TEXT), form, engine)


def test_true_answers_are_accepted(form: Form) -> None:
    """What the report says is supported, with its quote; the model is named."""
    review = review_of(form, from_table(TABLE, [PROBLEM]))
    filled = [finding for finding in review.findings if not finding.claim.id.startswith("overview")]
    assert [finding.verdict for finding in filled] == [Verdict.SUPPORTED] * 4
    assert (review.engine.name, review.engine.model) == ("model", "any")
    assert all(review.answered[1:])


@pytest.mark.parametrize(
    "wrong",
    [
        PENALTIES | {"value": "21"},
        PENALTIES | {"code": "no_such_code"},
        PENALTIES | {"quote": "全市共作出各类处罚十二件之多"},
        PENALTIES | {"unit": "万元"},
        PENALTIES | {"value": "若干"},
        RECEIVED | {"code": "rc_closed"},
    ],
    ids=["number", "code", "quote", "unit", "no number", "other indicator"],
)
def test_a_wrong_answer_is_kept_and_not_accepted(form: Form, wrong: dict[str, Any]) -> None:
    """Whatever is wrong with an answer, it stands in the form and no finding on it is accepted."""
    review = review_of(form, lambda _: says(wrong))
    (kept,) = (value for value in review.assessment.values if value.places)
    assert kept.code == wrong["code"]
    findings = [finding for finding in review.findings if finding.claim.id == kept.id]
    assert findings
    assert not any(finding.accepted for finding in findings)


def test_an_invented_number_in_the_overview_is_caught(form: Form) -> None:
    """Numbers of the overview are judged like any other: the true one is accepted, the made-up one is not."""
    review = review_of(form, from_table(TABLE))
    said = {f.claim.value: f.accepted for f in review.findings if f.claim.id.startswith("overview")}
    assert said == {"12": True, "57": False}


def test_a_part_without_an_answer_is_in_the_review(form: Form) -> None:
    """A refusal costs its part only: the sections are marked unanswered and the reason is a warning."""
    review = review_of(form, from_table(TABLE), REFUSED, part_characters=60, bounds=Bounds(jobs=1))
    assert review.answered[0] is False
    assert review.answered[-1] is True
    (warning,) = (warning for warning in review.warnings if warning.kind == "unanswered")
    assert "declined" in warning.note
    assert warning.start == 0


def test_an_unreadable_overview_costs_nothing_else(form: Form) -> None:
    """Without an overview the form is filled all the same."""
    review = review_of(form, from_table(TABLE), None, Says("无法概述"))
    assert sum(finding.accepted for finding in review.findings) == 4


def test_a_refused_key_fails_the_report(form: Form) -> None:
    """What no part can do anything about is an error of the whole report."""
    with pytest.raises(EndpointError):
        review_of(form, from_table(TABLE), Status(401))


def test_two_runs_give_the_same_review(form: Form) -> None:
    """The same replies make the same review, whatever order the parts were answered in."""
    one, two = (review_of(form, from_table(TABLE, [PROBLEM]), part_characters=60) for _ in range(2))
    assert one == two

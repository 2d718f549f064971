"""Each fault of an endpoint from end to end: what the user reads in the review, and what is kept for the next run."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from asked import FINES, PENALTIES, RECEIVED, TABLE, TEXT, at, says
from diskcache import Cache
from loopback import FILTERED, REFUSED, TRUNCATED, Drips, Drops, Empty, Loopback, Says, Status, as_model, from_table

from summarizer.engines.model import ModelEngine
from summarizer.engines.store import ARRIVED, Store
from summarizer.errors import ResourceError
from summarizer.pipeline import fill
from summarizer.review import to_json
from summarizer.sources import Report
from summarizer.writers import write_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from loopback import Answer, Fault

    from summarizer.form import Form
    from summarizer.review import Review

# What one fault after another, without end, makes the review say of the report's sections.
FAULTS: dict[str, tuple[Fault, str]] = {
    "429": (Status(429, "slow down"), "429 slow down"),
    "429 with Retry-After": (Status(429, "slow down", headers={"Retry-After": "60"}), "429 slow down"),
    "500": (Status(500, "broken inside"), "500 broken inside"),
    "dropped": (Drops(), "the connection broke"),
    "hang": (Drops(after=600), "no whole answer within 1 s"),
    "drip": (Drips(0.5), "no whole answer within 1 s"),
    "bad JSON": (Says('{"records": [}'), "cannot be read: no JSON object in it"),
    "prose": (Says("好的，数字都在报告里。"), "cannot be read: no JSON object in it"),
    "truncated": (TRUNCATED, "cut off at its longest allowed length"),
    "empty": (Empty(), "cannot be read: no JSON object in it"),
    "no text": (Says(""), "cannot be read: no JSON object in it"),
    "wrong schema": (Says('{"numbers": [12]}'), "cannot be read: records: Field required"),
    "refusal": (REFUSED, "declined to answer (I cannot help with that.)"),
    "content filter": (FILTERED, "declined to answer (content filter)"),
}


def filled(server: Loopback, form: Form, folder: Path, timeout: float = 600.0) -> tuple[Review, int]:
    """Fill the form once, with a store in ``folder``; return the review, and how many calls arrived for it."""
    before, store = len(server.sent), Store(folder)
    with ModelEngine(at(server, timeout=timeout, patience=0.2), form, store) as engine:
        review = fill(Report("made", TEXT), form, engine)
    store.close()
    return review, len(server.sent) - before


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_without_end_is_read_in_the_review_and_nothing_of_it_is_kept(
    form: Form, tmp_path: Path, name: str
) -> None:
    """The sections stand there as unanswered, with the reason; the next run asks again, the one after it does not."""
    fault, reason = FAULTS[name]
    with Loopback(as_model(from_table(TABLE))) as server:
        server.script(*[fault] * 200)
        failed, _ = filled(server, form, tmp_path, 1.0 if "within 1 s" in reason else 600.0)
        server.forget_faults()
        store = Store(tmp_path)
        kept = store.stats().answers
        store.close()
        again, asked = filled(server, form, tmp_path)
        last, calls = filled(server, form, tmp_path)
    assert not any(failed.answered)
    assert failed.needs_person
    assert reason in " ".join(warning.note for warning in failed.warnings)
    assert "".join(reason.split()) in "".join(write_terminal(failed, "zh").split())  # it breaks long lines
    assert kept == 0
    assert sum(finding.accepted for finding in again.findings) == len(TABLE)
    assert (asked, calls) == (2, 0)
    assert to_json(last) == to_json(again)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [(RECEIVED | {"code": "no_such_code"}, "no_such_code"), (RECEIVED | {"value": "57"}, "57")],
    ids=["unknown code", "invented number"],
)
def test_a_wrong_record_is_kept_with_its_complaint(
    form: Form, tmp_path: Path, wrong: dict[str, object], complaint: str
) -> None:
    """It stands in the review, not accepted, beside the good ones; the second run makes no call and says the same."""
    with Loopback(as_model(lambda _: says(PENALTIES, FINES, wrong))) as server:
        first, calls = filled(server, form, tmp_path)
        second, none = filled(server, form, tmp_path)
    assert (calls, none) == (4, 0)  # the part, two more rounds, the overview
    assert [finding.accepted for finding in first.findings] == [True, True, False]
    assert complaint in write_terminal(first, "zh")
    assert to_json(second) == to_json(first)


def test_words_around_the_json_cost_nothing(form: Form, tmp_path: Path) -> None:
    """A good reply wrapped in prose is a good reply: kept, and accepted."""
    answer: Answer = as_model(lambda body: "好的，如下：\n" + from_table(TABLE)(body) + "\n以上。")
    with Loopback(answer) as server:
        review, calls = filled(server, form, tmp_path)
        _, none = filled(server, form, tmp_path)
    assert (calls, none) == (2, 0)
    assert sum(finding.accepted for finding in review.findings) == len(TABLE)


def test_a_run_that_dies_goes_on_from_every_reply_that_arrived(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply is kept before it is looked at, so what becomes of the process then costs no call."""
    with Loopback(as_model(from_table(TABLE))) as server:
        with monkeypatch.context() as dying:
            dying.setattr("summarizer.engines.model.connection._write", raising)
            with pytest.raises(SystemExit):
                filled(server, form, tmp_path)
        assert len(server.sent) == 1
        review, calls = filled(server, form, tmp_path)
        _, none = filled(server, form, tmp_path)
    assert (calls, none) == (1, 0)  # the overview
    assert (review.usage.calls, review.usage.cached) == (1, 1)
    assert sum(finding.accepted for finding in review.findings) == len(TABLE)
    assert not arrived(tmp_path)


def test_an_interview_that_was_cut_off_is_not_begun_anew(form: Form, tmp_path: Path) -> None:
    """What was answered before the endpoint became busy is not asked again, and the answer is the same."""
    wrong = RECEIVED | {"value": "57"}
    with Loopback(as_model(lambda _: says(PENALTIES, FINES, wrong))) as server:
        whole, calls = filled(server, form, tmp_path / "whole")
        server.script(None, *[Status(429)] * 200)
        cut, _ = filled(server, form, tmp_path / "cut")
        server.forget_faults()
        again, rest = filled(server, form, tmp_path / "cut")
    assert cut.usage.calls > 1
    assert (calls, rest) == (4, 3)
    assert to_json(again) == to_json(whole)
    assert not arrived(tmp_path / "cut")


def test_a_reply_that_cannot_be_kept_is_not_asked_for_again(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is no busy endpoint: the run says what is wrong, after one call."""

    def full(*_: object) -> None:
        raise ResourceError("the cache cannot be used")

    monkeypatch.setattr(Store, "put", full)
    with Loopback(as_model(from_table(TABLE))) as server:
        with pytest.raises(ResourceError, match="cannot be used"):
            filled(server, form, tmp_path)
        assert len(server.sent) == 1


def test_half_a_character_in_a_reply_ends_nothing(form: Form, tmp_path: Path) -> None:
    """A reply that no file can hold is not kept as it came, and read as far as it goes."""
    with Loopback(as_model(lambda _: '{"records": [], "statements": []}\ud800')) as server:
        review, calls = filled(server, form, tmp_path)
    assert (calls, all(review.answered)) == (1, True)


def raising(*_: object) -> None:
    """End this process, as far as a test can."""
    raise SystemExit


def arrived(folder: Path) -> list[str]:
    """Return the keys of the single replies in a store."""
    with closing(Cache(str(folder))) as rows:
        return [key for key in rows if key.startswith(ARRIVED)]

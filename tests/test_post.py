"""A batch by post: handed in, answered later, and nothing lost or paid twice whatever becomes of a batch."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from asked import PENALTIES, TABLE, TEXT, at, says
from loopback import Loopback, from_table, part_of
from postoffice import PostOffice

from summarizer.batch import Hands, Limits, Mail, Rounds
from summarizer.engines.model import ModelEngine
from summarizer.engines.model.post import PostEngine, Request, estimate
from summarizer.engines.model.post.api import ENDED, BatchApi
from summarizer.errors import EngineError
from summarizer.pipeline import fill
from summarizer.sources import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from summarizer.batch import Round
    from summarizer.form import Form

    Run = Callable[..., tuple[int, str, str]]

OVERVIEW = json.dumps({"report": "全年依法行政。", "dimensions": []}, ensure_ascii=False)
REPORT = Report("青禾镇.txt", TEXT)


def answer(body: dict[str, Any]) -> str:
    """Answer a part from the table, and anything else with an overview."""
    return from_table(TABLE)(body) if part_of(body) else OVERVIEW


def careless(body: dict[str, Any]) -> str:
    """Answer a part with a number that is not in the report, as long as it is asked for the first time."""
    if part_of(body) and len(body["messages"]) == 2:
        return says(replace_value(PENALTIES, "99"))
    return answer(body)


def replace_value(record: dict[str, Any], value: str) -> dict[str, Any]:
    """Return a record with another value."""
    return {**record, "value": value}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """An endpoint with a Batch API."""
    with PostOffice(answer) as opened:
        yield opened


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[Mail]:
    """A place for replies."""
    opened = Mail(tmp_path / "replies")
    yield opened
    opened.close()


@pytest.fixture
def api(office: PostOffice) -> Iterator[BatchApi]:
    """A client of the Batch API."""
    opened = BatchApi(at(office))
    yield opened
    opened.close()


def requests(count: int, start: int = 0) -> list[Request]:
    """Return some different requests."""
    body = {"model": "any", "messages": [{"role": "user", "content": "?"}]}
    return [Request(f"id-{number:04}", body) for number in range(start, start + count)]


def posted(rounds: Rounds, api: BatchApi, asked: list[Request]) -> list[Round]:
    """Hand requests in."""
    list(rounds.prepare(asked))
    return list(rounds.hand_in(api))


def through(engine: PostEngine, rounds: Rounds, office: PostOffice, form: Form) -> tuple[Any, int]:
    """Fill the form by post to the end; return the review and how many rounds that took."""
    with_api = BatchApi(at(office))
    for number in range(9):
        review = fill(REPORT, form, engine)
        if not (asked := engine.take()):
            with_api.close()
            return review, number
        posted(rounds, with_api, list(asked))
        office.work()
        rounds.fetch(with_api, ENDED)
    raise AssertionError


@pytest.mark.parametrize("answering", [answer, careless])
def test_by_post_the_same_is_asked_and_answered(
    tmp_path: Path, mail: Mail, form: Form, answering: Callable[[dict[str, Any]], str]
) -> None:
    """The requests are those of live calls to the byte, wrong records are asked again, and the review is the same."""
    with Loopback(answering) as live, ModelEngine(at(live), form) as engine:
        expected = fill(REPORT, form, engine)
    with PostOffice(answering) as office:
        by_post = PostEngine(at(office), form, None, mail)
        review, rounds = through(by_post, Rounds(tmp_path, mail), office, form)
        assert [request["body"] for request in office.handed_in] == [sent.body for sent in live.sent]
        assert not office.sent
    assert rounds == len(live.sent)
    assert replace(review, usage=expected.usage) == expected
    assert review.usage.calls == expected.usage.calls
    assert review.usage.tokens_in == expected.usage.tokens_in


def test_half_the_price(tmp_path: Path, mail: Mail, form: Form, office: PostOffice) -> None:
    """What came by post is billed at half the live price, and so is the estimate."""
    endpoint = replace(at(office), model="gpt-4o-mini")
    with ModelEngine(endpoint, form) as engine:
        live = fill(REPORT, form, engine).usage
    by_post = PostEngine(endpoint, form, None, mail)
    review, _ = through(by_post, Rounds(tmp_path, mail), office, form)
    assert float(review.usage.cost) == float(live.cost) / 2 > 0
    bill = estimate(endpoint, [Request("x", office.sent[0].body)])
    assert bill.calls == 1
    assert float(bill.cost) > float(live.cost) / 4


def test_files_stay_under_the_limits(tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice) -> None:
    """A round that would be too long, or too large, is followed by another; each request is in one of them."""
    by_count = posted(Rounds(tmp_path / "a", mail, Limits(requests=4)), api, requests(10))
    assert [made.requests for made in by_count] == [4, 4, 2]
    by_size = posted(Rounds(tmp_path / "b", mail, Limits(bytes=500)), api, requests(10))
    assert sum(made.requests for made in by_size) == 10
    assert len(by_size) > 2
    assert len(office.batches) == len(by_count) + len(by_size)


def test_what_is_under_way_is_not_handed_in_again(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice
) -> None:
    """A question that waits is handed in once, though it is asked for in each run, and twice in one."""
    posted(Rounds(tmp_path, mail), api, [*requests(3), *requests(3)])
    posted(Rounds(tmp_path, mail), api, requests(5))
    assert [len(batch.requests) for batch in office.batches.values()] == [3, 2]


@pytest.mark.parametrize("status", ["expired", "cancelled"])
def test_what_a_batch_did_not_come_to_is_handed_in_again(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice, status: str
) -> None:
    """Of a batch that expired or was cancelled the replies are kept, and only the rest is asked once more."""
    rounds = Rounds(tmp_path, mail)
    posted(rounds, api, requests(5))
    office.work(status, answered=2)
    rounds.fetch(api, ENDED)
    got = [request.id for request in requests(5) if mail.get(request.id)]
    assert got == ["id-0000", "id-0001"]
    (again,) = posted(rounds, api, [request for request in requests(5) if request.id not in got])
    assert again.requests == 3


def test_a_batch_that_failed_as_a_whole_says_why_and_loses_nothing(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice
) -> None:
    """The reason is kept with the round, and its questions may be handed in again."""
    rounds = Rounds(tmp_path, mail)
    posted(rounds, api, requests(3))
    office.fail("enqueued token limit reached")
    rounds.fetch(api, ENDED)
    assert rounds.rounds[0].note == "enqueued token limit reached"
    assert len(posted(rounds, api, requests(3))) == 1


def test_a_reply_that_failed_is_asked_again_but_not_for_ever(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice
) -> None:
    """A server error is tried three times in all; an error of the request is an answer at once."""
    rounds = Rounds(tmp_path, mail)
    for tries in range(3):
        posted(rounds, api, requests(1))
        assert mail.get("id-0000") is None, tries
        office.work(failing=1)
        rounds.fetch(api, ENDED)
    assert (mail.get("id-0000") or {})["status"] == 500
    posted(rounds, api, requests(1, start=1))
    office.work(failing=1, code=400)
    rounds.fetch(api, ENDED)
    assert (mail.get("id-0001") or {})["status"] == 400


def test_what_is_no_reply_counts_as_not_come(tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice) -> None:
    """Of a damaged file of replies the good lines are kept, and the other questions may be handed in again."""
    rounds = Rounds(tmp_path, mail)
    posted(rounds, api, requests(4))
    office.work()
    (batch,) = office.batches.values()
    first, second, third, fourth = office.files[batch.files["output"]].splitlines()
    strange = json.loads(third) | {"response": {"status_code": 200, "body": "busy"}}
    lines = [first[:-20], second, json.dumps(strange).encode(), b"[]", b"", fourth]
    office.files[batch.files["output"]] = b"\n".join(lines)
    rounds.fetch(api, ENDED)
    left = [request for request in requests(4) if mail.get(request.id) is None]
    assert [request.id for request in left] == ["id-0000", "id-0002"]
    assert len(posted(rounds, api, left)) == 1


def test_a_reply_may_hold_any_character(tmp_path: Path, mail: Mail, api: BatchApi) -> None:
    """Characters that end a line elsewhere, as they are in the text of a report, end no line of a file of replies."""
    said = "第一行\u2028第二行\x85第三行"
    with PostOffice(lambda _: said) as office:
        with_api = BatchApi(at(office))
        rounds = Rounds(tmp_path, mail)
        posted(rounds, with_api, requests(2))
        office.work()
        assert rounds.fetch(with_api, ENDED) == 2
        with_api.close()
    body = (mail.get("id-0001") or {})["body"]
    assert body["choices"][0]["message"]["content"] == said


def test_a_file_that_breaks_off_is_fetched_again(tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice) -> None:
    """What had come is kept, the round stays open, and a failure that comes twice so counts once."""
    rounds = Rounds(tmp_path, mail)
    posted(rounds, api, requests(4))
    office.work(failing=4)
    for _ in range(3):
        office.break_next = True
        with pytest.raises(EngineError, match="connection broke"):
            rounds.fetch(api, ENDED)
    assert Rounds(tmp_path, mail).fetch(api, ENDED) == 4
    assert mail.get("id-0000") is None


def test_a_failure_is_asked_about_again_when_that_is_wished(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice
) -> None:
    """With ``--retry-failed`` a failure that was final is none; a good reply stays."""
    rounds = Rounds(tmp_path, mail)
    posted(rounds, api, requests(2))
    office.work(failing=1, code=400)
    rounds.fetch(api, ENDED)
    again = Mail(tmp_path / "replies", again=True)
    assert [(box.get("id-0000") or {}).get("status") for box in (mail, again)] == [400, None]
    assert (again.get("id-0001") or {})["status"] == 200
    again.close()


def test_a_run_killed_while_it_hands_in_finds_its_batch_again(
    tmp_path: Path, mail: Mail, api: BatchApi, office: PostOffice
) -> None:
    """A batch that was made, but whose name never arrived, is taken up by its mark and not made twice."""
    rounds = Rounds(tmp_path, mail)
    list(rounds.prepare(requests(3)))
    office.lose_next = True
    with pytest.raises(Exception, match="connection broke"):
        list(rounds.hand_in(api))
    again = Rounds(tmp_path, mail)
    again.settle(api)
    assert [known.batch for known in again.rounds] == list(office.batches)
    assert posted(again, api, requests(3)) == []


def test_what_was_only_prepared_is_forgotten(tmp_path: Path, mail: Mail, api: BatchApi) -> None:
    """A file that was never handed in, written down or not, is made anew, from what is to be asked now."""
    list(Rounds(tmp_path, mail).prepare(requests(3)))
    (tmp_path / "0123456789abcdef.jsonl").touch()
    again = Rounds(tmp_path, mail)
    again.settle(api)
    assert again.rounds == []
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_batch_by_post_from_the_command_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Submit, collect, submit what is to be asked again, collect: the reviews are those of a live batch."""
    monkeypatch.setattr("summarizer.batch.Hands", lambda *_: Hands(0))  # to start a process each time takes long
    inputs = tmp_path / "in"
    inputs.mkdir()
    for number in range(3):
        (inputs / f"r{number}.txt").write_text(f"{TEXT}第{number}号。\n", encoding="utf-8")
    with PostOffice(careless) as office:
        model = ("--model", "any", "--base-url", office.base_url, "--no-cache", "--workers", 1)
        run("batch", inputs, "--out", tmp_path / "live", "--engine", "model", *model)
        code, _, said = run("batch", "submit", inputs, "--out", tmp_path / "out", *model)
        assert code == 0
        assert "3 reports wait for replies; 3 questions are new" in said
        for _ in range(3):
            assert "0 questions are new" in run("batch", "submit", inputs, "--out", tmp_path / "out", *model)[2]
            office.work()
            code, told, said = run("batch", "status", "--out", tmp_path / "out", *model[:4])
            assert "completed" in told
            code, _, said = run("batch", "collect", inputs, "--out", tmp_path / "out", *model)
            if "to be asked" in said:
                run("batch", "submit", inputs, "--out", tmp_path / "out", *model)
        assert "0 reports wait" in said
        live, post = (sorted((tmp_path / out).glob("r*.review.json")) for out in ("live", "out"))
        assert len(live) == 3
        assert [path.read_bytes() for path in live] == [path.read_bytes() for path in post]
        assert "finished before" in run("batch", inputs, "--out", tmp_path / "out", "--engine", "model", *model)[2]


def test_handing_in_keeps_to_the_bounds(run: Run, tmp_path: Path, office: PostOffice) -> None:
    """Where a bound would be passed, nothing is handed in at all."""
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    model = ("--model", "any", "--base-url", office.base_url, "--no-cache", "--workers", 1)
    code, _, said = run("batch", "submit", tmp_path / "r.txt", "--out", tmp_path / "out", *model, "--max-tokens", 100)
    assert code == 3
    assert "nothing was handed in" in said
    assert not office.batches


def test_each_word_has_help_with_an_example(run: Run) -> None:
    """``submit``, ``status`` and ``collect`` are explained like any other command."""
    for word in ("submit", "status", "collect"):
        assert f"Example: summarizer batch {word}" in run("batch", word, "--help")[1]

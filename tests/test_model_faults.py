"""What goes wrong at an endpoint, over real HTTP: what the user sees of it, and what is kept."""

from __future__ import annotations

import socket
import time
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

import pytest
from asked import LONG, PENALTIES, RECEIVED, TABLE, TEXT, at, part_of, says
from loopback import FILTERED, REFUSED, TRUNCATED, Drips, Drops, Empty, Loopback, Raw, Says, Status, from_table

from summarizer.engines.model import Endpoint, Mode, ModelEngine
from summarizer.errors import EndpointError
from summarizer.parts import pack
from summarizer.reading import read_text

if TYPE_CHECKING:
    from loopback import Fault

    from summarizer.engines import PartAnswers
    from summarizer.form import Form


OPTIONS = ("temperature", "max_tokens", "max_completion_tokens")


def ask(server: Loopback, form: Form, text: str = TEXT, **settings: Any) -> PartAnswers:
    """Ask the engine one part."""
    with ModelEngine(at(server, **settings), form) as engine:
        return engine.answer(part_of(text))


@pytest.mark.parametrize(
    "fault",
    [
        Status(429),
        Status(429, headers={"Retry-After": "0"}),
        Status(429, headers={"Retry-After": formatdate(usegmt=True)}),
        Status(429, headers={"Retry-After": "soon"}),
        Status(500),
        Status(502),
        Status(503),
        Drops(),
    ],
    ids=["429", "429 seconds", "429 date", "429 nonsense", "500", "502", "503", "dropped"],
)
def test_what_passes_is_tried_again(server: Loopback, form: Form, fault: Fault) -> None:
    """Busy and broken are tried again until it works; the user sees nothing but the count of calls."""
    server.script(fault, fault)
    given = ask(server, form)
    assert len(given.answers) == len(TABLE)
    assert (given.failure, given.usage.calls) == ("", 3)
    assert len(server.sent) == 3


def test_retry_after_is_waited_for(server: Loopback, form: Form) -> None:
    """When the endpoint says how long to wait, that is how long the wait is."""
    server.script(Status(429, headers={"Retry-After": "1"}))
    started = time.monotonic()
    ask(server, form)
    assert time.monotonic() - started >= 1.0


def test_a_wait_beyond_patience_is_not_begun(server: Loopback, form: Form) -> None:
    """An endpoint that asks for an hour costs the part, at once, and says so."""
    server.script(Status(429, headers={"Retry-After": "3600"}))
    started = time.monotonic()
    given = ask(server, form)
    assert "429" in given.failure
    assert time.monotonic() - started < 600


def test_one_bad_part_costs_no_other(server: Loopback, form: Form) -> None:
    """When patience runs out over one part, the next is asked all the same."""
    server.script(*[Status(500)] * 50)
    with ModelEngine(at(server, patience=0.2), form) as engine:
        bad = engine.answer(part_of())
        server.forget_faults()
        good = engine.answer(part_of())
    assert "500" in bad.failure
    assert bad.answers == ()
    assert good.failure == ""
    assert len(good.answers) == len(TABLE)


def test_a_hang_ends(server: Loopback, form: Form) -> None:
    """An endpoint that sends nothing is given up after the timeout, and asked again."""
    server.script(Drops(after=600))
    started = time.monotonic()
    given = ask(server, form, timeout=2.0)
    assert len(given.answers) == len(TABLE)
    assert time.monotonic() - started < 300


def test_a_drip_ends(server: Loopback, form: Form) -> None:
    """A reply that comes a byte at a time, each in time, is given up when the whole takes too long."""
    server.script(Drips(0.5))  # some thousand bytes
    started = time.monotonic()
    given = ask(server, form, timeout=2.0)
    assert len(given.answers) == len(TABLE)
    assert time.monotonic() - started < 300


def test_hanging_for_good_costs_the_part(server: Loopback, form: Form) -> None:
    """Nothing but silence: the part fails with the address and the time that was waited."""
    server.script(*[Drops(after=1)] * 20)
    given = ask(server, form, timeout=0.2, patience=0.5)
    assert given.failure == f"{server.base_url}: no whole answer within 0.2 s"


@pytest.mark.parametrize(
    ("fault", "cure"),
    [
        (Status(401), "set SUMMARIZER_API_KEY"),
        (Status(402), "add credit"),
        (Status(403), "may not use this model"),
        (Status(404, "model any not found"), "check --model, and check that --base-url ends"),
        (Status(429, "You exceeded your quota", "insufficient_quota"), "add credit"),
        (Status(307, headers={"Location": "http://example.invalid/"}), "give the final address"),
        (Status(418), "summarizer doctor"),
    ],
    ids=lambda value: str(value.code) if isinstance(value, Status) else "",
)
def test_what_does_not_pass_fails_at_once(server: Loopback, form: Form, fault: Fault, cure: str) -> None:
    """One call, and a sentence with the address and what to change."""
    server.script(fault)
    with pytest.raises(EndpointError) as caught:
        ask(server, form)
    assert cure in str(caught.value)
    assert server.base_url in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.sent) == 1


@pytest.mark.parametrize("code", [400, 422])
def test_an_endpoint_that_rejects_every_question_fails_at_once(server: Loopback, form: Form, code: int) -> None:
    """A small question is rejected too, so it is the mode: the run ends, and the sentence says what to change."""
    server.script(*[Status(code, "tools are not supported")] * 2)
    with pytest.raises(EndpointError, match="tools are not supported; it does not take this kind of request") as caught:
        ask(server, form)
    assert "another --mode" in str(caught.value)
    assert TEXT[:10] not in server.sent[1].contents[-1]
    assert len(server.sent) == 2


def test_a_part_that_is_rejected_alone_costs_no_other(server: Loopback, form: Form) -> None:
    """One HTTP 400 over one part, the first or a later one, is that part's: the others are answered."""
    with ModelEngine(at(server), form) as engine:
        server.script(Status(400, "invalid character"))
        first = engine.answer(part_of())
        second = engine.answer(part_of())
        server.script(Status(400, "invalid character"))
        third = engine.answer(part_of())
    assert "400 invalid character" in first.failure
    assert (first.usage.calls, second.usage.calls, third.usage.calls) == (2, 1, 1)
    assert "400 invalid character" in third.failure
    assert len(second.answers) == len(TABLE)


REFUSES = "Unsupported {}: '{}' is not supported with this model."


@pytest.mark.parametrize("mode", list(Mode))
def test_an_option_that_a_model_refuses_is_left_out(server: Loopback, form: Form, mode: Mode) -> None:
    """A model that takes no temperature, and another name for the longest reply, is asked as it wants."""
    server.script(
        Status(400, REFUSES.format("value", "temperature"), "unsupported_value"),
        Status(400, REFUSES.format("parameter", "max_tokens") + " Use 'max_completion_tokens' instead."),
    )
    with ModelEngine(at(server, mode=mode), form) as engine:
        answers = [engine.answer(part_of()).answers for _ in range(2)]
    assert [len(given) for given in answers] == [len(TABLE)] * 2
    options = [{name: sent.body.get(name) for name in OPTIONS} for sent in server.sent]
    assert options == [
        {"temperature": 0.0, "max_tokens": 8192, "max_completion_tokens": None},
        {"temperature": None, "max_tokens": 8192, "max_completion_tokens": None},
        *[{"temperature": None, "max_tokens": None, "max_completion_tokens": 8192}] * 2,
    ]


def test_an_option_is_left_out_only_once(server: Loopback, form: Form) -> None:
    """An endpoint that goes on complaining of what is no longer sent is not asked for ever."""
    server.script(*[Status(400, REFUSES.format("value", "temperature"))] * 10)
    with pytest.raises(EndpointError, match="temperature"):
        ask(server, form)
    assert len(server.sent) == 3


def test_a_dead_port_fails_at_once(form: Form) -> None:
    """Where nothing listens there is nothing to wait for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    started = time.monotonic()
    with ModelEngine(Endpoint(url, "any"), form) as engine, pytest.raises(EndpointError, match="start the server"):
        engine.answer(part_of())
    assert time.monotonic() - started < 60  # its patience would be 120 s


def test_an_endpoint_that_goes_away_stops_the_run(form: Form) -> None:
    """A server that was there and is gone is waited for, then the run stops: every other part would wait in vain."""
    with Loopback(from_table(TABLE)) as server:
        engine = ModelEngine(at(server, patience=0.3), form)
        engine.answer(part_of())
    with engine, pytest.raises(EndpointError, match="run again when it is back"):
        engine.answer(part_of("别的。"))


def test_a_page_that_is_no_endpoint_is_recognised(server: Loopback, form: Form) -> None:
    """A web page, or a JSON of another kind, is no chat endpoint; the user is told where the address should end."""
    server.script(Raw(b"<html>hello</html>", "text/html"), Raw(b'{"ok": true}', "application/json"))
    for _ in range(2):
        with pytest.raises(EndpointError, match="no chat endpoint"):
            ask(server, form)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("fault", [REFUSED, FILTERED, Status(400, "bad words", "content_filter")])
def test_a_refusal_is_recorded(server: Loopback, form: Form, mode: Mode, fault: Fault) -> None:
    """A model or filter that declines is not asked again; the part says so and has no answers."""
    server.script(fault)
    given = ask(server, form, mode=mode)
    assert given.answers == ()
    assert "declined" in given.failure or "filter" in given.failure
    assert len(server.sent) == 1


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("fault", [TRUNCATED, Status(400, "maximum context length is 4096", "context_length_exceeded")])
def test_a_truncated_reply_splits_the_part(server: Loopback, form: Form, mode: Mode, fault: Fault) -> None:
    """What is cut off is asked again by halves, and together they answer the whole part."""
    server.script(fault)
    given = ask(server, form, LONG, mode=mode)
    assert sorted(a.value for a in given.answers) == sorted(["12", "9000000", "75", "95.9"])
    assert given.failure == ""
    whole, *halves = (sent.contents[-1] for sent in server.sent)
    assert len(halves) == 2
    assert all(len(half) < len(whole) for half in halves)


def test_a_silent_cut_is_recognised(server: Loopback, form: Form) -> None:
    """A server that cuts off without saying so is found out by the number of tokens."""
    server.script(Says('{"records": [' + " " * 200))
    given = ask(server, form, LONG, reply_tokens=100)
    assert given.failure == ""
    assert len(server.sent) == 3


def test_what_is_cut_off_for_ever_fails(server: Loopback, form: Form) -> None:
    """A short part is not cut again: it fails, and the answers of its other half are kept."""
    server.script(TRUNCATED, TRUNCATED)
    given = ask(server, form, LONG)
    assert "cut off" in given.failure
    assert len(server.sent) == 3


def test_an_empty_reply_is_asked_again(server: Loopback, form: Form) -> None:
    """A reply without choices counts as one that cannot be read."""
    server.script(Empty())
    assert len(ask(server, form).answers) == len(TABLE)


def test_a_failed_second_question_keeps_the_first_reply(server: Loopback, form: Form) -> None:
    """When asking again fails, what was said before stands, with its complaints."""
    server.script(Says(says(PENALTIES | {"value": "21"}, RECEIVED)), REFUSED)
    given = ask(server, form)
    assert given.failure == ""
    assert [bool(a.complaints) for a in given.answers] == [True, False]


def test_a_report_survives_a_mixed_day(form: Form) -> None:
    """Ten parts, every third call fails in some way: all parts are answered in the end."""
    bodies = ("".join(f"{head}项第{n}类工作有序开展。" for n in range(30)) for head in "一二三四五六七八九十")
    text = "".join(f"{head}、第{head}项\n{body}\n" for head, body in zip("一二三四五六七八九十", bodies, strict=True))
    faults: list[Fault | None] = [None, None, Status(500), None, None, Drops(), None, None, Status(429)]
    with Loopback(from_table(TABLE)) as server, ModelEngine(at(server), form) as engine:
        server.script(*faults)
        parts = pack(read_text(text), 500)
        given = [engine.answer(part) for part in parts]
    assert len(parts) >= 8
    assert not any(answers.failure for answers in given)


def test_text_that_is_no_unicode_fails_alone(server: Loopback, form: Form) -> None:
    """Half of a surrogate pair cannot be sent; the part says so without repeating the text."""
    given = ask(server, form, "办理案件12件。\ud83d")
    assert given.failure.startswith("the question cannot be sent")
    assert given.usage.calls == 0
    assert server.sent == []

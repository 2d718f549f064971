"""Bounds, plans, secrets: what is never passed, what is told before anything is sent, and what is never told."""

from __future__ import annotations

import logging
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from asked import PENALTIES, TABLE, TEXT, at, part_of, says
from loopback import Loopback, Says, Status, from_table

from summarizer.engines.model import Bounds, Endpoint, Mode, ModelEngine, connection, plan
from summarizer.engines.model import gate as gates
from summarizer.engines.model.gate import Account, Bill, Call, Gate
from summarizer.engines.model.price import Price, count_tokens, price_of
from summarizer.engines.store import Store
from summarizer.errors import BoundReached, EndpointError, ResourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.form import Form

KEY = "sk-planted-9f8e7d6c5b4a"


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The gate's clock."""
    made = Clock()
    monkeypatch.setattr(gates, "time", made)
    return made


def gate_of(bounds: Bounds, price: Price | None = None) -> Gate:
    """Return a gate with an account of its own."""
    return Gate(bounds.jobs, Account(bounds, price))


NOTHING = Bill()


def spend(gate: Gate, expected: Bill = NOTHING, spent: Bill | None = None) -> None:
    """Make one call that costs what was expected, or what was spent."""
    call = Call(expected)
    with gate.hold(call):
        call.bill = spent or expected
    gate.settle(call)


def test_no_more_calls_at_a_time_than_jobs(form: Form) -> None:
    """However many threads ask, the endpoint sees as many calls at once as there are jobs, and never more."""
    seen, now, lock, together = [], [0], threading.Lock(), threading.Barrier(3)

    def slow(_: dict[str, Any]) -> str:
        with lock:
            now[0] += 1
            seen.append(now[0])
        together.wait(timeout=120)  # each waits until three are there
        with lock:
            now[0] -= 1
        return says()

    with (
        Loopback(slow) as server,
        ModelEngine(at(server, bounds=Bounds(jobs=3)), form) as engine,
        ThreadPoolExecutor(12) as pool,
    ):
        failures = list(pool.map(lambda n: engine.answer(part_of(f"第{n}份。")).failure, range(12)))
    assert failures == [""] * 12
    assert max(seen) == 3


def test_a_call_is_made_while_a_reply_is_read(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reply that is here and not yet read keeps no other call from being made, though only one may be at a time."""
    both = threading.Barrier(2)
    write = connection._write

    def read_together(call: Call, replies: Sequence[Any]) -> None:
        both.wait(timeout=120)  # each goes on when the other's reply is here, too
        write(call, replies)

    monkeypatch.setattr(connection, "_write", read_together)
    with (
        Loopback(lambda _: says()) as server,
        ModelEngine(at(server, bounds=Bounds(jobs=1)), form) as engine,
        ThreadPoolExecutor(2) as pool,
    ):
        failures = list(pool.map(lambda n: engine.answer(part_of(f"第{n}份。")).failure, range(2)))
    assert failures == ["", ""]


def test_what_is_kept_or_cannot_be_sent_is_no_call(clock: Clock) -> None:
    """Only what went through the gate is counted in the account."""
    gate = gate_of(Bounds(calls=1))
    gate.settle(Call(NOTHING, is_kept=True))
    gate.settle(Call(NOTHING))
    spend(gate)
    with pytest.raises(BoundReached):
        spend(gate)
    assert clock.now == 0


def test_calls_a_minute(clock: Clock) -> None:
    """The third call of a pair a minute waits until the first is a minute old."""
    gate = gate_of(Bounds(rpm=2))
    for _ in range(5):
        spend(gate)
    assert 120 <= clock.now < 121


def test_tokens_a_minute(clock: Clock) -> None:
    """Calls wait while their tokens would pass the minute's; one that is larger than that alone still goes through."""
    gate = gate_of(Bounds(tpm=1000))
    for tokens in (600, 600, 5000):
        spend(gate, Bill(tokens))
    assert 120 <= clock.now < 121


def test_tokens_a_minute_are_those_that_were_spent(clock: Clock) -> None:
    """A call that might have cost more counts for what it cost as soon as that is known."""
    gate = gate_of(Bounds(tpm=1000))
    for _ in range(5):
        spend(gate, Bill(100, 700), Bill(30, 10))
    assert clock.now == 0


def test_an_endpoint_that_asks_for_a_pause_gets_it_from_all(clock: Clock) -> None:
    """After a Retry-After nobody is let through until it is over."""
    gate = gate_of(Bounds())
    gate.close_for(30)
    spend(gate)
    assert clock.now == 30


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(calls=2), "--max-calls 2: reached (2 spent"),
        (Bounds(tokens=250), "--max-tokens 250: reached (200 spent, the next call may need 100)"),
        (Bounds(cost=Decimal("0.025")), "--max-cost 0.025: reached (0.02 spent"),
    ],
)
def test_a_bound_on_the_run_stops_it(bounds: Bounds, said: str) -> None:
    """The call that could pass a bound is not made, and the message says what was spent and what to do."""
    gate = gate_of(bounds, Price(Decimal(100), Decimal(0), "CNY"))
    spend(gate, Bill(100))
    spend(gate, Bill(100))
    with pytest.raises(BoundReached) as caught:
        spend(gate, Bill(100))
    assert said in str(caught.value)
    assert "run again with a higher bound" in str(caught.value)


def test_what_a_call_did_not_use_is_given_back() -> None:
    """Bounds count what calls cost, not what they were expected to cost; a call that failed costs no tokens."""
    gate = gate_of(Bounds(tokens=100))
    spend(gate, Bill(90), Bill(10))
    broken = Call(Bill(90))
    with pytest.raises(OSError, match="broken"), gate.hold(broken):
        raise OSError("broken")
    gate.settle(broken)
    spend(gate, Bill(90))


def test_the_next_run_goes_on(server: Loopback, form: Form, tmp_path: Path) -> None:
    """After a bound was reached, what was answered is kept, and the next run asks for the rest only."""
    parts = [part_of(TEXT), part_of("另一份。")]
    store = Store(tmp_path / "kept")
    with ModelEngine(at(server, bounds=Bounds(calls=1)), form, store) as engine:
        engine.answer(parts[0])
        with pytest.raises(BoundReached):
            engine.answer(parts[1])
    with ModelEngine(at(server), form, store) as engine:
        usages = [engine.answer(part).usage for part in parts]
    store.close()
    assert [(usage.calls, usage.cached) for usage in usages] == [(0, 1), (1, 0)]
    assert len(server.sent) == 2


def test_cost_is_counted(server: Loopback, form: Form) -> None:
    """Usage carries the cost by the price table; a model that is not in it costs 0."""
    with ModelEngine(replace(at(server), model="deepseek-chat"), form) as engine:
        usage = engine.answer(part_of()).usage
    price = price_of("deepseek-chat")
    assert price
    assert Decimal(usage.cost) == price.of(usage.tokens_in, usage.tokens_out) > 0
    with ModelEngine(at(server), form) as engine:
        assert engine.answer(part_of("别的。")).usage.cost == "0"


def test_a_bound_on_cost_needs_a_price(server: Loopback, form: Form) -> None:
    """A bound that could not be kept is refused, with the file to edit."""
    with pytest.raises(UsageError, match=r"no price for any; add it to .*prices\.toml"):
        ModelEngine(at(server, bounds=Bounds(cost=Decimal(1))), form)


def test_the_longest_name_gives_the_price(tmp_path: Path) -> None:
    """A model takes the price of the longest name that its own begins with."""
    table = tmp_path / "prices.toml"
    table.write_text('[CNY]\n"a" = {in="1", out="1"}\n[USD]\n"a-big" = {in="9", out="9"}\n', "utf-8")
    assert price_of("a-big-2026", table) == Price(Decimal(9), Decimal(9), "USD")
    assert price_of("a-small", table) == Price(Decimal(1), Decimal(1), "CNY")
    assert price_of("b", table) is None
    table.write_text('[CNY]\n"a" = {in="dear"}\n', "utf-8")
    with pytest.raises(ResourceError, match="not a price table"):
        price_of("a", table)


def test_tokens_are_estimated_a_little_high() -> None:
    """Chinese text has about 0.7 tokens a character; the estimate is not below that."""
    assert 70 <= count_tokens("法治政府建设情况报告" * 10) <= 90
    assert count_tokens("") == 1


def test_a_plan_sends_nothing(server: Loopback, form: Form, tmp_path: Path) -> None:
    """The plan tells calls, tokens, cost and the text that would leave; what is kept needs no call."""
    store = Store(tmp_path / "kept")
    parts = [part_of(TEXT), part_of("另一份。")]
    with ModelEngine(replace(at(server), model="deepseek-chat"), form, store) as engine:
        before = plan(engine, parts)
        assert server.sent == []
        used = engine.answer(parts[0]).usage
        after = plan(engine, parts)
    store.close()
    assert (before.calls, before.kept, after.calls, after.kept) == (2, 0, 1, 1)
    assert "罚没款近900万元" in before.texts[0]
    assert before.cost
    assert before.currency == "CNY"
    assert used.tokens_in * 0.8 < before.tokens_in - after.tokens_in < used.tokens_in * 1.5


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:8080/v1"])
def test_offline_allows_this_machine(url: str) -> None:
    """An endpoint on this machine is no network."""
    assert Endpoint(url, "any", offline=True).kind == "local"


@pytest.mark.parametrize(
    "url", ["https://api.example.com/v1", "http://192.168.1.9/v1", "http://127.0.0.1.example.com/"]
)
def test_offline_refuses_all_others(url: str) -> None:
    """Anything else is refused before a byte is sent."""
    with pytest.raises(UsageError, match="not on this machine"):
        Endpoint(url, "any", offline=True)


@pytest.mark.parametrize("url", ["", "api.example.com", "ftp://x/v1", "http://"])
def test_an_address_is_checked(url: str) -> None:
    """What is no address is refused with an example of one."""
    with pytest.raises(UsageError, match="should look like https://host/v1"):
        Endpoint(url, "any")


def test_a_model_must_be_named() -> None:
    """Without a model there is a sentence that says how to name one."""
    with pytest.raises(UsageError, match="--model"):
        Endpoint("http://localhost/v1", "")


def test_a_local_endpoint_is_asked_directly(server: Loopback, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment does not get to see what is meant for this machine."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with ModelEngine(at(server), form) as engine:
        assert engine.answer(part_of()).answers


def everything_said(form: Form, server: Loopback, folder: Path) -> str:
    """Let an engine with the planted key fail in many ways; return all that it says and keeps."""
    said = []
    server.script(
        Status(401, f"Incorrect API key provided: {KEY}"),
        Status(400, f"bad request with Bearer {KEY}"),
        Status(500, f"internal error, key {KEY}"),
        Says(says(PENALTIES | {"value": 5})),
    )
    store = Store(folder)
    with ModelEngine(at(server, api_key=KEY, rounds=0, patience=1.0), form, store) as engine:
        for _ in range(2):
            with pytest.raises(EndpointError) as caught:
                engine.answer(part_of())
            said += traceback.format_exception(caught.value)
        said += [repr(engine.answer(part_of())), repr(at(server, api_key=KEY)), repr(engine.identity)]
        server.script(Status(500, f"key {KEY}"), *[Status(503, KEY)] * 200)
        said.append(repr(engine.answer(part_of("别的。"))))
    store.close()
    said += [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    return "\n".join(said)


def test_the_key_is_never_told(
    form: Form, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The key reaches the endpoint, and no error, log, printed line, kept answer or representation."""
    with caplog.at_level(logging.DEBUG), Loopback(from_table(TABLE)) as server:
        said = everything_said(form, server, tmp_path / "kept")
        assert {sent.headers["authorization"] for sent in server.sent} == {f"Bearer {KEY}"}
    printed = capfd.readouterr()
    assert KEY not in said + caplog.text + printed.out + printed.err
    assert "***" in said


@pytest.mark.parametrize("mode", list(Mode))
def test_report_text_is_not_logged(form: Form, server: Loopback, capfd: pytest.CaptureFixture[str], mode: Mode) -> None:
    """A reply that does not fit prints nothing: instructor would print the failure with its input."""
    server.script(Says("罚没款近900万元"))
    with ModelEngine(at(server, mode=mode), form) as engine:
        engine.answer(part_of())
    assert capfd.readouterr() == ("", "")


def test_a_password_in_the_address_is_not_shown(form: Form, server: Loopback) -> None:
    """A name and password in the address are not repeated in errors."""
    server.script(Status(404))
    url = server.base_url.replace("http://", "http://user:secret@")
    with ModelEngine(Endpoint(url, "any"), form) as engine, pytest.raises(EndpointError) as caught:
        engine.answer(part_of())
    assert "secret" not in str(caught.value)
    assert server.base_url in str(caught.value)

"""The doctor: three different, useful things about a dead port, a wrong key and a healthy server, and more."""

from __future__ import annotations

import re
import socket
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, Says, Status, as_model, from_table

from summarizer.engines.model import Endpoint, Mode, diagnose
from summarizer.engines.model import doctor as doctors
from summarizer.engines.model.doctor import Advice
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.form import Form

    Run = Callable[..., tuple[int, str, str]]


LANGUAGES = ("en", "zh")
NAMES = re.compile(r"\$(\w+)")


def model(window: int = 100_000, *, held: bool = True) -> Any:
    """Return a model that knows nothing of reports."""
    return as_model(from_table(), window=window, held=held)


def test_a_dead_port(form: Form) -> None:
    """Nothing listens: the address, and that the server must be started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    found = diagnose(Endpoint(url, "any"), form)
    assert not found.healthy
    assert found.trouble == "dead"
    assert found.problem.startswith(f"{url}: nothing answers there")
    assert "start the server" in found.problem
    assert next(found.lines("zh")).startswith("这个地址没有服务应答：请先启动服务")


def test_a_wrong_key(form: Form) -> None:
    """The key is refused: which variable to set; the key itself is not told."""
    with Loopback(model(), key="right") as server:
        found = diagnose(Endpoint(server.base_url, "any", api_key="wrong-key"), form)
    assert not found.healthy
    assert "401" in found.problem
    assert "SUMMARIZER_API_KEY" in found.problem
    assert found.trouble == "key"
    assert next(found.lines("zh")).startswith("密钥被拒：请把 SUMMARIZER_API_KEY 设为")
    assert "wrong-key" not in "\n".join([*found.lines(), *found.lines("zh")])
    assert len(server.sent) == 1


def test_a_healthy_server(form: Form) -> None:
    """Every mode works, the window is large enough, and nothing needs to be set."""
    with Loopback(model()) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.healthy
    assert [(check.mode, check.works, check.held) for check in found.modes] == [
        (Mode.JSON_SCHEMA, True, True),
        (Mode.TOOLS, True, True),
        (Mode.JSON, True, False),
    ]
    assert found.window.size == found.needed > 10_000
    assert found.advice == ()
    assert len(server.sent) == 6
    lines = list(found.lines())
    assert lines[0] == "the endpoint answers, and reports can be filled with it"
    assert "so that is enough" in lines[4]
    assert lines[5].startswith("speed: ")
    assert len(list(found.lines("zh"))) == len(lines) == 6


def test_a_small_window_is_found_out(form: Form) -> None:
    """A model that forgets the beginning in silence is asked shorter texts, until it remembers; that is what to set."""
    with Loopback(model(window=5000)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.healthy
    assert 2000 < found.window.size < 5000
    assert found.advice == (Advice("set_context", str(found.window.size)),)
    assert "not enough" in "\n".join(found.lines())


def test_a_window_that_was_set_is_enough_if_it_is_there(form: Form) -> None:
    """With the advice taken, the form is asked in pieces that fit: no more is needed, and nothing is left to set."""
    with Loopback(model(window=5000)) as server:
        found = diagnose(Endpoint(server.base_url, "any", context=3000), form)
    assert (found.window.size, found.needed, found.advice) == (3000, 3000, ())


def test_a_window_that_cannot_be_found_out(form: Form) -> None:
    """A model that remembers nothing leaves the window unknown; it is to be looked up, and none is guessed."""
    with Loopback(model(window=10)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.window.size == 0
    assert any("not known" in line for line in found.lines())
    assert found.advice == (Advice("look_up", str(found.needed)),)


@pytest.mark.parametrize("code", [400, 500])
def test_a_mode_that_is_not_taken(form: Form, code: int) -> None:
    """Where a mode is refused, with 400 or as some servers do with 500, the one that is kept to is advised."""
    with Loopback(model()) as server:
        server.script(Status(code, "response_format is not supported"))
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert [check.works for check in found.modes] == [False, True, True]
    assert "response_format is not supported" in found.modes[0].reason
    assert found.advice == (Advice("set_mode", "tools"),)


def test_a_form_that_is_too_much_for_a_mode(form: Form) -> None:
    """An endpoint that takes a small schema and not the form's is found out before a report is sent."""
    with Loopback(model()) as server:
        server.script(None, Status(400, "schema exceeds the limit of 100 properties"))
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert [check.outcome for check in found.modes] == ["refused", "held", "loose"]
    assert "exceeds the limit" in found.modes[0].reason
    assert found.advice == (Advice("set_mode", "tools"),)


def test_a_schema_that_is_not_kept_to(form: Form) -> None:
    """A server that takes the schema and ignores it is told apart from one that keeps to it."""
    with Loopback(model(held=False)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.healthy
    assert not any(check.held for check in found.modes)
    assert "nothing holds the model to the schema" in list(found.lines())[1]


def test_a_model_that_speaks_no_json(form: Form) -> None:
    """A model that answers in prose in every mode is no use, and that is said."""
    with Loopback(model()) as server:
        server.script(*[Says("你好！")] * 5)
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert not found.healthy
    first, *modes = found.lines()
    assert first == "no mode works: see each mode for why"
    assert all("choose another model" in line for line in modes)


def test_an_unknown_model(form: Form) -> None:
    """Where there is no such model, those that there are are named."""
    with Loopback(model(), models=("qwen-small", "qwen-large")) as server:
        found = diagnose(Endpoint(server.base_url, "qwen"), form)
    assert not found.healthy
    assert found.trouble == "model"
    assert list(found.lines())[-1] == "set --model to one of those it has: qwen-large, qwen-small"


def test_a_busy_endpoint(form: Form) -> None:
    """An endpoint that is busy is not called broken: what it says is passed on."""
    with Loopback(model()) as server:
        server.script(*[Status(503, "loading model")] * 5)
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert not found.healthy
    assert "loading model" in "\n".join(found.lines())


def test_a_slow_endpoint_needs_a_longer_timeout(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a question of a part's size takes more than half the timeout, a longer one is advised."""
    clock = count(0, 200)
    monkeypatch.setattr(doctors, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    with Loopback(model()) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.advice == (Advice("set_timeout", "800"),)


def test_a_pause_that_the_endpoint_asks_for_is_made(form: Form) -> None:
    """A call that comes too soon is made again, and is no sign of a mode that is not taken."""
    with Loopback(model()) as server:
        server.script(Status(429, headers={"Retry-After": "0"}), None, Status(429, headers={"Retry-After": "0"}))
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert [check.works for check in found.modes] == [True, True, True]
    assert found.window.size == found.needed


def test_an_endpoint_that_is_asked_too_often(form: Form) -> None:
    """Where it never stops asking for a pause, the endpoint is not called broken, and no window is guessed."""
    with Loopback(model()) as server:
        server.script(*[Status(429, "rate limit")] * 100)
        found = diagnose(Endpoint(server.base_url, "any", patience=0.2, backoff=0.01), form)
    assert (found.trouble, found.modes) == ("busy", ())
    assert "429 rate limit" in found.problem


def test_a_long_question_that_is_not_answered_in_time(form: Form) -> None:
    """A server that breaks over long questions has the window that it does answer; where it has none, it says why."""
    with Loopback(model()) as server:
        server.script(*[None] * 5, Status(500, "out of memory"))
        half = diagnose(Endpoint(server.base_url, "any"), form)
        server.script(*[None] * 5, *[Status(500, "out of memory")] * 10)
        none = diagnose(Endpoint(server.base_url, "any"), form)
    assert half.window.size == half.needed // 2
    assert none.window.size == 0
    assert "window: not known" in list(none.lines())[4]
    assert "out of memory" in list(none.lines())[4]


def test_both_languages_say_the_same() -> None:
    """Every sentence is there in both languages, with the same variables."""
    english, chinese = (
        {row: set(NAMES.findall(said)) for row, said in table(f"doctor.{lang}").items()} for lang in LANGUAGES
    )
    assert english == chinese


def test_the_command_says_three_different_things(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead port, a wrong key and a healthy server: exit codes 3, 3 and 0, and a first line of its own each."""
    monkeypatch.setenv("SUMMARIZER_API_KEY", "wrong-key")
    with Loopback(model(), key="wrong-key") as healthy, Loopback(model(), key="right") as locked:
        asked = [
            run("doctor", "--model", "any", "--base-url", url, "--lang", lang)
            for lang in LANGUAGES
            for url in ("http://127.0.0.1:1/v1", locked.base_url, healthy.base_url)
        ]
    assert [code for code, _, _ in asked] == [3, 3, 0] * 2
    assert len({said.splitlines()[0] for _, said, _ in asked}) == 6
    assert not any("wrong-key" in said + errors for _, said, errors in asked)

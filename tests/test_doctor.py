"""The doctor: three different, useful things about a dead port, a wrong key and a healthy server, and more."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from typing import Any

import pytest
from loopback import Loopback, Says, Status

from summarizer.engines.model import Endpoint, Mode, diagnose
from summarizer.form import Form, load_form

RECALL = re.compile(r"记住这个暗号：(\w+)")


@pytest.fixture(scope="session")
def form() -> Form:
    """The form that ships with the package."""
    return load_form("rule-of-law")


def model(window: int = 100_000, *, held: bool = True) -> Any:
    """Return a model that reads the last ``window`` characters, and keeps to a schema or does not."""

    def answer(body: dict[str, Any]) -> str:
        text = body["messages"][-1]["content"][-window:]
        if "暗号是什么" in text:
            known = RECALL.search(text)
            return json.dumps({"word": known[1] if known else "不记得"}, ensure_ascii=False)
        constrained = held and ("tools" in body or body.get("response_format", {}).get("type") == "json_schema")
        return json.dumps({"word": "甲" if constrained else "丙"}, ensure_ascii=False)

    return answer


def test_a_dead_port(form: Form) -> None:
    """Nothing listens: the address, and that the server must be started."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    found = diagnose(Endpoint(url, "any"), form)
    assert not found.healthy
    assert found.problem.startswith(f"{url}: nothing answers there")
    assert "start the server" in found.problem


def test_a_wrong_key(form: Form) -> None:
    """The key is refused: which variable to set; the key itself is not told."""
    with Loopback(model(), key="right") as server:
        found = diagnose(Endpoint(server.base_url, "any", api_key="wrong-key"), form)
    assert not found.healthy
    assert "401" in found.problem
    assert "SUMMARIZER_API_KEY" in found.problem
    assert "wrong-key" not in "\n".join(found.lines())
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
    assert found.window == found.needed > 10_000
    assert found.advice == ()
    assert len(server.sent) == 4
    lines = list(found.lines())
    assert lines[0] == "the endpoint answers, and reports can be filled with it"
    assert "so that is enough" in lines[4]


def test_a_small_window_is_found_out(form: Form) -> None:
    """A model that forgets the beginning in silence is asked shorter texts, until it remembers; that is what to set."""
    with Loopback(model(window=5000)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.healthy
    assert 2000 < found.window < 5000
    assert any(advice.startswith(f"--context {found.window}") for advice in found.advice)
    assert "not enough" in "\n".join(found.lines())


def test_a_window_that_cannot_be_found_out(form: Form) -> None:
    """A model that remembers nothing leaves the window unknown; the smallest is advised."""
    with Loopback(model(window=10)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.window == 0
    assert any("not known" in line for line in found.lines())
    assert found.advice[0].startswith("--context 1000")


@pytest.mark.parametrize("code", [400, 500])
def test_a_mode_that_is_not_taken(form: Form, code: int) -> None:
    """Where a mode is refused, with 400 or as some servers do with 500, the one that is kept to is advised."""
    with Loopback(model()) as server:
        server.script(Status(code, "response_format is not supported"))
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert [check.works for check in found.modes] == [False, True, True]
    assert "response_format is not supported" in found.modes[0].note
    assert found.advice == ("--mode tools",)


def test_a_schema_that_is_not_kept_to(form: Form) -> None:
    """A server that takes the schema and ignores it is told apart from one that keeps to it."""
    with Loopback(model(held=False)) as server:
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert found.healthy
    assert not any(check.held for check in found.modes)
    assert "nothing holds the model to the schema" in found.modes[0].note


def test_a_model_that_speaks_no_json(form: Form) -> None:
    """A model that answers in prose in every mode is no use, and that is said."""
    with Loopback(model()) as server:
        server.script(*[Says("你好！")] * 3)
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert not found.healthy
    assert all("choose another model" in check.note for check in found.modes)


def test_an_unknown_model(form: Form) -> None:
    """Where there is no such model, those that there are are named."""
    with Loopback(model(), models=("qwen-small", "qwen-large")) as server:
        found = diagnose(Endpoint(server.base_url, "qwen"), form)
    assert not found.healthy
    assert found.advice == ("--model to one of those it has: qwen-large, qwen-small",)


def test_a_busy_endpoint(form: Form) -> None:
    """An endpoint that is busy is not called broken: what it says is passed on."""
    with Loopback(model()) as server:
        server.script(*[Status(503, "loading model")] * 3)
        found = diagnose(Endpoint(server.base_url, "any"), form)
    assert not found.healthy
    assert "loading model" in "\n".join(found.lines())


def test_a_slow_endpoint_needs_a_longer_timeout(form: Form) -> None:
    """When a question of a part's size takes more than half the timeout, a longer one is advised."""
    with Loopback(model(), latency=0.6) as server:
        found = diagnose(replace(Endpoint(server.base_url, "any"), timeout=1.0), form)
    assert found.advice
    assert found.advice[0].startswith("--timeout 2")

"""The model engine, over real HTTP against a loopback endpoint, with the real openai and instructor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, from_table

from summarizer.engines.model import Endpoint, Mode, ModelEngine
from summarizer.form import Form, load_form
from summarizer.parts import Part, pack
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = """青禾镇2023年法治政府建设情况报告
一、主要举措和成效
(一)规范行政执法。全年作出行政处罚12件,罚没款近900万元。
(二)化解矛盾纠纷。收到行政复议申请75件,受理48件。
"""

FIELDS = ("code", "part", "status", "value", "value_high", "unit", "qualifier", "change", "period", "scope", "quote")


def record(code: str, value: str, unit: str, quote: str, **more: Any) -> dict[str, Any]:
    """Return a record as a model gives it, all fields there."""
    blank = dict.fromkeys(FIELDS, "") | {"status": "stated", "change": None}
    return blank | {"code": code, "value": value, "unit": unit, "quote": quote} | more


TABLE = [
    record("le_penalties", "12", "件", "全年作出行政处罚12件"),
    record("le_penalty_amount", "900", "万元", "罚没款近900万元", qualifier="近"),
    record("rc_received", "75", "件", "收到行政复议申请75件"),
]


@pytest.fixture(scope="session")
def form() -> Form:
    """The form that ships with the package."""
    return load_form("rule-of-law")


@pytest.fixture
def server() -> Iterator[Loopback]:
    """An endpoint that answers truly."""
    with Loopback(from_table(TABLE)) as running:
        yield running


def part_of(text: str) -> Part:
    """Return a text as one part."""
    return pack(read_text(text))[0]


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_fills_the_form(server: Loopback, form: Form, mode: Mode) -> None:
    """In every mode the records come back as answers: scaled, with their quote at its offsets, without complaints."""
    with ModelEngine(Endpoint(server.base_url, "any", mode=mode), form) as engine:
        given = engine.answer(part_of(TEXT))
    assert [answer.value for answer in given.answers] == ["12", "9000000", "75"]
    assert [answer.unit for answer in given.answers] == ["件", "元", "件"]
    assert all(TEXT[a.place.start : a.place.end] == a.place.quote for a in given.answers)
    assert not any(answer.complaints for answer in given.answers)
    assert given.usage.calls == 1


def test_the_schema_is_strict_on_the_wire(server: Loopback, form: Form) -> None:
    """The request body that arrives carries ``strict`` and forbids extra fields, in the mode's own place."""
    for mode in Mode:
        with ModelEngine(Endpoint(server.base_url, "any", mode=mode), form) as engine:
            engine.answer(part_of(TEXT))
    tools, schema, plain = (sent.body for sent in server.sent)
    assert tools["tools"][0]["function"]["strict"] is True
    assert tools["tools"][0]["function"]["parameters"]["additionalProperties"] is False
    assert tools["tool_choice"]["function"]["name"] == tools["tools"][0]["function"]["name"]
    assert schema["response_format"]["json_schema"]["strict"] is True
    assert schema["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert plain["response_format"] == {"type": "json_object"}
    assert all("genius" not in json.dumps(sent.body) for sent in server.sent)

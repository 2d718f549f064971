"""A report, what a good model says of it, and an engine to ask: for the tests of the model engine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.engines.model import Endpoint
from summarizer.parts import Part, pack
from summarizer.reading import read_text

if TYPE_CHECKING:
    from loopback import Loopback

TEXT = """青禾镇2023年法治政府建设情况报告
一、主要举措和成效
(一)规范行政执法。全年作出行政处罚12件,罚没款近900万元。
(二)化解矛盾纠纷。收到行政复议申请75件,受理48件。
二、存在的问题
法治力量不足,执法人员持证率仅为95.9%。
"""

LONG = TEXT + "(三)其他工作。" + "".join(f"第{n}项工作有序开展,成效良好。" for n in range(60))

FIELDS = ("code", "part", "status", "value", "value_high", "unit", "qualifier", "change", "period", "scope", "quote")


def record(code: str, value: str, unit: str, quote: str, **more: Any) -> dict[str, Any]:
    """Return a record as a model gives it, all fields there."""
    blank = dict.fromkeys(FIELDS, "") | {"status": "stated", "change": None}
    return blank | {"code": code, "value": value, "unit": unit, "quote": quote} | more


PENALTIES = record("le_penalties", "12", "件", "全年作出行政处罚12件")
FINES = record("le_penalty_amount", "900", "万元", "罚没款近900万元", qualifier="近")
RECEIVED = record("rc_received", "75", "件", "收到行政复议申请75件")
CERTIFIED = record("le_certified_rate", "95.9", "%", "执法人员持证率仅为95.9%")
TABLE = [PENALTIES, FINES, RECEIVED, CERTIFIED]

PROBLEM = {"kind": "problem", "dimension": "law_enforcement", "text": "法治力量不足", "quote": "法治力量不足"}


def says(*records: Any, statements: tuple[Any, ...] = ()) -> str:
    """Return a reply with these records, as the model writes it."""
    return json.dumps({"records": list(records), "statements": list(statements)}, ensure_ascii=False)


def part_of(text: str = TEXT) -> Part:
    """Return a text as one part."""
    return pack(read_text(text))[0]


def at(server: Loopback, **settings: Any) -> Endpoint:
    """Return the endpoint at a server, with waits too short to notice."""
    return Endpoint(server.base_url, "any", **{"backoff": 0.01, "patience": 30.0, **settings})

"""Asking for the overview of a filled form."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from summarizer.engines.model.interview import Reply, Rounds, readable
from summarizer.form import OVERVIEW

if TYPE_CHECKING:
    from pydantic import BaseModel

    from summarizer.engines.model.interview import Ask
    from summarizer.engines.records import Record
    from summarizer.form import Form
    from summarizer.prompting import Prompts


@cache
def overview_shape(form: Form) -> type[BaseModel]:
    """Return the model of a reply: ``report``, and for each dimension its ``code`` and ``text``."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - only an engine that asks a model pays for it

    strict = ConfigDict(extra="forbid")
    codes: Any = Literal[tuple(dimension.code for dimension in form.dimensions)]
    dimension = create_model("Dimension", __config__=strict, code=(codes, ...), text=(str, ...))
    many: Any = list[dimension]  # type: ignore[valid-type]  # a type made at run time
    return create_model("Overview", __config__=strict, report=(str, ...), dimensions=(many, ...))


def word(ask: Ask, prompts: Prompts, told: str, rounds: int) -> Reply:
    """Ask for the overview; an item that does not fit the schema keeps its text and loses its dimension.

    Raises:
        PartError: no reply can be read.
    """
    completion = readable(ask, prompts.overview(told), prompts, Rounds(rounds))
    data = completion.data or {}
    misfits = [fault.raw.get("text") for fault in completion.faults if isinstance(fault.raw, dict)]
    said = [("", data["report"]), *((d["code"], d["text"]) for d in data["dimensions"]), *(("", t) for t in misfits)]
    statements: list[Record] = [{"kind": OVERVIEW, "dimension": code, "text": text} for code, text in said if text]
    return Reply(statements=statements)

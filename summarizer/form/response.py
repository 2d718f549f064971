"""What a model must reply: a list of records and a list of statements, derived from the form.

Every field is required, nothing more is allowed, and every value is a string as the report writes it: that is what
strict JSON Schema endpoints take, and what keeps ``900`` with ``万元`` from becoming a float on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from summarizer.form.header import OVERVIEW
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic import BaseModel

    from summarizer.form.blank import Form


def response_model(form: Form, codes: Collection[str] | None = None) -> type[BaseModel]:
    """Return the pydantic model of a reply: ``records`` and ``statements``.

    ``codes`` narrows the records to these indicators; None asks for all.

    Raises:
        ValueError: no indicator of the form is among ``codes``.
    """
    asked = tuple(i.code for i in form.indicators if codes is None or i.code in codes)
    if not asked:
        raise ValueError(f"form {form.id}: none of its indicators is asked for")
    says = table("form")["reply"]
    record, statement = _record(asked, says), _statement(form, says)
    return _model(
        "Reply",
        records=(list[record], says["records"]),  # type: ignore[valid-type] # a type made at run time
        statements=(list[statement], says["statements"]),  # type: ignore[valid-type] # as above
    )


def _record(codes: tuple[str, ...], says: dict[str, str]) -> type[BaseModel]:
    """Return the model of one value; ``says`` describes each field to the model that fills it."""
    change = _model(
        "Change",
        direction=(Literal["up", "down"], says["direction"]),
        amount=(str, says["amount"]),
        unit=(str, says["change_unit"]),
        base=(str, says["base"]),
    )
    return _model(
        "Record",
        code=(_one_of(codes), says["code"]),
        part=(str, says["part"]),
        status=(Literal["stated", "stated_zero", "norm"], says["status"]),
        value=(str, says["value"]),
        value_high=(str, says["value_high"]),
        unit=(str, says["unit"]),
        qualifier=(str, says["qualifier"]),
        change=(change | None, says["change"]),
        period=(str, says["period"]),
        scope=(str, says["scope"]),
        quote=(str, says["quote"]),
    )


def _statement(form: Form, says: dict[str, str]) -> type[BaseModel]:
    kinds = tuple(s.kind for s in form.statements if s.kind != OVERVIEW)
    return _model(
        "Statement",
        kind=(_one_of(kinds) if kinds else str, says["kind"]),
        dimension=(_one_of(tuple(d.code for d in form.dimensions)), says["dimension"]),
        text=(str, says["text"]),
        quote=(str, says["statement_quote"]),
    )


def json_schema(form: Form) -> dict[str, Any]:
    """Return the JSON Schema of a reply, as exported to ``schemas/<form>.schema.json``."""
    return response_model(form).model_json_schema()


def _one_of(values: tuple[str, ...]) -> Any:
    return Literal[values]


def _model(name: str, **fields: tuple[Any, str]) -> type[BaseModel]:
    """Return a model that forbids extra fields; each field is its type and its description."""
    from pydantic import ConfigDict, Field, create_model  # noqa: PLC0415 - only an engine that asks a model pays for it

    definitions: dict[str, Any] = {
        field: (kind, Field(description=description)) for field, (kind, description) in fields.items()
    }
    return create_model(name, __config__=ConfigDict(extra="forbid"), **definitions)

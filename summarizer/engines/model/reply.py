"""Replies that do not fit the schema: what is good in them is kept, what is not is named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

if TYPE_CHECKING:
    from pydantic import BaseModel

# How many opening braces of a reply are tried as the beginning of its JSON.
_TRIES = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one item of a list of the reply, ``raw`` as the model wrote it; or with all of it.

    ``within`` names the list; it is empty where the fault is not in one item, and then ``raw`` is None.
    """

    within: str
    raw: Any
    message: str


def salvage(text: str, shape: type[BaseModel]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read as much of a reply as fits ``shape``: prose around it is left out, and so are items with a fault.

    The last object in the text counts: an earlier one may be quoted from the report.
    """
    value = _last_object(text)
    if value is None:
        return None, [Fault("", None, "no JSON object in it")]
    try:
        return shape.model_validate(value).model_dump(mode="json"), []
    except ValidationError as error:
        faults = _faults(value, error)
    if any(not fault.within for fault in faults):
        return None, faults
    for fault in faults:
        value[fault.within] = [item for item in value[fault.within] if item is not fault.raw]
    return shape.model_validate(value).model_dump(mode="json"), faults


def _last_object(text: str) -> dict[str, Any] | None:
    """Return the last JSON object in a text, or None."""
    decoder = json.JSONDecoder(strict=False)  # many models write line breaks into strings as they are
    found, at = None, text.find("{")
    for _ in range(_TRIES):
        if at < 0:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            end = at + 1
        else:
            found = value
        at = text.find("{", end)
    return found


def _faults(value: dict[str, Any], error: ValidationError) -> list[Fault]:
    """Return one fault for every item that does not fit, with all that is wrong in it."""
    messages: dict[tuple[Any, ...], list[str]] = {}
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        where = fault["loc"][:2] if len(fault["loc"]) > 1 else ()
        field = ".".join(str(step) for step in fault["loc"][len(where) :])
        said = "not one of the allowed values" if fault["type"] == "literal_error" else fault["msg"]
        messages.setdefault(where, []).append(f"{field}: {said}" if field else said)
    return [
        Fault(str(where[0]), value[where[0]][where[1]], "; ".join(said)) if where else Fault("", None, "; ".join(said))
        for where, said in messages.items()
    ]

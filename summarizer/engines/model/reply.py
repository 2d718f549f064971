"""Replies that do not fit the schema: what can be read in them is read, what is wrong in them is named.

Where nothing holds a model to the schema it writes numbers without quotation marks, leaves out what is empty or puts
null for it, adds fields and wraps it all in prose. None of this is worth another call. An item that still does not fit
is set aside with pydantic's reasons; it spoils no other item.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_origin

from pydantic import ValidationError

from summarizer.files import HALF_CHARACTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

# How many opening braces of a reply are tried as the beginning of its JSON.
_TRIES = 50

# What a field that is left out stands for, where it is not the empty string.
_USUAL = {"change": None, "status": "stated"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one item of a list of the reply, ``raw`` as the model wrote it; or with all of it.

    ``within`` names the list; it is empty where the fault is not in one item, and then ``raw`` is None.
    """

    within: str
    raw: Any
    message: str


def salvage(text: str, shape: type[BaseModel]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read as much of a reply as fits ``shape``; None and the reasons where nothing does."""
    value = _last_object(HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text))
    if value is None:
        return None, [Fault("", None, "no JSON object in it")]
    _complete(value, shape)
    errors = _errors(value, shape)
    if errors:
        _mend(value, errors)
    faults = _faults(value, _errors(value, shape))
    if any(not fault.within for fault in faults):
        return None, faults
    for fault in faults:
        value[fault.within] = [item for item in value[fault.within] if item is not fault.raw]
    return shape.model_validate(value).model_dump(mode="json"), faults


def _last_object(text: str) -> dict[str, Any] | None:
    """Return the last JSON object in a text, or None: an earlier one may be quoted from the report.

    Numbers become strings as they are written, and line breaks may stand in strings as they are.
    """
    decoder = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
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


def _complete(value: dict[str, Any], shape: type[BaseModel]) -> None:
    """Put an empty list for one that is left out, if any field of the shape is there at all."""
    if any(name in value for name in shape.model_fields):
        for name, field in shape.model_fields.items():
            if get_origin(field.annotation) is list:
                value.setdefault(name, [])


def _errors(value: dict[str, Any], shape: type[BaseModel]) -> list[ErrorDetails]:
    """Return what pydantic has to say against a value."""
    try:
        shape.model_validate(value)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False)
    return []


def _mend(value: dict[str, Any], errors: Sequence[ErrorDetails]) -> None:
    """Mend in the items what is not worth another call: fields left out, null, or added."""
    for error in errors:
        *path, field = error["loc"]
        item = _item(value, path)
        if len(path) < 2 or not isinstance(item, dict):
            continue
        if error["type"] == "extra_forbidden":
            item.pop(field, None)
        elif error["type"] == "missing" or error["input"] is None:
            item[field] = _USUAL.get(str(field), "")


def _item(value: Any, path: Sequence[int | str]) -> Any:
    """Return what stands at a path, None where nothing does: pydantic's paths also name the members of a union."""
    for step in path:
        inside = isinstance(value, list) if isinstance(step, int) else isinstance(value, dict) and step in value
        value = value[step] if inside else None
    return value


def _faults(value: dict[str, Any], errors: Sequence[ErrorDetails]) -> list[Fault]:
    """Return one fault for every item that does not fit, with all that is wrong in it."""
    messages: dict[tuple[Any, ...], list[str]] = {}
    for error in errors:
        where = error["loc"][:2] if len(error["loc"]) > 1 else ()
        field = ".".join(str(step) for step in error["loc"][len(where) :])
        said = "not one of the allowed values" if error["type"] == "literal_error" else error["msg"]
        messages.setdefault(where, []).append(f"{field}: {said}" if field else said)
    return [
        Fault(str(where[0]), value[where[0]][where[1]], "; ".join(said)) if where else Fault("", None, "; ".join(said))
        for where, said in messages.items()
    ]

"""Claims that anyone made, read from a file: one JSON object a line, a filled form, or a review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.crosscheck import Claim
from summarizer.errors import ClaimsError

if TYPE_CHECKING:
    from pathlib import Path

_FIELDS = ("indicator", "value", "unit", "qualifier", "text", "quote")


def read_claims(path: Path) -> list[Claim]:
    """Read claims from ``.jsonl`` (a claim a line) or ``.json`` (a filled form or review: its ``values``).

    Numbers are taken as they are written, never as floats.

    Raises:
        ClaimsError: the file is missing, no JSON, or a claim is no object; the message names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ClaimsError(f"{path}: cannot be read ({reason}); give a .jsonl, .json, .txt or .md file") from error
    if path.suffix == ".jsonl":
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        return [_claim(_parse(path, line, number), f"{path}, line {number}") for number, line in lines]
    return _form_claims(path, _parse(path, text, 1))


def _parse(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str)
    except ValueError as error:
        raise ClaimsError(f"{path}, line {line}: no valid JSON ({error}); write one JSON object a claim") from error


def _claim(data: Any, where: str) -> Claim:
    if not isinstance(data, dict):
        raise ClaimsError(f"{where}: a claim is a JSON object with at least a value, this is {type(data).__name__}")
    given = {field: data.get(field) for field in _FIELDS}
    wrong = [field for field, value in given.items() if not isinstance(value, str | None)]
    if wrong:
        raise ClaimsError(f"{where}: {', '.join(wrong)} must be text or a number")
    words = {field: value or "" for field, value in given.items()}
    return Claim(
        indicator=words["indicator"],
        value=words["value"],
        unit=words["unit"],
        qualifier=words["qualifier"],
        text=words["text"],
        quote=words["quote"],
        id=str(data.get("id") or data.get("claim_id") or ""),
    )


def _form_claims(path: Path, data: Any) -> list[Claim]:
    """Take the values of a filled form or a review: each with its own quote, or that of its first place."""
    if not isinstance(data, dict) or not isinstance(data.get("values"), list):
        raise ClaimsError(f"{path}: no list of `values`; give a filled form, a review, or claims as .jsonl")
    stated = [entry for entry in data["values"] if not isinstance(entry, dict) or entry.get("value")]
    return [_claim(_with_quote(entry), f"{path}, value {number}") for number, entry in enumerate(stated, 1)]


def _with_quote(entry: Any) -> Any:
    if not isinstance(entry, dict):
        return entry
    places = entry.get("places") or [{}]
    quote = entry.get("quote") or places[0].get("cited") or places[0].get("quote")
    return {**entry, "indicator": entry.get("indicator") or entry.get("code"), "quote": quote}

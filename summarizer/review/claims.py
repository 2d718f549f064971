"""Claims that anyone made, read from a file and cross-checked: claims a line, a filled form, a review, or prose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarizer.crosscheck import Claim, check, check_prose
from summarizer.errors import ClaimsError
from summarizer.files import parse_json
from summarizer.form import DEFAULT_FORM, load_form
from summarizer.review.claiming import judge, named
from summarizer.review.decode import from_data
from summarizer.review.result import FORMAT
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from summarizer.crosscheck import Finding
    from summarizer.form import Form
    from summarizer.reading import Reading

_PROSE = (".txt", ".md")
_FIELDS = ("indicator", "value", "unit", "qualifier", "text", "quote")

# Under which of these a filled form has its values: a review's, or a reply to the form's own JSON Schema.
_LISTS = ("values", "records")


def check_file(path: Path, reading: Reading, form: str = "") -> list[Finding]:
    """Cross-check what a file says of a report, one finding a number, in the file's order.

    ``.txt`` and ``.md`` are prose, ``.jsonl`` holds a claim a line, ``.json`` a filled form or a review. ``form`` names
    the form whose codes the file uses; empty is the form that the file itself names.

    Raises:
        ReportError: the prose cannot be read.
        ClaimsError: the file is missing, no JSON, or a claim is no object; the message names the line.
        ReviewError: the file is a review with a field that is missing or wrong.
        FormError: the form is unknown or faulty.
    """
    suffix = path.suffix.lower()
    if suffix in _PROSE:
        return check_prose(load(path).text, reading)
    text = _text(path)
    if suffix == ".jsonl":
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        return check([_claim(_parse(path, line, number), f"{path}, line {number}") for number, line in lines], reading)
    if suffix != ".json":
        raise ClaimsError(f"{path}: no file of claims; give .jsonl, .json, .txt or .md")
    data = _parse(path, text, 1)
    if isinstance(data, dict) and data.get("format") == FORMAT:
        review = from_data(parse_json(text), str(path))
        return list(judge(load_form(form or review.form.id), review.assessment, reading))
    return check(_form_claims(path, data, load_form(form or _form_of(data))), reading)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ClaimsError(f"{path}: cannot be read ({reason}); give a .jsonl, .json, .txt or .md file") from error


def _parse(path: Path, text: str, line: int) -> Any:
    """Parse JSON with its numbers as they are written, never as floats."""
    try:
        return parse_json(text, str)
    except (ValueError, RecursionError) as error:
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


def _form_of(data: Any) -> str:
    """Return the name of the form that a file says it fills."""
    stamp = data.get("form") if isinstance(data, dict) else None
    return str(stamp.get("id") if isinstance(stamp, dict) else stamp or DEFAULT_FORM)


def _form_claims(path: Path, data: Any, form: Form) -> Iterable[Claim]:
    """Yield the values of a filled form, each under the names of its indicator and with the quote it cites."""
    lists = (data.get(key) for key in _LISTS) if isinstance(data, dict) else (data,)
    entries = next((entries for entries in lists if isinstance(entries, list)), None)
    if entries is None:
        raise ClaimsError(f"{path}: no list of `values`; give a filled form, a review, or claims as .jsonl")
    for number, entry in enumerate(entries, 1):
        where = f"{path}, value {number}"
        if not isinstance(entry, dict):
            raise ClaimsError(f"{where}: a value is a JSON object, this is {type(entry).__name__}")
        if entry.get("value"):
            yield _form_claim(entry, where, form)


def _form_claim(entry: dict[str, Any], where: str, form: Form) -> Claim:
    high = entry.get("value_high")
    value = f"{entry['value']}-{high}" if high else entry["value"]
    claim = _claim({**entry, "value": value, "quote": _quote(entry)}, where)
    code = str(entry.get("code") or claim.indicator)
    called = named(form, code)
    return replace(claim, indicator=called.indicator, aliases=called.aliases, id=claim.id or code)


def _quote(entry: dict[str, Any]) -> Any:
    """Return the words that a value cites: its own quote, or that of its first place."""
    match entry:
        case {"quote": str(quote)} if quote:
            return quote
        case {"places": [{"cited": str(cited)}, *_]} if cited:
            return cited
        case {"places": [{"quote": quote}, *_]}:
            return quote
        case _:
            return entry.get("quote")

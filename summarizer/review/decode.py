"""A review read back from its JSON. What does not fit is named; nothing is guessed."""

from __future__ import annotations

from dataclasses import fields
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.assessment import (
    Assessment,
    Change,
    Check,
    Coverage,
    HeaderField,
    Place,
    Statement,
    Status,
    Timeliness,
    Value,
)
from summarizer.crosscheck import Claim, Finding, Quote, Reason, Relation, Verdict
from summarizer.engines import Identity, Usage
from summarizer.errors import ReviewError
from summarizer.facts import Direction, Fact, Mood, Period, PeriodKind, Role
from summarizer.figures import Figure, Kind
from summarizer.files import parse_json
from summarizer.layout import Section
from summarizer.review.decisions import decided_from_data, stretch
from summarizer.review.result import FORMAT, FormStamp, Review, Warned
from summarizer.sources import Report
from summarizer.spans import Cell, Mark, Span

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import DataclassInstance

Json = dict[str, Any]

T = TypeVar("T", bound="DataclassInstance")


def read_review(path: Path) -> Review:
    """Read a review file.

    Raises:
        ReviewError: the file is missing, no JSON, of another format, or a field is missing or of a wrong type.
    """
    try:
        data = parse_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReviewError(
            f"{path}: cannot be read ({error.strerror}); give the path of a *.review.json file"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ReviewError(f"{path}: no valid JSON ({error}); fill the form again with `summarizer fill`") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ReviewError(f"{path}: not a review (format {FORMAT} expected); give a *.review.json file")
    return from_data(data, str(path))


def from_data(data: Json, name: str = "review") -> Review:
    """Build a review from the plain data of its file.

    Raises:
        ReviewError: a field is missing or of a wrong type.
    """
    try:
        return _review(data)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ReviewError(
            f"{name}: a field of the review is missing or wrong ({error}); fill the form again"
        ) from error


# The plain types that fields of a review are annotated with, and what JSON has for them.
_PLAIN: dict[Any, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "str | None": (str, NoneType),
    "int | None": (int, NoneType),
    "bool | None": (bool, NoneType),
}


def _build(kind: type[T], data: Json) -> T:
    """Build a dataclass from its fields; those of a plain type are of that type exactly."""
    built = kind(**data)
    for field in fields(built):
        value = getattr(built, field.name)
        if field.type in _PLAIN and type(value) not in _PLAIN[field.type]:
            raise TypeError(f"{kind.__name__}.{field.name} is {value!r}")
    return built


def _texts(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
        raise TypeError(f"a list of texts expected, not {data!r}")
    return tuple(data)


def _pairs(data: Json) -> tuple[tuple[str, str], ...]:
    _texts(list(data.values()))
    return tuple(data.items())


def _review(data: Json) -> Review:
    return Review(
        report=_report(data["report"]),
        sections=tuple(_section(entry) for entry in data["sections"]),
        answered=tuple(_answered(entry["answered"]) for entry in data["sections"]),
        form=_build(FormStamp, data["form"]),
        engine=_build(Identity, {**data["engine"], "parameters": _pairs(data["engine"]["parameters"])}),
        assessment=_assessment(data),
        findings=tuple(_finding(entry) for entry in data["findings"]),
        unclaimed=tuple(_figure(entry) for entry in data["unclaimed"]),
        arithmetic=tuple(_relation(entry) for entry in data["arithmetic"]),
        warnings=tuple(_build(Warned, entry) for entry in data["warnings"]),
        usage=Usage(),
        decisions=tuple(decided_from_data(entry) for entry in data.get("decisions", ())),
    )


def _answered(data: Any) -> bool | None:
    if data not in (True, False, None):
        raise TypeError(f"answered is {data!r}")
    return bool(data) if data is not None else None


def _report(data: Json) -> Report:
    lists = {
        "spans": tuple(_build(Span, entry) for entry in data["spans"]),
        "tables": tuple(_build(Cell, entry) for entry in data["tables"]),
        "marks": tuple(_build(Mark, entry) for entry in data["marks"]),
        "metadata": _pairs(data["metadata"]),
    }
    own = {key: data[key] for key in ("name", "text", "digest", "media_type", "title")}
    return _build(Report, {**own, **lists})


def _section(data: Json) -> Section:
    own = {key: value for key, value in data.items() if key != "answered"}
    return _build(Section, {**own, "path": _texts(data["path"])})


def _assessment(data: Json) -> Assessment:
    return Assessment(
        header=tuple(_build(HeaderField, entry) for entry in data["header"]),
        items=_pairs(data["items"]),
        timeliness=_build(Timeliness, data["timeliness"]),
        values=tuple(_value(entry) for entry in data["values"]),
        statements=tuple(_build(Statement, {**entry, "places": _places(entry)}) for entry in data["statements"]),
        coverage=tuple(Coverage(*entry) for entry in _pairs(data["coverage"])),
        checks=tuple(_build(Check, {**entry, "values": _texts(entry["values"])}) for entry in data["checks"]),
    )


def _places(data: Json) -> tuple[Place, ...]:
    return tuple(_build(Place, entry) for entry in data["places"])


def _value(data: Json) -> Value:
    read = {
        "status": Status(data["status"]),
        "change": _build(Change, data["change"]) if data["change"] else None,
        "places": _places(data),
        "complaints": _texts(data["complaints"]),
    }
    return _build(Value, {**data, **read})


_FIGURE_KEYS = ("start", "end", "surface", "kind", "value", "value_high", "unit", "qualifier", "note")


def _figure(data: Json) -> Figure:
    return _build(Figure, {**{key: data[key] for key in _FIGURE_KEYS}, "kind": Kind(data["kind"])})


def _fact(data: Json) -> Fact:
    period = {**data["period"], "kind": PeriodKind(data["period"]["kind"])}
    read = {
        "figure": _figure(data),
        "subject": tuple(_build(Span, entry) for entry in data["subject"]),
        "period": _build(Period, period),
        "mood": Mood(data["mood"]),
        "role": Role(data["role"]),
        "direction": Direction(data["direction"]),
        "clause": stretch(data["clause"]),
        "sentence": stretch(data["sentence"]),
        "cell": _build(Cell, data["cell"]) if data["cell"] else None,
    }
    return _build(Fact, {**{key: value for key, value in data.items() if key not in _FIGURE_KEYS}, **read})


def _finding(data: Json) -> Finding:
    own = {
        "aliases": _texts(data["asserted"]["aliases"]),
        "id": data["claim"],
        "start": data["start"],
        "end": data["end"],
    }
    read = {
        "claim": _build(Claim, {**data["asserted"], **own}),
        "verdict": Verdict(data["verdict"]),
        "reason": Reason(data["reason"]),
        "quote": Quote(data["quote"]),
        "figures": tuple(_fact(entry) for entry in data["figures"]),
        "formula": data["formula"],
    }
    return _build(Finding, read)


def _relation(data: Json) -> Relation:
    return _build(Relation, {**data, "figures": tuple(_fact(entry) for entry in data["figures"])})

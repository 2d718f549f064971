"""A review read back from its JSON. What does not fit is named; nothing is guessed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
from summarizer.layout import Section
from summarizer.review.decisions import decided_from_data
from summarizer.review.result import FORMAT, FormStamp, Review, Warned
from summarizer.sources import Report
from summarizer.spans import Cell, Mark, Span

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]


def read_review(path: Path) -> Review:
    """Read a review file.

    Raises:
        ReviewError: the file is missing, no JSON, of another format, or a field is missing or of a wrong type.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReviewError(
            f"{path}: cannot be read ({error.strerror}); give the path of a *.review.json file"
        ) from error
    except ValueError as error:
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
    except (KeyError, TypeError, ValueError) as error:
        raise ReviewError(
            f"{name}: a field of the review is missing or wrong ({error}); fill the form again"
        ) from error


def _review(data: Json) -> Review:
    return Review(
        report=_report(data["report"]),
        sections=tuple(_section(entry) for entry in data["sections"]),
        answered=tuple(entry["answered"] for entry in data["sections"]),
        form=FormStamp(**data["form"]),
        engine=Identity(**{**data["engine"], "parameters": tuple(data["engine"]["parameters"].items())}),
        assessment=_assessment(data),
        findings=tuple(_finding(entry) for entry in data["findings"]),
        unclaimed=tuple(_figure(entry) for entry in data["unclaimed"]),
        arithmetic=tuple(_relation(entry) for entry in data["arithmetic"]),
        warnings=tuple(Warned(**entry) for entry in data["warnings"]),
        usage=Usage(),
        decisions=tuple(decided_from_data(entry) for entry in data.get("decisions", ())),
    )


def _report(data: Json) -> Report:
    return Report(
        name=data["name"],
        text=data["text"],
        digest=data["digest"],
        media_type=data["media_type"],
        title=data["title"],
        spans=tuple(Span(**entry) for entry in data["spans"]),
        tables=tuple(Cell(**entry) for entry in data["tables"]),
        marks=tuple(Mark(**entry) for entry in data["marks"]),
        metadata=tuple(data["metadata"].items()),
    )


def _section(data: Json) -> Section:
    fields = {key: value for key, value in data.items() if key != "answered"}
    return Section(**{**fields, "path": tuple(fields["path"])})


def _assessment(data: Json) -> Assessment:
    return Assessment(
        header=tuple(HeaderField(**entry) for entry in data["header"]),
        items=tuple(data["items"].items()),
        timeliness=Timeliness(**data["timeliness"]),
        values=tuple(_value(entry) for entry in data["values"]),
        statements=tuple(Statement(**{**entry, "places": _places(entry)}) for entry in data["statements"]),
        coverage=tuple(Coverage(*entry) for entry in data["coverage"].items()),
        checks=tuple(Check(**{**entry, "values": tuple(entry["values"])}) for entry in data["checks"]),
    )


def _places(data: Json) -> tuple[Place, ...]:
    return tuple(Place(**entry) for entry in data["places"])


def _value(data: Json) -> Value:
    return Value(
        **{
            **data,
            "status": Status(data["status"]),
            "change": Change(**data["change"]) if data["change"] else None,
            "places": _places(data),
            "complaints": tuple(data["complaints"]),
        }
    )


_FIGURE_KEYS = ("start", "end", "surface", "kind", "value", "value_high", "unit", "qualifier", "note")


def _figure(data: Json) -> Figure:
    return Figure(**{**{key: data[key] for key in _FIGURE_KEYS}, "kind": Kind(data["kind"])})


def _fact(data: Json) -> Fact:
    bound = {key: value for key, value in data.items() if key not in _FIGURE_KEYS}
    return Fact(
        **{
            **bound,
            "figure": _figure(data),
            "subject": tuple(Span(**entry) for entry in data["subject"]),
            "period": Period(**{**data["period"], "kind": PeriodKind(data["period"]["kind"])}),
            "mood": Mood(data["mood"]),
            "role": Role(data["role"]),
            "direction": Direction(data["direction"]),
            "clause": tuple(data["clause"]),
            "sentence": tuple(data["sentence"]),
            "cell": Cell(**data["cell"]) if data["cell"] else None,
        }
    )


def _finding(data: Json) -> Finding:
    asserted = {**data["asserted"], "aliases": tuple(data["asserted"]["aliases"])}
    return Finding(
        claim=Claim(**asserted, id=data["claim"], start=data["start"], end=data["end"]),
        verdict=Verdict(data["verdict"]),
        reason=Reason(data["reason"]),
        quote=Quote(data["quote"]),
        figures=tuple(_fact(entry) for entry in data["figures"]),
        formula=data["formula"],
    )


def _relation(data: Json) -> Relation:
    return Relation(data["relation"], data["holds"], tuple(_fact(entry) for entry in data["figures"]), data["note"])

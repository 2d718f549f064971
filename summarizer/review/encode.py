"""A review as the contract's JSON: stable key order, the same bytes for the same input, form and answers."""

from __future__ import annotations

import json
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from summarizer.review.decisions import decided_data
from summarizer.review.result import FORMAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.crosscheck import Finding, Relation
    from summarizer.facts import Fact
    from summarizer.figures import Figure
    from summarizer.review.result import Review
    from summarizer.sources import Report

Json = dict[str, Any]

_PLAIN = frozenset({str, int, bool, type(None)})


def to_json(review: Review, notes: Sequence[str] = ()) -> str:
    """Return the review file's text; ``notes`` holds one sentence a finding, or nothing.

    Each entry of a list (a value, a finding …) is a line of its own, which is what a person compares.
    """
    told = _told(review, notes)
    return "{\n" + ",\n".join(f"{_text(key)}: {_lines(content)}" for key, content in told.items()) + "\n}\n"


def to_data(review: Review, notes: Sequence[str] = ()) -> Json:
    """Return the review as plain data; see :func:`to_json`."""
    return dict(plain(_told(review, notes)))


def figure_data(figure: Figure) -> Json:
    """Return a figure's fields as plain data."""
    return dict(plain(figure))


def finding_data(finding: Finding, note: str = "") -> Json:
    """Return a finding as plain data. ``asserted`` keeps what the claim said, so that the file stands alone."""
    return dict(plain(_finding(finding, note)))


def fact_data(fact: Fact) -> Json:
    """Return a fact as plain data: its figure's fields, then what it is bound to."""
    return dict(plain(_fact(fact)))


def plain(thing: Any) -> Any:
    """Return a dataclass as a dict, an enum as its value and a tuple as a list, all the way down."""
    kind: Any = type(thing)
    if kind in _PLAIN:
        return thing
    if kind in {tuple, list}:
        return [plain(item) for item in thing]
    if kind is dict:
        return {key: plain(item) for key, item in thing.items()}
    if isinstance(thing, Enum):
        return thing.value
    return {name: plain(item) for name, item in _opened(thing).items()}


def _told(review: Review, notes: Sequence[str]) -> Json:
    """Return what the file says, entry by entry; what the entries hold is still as it is in the review."""
    filled = review.assessment
    sentences = notes or [""] * len(review.findings)
    return {
        "format": FORMAT,
        "report": _report(review.report),
        "sections": [
            {**_opened(section), "answered": answered}
            for section, answered in zip(review.sections, review.answered, strict=True)
        ],
        "form": review.form,
        "engine": {**_opened(review.engine), "parameters": dict(review.engine.parameters)},
        "header": list(filled.header),
        "items": dict(filled.items),
        "timeliness": filled.timeliness,
        "values": list(filled.values),
        "statements": list(filled.statements),
        "coverage": {entry.dimension: entry.value for entry in filled.coverage},
        "findings": [_finding(f, note) for f, note in zip(review.findings, sentences, strict=True)],
        "unclaimed": list(review.unclaimed),
        "checks": list(filled.checks),
        "arithmetic": [_relation(relation) for relation in review.arithmetic],
        "warnings": list(review.warnings),
        **({"decisions": [decided_data(made) for made in review.decisions]} if review.decisions else {}),
    }


def _finding(finding: Finding, note: str) -> Json:
    claim = _opened(finding.claim)
    place = {key: claim.pop(key) for key in ("id", "start", "end")}
    return {
        "claim": place["id"],
        "asserted": claim,
        "start": place["start"],
        "end": place["end"],
        "verdict": finding.verdict,
        "reason": finding.reason,
        "quote": finding.quote,
        "accepted": finding.accepted,
        "figures": [_fact(fact) for fact in finding.figures],
        "formula": finding.formula,
        "note": note,
    }


def _fact(fact: Fact) -> Json:
    bound = _opened(fact)
    return {**_opened(bound.pop("figure")), **bound}


def _relation(relation: Relation) -> Json:
    return {
        "relation": relation.relation,
        "holds": relation.holds,
        "figures": [_fact(fact) for fact in relation.figures],
        "note": relation.note,
    }


def _report(report: Report) -> Json:
    return {
        "name": report.name,
        "title": report.title,
        "digest": report.digest,
        "media_type": report.media_type,
        "characters": len(report.text),
        "text": report.text,
        "spans": report.spans,
        "tables": report.tables,
        "marks": report.marks,
        "metadata": dict(report.metadata),
    }


def _opened(thing: Any) -> Json:
    """Return a dataclass as a dict of its fields, these as they are."""
    kind: Any = type(thing)
    return {name: getattr(thing, name) for name in _fields(kind)}


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _lines(content: Any) -> str:
    if not isinstance(content, list) or not content:
        return _text(content)
    return "[\n" + ",\n".join(map(_text, content)) + "\n]"


# The encoder goes down by itself and asks only for dataclasses: a review has some thousand of them.
_text = json.JSONEncoder(ensure_ascii=False, default=_opened).encode

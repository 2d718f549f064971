"""A review as the contract's JSON: stable key order, the same bytes for the same input, form and answers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from summarizer.review.decisions import decided_data
from summarizer.review.result import FORMAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.assessment import Statement, Value
    from summarizer.crosscheck import Finding, Relation
    from summarizer.facts import Fact
    from summarizer.figures import Figure
    from summarizer.review.result import Review
    from summarizer.sources import Report

Json = dict[str, Any]


def to_json(review: Review, notes: Sequence[str] = ()) -> str:
    """Return the review file's text; ``notes`` holds one sentence a finding, or nothing."""
    return json.dumps(to_data(review, notes), ensure_ascii=False, indent=1) + "\n"


def to_data(review: Review, notes: Sequence[str] = ()) -> Json:
    """Return the review as plain data; see :func:`to_json`."""
    filled = review.assessment
    sentences = notes or [""] * len(review.findings)
    return {
        "format": FORMAT,
        "report": _report(review.report),
        "sections": [
            {**asdict(section), "answered": answered}
            for section, answered in zip(review.sections, review.answered, strict=True)
        ],
        "form": asdict(review.form),
        "engine": {**asdict(review.engine), "parameters": dict(review.engine.parameters)},
        "header": [asdict(field) for field in filled.header],
        "items": dict(filled.items),
        "timeliness": asdict(filled.timeliness),
        "values": [_value(value) for value in filled.values],
        "statements": [_statement(statement) for statement in filled.statements],
        "coverage": {entry.dimension: entry.value for entry in filled.coverage},
        "findings": [finding_data(f, note) for f, note in zip(review.findings, sentences, strict=True)],
        "unclaimed": [figure_data(figure) for figure in review.unclaimed],
        "checks": [asdict(tried) for tried in filled.checks],
        "arithmetic": [_relation(relation) for relation in review.arithmetic],
        "warnings": [asdict(warning) for warning in review.warnings],
        **({"decisions": [decided_data(made) for made in review.decisions]} if review.decisions else {}),
    }


def figure_data(figure: Figure) -> Json:
    """Return a figure's fields as plain data."""
    return {**asdict(figure), "kind": figure.kind.value}


def finding_data(finding: Finding, note: str = "") -> Json:
    """Return a finding as plain data. ``asserted`` keeps what the claim said, so that the file stands alone."""
    claim = asdict(finding.claim)
    place = {key: claim.pop(key) for key in ("id", "start", "end")}
    return {
        "claim": place["id"],
        "asserted": claim,
        "start": place["start"],
        "end": place["end"],
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "quote": finding.quote.value,
        "accepted": finding.accepted,
        "figures": [fact_data(fact) for fact in finding.figures],
        "formula": finding.formula,
        "note": note,
    }


def fact_data(fact: Fact) -> Json:
    """Return a fact as plain data: its figure's fields, then what it is bound to."""
    bound = asdict(fact)
    del bound["figure"]
    bound["period"]["kind"] = fact.period.kind.value
    for name in ("mood", "role", "direction"):
        bound[name] = bound[name].value
    return {**figure_data(fact.figure), **bound}


def _report(report: Report) -> Json:
    return {
        "name": report.name,
        "title": report.title,
        "digest": report.digest,
        "media_type": report.media_type,
        "characters": len(report.text),
        "text": report.text,
        "spans": [asdict(span) for span in report.spans],
        "tables": [asdict(cell) for cell in report.tables],
        "marks": [asdict(mark) for mark in report.marks],
        "metadata": dict(report.metadata),
    }


def _value(value: Value) -> Json:
    return {**asdict(value), "status": value.status.value}


def _statement(statement: Statement) -> Json:
    return asdict(statement)


def _relation(relation: Relation) -> Json:
    return {**asdict(relation), "figures": [fact_data(fact) for fact in relation.figures]}

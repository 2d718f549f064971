"""What a filled form claims: every number that it shows becomes a claim, and every claim is cross-checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.crosscheck import Claim, Reason, Verdict, check, check_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.assessment import Assessment, Value
    from summarizer.crosscheck import Finding
    from summarizer.form import Form
    from summarizer.reading import Reading


def judge(form: Form, assessment: Assessment, reading: Reading) -> Iterator[Finding]:
    """Cross-check every number that a filled form shows: each value, and each number of an engine's own words."""
    values = [value for value in assessment.values if value.value]
    for value, finding in zip(values, check([claim_of(form, value) for value in values], reading), strict=True):
        yield _doubted(finding) if value.complaints and finding.accepted else finding
    for statement in assessment.statements:
        quotes = {place.quote for place in statement.places}
        if statement.text not in quotes:
            yield from check_prose(statement.text, reading, statement.id)


def claim_of(form: Form, value: Value) -> Claim:
    """Return what a value of a form asserts about the report, and the words and the place that it cites."""
    place = value.places[0] if value.places else None
    asked = named(form, value.code)
    part = f"({value.part})" if value.part else ""
    return replace(
        asked,
        indicator=asked.indicator + part,
        aliases=tuple(alias + part for alias in asked.aliases) if part else asked.aliases,
        id=value.id,
        value=f"{value.value}-{value.value_high}" if value.value_high else value.value,
        unit=value.unit,
        qualifier=value.qualifier,
        text=value.formula if value.status is Status.DERIVED else "",
        quote=(place.cited or place.quote or "") if place else "",
        quote_start=place.start if place else None,
        mood="norm" if value.status is Status.NORM else "",
    )


def named(form: Form, name: str) -> Claim:
    """Return a claim that holds nothing yet but its indicator's names; ``name`` is a code, a title, or neither."""
    for indicator in form.indicators:
        if name in (indicator.code, indicator.zh):
            return Claim(indicator=indicator.zh, aliases=indicator.aliases)
    return Claim(indicator=name)


def _doubted(finding: Finding) -> Finding:
    """Leave to a person a number that the source has but that something is wrong with, say its indicator is no such."""
    return replace(finding, verdict=Verdict.UNCERTAIN, reason=Reason.SUBJECT)

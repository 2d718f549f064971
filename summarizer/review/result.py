"""The review of one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.assessment import Status

if TYPE_CHECKING:
    from summarizer.assessment import Assessment
    from summarizer.crosscheck import Finding, Relation
    from summarizer.engines import Identity, Usage
    from summarizer.figures import Figure
    from summarizer.layout import Section
    from summarizer.review.decisions import Decided
    from summarizer.sources import Report

FORMAT = "summarizer.review/1"


@dataclass(frozen=True, slots=True)
class FormStamp:
    """Which form was filled."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a reviewer should know of a stretch of the report (lost characters, inserted spam …)."""

    kind: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Review:
    """The whole result for one report: it stands alone, the text is in it.

    ``answered`` has one entry a section: True, False, or None where nothing was asked. ``findings`` hold one claim
    each, whose ``id`` is that of a value or statement. ``decisions`` are those of reviewers, applied. ``usage`` is
    written beside the review, not in it.
    """

    report: Report
    sections: tuple[Section, ...]
    answered: tuple[bool | None, ...]
    form: FormStamp
    engine: Identity
    assessment: Assessment
    findings: tuple[Finding, ...]
    unclaimed: tuple[Figure, ...]
    arithmetic: tuple[Relation, ...]
    warnings: tuple[Warned, ...]
    usage: Usage
    decisions: tuple[Decided, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether a claim is not accepted, values conflict, or a section has no answer."""
        return (
            not all(finding.accepted for finding in self.findings)
            or any(value.status is Status.CONFLICT for value in self.assessment.values)
            or False in self.answered
        )

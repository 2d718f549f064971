"""The review of one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.review.decisions import Action
from summarizer.review.keys import finding_keys

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
        """Whether anything is left that neither the cross-check nor a reviewer accepts.

        That is a claim not accepted, a value in conflict, or a section without an answer.
        """
        settled = {made.decision.key for made in self.decisions if made.decision.action is Action.ACCEPT}
        judged = zip(finding_keys(self), self.findings, strict=True)
        conflicts = {value.id for value in self.assessment.values if value.status is Status.CONFLICT}
        return (
            any(not finding.accepted and key not in settled for key, finding in judged)
            or not conflicts <= settled
            or False in self.answered
        )

"""Applying decisions: a review and a reviewer's decisions in, the reviewed form out, with who, when, before and after.

A corrected number is cross-checked like any other: a reviewer's slip shows as one. Applying twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.crosscheck import check_prose, unclaimed
from summarizer.errors import ReviewError
from summarizer.form import load_form
from summarizer.reading import read
from summarizer.review.correcting import corrected, judged
from summarizer.review.decisions import Action, Decided, Wording
from summarizer.review.keys import claims_by_key, finding_keys, other_keys
from summarizer.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.assessment import Statement, Value
    from summarizer.crosscheck import Finding
    from summarizer.form import Form
    from summarizer.review.decisions import Decision, Decisions
    from summarizer.review.result import Review

_CHANGING = frozenset({Action.CORRECT, Action.REJECT})


def apply_decisions(review: Review, decisions: Decisions, form: Form | None = None) -> Review:
    """Return the review as the reviewer leaves it.

    An accepted row stays as it is; a corrected value or statement takes the new number and is cross-checked again; a
    rejected value leaves its cell ``not_stated``, or, where the cell has other values, leaves those; a rejected
    statement is gone from the form. What was there before is kept in ``decisions``. ``form`` names the indicators;
    without it the form is looked up by the review's own stamp.

    Raises:
        ReviewError: the decisions are of another report or form, one fits no row, or a correction holds no number.
        FormError: ``form`` is None and the review's form is not to be found.
    """
    must_fit(review, decisions)
    applied = {(made.reviewer, made.decision) for made in review.decisions}
    fresh = [made for made in decisions.decisions if (decisions.reviewer, made) not in applied]
    if not fresh:
        return review
    desk = _Desk(review, form or load_form(review.form.id), decisions.reviewer)
    # Within one statement from its end to its start, so that no correction moves another's place.
    for decision in sorted(fresh, key=desk.from_the_end):
        desk.decide(decision)
    return desk.result()


def must_fit(review: Review, decisions: Decisions) -> None:
    """Check that every decision fits a row of a review as it is, or as it was before decisions were applied to it.

    Raises:
        ReviewError: the decisions are of another report or form, one fits no row, or asks what no such row allows.
    """
    if (decisions.digest, decisions.form) != (review.report.digest, review.form.digest):
        raise ReviewError(
            f"decisions of {decisions.reviewer or 'a reviewer'}: made on another report or form than"
            f" {review.report.name}; apply them to the review they were made on"
        )
    before = {made.decision.key for made in review.decisions}
    claims, others = claims_by_key(review).keys() | before, other_keys(review)
    for made in decisions.decisions:
        if made.key not in claims and made.key not in others:
            raise ReviewError(f"decision on {made.key}: {review.report.name} has no such row; take the right review")
        if made.key not in claims and made.action in _CHANGING:
            raise ReviewError(f"decision on {made.key}: only a claim can be {made.action}ed; accept it or note it")


class _Desk:
    """A review while decisions are applied to it: values, statements and findings by their ids."""

    def __init__(self, review: Review, form: Form, reviewer: str) -> None:
        self.review = review
        self.form = form
        self.reviewer = reviewer
        self.reading = read(review.report)
        self.claims = claims_by_key(review)
        self.by_key = dict(zip(finding_keys(review), review.findings, strict=True))
        self.values: dict[str, Value] = {value.id: value for value in review.assessment.values}
        self.statements: dict[str, Statement] = {said.id: said for said in review.assessment.statements}
        self.findings: dict[str, list[Finding]] = {}
        for finding in review.findings:
            self.findings.setdefault(finding.claim.id, []).append(finding)
        self.made: list[Decided] = []

    def from_the_end(self, decision: Decision) -> int:
        """Sort key: the later a number stands in its statement, the earlier its decision is applied."""
        finding = self.by_key.get(decision.key)
        return -(finding.claim.start or 0) if finding else 0

    def decide(self, decision: Decision) -> None:
        """Apply one decision and record it."""
        about = self.claims.get(decision.key, "")
        if decision.action in _CHANGING and not about:
            raise ReviewError(f"decision on {decision.key}: the row was rejected before; take the review before that")
        before = self._wording(decision.key, about)
        if decision.action is Action.REJECT:
            self._reject(about)
        elif decision.action is Action.CORRECT:
            self._correct(decision, about)
        code = self.values[about].code if about in self.values else ""
        self.made.append(Decided(self.reviewer, decision, code, before, self._wording(decision.key, about)))

    def _reject(self, about: str) -> None:
        self.findings.pop(about, None)
        if about in self.values:
            self.values[about] = replace(
                self.values[about],
                value="",
                value_high="",
                qualifier="",
                status=Status.NOT_STATED,
                change=None,
                formula="",
                places=(),
            )
        else:
            self.statements.pop(about, None)

    def _correct(self, decision: Decision, about: str) -> None:
        if about in self.values:
            value = corrected(self.values[about], decision, self.reading)
            self.values[about] = value
            self.findings[about] = [judged(value, self.form, self.reading)]
            return
        statement, claim = self.statements[about], self.by_key[decision.key].claim
        text = statement.text[: claim.start] + decision.value + statement.text[claim.end :]
        self.statements[about] = replace(statement, text=text)
        self.findings[about] = check_prose(text, self.reading, about)

    def _wording(self, key: str, about: str) -> Wording:
        found = self.by_key.get(key) if about in self.statements else next(iter(self.findings.get(about, [])), None)
        verdict, reason = (found.verdict.value, found.reason.value) if found else ("", "")
        if about in self.values:
            value = self.values[about]
            quote = value.places[0].quote or "" if value.places else ""
            number = "—".join(filter(None, (value.value, value.value_high)))
            said = written(number, value.unit, value.qualifier) if number else ""
            return Wording(said, value.status.value, verdict, reason, quote)
        said = self.statements[about].text if about in self.statements else ""
        return Wording(said, "", verdict, reason, "")

    def result(self) -> Review:
        """Return the review with everything decided so far."""
        values = tuple(_settled(self.values.values()))
        kept = {value.id for value in values} | self.statements.keys()
        findings = tuple(found for about in self._order() if about in kept for found in self.findings.get(about, []))
        assessment = replace(self.review.assessment, values=values, statements=tuple(self.statements.values()))
        return replace(
            self.review,
            assessment=assessment,
            findings=findings,
            unclaimed=tuple(unclaimed(findings, self.reading)),
            decisions=(*self.review.decisions, *self.made),
        )

    def _order(self) -> Iterable[str]:
        """Yield every id in the order of the findings before, then those of cells that had no finding."""
        return dict.fromkeys([*(found.claim.id for found in self.review.findings), *self.findings])


def _settled(values: Iterable[Value]) -> Iterable[Value]:
    """Yield the values of a form after decisions.

    A rejected value goes where its cell has another one; what is left alone in its cell is no conflict any more.
    """
    values = list(values)
    stated = Counter(_cell(value) for value in values if value.value)
    for value in values:
        others = stated[_cell(value)] - bool(value.value)
        if value.status is Status.NOT_STATED and others:
            continue
        yield replace(value, status=Status.STATED) if value.status is Status.CONFLICT and not others else value


def _cell(value: Value) -> tuple[str, ...]:
    return (value.code, value.part, value.period, value.scope)

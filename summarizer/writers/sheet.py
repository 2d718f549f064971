"""A review laid out in rows: what a person must look at first, then the rest.

A terminal, a Markdown file, a page and a workbook all show the rows that are made here, in the order made here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.assessment import Place, Status
from summarizer.crosscheck import Verdict
from summarizer.review import notes
from summarizer.review.decisions import Action
from summarizer.review.keys import check_key, figure_key, finding_keys, relation_key, section_key, warning_key
from summarizer.writers.labels import labels
from summarizer.writers.names import Names
from summarizer.writers.rows import NEEDS_A_PERSON, Attribution, Group, Row
from summarizer.writers.wording import (
    claim_words,
    evidence,
    figure_evidence,
    sentence_around,
    source_writing,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarizer.assessment import Statement, Value
    from summarizer.crosscheck import Finding
    from summarizer.figures import Figure
    from summarizer.form import Form
    from summarizer.review import Review, Warned
    from summarizer.review.decisions import Decided
    from summarizer.writers.labels import Labels


_ATTRIBUTION: Mapping[Verdict, Attribution] = {
    Verdict.SUPPORTED: Attribution.FITS,
    Verdict.CONVERTED: Attribution.FITS,
    Verdict.ROUNDED: Attribution.FITS,
    Verdict.DERIVED: Attribution.FITS,
    Verdict.ALTERED: Attribution.FITS,
    Verdict.MISATTRIBUTED: Attribution.DIFFERS,
    Verdict.UNCERTAIN: Attribution.OPEN,
    Verdict.UNSUPPORTED: Attribution.NOTHING,
    Verdict.UNREADABLE: Attribution.NOTHING,
}

# The worst first: a number from nowhere, a changed one, a real one said of something else, then what cannot be told.
_SEVERITY = (
    Verdict.UNSUPPORTED,
    Verdict.ALTERED,
    Verdict.MISATTRIBUTED,
    Verdict.UNREADABLE,
    Verdict.UNCERTAIN,
    Verdict.DERIVED,
    Verdict.ROUNDED,
    Verdict.CONVERTED,
    Verdict.SUPPORTED,
)


_SHOWN = frozenset({Verdict.CONVERTED, Verdict.ROUNDED, Verdict.DERIVED})

_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review laid out: its rows in order, the names of what they are about, and what the summary line counts."""

    review: Review
    names: Names
    rows: tuple[Row, ...]
    verdicts: tuple[tuple[Verdict, int], ...]

    def of(self, *groups: Group) -> Iterator[Row]:
        """Yield the rows of these groups, in order."""
        return (row for row in self.rows if row.group in groups)

    def count(self, *groups: Group) -> int:
        """Return how many rows these groups hold."""
        return sum(1 for _ in self.of(*groups))


def lay_out(review: Review, lang: str, form: Form | None = None) -> Sheet:
    """Lay a review out in rows, with notes in ``lang``.

    ``form`` gives the indicators their names and order; without it the form is looked up by the review's own stamp,
    and where that fails the codes stand for the names.
    """
    names = Names.of(review, form)
    text = review.report.text
    rivals = _rivals(review)
    rows = [
        *_judged(review, names, notes(review, lang)),
        *_unjudged(review, names),
        *_contradictions(review),
        *_breaches(review, names, labels(lang)),
        *_unanswered(review),
        *(_unclaimed(figure, text) for figure in review.unclaimed),
        *(_warning(warning, text) for warning in review.warnings),
    ]
    order = {group: rank for rank, group in enumerate(Group)}
    rows = [replace(row, rivals=rivals.get(row.about, "")) for row in rows] if rivals else rows
    rows = list(_with_decisions(rows, review)) if review.decisions else rows
    rows.sort(key=lambda row: (order[row.group], _severity(row), names.rank(row.code), _first(row)))
    counted = Counter(finding.verdict for finding in review.findings)
    return Sheet(review, names, tuple(rows), tuple((v, counted[v]) for v in Verdict if counted[v]))


def _severity(row: Row) -> int:
    return _SEVERITY.index(Verdict(row.verdict)) if row.group is Group.FINDING else 0


def _first(row: Row) -> int:
    cited = [place.start for place in row.places if place.start is not None]
    return min([*cited, *(seen.start for seen in row.evidence)], default=0)


def _with_decisions(rows: Iterable[Row], review: Review) -> Iterator[Row]:
    """Yield rows with what reviewers decided on them; one that a reviewer accepts needs no further person."""
    by_key: dict[str, list[Decided]] = {}
    for made in review.decisions:
        by_key.setdefault(made.decision.key, []).append(made)
    for row in rows:
        decided = tuple(by_key.get(row.key, ()))
        accepted = bool(decided) and decided[-1].decision.action is Action.ACCEPT
        group = Group.DECIDED if accepted and row.group in NEEDS_A_PERSON else row.group
        yield replace(row, group=group, decided=decided)


def _rivals(review: Review) -> dict[str, str]:
    """Return, by the id of each value in conflict, the other values of its cell."""
    cells = conflicts(review)
    return {
        value.id: " / ".join(value_words(other) for other in cell if other is not value)
        for cell in cells
        for value in cell
    }


def conflicts(review: Review) -> list[list[Value]]:
    """Return the cells of the form that hold values in conflict, each with those values."""
    cells: dict[tuple[str, ...], list[Value]] = {}
    for value in review.assessment.values:
        if value.status is Status.CONFLICT:
            cells.setdefault((value.code, value.part, value.period, value.scope), []).append(value)
    return list(cells.values())


def _judged(review: Review, names: Names, sentences: Sequence[str]) -> Iterator[Row]:
    values = {value.id: value for value in review.assessment.values}
    statements = {statement.id: statement for statement in review.assessment.statements}
    for key, finding, note in zip(finding_keys(review), review.findings, sentences, strict=True):
        about = finding.claim.id
        if about in values:
            row = _of_value(values[about], names, source_writing(finding))
        elif about in statements:
            row = _of_statement(statements[about], finding)
        else:
            row = Row(about, Group.FINDING, about, code=finding.claim.indicator, shown=claim_words(finding.claim))
        yield replace(
            row,
            key=key,
            group=_group(finding, row.status),
            verdict=finding.verdict.value,
            reason=finding.reason.value,
            quote=finding.quote.value,
            attribution=_ATTRIBUTION[finding.verdict].value,
            formula=finding.formula or row.formula,
            note=note,
            evidence=tuple(evidence(fact, review.report.text) for fact in finding.figures),
        )


def _group(finding: Finding, status: str) -> Group:
    if not finding.accepted:
        return Group.FINDING
    if status == Status.CONFLICT:
        return Group.CONFLICT
    return Group.SHOWN if finding.verdict in _SHOWN else Group.ACCEPTED


def _of_value(value: Value, names: Names, like: str = "") -> Row:
    return Row(
        key=value.id,
        about=value.id,
        group=Group.UNCHECKED,
        code=value.code,
        dimension=names.dimension_of(value.code),
        part=value.part,
        shown=value_words(value, like) if value.value else "",
        status=value.status.value,
        formula=value.formula,
        note="; ".join(value.complaints),
        places=value.places,
    )


def _of_statement(statement: Statement, finding: Finding) -> Row:
    claim = finding.claim
    return Row(
        key=statement.id,
        about=statement.id,
        group=Group.FINDING,
        code=statement.kind,
        dimension=statement.dimension,
        shown=statement.text[claim.start : claim.end] if claim.start is not None else claim_words(claim),
        text=statement.text,
        places=statement.places,
    )


def _unjudged(review: Review, names: Names) -> Iterator[Row]:
    judged = {finding.claim.id for finding in review.findings}
    for value in review.assessment.values:
        row = _of_value(value, names)
        if value.status.is_blank:
            yield replace(row, group=Group.BLANK)
        elif value.id not in judged:
            yield replace(row, group=Group.CONFLICT if value.status is Status.CONFLICT else Group.UNCHECKED)


def _contradictions(review: Review) -> Iterator[Row]:
    """Yield the relations that the source states and breaks; those that the form knows are its breaches."""
    known = {check.relation for check in review.assessment.checks}
    for relation in review.arithmetic:
        if relation.holds is False and relation.relation not in known:
            seen = tuple(evidence(fact, review.report.text) for fact in relation.figures)
            yield Row(
                relation_key(relation),
                Group.CONTRADICTION,
                text=relation.relation,
                note=relation.note,
                evidence=seen,
            )


def _breaches(review: Review, names: Names, words: Labels) -> Iterator[Row]:
    """Yield the form's identities that its values break, with the figures they rest on."""
    figures = {relation.relation: relation.figures for relation in review.arithmetic}
    for check in review.assessment.checks:
        if check.holds is False:
            yield Row(
                check_key(check),
                Group.BREACH,
                code=check.code,
                dimension=names.dimension_of(check.code),
                status=check.strictness,
                text=_CODE.sub(lambda found: names.of_code(found[0], words), check.relation),
                note=check.note,
                evidence=tuple(evidence(fact, review.report.text) for fact in figures.get(check.relation, ())),
            )


def _unanswered(review: Review) -> Iterator[Row]:
    for section, answered in zip(review.sections, review.answered, strict=True):
        if answered is False:
            place = Place(section.heading, section.heading_start, section.heading_end)
            yield Row(section_key(section.start), Group.UNANSWERED, text=section.heading or "", places=(place,))


def _unclaimed(figure: Figure, text: str) -> Row:
    return Row(
        figure_key(figure),
        Group.UNCLAIMED,
        code=figure.kind.value,
        shown=figure.surface,
        text=sentence_around(text, figure.start, figure.end),
        evidence=(figure_evidence(figure),),
    )


def _warning(warning: Warned, text: str) -> Row:
    place = Place(text[warning.start : warning.end], warning.start, warning.end)
    return Row(warning_key(warning), Group.WARNING, code=warning.kind, text=warning.note, places=(place,))

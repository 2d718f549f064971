"""The rows of a review: what a person must look at first, then the rest, in one order for every writer.

A terminal, a Markdown file, a page and a workbook all show these rows; none of them decides for itself what is wrong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from summarizer.assessment import Place, Status
from summarizer.crosscheck import Verdict
from summarizer.review import notes
from summarizer.review.keys import check_key, figure_key, finding_keys, relation_key, section_key, warning_key
from summarizer.writers.names import Names
from summarizer.writers.wording import Evidence, claim_words, evidence, figure_evidence, sentence_around, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarizer.assessment import Check, Statement, Value
    from summarizer.crosscheck import Finding, Relation
    from summarizer.figures import Figure
    from summarizer.form import Form
    from summarizer.review import Review, Warned


class Group(StrEnum):
    """What a row is about, in the order in which rows are shown. All before ``SHOWN`` need a person."""

    FINDING = "finding"
    UNCHECKED = "unchecked"
    CONFLICT = "conflict"
    CONTRADICTION = "contradiction"
    BREACH = "breach"
    UNANSWERED = "unanswered"
    UNCLAIMED = "unclaimed"
    WARNING = "warning"
    SHOWN = "shown"
    ACCEPTED = "accepted"
    BLANK = "blank"


NEEDS_A_PERSON = tuple(Group)[: list(Group).index(Group.SHOWN)]


class Attribution(StrEnum):
    """Whether the source says the number of what the form says it of."""

    FITS = "fits"
    DIFFERS = "differs"
    OPEN = "open"
    NOTHING = "nothing"


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

_BLANK = frozenset({Status.NOT_STATED, Status.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a review.

    ``key`` names it in a file of decisions, ``about`` is the id of its value or statement; ``code`` is an indicator's
    code or a statement's kind, ``dimension`` a dimension's code or empty. ``shown`` is the number as the form has it,
    ``text`` the sentence it stands in (for statements) or what the row is about. ``places`` are where the form says it
    stands; ``evidence`` is what it was compared with; ``rivals`` are the other values of a cell in conflict.
    ``verdict``, ``reason``, ``quote`` and ``attribution`` are empty where nothing was judged.
    """

    key: str
    group: Group
    about: str = ""
    code: str = ""
    dimension: str = ""
    part: str = ""
    shown: str = ""
    text: str = ""
    status: str = ""
    verdict: str = ""
    reason: str = ""
    quote: str = ""
    attribution: str = ""
    formula: str = ""
    rivals: str = ""
    note: str = ""
    places: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()


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
        *(_contradiction(relation, text) for relation in review.arithmetic if relation.holds is False),
        *(_breach(check, names) for check in review.assessment.checks if check.holds is False),
        *_unanswered(review),
        *(_unclaimed(figure, text) for figure in review.unclaimed),
        *(_warning(warning, text) for warning in review.warnings),
    ]
    order = {group: rank for rank, group in enumerate(Group)}
    rows = [replace(row, rivals=rivals.get(row.about, "")) for row in rows] if rivals else rows
    rows.sort(key=lambda row: (order[row.group], _severity(row), names.rank(row.code), _first(row)))
    counted = Counter(finding.verdict for finding in review.findings)
    return Sheet(review, names, tuple(rows), tuple((v, counted[v]) for v in Verdict if counted[v]))


def _severity(row: Row) -> int:
    return _SEVERITY.index(Verdict(row.verdict)) if row.group is Group.FINDING else 0


def _first(row: Row) -> int:
    cited = [place.start for place in row.places if place.start is not None]
    return min([*cited, *(seen.start for seen in row.evidence)], default=0)


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
            row = _of_value(values[about], names, _like(finding))
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


def _like(finding: Finding) -> str:
    return finding.figures[0].figure.surface if finding.figures else ""


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
        if value.status in _BLANK:
            yield replace(row, group=Group.BLANK)
        elif value.id not in judged:
            yield replace(row, group=Group.CONFLICT if value.status is Status.CONFLICT else Group.UNCHECKED)


def _contradiction(relation: Relation, text: str) -> Row:
    return Row(
        relation_key(relation),
        Group.CONTRADICTION,
        code=relation.relation,
        text=relation.note,
        evidence=tuple(evidence(fact, text) for fact in relation.figures),
    )


def _breach(check: Check, names: Names) -> Row:
    return Row(
        check_key(check),
        Group.BREACH,
        code=check.code,
        dimension=names.dimension_of(check.code),
        status=check.strictness,
        text=check.relation,
        note=check.note,
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

"""One row a report: what its cells hold, and which columns the tables have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.crosscheck import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.assessment import Value
    from summarizer.form import Form
    from summarizer.review import Review

SHOWN = frozenset({Status.STATED, Status.STATED_ZERO, Status.NORM, Status.CONFLICT})
DOUBTED = "?"  # stands behind a value that the cross-check does not accept

# Where a report stands in its batch, and what it is; then come the manifest's columns, then the form's.
FIRST = ("review", "failure", "same_as", "nearly_same_as", "likeness", "report", "digest", "characters")
_ENGINE = ("engine", "model")
_TIMELINESS = ("timeliness", "days_late")
_COUNTS = ("values", "not_accepted", *(verdict.value for verdict in Verdict), "unclaimed", "unanswered")


def columns_of(form: Form, metadata: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the columns of a form's tables, in the form's order; what else some row has comes last, sorted.

    A column of the manifest that has the name of one of ours is not there twice: ours holds.
    """
    of_form = (
        *(field.code for field in form.header),
        *_TIMELINESS,
        *(item.code for item in form.items),
        *_COUNTS,
        *(dimension.code for dimension in form.dimensions),
        *(indicator.code for indicator in form.indicators),
    )
    return list(dict.fromkeys((*FIRST, *metadata, *_ENGINE, *of_form, *sorted(others))))


def row(review: Review) -> dict[str, str]:
    """Return the cells of a report's row that are not empty.

    A blank is not stated, a 0 is stated, and ``not_applicable`` says so. Several values of one indicator are joined
    with ``;`` and never added up; a ``?`` behind a value says that the cross-check does not accept it.
    """
    filled = review.assessment
    verdicts = Counter(finding.verdict for finding in review.findings)
    cells = {
        "report": review.report.name,
        "digest": review.report.digest,
        "characters": str(len(review.report.text)),
        "engine": review.engine.name,
        "model": review.engine.model,
        **{field.field: field.value for field in filled.header},
        "timeliness": filled.timeliness.value,
        "days_late": filled.timeliness.days,
        **dict(filled.items),
        "values": str(sum(value.status in SHOWN for value in filled.values)),
        "not_accepted": str(sum(not finding.accepted for finding in review.findings)),
        **{verdict.value: str(verdicts[verdict]) for verdict in Verdict},
        "unclaimed": str(len(review.unclaimed)),
        "unanswered": str(review.answered.count(False)),
        **{entry.dimension: entry.value for entry in filled.coverage},
        **_values(review),
    }
    return {column: cell for column, cell in cells.items() if cell}


def _values(review: Review) -> dict[str, str]:
    doubted = {finding.claim.id for finding in review.findings if not finding.accepted}
    cells: dict[str, list[str]] = {}
    for value in review.assessment.values:
        if said := _said(value):
            cells.setdefault(value.code, []).append(said + DOUBTED * (value.id in doubted))
    return {code: ";".join(said) for code, said in cells.items()}


def _said(value: Value) -> str:
    if value.status is Status.NOT_APPLICABLE:
        return value.status.value
    if value.status not in SHOWN:
        return ""
    return f"{value.value}-{value.value_high}" if value.value_high else value.value

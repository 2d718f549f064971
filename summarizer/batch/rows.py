"""One row a report: header, counts by verdict, coverage, and every indicator, all as strings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.assessment import Status
from summarizer.crosscheck import Verdict

if TYPE_CHECKING:
    from summarizer.review import Review

SHOWN = frozenset({Status.STATED, Status.STATED_ZERO, Status.NORM, Status.CONFLICT})


def row(review: Review) -> dict[str, str]:
    """Return a report's row.

    Several values of one indicator are joined with ``;`` and never added up; a blank is not stated, a 0 is stated, and
    ``not_applicable`` says so.
    """
    filled = review.assessment
    verdicts = Counter(finding.verdict for finding in review.findings)
    cells: dict[str, list[str]] = {}
    for value in filled.values:
        cell = cells.setdefault(value.code, [])
        if value.status in SHOWN:
            cell.append(value.value)
        elif value.status is Status.NOT_APPLICABLE:
            cell.append(value.status.value)
    return {
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
        **{entry.dimension: entry.value for entry in filled.coverage},
        **{code: ";".join(cell) for code, cell in cells.items()},
    }

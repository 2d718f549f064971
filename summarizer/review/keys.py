"""Keys: how a decision names what it decides. Made of ids and places, never of running numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.assessment import Check
    from summarizer.crosscheck import Finding, Relation
    from summarizer.figures import Figure
    from summarizer.review.result import Review, Warned


def finding_keys(review: Review) -> tuple[str, ...]:
    """Return one key a finding, in order.

    It is the id of the finding's value or statement, with ``@start`` where the number has a place in a statement's
    text; a second finding of the same id and place gets ``~2``, a third ``~3``.
    """
    seen: Counter[str] = Counter()
    keys = []
    for finding in review.findings:
        key = _finding_key(finding)
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return tuple(keys)


def _finding_key(finding: Finding) -> str:
    claim = finding.claim
    return claim.id if claim.start is None else f"{claim.id}@{claim.start}"


def check_key(check: Check) -> str:
    """Return the key of one of the form's identities: the indicator it checks and the values compared."""
    return f"check@{check.code}:{'+'.join(check.values)}"


def figure_key(figure: Figure) -> str:
    """Return the key of an unclaimed figure: its place in the report."""
    return f"figure@{figure.start}-{figure.end}"


def relation_key(relation: Relation) -> str:
    """Return the key of a relation that the source states: its kind and the places of its figures."""
    places = "+".join(str(fact.figure.start) for fact in relation.figures)
    return f"relation@{relation.relation}:{places}"


def warning_key(warning: Warned) -> str:
    """Return the key of a warning: its kind and place."""
    return f"warning@{warning.kind}:{warning.start}-{warning.end}"


def section_key(start: int) -> str:
    """Return the key of a section: where it starts."""
    return f"section@{start}"


def claims_by_key(review: Review) -> dict[str, str]:
    """Return the id of the value or statement that each key of a claim is about, blank cells among them."""
    judged = dict(zip(finding_keys(review), (finding.claim.id for finding in review.findings), strict=True))
    return {value.id: value.id for value in review.assessment.values} | judged


def other_keys(review: Review) -> frozenset[str]:
    """Return the keys of the rows that are no claims: what can be seen and noted, and nothing else."""
    return frozenset(
        [
            *(figure_key(figure) for figure in review.unclaimed),
            *(relation_key(relation) for relation in review.arithmetic),
            *(check_key(check) for check in review.assessment.checks),
            *(warning_key(warning) for warning in review.warnings),
            *(section_key(section.start) for section in review.sections),
        ]
    )

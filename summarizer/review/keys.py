"""Keys: how a decision names what it decides. Made of ids and places, never of running numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def conflict_key(code: str, part: str) -> str:
    """Return the key of a conflict: several different values for one code and part."""
    return f"conflict@{code}/{part}"


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

"""What a recheck changed: the findings of a review before and after, held side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.written import written

if TYPE_CHECKING:
    from summarizer.crosscheck import Finding
    from summarizer.review import Review

    Key = tuple[str, int | None]


def changes(before: Review, after: Review) -> list[dict[str, str]]:
    """Return the findings that are others now: ``claim`` (its id), ``value``, ``before`` and ``after``.

    ``before`` and ``after`` are verdict, reason and quote, ``altered/digits, holds``; empty where there is no finding.
    """
    old, new = _by_place(before), _by_place(after)
    found = []
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if _judged(was) != _judged(now):
            found.append({"claim": key[0], "value": _value(now or was), "before": _judged(was), "after": _judged(now)})
    return found


def _by_place(review: Review) -> dict[Key, Finding]:
    return {(finding.claim.id, finding.claim.start): finding for finding in review.findings}


def _judged(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return f"{'/'.join(filter(None, (finding.verdict, finding.reason)))}, {finding.quote}"


def _value(finding: Finding | None) -> str:
    claim = finding.claim if finding else None
    return written(claim.value, claim.unit, claim.qualifier) if claim else ""

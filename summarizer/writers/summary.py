"""The first line of every review: how many numbers, and how they fared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.writers.rows import Group
from summarizer.writers.sheet import conflicts

if TYPE_CHECKING:
    from summarizer.review.decisions import Decided
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet


def summary_line(sheet: Sheet, labels: Labels) -> str:
    """Return the line: ``42 values: 39 supported, 1 rounded, 1 misattributed, 1 unsupported; 7 figures unclaimed``."""
    counted = [labels.line("part", {"n": n, "verdict": labels.say("verdict", v.value)}) for v, n in sheet.verdicts]
    total = sum(n for _, n in sheet.verdicts)
    parts = labels.line("between").join(counted) or labels.line("values_none")
    line = labels.line("summary", {"total": total, "parts": parts}) if total else parts
    if cells := conflicts(sheet.review):
        line += labels.line("conflicts", {"n": len(cells)})
    for key, group in _TAILS:
        if n := sheet.count(group):
            line += labels.line(key, {"n": n})
    return line


_TAILS = (
    ("unchecked", Group.UNCHECKED),
    ("unclaimed", Group.UNCLAIMED),
    ("contradictions", Group.CONTRADICTION),
    ("breaches", Group.BREACH),
    ("unanswered", Group.UNANSWERED),
)


def doubts(row: Row, labels: Labels) -> str:
    """Return a row's verdict and reason, then what is wrong with its quote: ``misattributed (of another period)``."""
    verdict = labels.say("verdict", row.verdict) if row.verdict else labels.say("status", row.status)
    if row.reason:
        verdict = labels.line("because", {"verdict": verdict, "reason": labels.say("reason", row.reason)})
    if row.quote and row.quote not in ("holds", "none_given"):
        verdict += labels.line("between") + labels.say("quote", row.quote)
    return verdict


def decided_words(row: Row, words: Labels) -> str:
    """Return what reviewers decided on a row: who, what, from what to what, and their notes."""
    return "; ".join(_decided(made, words) for made in row.decided)


def _decided(made: Decided, words: Labels) -> str:
    changed = made.before.value != made.after.value
    change = f"{made.before.value} → {made.after.value or words.line('nothing')}" if changed else ""
    action = words.say("action", made.decision.action)
    return " ".join(filter(None, (made.reviewer, made.decision.at[:10], action, change, made.decision.note)))

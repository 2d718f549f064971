"""Changes: which number of a sentence a stated change is of (75件,同比下降73%; 分别增长8.2%和下降6.5%)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment import Change
from summarizer.engines.rules.answers import quote_span
from summarizer.facts import Direction, Role
from summarizer.facts.cues import cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts import Fact

_OPENS = "(（"
_LEAD = 2  # characters before the word of comparison: more of them name another thing (压缩比达63.3%)
_GAP = 16  # characters between the last of several numbers and their changes; more name other things


def changes(text: str, facts: Sequence[Fact]) -> dict[int, Change]:
    """Map each fact of which a change is stated, by its place in ``facts``, to that change.

    A change is of the number right before it, what it began with aside (67件,比上年的52件增加15件). Where 分别 leads
    several, each is of the number at its own place before them; where there are fewer numbers, of none.
    """
    found: dict[int, Change] = {}
    at = 0
    while at < len(facts):
        row = _row(facts, at)
        for owner, change in _owners(text, facts, row):
            found[owner] = _told(text, facts[change])
        at = row.stop if row else at + 1
    return found


def _row(facts: Sequence[Fact], at: int) -> range:
    """Return the changes that stand side by side in one sentence from ``at`` on."""
    end = at
    while end < len(facts) and _is_change(facts[end]) and facts[end].sentence == facts[at].sentence:
        end += 1
    return range(at, end)


def _is_change(fact: Fact) -> bool:
    return fact.role is Role.CHANGE and fact.direction is not Direction.NONE


def _owners(text: str, facts: Sequence[Fact], row: range) -> Iterator[tuple[int, int]]:
    """Yield the places of a number and of its change, for a row of changes."""
    last = row.start - 1
    if not row:
        return
    if last >= 0 and facts[last].role is Role.BASE:
        last -= 1
    if last < 0 or facts[last].sentence != facts[row.start].sentence or not _leads(text, facts[row.start]):
        return
    start, end = facts[last].figure.end, facts[row.start].figure.start
    if cue("role", "respective").search(text, start, end) is None:
        yield last, row.start
    elif end - start <= _GAP and _counts(facts, last, len(row)):
        yield from zip(range(last - len(row) + 1, last + 1), row, strict=True)


def _leads(text: str, change: Fact) -> bool:
    """Whether the clause of a change begins with the comparison, and so names nothing of its own."""
    start, end = change.clause[0], change.figure.start
    start += len(text[start:end]) - len(text[start:end].lstrip(_OPENS))
    words = (cue("role", name).search(text, start, end) for name in ("respective", "compared", "up", "down"))
    return any(word is not None and word.start() - start <= _LEAD for word in words)


def _counts(facts: Sequence[Fact], last: int, asked: int) -> bool:
    """Whether so many numbers that are no change themselves end at ``last``, in one sentence."""
    row = facts[max(0, last - asked + 1) : last + 1]
    return len(row) == asked and all(f.sentence == row[0].sentence and f.role is not Role.CHANGE for f in row)


def _told(text: str, fact: Fact) -> Change:
    """Return a change as it is told; what qualifies its amount stands with the words before it (较上年增加近)."""
    figure = fact.figure
    start, end = quote_span(text, fact.clause[0], figure.start)
    base = text[start:end].lstrip(_OPENS)
    return Change(fact.direction.value, figure.value, figure.unit, base + figure.qualifier)

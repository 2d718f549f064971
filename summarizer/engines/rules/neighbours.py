"""Neighbours: the numbers of a part with what stands around each, and what it shares with those beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from summarizer.engines.rules.beside import only_light
from summarizer.engines.rules.surroundings import BACK, COMMAS, LIST, NOWHERE, Surroundings
from summarizer.facts import Role
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts import Fact
    from summarizer.parts import Part
    from summarizer.reading import Reading

_OPENING = "(（"
_COMMA = ",，"
_SHORT = 8  # characters between two numbers that may share a name


def part_facts(part: Part) -> list[Fact]:
    """Return the facts whose numbers stand in a part, in order of appearance."""
    facts = part.reading.facts
    starts = [fact.figure.start for fact in facts]
    stretches = ((bisect_left(starts, piece.start), bisect_left(starts, piece.end)) for piece in part.pieces)
    return [fact for first, last in stretches for fact in facts[first:last]]


def surroundings(reading: Reading, facts: Sequence[Fact]) -> list[Surroundings]:
    """Return the surroundings of facts that stand in order of appearance."""
    markers = [f.start for f in reading.figures if f.kind is Kind.LIST_MARKER]
    found: list[Surroundings] = []
    for at, fact in enumerate(facts):
        following = facts[at + 1] if at + 1 < len(facts) else None
        found.append(_around(reading, fact, found[-1] if found else None, following, _last(markers, fact)))
    for at in range(len(found) - 2, -1, -1):
        here, last = found[at], found[at + 1]
        if _listed_with(here, last):
            found[at] = replace(here, tail=(last.end, last.behind) if last.tail == NOWHERE else last.tail)
    return found


def _around(
    reading: Reading, fact: Fact, previous: Surroundings | None, following: Fact | None, marker: int
) -> Surroundings:
    before, behind = fact.clause
    changed, borrowed = False, False
    if previous and previous.fact.clause == fact.clause:
        before = max(before, previous.end)
        changed = previous.fact.role is Role.BASE
    if following and following.clause == fact.clause:
        behind = max(fact.figure.end, min(behind, following.figure.start))
    total = previous is not None and _totals(reading.report.text, previous, fact)
    if previous:
        borrowed = changed or total or _goes_with(reading.report.text, previous, fact)
    names = ((before, fact.figure.start), *(previous.names[-1:] if previous and borrowed else ()))
    if outer := _named_outside(reading.report.text, fact, previous):
        names = (*names, outer)
    heard = following.clause if following and _tells_who_came(fact, following) else NOWHERE
    return Surroundings(reading, reading.report.text, fact, names, behind, marker, changed, total, heard=heard)


def _named_outside(text: str, fact: Fact, previous: Surroundings | None) -> tuple[int, int] | None:
    """Return the words before the bracket or the comma that a number stands behind, where its clause names nothing."""
    begin, opening = fact.clause[0], fact.clause[0] - 1
    own = text[begin : fact.figure.start]
    opens = _OPENING if fact.aside else _COMMA if own.strip() in _words("summing_up") else ""
    if opening < 0 or text[opening] not in opens or not only_light(own):
        return None
    start = max(fact.sentence[0], opening - BACK, previous.end if previous else 0)
    start = max(start, *(text.rfind(mark, start, opening) + 1 for mark in COMMAS))
    return (start, opening) if start < opening else None


def _tells_who_came(events: Fact, following: Fact) -> bool:
    """Whether a number counts people right after one that counts events."""
    counted = events.figure.unit in _words("events") and following.figure.unit in _words("people")
    return counted and events.sentence == following.sentence and events.clause != following.clause


def _listed_with(here: Surroundings, following: Surroundings) -> bool:
    """Whether two numbers stand in one list, each behind words of its own (甲会议4次、乙会议7次)."""
    fact, other = here.fact, following.fact
    if fact.figure.unit != other.figure.unit or fact.sentence != other.sentence or fact.clause == other.clause:
        return False
    between = here.text[here.end : following.before]
    return between in LIST and not any(only_light(here.text[a.before : a.start]) for a in (here, following))


def _goes_with(text: str, previous: Surroundings, fact: Fact) -> bool:
    """Whether a number follows another with no name between, in a unit of its own (86批次145人次, 4次,共600余人次)."""
    if fact.figure.start - previous.end > _SHORT or fact.worded or previous.fact.figure.unit == fact.figure.unit:
        return False
    return only_light(text[previous.end : fact.figure.start])


def _totals(text: str, previous: Surroundings, fact: Fact) -> bool:
    """Whether a number says how many there are of what the one right before it counts in the same unit.

    It ends its clause: what follows would be another name for what it counts (总数达48名持证人员).
    """
    begin, end, unit = fact.clause[0], fact.figure.start, fact.figure.unit
    if unit != previous.fact.figure.unit or unit not in _words("stock"):
        return False
    if text[previous.end : begin].strip() not in _COMMA or text[fact.figure.end : fact.figure.end + 1].isalnum():
        return False
    return text[begin:end].startswith(_words("totalling")) and only_light(text[begin:end])


def _last(markers: Sequence[int], fact: Fact) -> int:
    """Return where the last list marker before a fact stands; 0 if there is none."""
    at = bisect_right(markers, fact.figure.start) - 1
    return markers[at] if at >= 0 else 0


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(table("rules")[kind])

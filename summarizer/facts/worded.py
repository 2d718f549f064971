"""Numbers said in words: 未收到…申请 is a stated zero, 全部办结 is all of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of, cue
from summarizer.figures import Figure, Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts.clauses import Clause, Clauses


@cache
def _never() -> frozenset[str]:
    return frozenset(table("facts")["worded"]["zero_never"])


def worded_figures(text: str, clauses: Clauses, figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers of a text that are said in words; no two stand in one clause."""
    taken = {clauses.at(f.start) for f in figures if f.is_amount and f.unit != "%"}
    found: list[Figure] = []
    for index, clause in enumerate(clauses.clauses):
        figure = next(_zeros(text, clause), None)
        if figure is None and index not in taken:
            figure = _all(text, clause)
        if figure is not None and not any(f.start < figure.end and figure.start < f.end for f in figures):
            found.append(figure)
    return found


def _zeros(text: str, clause: Clause) -> Iterator[Figure]:
    for match in cue("worded", "zero").finditer(text, clause.start, clause.end):
        if not _excluded(text, match.start()):
            yield Figure(match.start(), match.end(), match.group(), Kind.QUANTITY, "0")
    ending = text[clause.start : clause.end].rstrip()
    if ending.endswith(_things()):
        for match in cue("worded", "zero_bare").finditer(text, clause.start, clause.end):
            if not _excluded(text, match.start()):
                yield Figure(match.start(), match.end(), match.group(), Kind.QUANTITY, "0")


@cache
def _things() -> tuple[str, ...]:
    return tuple(table("facts")["worded"]["zero_things"])


def _excluded(text: str, start: int) -> bool:
    return any_of(_never()).match(text, start) is not None if _never() else False


def _all(text: str, clause: Clause) -> Figure | None:
    match = cue("worded", "all").search(text, clause.start, clause.end)
    return Figure(match.start(), match.end(), match.group(), Kind.PERCENT, "100", unit="%") if match else None

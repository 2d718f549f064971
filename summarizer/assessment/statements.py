"""Statements: what the engine read as measures, problems, causes and plans, with ids and links."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from summarizer.assessment.filled import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.assessment.filled import Spoken

_SEVERAL = 2
_MOST = 200  # problems of one dimension that a plan is compared with; no report names as many


class _Problem(NamedTuple):
    """A problem's id, and the pairs of characters in its text."""

    name: str
    pairs: frozenset[str]


def settle(spoken: Iterable[Spoken]) -> tuple[Statement, ...]:
    """Give every statement its id, join those that say the same at the same place, and link plans to problems."""
    seen: dict[tuple[str, int | None, str], Spoken] = {}
    for said in spoken:
        seen.setdefault((said.kind, said.place.start, said.text), said)
    ordered = sorted(seen.values(), key=lambda said: (said.place.order, said.kind, said.text))
    names = _names(ordered)
    problems = _problems(names, ordered)
    return tuple(
        Statement(name, said.kind, said.dimension, said.text, _answered(said, problems), (said.place,))
        for name, said in zip(names, ordered, strict=True)
    )


def _names(ordered: Sequence[Spoken]) -> list[str]:
    """Return the ids: kind and place; what shares a place, or has none, is told apart by its own words."""
    names = [said.kind if said.place.start is None else f"{said.kind}@{said.place.start}" for said in ordered]
    times = Counter(names)
    return [f"{name}={said.text}" if times[name] > 1 else name for name, said in zip(names, ordered, strict=True)]


def _problems(names: Sequence[str], ordered: Sequence[Spoken]) -> dict[str, list[_Problem]]:
    """Return the problems of each dimension; of those that say the same, the first."""
    found: dict[tuple[str, str], _Problem] = {}
    for name, said in zip(names, ordered, strict=True):
        if said.kind == "problem" and (said.dimension, said.text) not in found:
            found[said.dimension, said.text] = _Problem(name, _pairs(said.text))
    problems: dict[str, list[_Problem]] = defaultdict(list)
    for (dimension, _), problem in found.items():
        problems[dimension].append(problem)
    return {dimension: group[:_MOST] for dimension, group in problems.items()}


def _answered(plan: Spoken, problems: Mapping[str, Sequence[_Problem]]) -> str:
    """Return the id of the problem that a plan answers: of its dimension, the one that shares most of its words."""
    alike = problems.get(plan.dimension, ()) if plan.kind == "plan" and plan.dimension else ()
    if len(alike) < _SEVERAL:
        return alike[0].name if alike else ""
    words = _pairs(plan.text)
    return max(alike, key=lambda problem: len(words & problem.pairs)).name


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters: Chinese has no spaces to cut words at."""
    return frozenset(map(add, text, text[1:]))

"""Statements: what the engine read as measures, problems, causes and plans, with ids and links."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.assessment.filled import Spoken


def settle(spoken: Iterable[Spoken]) -> tuple[Statement, ...]:
    """Give every statement its id, join those that say the same at the same place, and link plans to problems."""
    seen: dict[tuple[str, int | None, str], Spoken] = {}
    for said in spoken:
        seen.setdefault((said.kind, said.place.start, said.text), said)
    ordered = sorted(seen.values(), key=lambda said: (said.place.order, said.kind, said.text))
    names = _names(ordered)
    problems = [(name, said) for name, said in zip(names, ordered, strict=True) if said.kind == "problem"]
    return tuple(
        Statement(name, said.kind, said.dimension, said.text, _answered(said, problems), (said.place,))
        for name, said in zip(names, ordered, strict=True)
    )


def _names(ordered: Sequence[Spoken]) -> list[str]:
    """Return the ids: kind and place; what shares a place, or has none, is told apart by its own words."""
    names = [said.kind if said.place.start is None else f"{said.kind}@{said.place.start}" for said in ordered]
    times = Counter(names)
    return [f"{name}={said.text}" if times[name] > 1 else name for name, said in zip(names, ordered, strict=True)]


def _answered(plan: Spoken, problems: Sequence[tuple[str, Spoken]]) -> str:
    """Return the id of the problem that a plan answers: of its dimension, the one that shares most of its words."""
    if plan.kind != "plan" or not plan.dimension:
        return ""
    words = _pairs(plan.text)
    alike = [(len(words & _pairs(said.text)), name) for name, said in problems if said.dimension == plan.dimension]
    return max(alike, key=lambda pair: pair[0])[1] if alike else ""


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters: Chinese has no spaces to cut words at."""
    return {text[i : i + 2] for i in range(len(text) - 1)}

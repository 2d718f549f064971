"""Stages: one thing is received, accepted, closed and lost, and counted at each, so that these counts never add up."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of
from summarizer.lexicon import table

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from summarizer.facts import Fact


def nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two facts, by the stages they are of, are stages of one flow, so that one may count what the other does.

    Stages side by side (accepted and refused) exclude each other and are not nested.
    """
    earlier = _earlier()
    return any(a in earlier[b] or b in earlier[a] for a in one for b in other)


def stages_of(fact: Fact, text: str) -> frozenset[str]:
    """Return the stages that a fact's own words or table labels name, the latest of each flow (排查化解 is done)."""
    if fact.cell is not None:
        return _stages(f"{fact.cell.row} {fact.cell.column}")
    return _stages(" ".join(text[s.start : s.end] for s in fact.subject if s.kind == "own"))


@lru_cache(maxsize=1024)
def _stages(words: str) -> frozenset[str]:
    named = {_words()[word] for word in _pattern().findall(words)}
    passed: frozenset[str] = frozenset().union(*(_earlier()[stage] for stage in named))
    return frozenset(named - passed)


@cache
def _earlier() -> Mapping[str, frozenset[str]]:
    """Map each stage to all that it is counted within; a stage stands in the table behind those."""
    earlier: dict[str, frozenset[str]] = {}
    for stage in table("stages")["stages"]:
        within = stage["within"]
        earlier[stage["name"]] = frozenset(within).union(*(earlier[name] for name in within))
    return earlier


@cache
def _words() -> Mapping[str, str]:
    return {word: stage["name"] for stage in table("stages")["stages"] for word in stage["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(_words())

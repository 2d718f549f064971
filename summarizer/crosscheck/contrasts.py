"""Contrasts: words that exclude each other as the subject of one number (won and lost, received and closed)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of
from summarizer.lexicon import table

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

Members = Mapping[str, frozenset[str]]
"""For each contrast set that some words touch, the members they name."""


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """A set of words that exclude each other; ``pattern`` finds them, ``member`` says which one a word is, if any.

    ``carries``: a figure without a member of its own takes the one named last before it. ``steps``: the members are
    steps that one thing goes through. ``follows``: what the next clause says of all (均获维持) counts as the
    figure's own words.
    """

    name: str
    carries: bool
    steps: bool
    follows: bool
    pattern: re.Pattern[str]
    member: Mapping[str, str]


@cache
def contrast_sets() -> tuple[ContrastSet, ...]:
    """Return the contrast sets of the lexicon."""
    sets = []
    for entry in table("contrasts")["sets"]:
        member = {word: name for name, words in entry["members"].items() for word in words}
        steps, follows = entry.get("steps", False), entry.get("follows", False)
        pattern = any_of([*member, *entry.get("but", ())])
        sets.append(ContrastSet(entry["name"], entry["carries"], steps, follows, pattern, member))
    return tuple(sets)


def contradicts(mine: Members, theirs: Members) -> bool:
    """Whether two subjects name different members of a set."""
    return any(name in theirs and not named & theirs[name] for name, named in mine.items())


def steps(mine: Members, theirs: Members) -> bool:
    """Whether two subjects are different steps of one thing (received, closed), so that their numbers never add up."""
    walked = (entry.name for entry in contrast_sets() if entry.steps)
    return any(n in mine and n in theirs and not mine[n] & theirs[n] for n in walked)


def members_of(own: str, carried: Sequence[str], after: str = "") -> Members:
    """Return the members that words name: the own words first, then the carried stretches, nearest first.

    ``after`` is what the next clause says of all that is counted.
    """
    named: dict[str, frozenset[str]] = {}
    for entry in contrast_sets():
        said = f"{own} {after}" if entry.follows else own
        found = frozenset(entry.member[w] for w in entry.pattern.findall(said) if w in entry.member)
        if not found and entry.carries:
            found = _last_named(entry, carried)
        if found:
            named[entry.name] = found
    return named


def _last_named(entry: ContrastSet, stretches: Sequence[str]) -> frozenset[str]:
    """Return the member named last in the first of some stretches that names one."""
    for stretch in stretches:
        words = [w for w in entry.pattern.findall(stretch) if w in entry.member]
        if words:
            return frozenset({entry.member[words[-1]]})
    return frozenset()

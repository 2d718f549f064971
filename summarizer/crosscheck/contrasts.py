"""Contrasts: words that exclude each other as the subject of one number (won and lost, received and closed)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of
from summarizer.lexicon import table

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Members:
    """For each contrast set that some words touch, the members they name; ``weak`` are sets named only from afar.

    From afar means by other clauses, earlier sentences or headings: true of the figure unless it is said otherwise.
    """

    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    @property
    def unsure(self) -> frozenset[str]:
        """The sets of which several members are named from afar."""
        return frozenset(name for name in self.weak if len(self.named[name]) > 1)


_FLAGS = ("carries", "steps", "follows", "outcomes")


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """A set of words that exclude each other; ``pattern`` finds them, ``member`` says which one a word is, if any.

    ``carries``: a figure without a member of its own takes the one named last before it. ``steps``: the members are
    steps that one thing goes through. ``follows``: what the next clause says of all (均获维持) counts as the
    figure's own words. ``outcomes``: the members say what came of things, so that they count some of those.
    """

    name: str
    carries: bool
    steps: bool
    follows: bool
    outcomes: bool
    pattern: re.Pattern[str]
    member: Mapping[str, str]


@cache
def contrast_sets() -> tuple[ContrastSet, ...]:
    """Return the contrast sets of the lexicon."""
    sets = []
    for entry in table("contrasts")["sets"]:
        member = {word: name for name, words in entry["members"].items() for word in words}
        carries, steps, follows, outcomes = (entry.get(flag, False) for flag in _FLAGS)
        pattern = any_of([*member, *entry.get("but", ())])
        sets.append(ContrastSet(entry["name"], carries, steps, follows, outcomes, pattern, member))
    return tuple(sets)


def contradicts(mine: Members, theirs: Members) -> bool:
    """Whether two subjects name different members of a set, and neither both from afar nor one of them several so."""
    unsure = mine.weak & theirs.weak | mine.unsure | theirs.unsure
    return any(name not in unsure and not named & theirs.named.get(name, named) for name, named in mine.named.items())


def apart(one: Members, other: Members) -> bool:
    """Whether two subjects are different kinds of things (复议, 诉讼), so that nothing is counted with both."""
    kinds = (entry.name for entry in contrast_sets() if not entry.steps and not entry.outcomes)
    return any(n in one.named and n in other.named and not one.named[n] & other.named[n] for n in kinds)


def came_of(members: Members) -> frozenset[str]:
    """Return the sets of outcomes that a subject names a member of: with one it counts what came of others."""
    return frozenset(entry.name for entry in contrast_sets() if entry.outcomes and entry.name in members.named)


def members_of(
    own: str, carried: Sequence[str], after: str = "", afar: Sequence[str] = (), topics: Sequence[str] = ()
) -> Members:
    """Return the members that words name: the own words first, then the carried stretches, then those ``afar``.

    Stretches come nearest first; the ``topics`` (earlier sentences, headings) count last, and one that names several
    members leaves them all open. ``after`` is what the next clause says of all that is counted.
    """
    named = {name: frozenset(members) for name, members in _named(own).items()}
    if after:
        said = {entry.name: _members(entry, f"{own} {after}") for entry in contrast_sets() if entry.follows}
        named.update({name: frozenset(members) for name, members in said.items() if members})
    weak: set[str] = set()
    for entry in _carrying():
        if entry.name in named:
            continue
        last = _last_named(entry.name, carried)
        found = last or _last_named(entry.name, afar) or _all_named(entry.name, topics)
        if found:
            named[entry.name] = found
        if found and not last:
            weak.add(entry.name)
    return Members(named, frozenset(weak))


def _last_named(name: str, stretches: Sequence[str]) -> frozenset[str]:
    """Return the member of a set named last in the first of some stretches that names one."""
    named = next((members for words in stretches if (members := _named(words).get(name))), ())
    return frozenset(named[-1:])


def _all_named(name: str, stretches: Sequence[str]) -> frozenset[str]:
    """Return all members of a set named in the first of some stretches that names any."""
    return frozenset(next((members for words in stretches if (members := _named(words).get(name))), ()))


@lru_cache(maxsize=4096)  # facts side by side take over the same words
def _named(words: str) -> Mapping[str, Sequence[str]]:
    """Return the members that some words name in the order they do, by the name of the set."""
    beginnings = _beginnings()
    touched = {entry.name: entry for character in beginnings.keys() & set(words) for entry in beginnings[character]}
    return {name: members for name, entry in touched.items() if (members := _members(entry, words))}


def _members(entry: ContrastSet, words: str) -> list[str]:
    return [entry.member[word] for word in entry.pattern.findall(words) if word in entry.member]


@cache
def _carrying() -> tuple[ContrastSet, ...]:
    return tuple(entry for entry in contrast_sets() if entry.carries)


@cache
def _beginnings() -> Mapping[str, Sequence[ContrastSet]]:
    """Return for each character the contrast sets of which a member begins with it."""
    beginnings: dict[str, list[ContrastSet]] = {}
    for entry in contrast_sets():
        for character in {word[0] for word in entry.member}:
            beginnings.setdefault(character, []).append(entry)
    return beginnings

"""Subjects compared: does a claim speak of what a fact speaks of?

A subject is a set of weighted terms, the words of the figure's own clause heaviest, and the members of contrast sets
that it names. Terms that many facts of the source share weigh little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.crosscheck.terms import terms
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarizer.facts import Fact

# What words weigh by where they stand; the kinds are those of a fact's subject spans, and two further away.
WEIGHTS = {"own": 1.0, "row": 1.0, "column": 1.0, "carried": 0.85, "shared": 0.5, "before": 0.4}
SENTENCE, HEADING, SURFACE = 0.25, 0.2, 0.5


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """A set of words that exclude each other; ``pattern`` finds them, ``member`` says which one a word is.

    ``carries``: a figure without a member of its own takes the one named last before it. ``steps``: the members are
    steps that one thing goes through.
    """

    name: str
    carries: bool
    steps: bool
    pattern: re.Pattern[str]
    member: Mapping[str, str]


@cache
def contrast_sets() -> tuple[ContrastSet, ...]:
    """Return the contrast sets of the lexicon."""
    sets = []
    for entry in table("contrasts")["sets"]:
        member = {word: name for name, words in entry["members"].items() for word in words}
        pattern = re.compile("|".join(map(re.escape, sorted(member, key=len, reverse=True))))
        sets.append(ContrastSet(entry["name"], entry["carries"], entry.get("steps", False), pattern, member))
    return tuple(sets)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is said of: weighted terms, and for each contrast set the members named."""

    terms: Mapping[str, float]
    members: Mapping[str, frozenset[str]]

    def contradicts(self, other: Subject) -> str:
        """Return the name of a contrast set in which the two name different members, or empty."""
        for name, mine in self.members.items():
            theirs = other.members.get(name)
            if theirs and not mine & theirs:
                return name
        return ""

    def steps(self, other: Subject) -> bool:
        """Whether the two are different steps of one thing (received, closed), so that their numbers never add up."""
        for entry in contrast_sets():
            mine, theirs = self.members.get(entry.name), other.members.get(entry.name)
            if entry.steps and mine and theirs and not mine & theirs:
                return True
        return False


def members_of(own: str, carried: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the members that words name: the own words first, then the carried stretches, nearest first."""
    named: dict[str, frozenset[str]] = {}
    for entry in contrast_sets():
        found = frozenset(entry.member[w] for w in entry.pattern.findall(own))
        if not found and entry.carries:
            for stretch in carried:
                words = entry.pattern.findall(stretch)
                if words:
                    found = frozenset({entry.member[words[-1]]})
                    break
        if found:
            named[entry.name] = found
    return named


def weigh(stretches: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the terms of weighted stretches of words; a term keeps its greatest weight."""
    weights: dict[str, float] = {}
    for words, weight in stretches:
        for term in terms(words):
            if weight > weights.get(term, 0.0):
                weights[term] = weight
    return weights


def subject_of(fact: Fact, text: str, headings: Sequence[str], label: str = "") -> Subject:
    """Return the subject of a fact; ``label`` is a name given to it besides its words (an indicator)."""
    spans = [(text[s.start : s.end], s.kind) for s in fact.subject]
    if fact.cell is not None:
        spans = [(fact.cell.row, "row"), (fact.cell.column, "column")]
    own = " ".join([label, *(words for words, kind in spans if kind in {"own", "row", "column"})])
    before = text[fact.sentence[0] : fact.clause[0]]
    stretches = [(words, WEIGHTS[kind]) for words, kind in spans]
    stretches += [(label, 1.0), (text[fact.sentence[0] : fact.sentence[1]], SENTENCE)]
    stretches += [(heading, HEADING) for heading in headings]
    if fact.worded:
        stretches.append((fact.figure.surface, SURFACE))
    near = [words for words, kind in spans if kind in {"carried", "before", "shared"}]
    return Subject(weigh(stretches), members_of(own, [*near, before, *reversed(headings)]))

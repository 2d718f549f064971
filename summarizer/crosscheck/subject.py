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
WEIGHTS = {"own": 1.0, "row": 1.0, "column": 1.0, "carried": 0.85, "after": 0.7, "shared": 0.7, "before": 0.4}
SENTENCE, HEADING, SURFACE = 0.25, 0.2, 0.5
# The same in a claim, whose further words are mostly its writer's.
SAID = {"own": 1.0, "carried": 0.7, "after": 0.7, "shared": 0.4, "before": 0.25}
LABEL, SAID_SENTENCE = 0.7, 0.08


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


def subject_of(fact: Fact, text: str, headings: Sequence[str]) -> Subject:
    """Return the subject of a source fact."""
    if fact.cell is not None:
        spans = [(fact.cell.row, "row"), (fact.cell.column, "column")]
    else:
        spans = [(text[s.start : s.end], s.kind) for s in fact.subject]
    stretches = [(words, WEIGHTS[kind]) for words, kind in spans]
    stretches.append((text[fact.sentence[0] : fact.sentence[1]], SENTENCE))
    stretches += [(heading, HEADING) for heading in headings]
    if fact.worded:
        stretches.append((fact.figure.surface, SURFACE))
    return Subject(weigh(stretches), _members(fact, text, spans, headings))


def said_of(fact: Fact, text: str, label: str = "") -> Subject:
    """Return the subject of a claimed number in its own text; ``label`` is the indicator it is claimed for."""
    spans = [(text[s.start : s.end], s.kind) for s in fact.subject]
    stretches = [(words, SAID[kind]) for words, kind in spans]
    stretches += [(label, LABEL), (text[fact.sentence[0] : fact.sentence[1]], SAID_SENTENCE)]
    return Subject(weigh(stretches), _members(fact, text, [(label, "own"), *spans], ()))


def _members(
    fact: Fact, text: str, spans: Sequence[tuple[str, str]], headings: Sequence[str]
) -> dict[str, frozenset[str]]:
    """Return the members that a fact names itself, or takes over: not from its siblings, but from what heads them."""
    own = " ".join(words for words, kind in spans if kind in {"own", "row", "column", "after"})
    near = [words for words, kind in spans if kind in {"carried", "shared", "before"}]
    limit = fact.whole if fact.whole >= 0 else fact.clause[0]
    return members_of(own, [*near, text[fact.sentence[0] : limit], *reversed(headings)])

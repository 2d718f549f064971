"""Subjects compared: does a claim speak of what a fact speaks of?

A source fact's subject is a set of weighted terms, the words of its own clause heaviest. A claim's is a row of
stretches of words, each with a budget of its own, so that two words beside the number count as much as a long sentence
around it. Terms that many facts of the source share weigh little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from summarizer.crosscheck.contrasts import Members, members_of
from summarizer.crosscheck.terms import TermText, terms
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from summarizer.facts import Fact

# What words weigh by where they stand; the kinds are those of a fact's subject spans, and two further away.
WEIGHTS = {"own": 1.0, "row": 1.0, "column": 1.0, "carried": 0.85, "after": 0.7, "shared": 0.7, "before": 0.4}
SENTENCE, HEADING, SURFACE = 0.25, 0.2, 0.5
# The budgets of a claim's stretches.
BUDGETS = {"own": 1.0, "carried": 0.5, "after": 0.3, "shared": 0.3, "before": 0.15}
LABEL, NAMING, AROUND = 0.7, 0.25, 0.1
REACH = 160  # characters around a figure that count as its sentence
_INSTEAD = re.compile("[（(][^（()）]*[)）](?=.)")
MEMBER = 0.9  # what a member of a contrast set weighs among a fact's terms


@dataclass(frozen=True, slots=True)
class Subject:
    """What a source fact is said of: terms, and the members of contrast sets that it names.

    ``near`` weighs those of the words by the figure and of what it takes over, ``sentence`` and ``above`` (the
    headings) hold those further away, which many facts share. A term weighs what it does where it stands nearest.
    """

    near: Mapping[str, float]
    sentence: frozenset[str]
    above: frozenset[str]
    members: Members

    def weights(self, words: AbstractSet[str]) -> dict[str, float]:
        """Return those of some terms that it has, with their weights."""
        found = dict.fromkeys(words & self.above, HEADING)
        found.update(dict.fromkeys(words & self.sentence, SENTENCE))
        for term in words & self.near.keys():
            found[term] = self.near[term]
        return found


@dataclass(frozen=True)
class Asked:
    """What a claim speaks of: stretches of terms with their budgets, and the members of contrast sets it names.

    ``names`` are the terms of the indicator and of its other names, of which the one that fits best counts. ``near``
    holds the terms of all these but the sentence around.
    """

    stretches: tuple[tuple[float, frozenset[str]], ...]
    names: tuple[frozenset[str], ...]
    members: Members
    near: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The terms of all stretches and names."""
        return frozenset().union(*[found for _, found in self.stretches], *self.names)

    @cached_property
    def naming(self) -> Mapping[str, Sequence[int]]:
        """For each term of the names, which of them have it."""
        naming: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for term in name:
                naming[term].append(place)
        return naming


class SubjectReader:
    """Reads what the facts of one source are said of; facts of one sentence or section share their terms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences: dict[tuple[int, int], TermText] = {}
        self.surroundings: dict[tuple[int, int], frozenset[str]] = {}
        self.headings: dict[Sequence[str], frozenset[str]] = {}

    def read(self, fact: Fact, headings: Sequence[str]) -> Subject:
        """Return the subject of a source fact."""
        stretches, spans = self._near(fact)
        members = _members(fact, self.text, spans, headings)
        near: dict[str, float] = {}
        for weight, found in sorted(stretches, key=itemgetter(0)):
            near.update(dict.fromkeys(found, weight))
        near.update(dict.fromkeys(_named(members), MEMBER))
        return Subject(near, self._surroundings(fact), self._above(headings), members)

    def far(self) -> Iterator[str]:
        """Yield the terms that stand in the sentences of the facts read, or above them."""
        return chain.from_iterable([*self.surroundings.values(), *self.headings.values()])

    def _near(self, fact: Fact) -> tuple[list[tuple[float, frozenset[str]]], list[tuple[str, str]]]:
        """Return the terms of the words near a figure with their weights, and those words with their kinds."""
        if fact.cell is not None:
            spans = [(fact.cell.row, "row"), (fact.cell.column, "column")]
            near = [(WEIGHTS[kind], terms(words)) for words, kind in spans]
        else:
            spans = [(self.text[s.start : s.end], s.kind) for s in fact.subject]
            near = [(WEIGHTS[s.kind], self._terms(fact, s.start, s.end)) for s in fact.subject]
        if fact.worded:
            near.append((SURFACE, terms(fact.figure.surface)))
        return near, spans

    def _terms(self, fact: Fact, start: int, end: int) -> frozenset[str]:
        """Return the terms of a stretch, in a fact's sentence or anywhere."""
        begin, stop = fact.sentence
        if start < begin or stop < end:
            return terms(self.text[start:end])
        sentence = self.sentences.get(fact.sentence)
        if sentence is None:
            sentence = self.sentences[fact.sentence] = TermText(self.text[begin:stop])
        return sentence.terms(start - begin, end - begin)

    def _surroundings(self, fact: Fact) -> frozenset[str]:
        """Return the terms of the sentence around a fact."""
        place = _around(fact)
        if place not in self.surroundings:
            self.surroundings[place] = self._terms(fact, *place)
        return self.surroundings[place]

    def _above(self, headings: Sequence[str]) -> frozenset[str]:
        """Return the terms of the headings above a fact."""
        if headings not in self.headings:
            self.headings[headings] = frozenset(chain.from_iterable(map(terms, headings)))
        return self.headings[headings]


def asked_of(fact: Fact, text: str, names: Sequence[str] = ()) -> Asked:
    """Return the subject of a claimed number in its own text; ``names`` are those of its indicator."""
    spans = [(text[s.start : s.end], s.kind) for s in fact.subject]
    budgets = [(BUDGETS[kind], "，".join(w for w, k in spans if k == kind)) for kind in BUDGETS]
    label = [(without_asides(name), "own") for name in names[:1]]
    return _asked([*budgets, (AROUND, text[slice(*_around(fact))])], names, _members(fact, text, [*label, *spans], ()))


def without_asides(name: str) -> str:
    """Return a name without what stands in brackets within it and may be said instead: 清理(废止、失效)文件数."""
    return _INSTEAD.sub("", name)


@lru_cache(maxsize=64)
def asked_by_names(names: tuple[str, ...], text: str) -> Asked:
    """Return the subject of a claim whose number has no place in its text."""
    label = names[0] if names else ""
    return _asked([(LABEL / 2 if names else LABEL, text)], names, members_of(without_asides(label) or text, [text]))


def _asked(budgets: list[tuple[float, str]], names: Sequence[str], members: Members) -> Asked:
    stretches = [(budget, found) for budget, words in budgets if (found := terms(words))]
    named = (*_terms_of(tuple(names[:1])), *_terms_of(tuple(names[1:])))
    stretches += [(NAMING, frozenset(_named(members)))] if members.named else []
    near = frozenset().union(*(found for budget, found in stretches if budget > AROUND), *named)
    return Asked(tuple(stretches), named, members, near)


@lru_cache(maxsize=256)  # the other names of an indicator are the same in every claim of it, and many
def _terms_of(names: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(found for name in names if (found := terms(name)))


@cache
def directions() -> frozenset[str]:
    """Return the terms of the words that tell which way a change goes, and not of what: 上升, 减少."""
    role = table("facts")["role"]
    return frozenset(chain.from_iterable(map(terms, (*role["up"], *role["down"]))))


def _around(fact: Fact) -> tuple[int, int]:
    """Return where the sentence of a fact stands, of a long one the words near the figure."""
    figure = fact.figure
    return max(fact.sentence[0], figure.start - REACH), min(fact.sentence[1], figure.end + REACH)


def _named(members: Members) -> list[str]:
    """Return the members named as terms, marked with ``@``."""
    return [f"@{name}:{member}" for name, named in members.named.items() for member in named]


def _members(fact: Fact, text: str, spans: Sequence[tuple[str, str]], headings: Sequence[str]) -> Members:
    """Return the members that a fact names itself, or takes over: not from its siblings, but from what heads them."""
    own = " ".join(words for words, kind in spans if kind in {"own", "row", "column"})
    after = " ".join(words for words, kind in spans if kind == "after")
    near = [words for words, kind in spans if kind in {"carried", "shared"}]
    afar = [words for words, kind in spans if kind == "before"]
    limit = fact.whole if fact.whole >= 0 else fact.clause[0]
    afar.append(text[max(fact.sentence[0], limit - REACH) : limit])
    begin = max(0, fact.sentence[0] - REACH)
    paragraph = text[begin : fact.sentence[0]].rpartition("\n")[2]
    return members_of(own, near, after, afar, [paragraph, *reversed(headings)])

"""Rivals: facts of another number that a claim's words fit better than the facts of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.crosscheck.agreement import Agreement
from summarizer.crosscheck.contrasts import Members, came_of, members_of
from summarizer.crosscheck.finding import Reason, Verdict
from summarizer.crosscheck.number import Comparison, akin, counts, kind_of_unit, match
from summarizer.crosscheck.objections import objections
from summarizer.crosscheck.said import cue
from summarizer.crosscheck.subject import WEIGHTS
from summarizer.crosscheck.wholes import rests, told_apart
from summarizer.facts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.crosscheck.case import Case, Match
    from summarizer.crosscheck.index import Measure, SourceIndex
    from summarizer.crosscheck.said import Said
    from summarizer.facts import Fact

_EQUAL = Comparison(Verdict.SUPPORTED)
AHEAD = 0.05  # how much better a rival must fit the claim's words to take the subject
WHOLLY = 0.99  # share of a fact's own words that are all of them
NEAR = WEIGHTS["carried"]  # what a clause takes over; its own words and what they name weigh more
NEARLY = 0.7  # share of the words beside a claimed number that are nearly all of them
LESS = 0.25  # how much less of them a fact must say to be no rival
MORE = 0.1  # how much more of a claim's words one fact must say than another
FULLER = 0.7  # how well, against the best, a fact that says more of the claim must fit
_BESIDE = 6  # facts before and after one that may stand in its sentence
TOTAL = 0.1  # how much worse the larger of two numbers may fit a claim of a total


@dataclass(frozen=True)
class Rivals:
    """Looks for the rival of one claim.

    ``best`` is the fact of the claimed number that the claim would rest on, if there is one, ``fits`` how well such
    facts agree with the claim, ``same`` all entries of that number.
    """

    index: SourceIndex
    case: Case
    best: Match | None = None
    fits: float = 0.0
    same: frozenset[int] = frozenset()

    def first(self) -> int:
        """Return the entry that fits best and clearly better than the claimed number's; -1 if there is none.

        Where the claim speaks of a total, a larger number of the same sentence need fit only nearly as well. A number
        that its text rightly gives besides (三件官司,一件没输) is no rival.
        """
        fuller = self._fuller()
        fuller = fuller if fuller >= 0 else self._outcome()
        if fuller >= 0:
            return fuller
        for score, i in self._ranked(self._least):
            if self.best is not None and (self._says_more(self.best.index, i) or self._outdone(i, self.best)):
                continue
            if self.best is not None and score <= self.fits + AHEAD and not self._exceeds(i, self.best):
                if score <= self.fits - TOTAL:
                    return -1
            elif self._comparable(i) and i not in self.spoken_for and not self._denies(i):
                return i
        return -1

    def near(self, share: float) -> list[int]:
        """Return the entries that could be what the claim means, best first, down to a share of its agreement."""
        found: list[int] = []
        for score, i in self._ranked(0.0):
            if found and score < share * self.case.scores[found[0]]:
                break
            if self._comparable(i) and i not in self.spoken_for:
                found.append(i)
        return found

    def among(self, company: frozenset[int]) -> int:
        """Return the entry of some that says as much of what stands beside the claimed number as the best; or -1."""
        words = self.case.said.beside
        known = self._told(self.best.index, words) if self.best else 0.0
        fits = [i for i in company if self._alike(i) and self._comparable(i) and i not in self.spoken_for]
        told = max(((self._told(i, words), i) for i in fits), default=(0.0, -1))
        return told[1] if told[0] and told[0] >= known else -1

    def _fuller(self) -> int:
        """Return an entry beside the best that says more of what the claim says and fits nearly as well; or -1."""
        if self.best is None:
            return -1
        here = self.best.index
        least = FULLER * self.best.agreement
        for i in range(max(0, here - _BESIDE), min(len(self.index.entries), here + _BESIDE + 1)):
            near = self._beside(i, here) and self._alike(i) and self.case.scores.most(i) > least
            if near and self.case.scores[i] > least and self._says_more(i, here) and self._comparable(i):
                return i
        return -1

    def _outcome(self) -> int:
        """Return an entry beside the best that alone says what the words before the claimed number say came of things.

        成功调解60件 is no number of 调解纠纷65件,调解成功60件 but the second; -1 if there is none.
        """
        if self.best is None or not came_of(self._outcomes) or self._came_so(self.best.index):
            return -1
        here = self.best.index
        for i in range(max(0, here - _BESIDE), min(len(self.index.entries), here + _BESIDE + 1)):
            told = self._came_so(i) and self._beside(i, here) and self._alike(i)
            if told and self._comparable(i) and i not in self.spoken_for:
                return i
        return -1

    @cached_property
    def _outcomes(self) -> Members:
        """What the words before the claimed number name."""
        fact = self.case.said.fact
        return members_of(self.case.said.words[fact.clause[0] : fact.figure.start], ()) if fact else Members()

    def _came_so(self, i: int) -> bool:
        """Whether a fact is of something that came of things as the words before the claimed number say."""
        theirs, mine = self.index.entries[i].subject.members.named, self._outcomes
        return any(mine.named[name] & theirs.get(name, frozenset()) for name in came_of(mine))

    def _says_more(self, one: int, other: int) -> bool:
        """Whether the claim says all own words of one of two facts of a sentence, and more of its words are its."""
        if not self._beside(one, other):
            return False
        words = self.case.said.named
        if self.index.cover(one, words) < WHOLLY:
            return False
        return self._told(one, words) > self._told(other, words) + MORE

    def _outdone(self, i: int, best: Match) -> bool:
        """Whether the fact of the claimed number says nearly all that stands beside it, or what came of it, alone."""
        said = self.case.said
        if best.against or said.totals or said.whole:
            return False
        one, other = self.index.entries[best.index], self.index.entries[i]
        left = rests(said, one, self.index) and not rests(said, other, self.index)
        alone = left or (self._came_so(best.index) and not self._came_so(i))
        return alone or outdone(self.index, said.beside, best.index, i)

    def _denies(self, i: int) -> bool:
        """Whether a fact counts what was not done (32个未设窗口), and neither the claim nor its number's fact does."""
        fact = self.case.said.fact
        if self.best is None or fact is None or not _negated(self.index.text, self.index.entries[i].fact):
            return False
        best = self.index.entries[self.best.index].fact
        return not _negated(self.index.text, best) and not _negated(self.case.said.words, fact)

    def _told(self, i: int, words: frozenset[str]) -> float:
        """Return the share of some words, by weight, that a fact's clause or what it takes over says."""
        return told(self.index, i, words)

    @property
    def _least(self) -> float:
        """The agreement that a rival must have more of."""
        if self.best is None:
            return 0.0
        larger = self.case.said.totals or self.case.said.whole
        return self.best.agreement - TOTAL if larger else self.fits + AHEAD

    def _ranked(self, least: float) -> list[tuple[float, int]]:
        """Return the entries of a like measure that agree better than ``least``, each after its agreement."""
        likely = self.case.scores.likely(least)
        entries = self._all_alike() if likely is None else filter(self._alike, likely)
        return self.case.scores.ranked(entries, least)

    def _all_alike(self) -> Iterator[int]:
        """Yield all entries of a like measure; whether it is like is asked once for those that share it."""
        for measure, entries in self.index.measures.items():
            if self._like(measure):
                yield from (i for i in entries if i not in self.same)
            elif self._bare(measure):
                yield from filter(self._alike, entries)

    def _alike(self, i: int) -> bool:
        """Whether a fact of another number is of a like measure, or of none and in the sentence of the best."""
        measure = self.index.entries[i].measure
        if i in self.same:
            return False
        if self._like(measure):
            return True
        return self.best is not None and self._bare(measure) and self._beside(i, self.best.index)

    def _like(self, measure: Measure) -> bool:
        """Whether a claim's number may be told in another measure, or is denied."""
        if not self._could_be(measure):
            return False
        if akin(self._unit, measure.unit):
            return True
        return counts(self._unit) if measure.denied else self.best is None and not self._unit

    def _bare(self, measure: Measure) -> bool:
        """Whether a number counts without saying in what."""
        return not measure.unit and counts(self._unit) and self._could_be(measure)

    def _could_be(self, measure: Measure) -> bool:
        """Whether a measure is of a change if the claim is of one, and of a base if the claim's own number is."""
        said = self.case.said
        if (measure.role == Role.CHANGE) != said.changes:
            return False
        return measure.role == Role.BASE or said.fact is None or said.fact.role != Role.BASE

    @cached_property
    def _unit(self) -> str:
        """The unit of the claim, or where it has none, of the fact of its number."""
        unit = self.case.said.amount.unit if self.case.said.amount else ""
        return unit or (self.index.entries[self.best.index].amount.unit if self.best else "")

    def _comparable(self, i: int) -> bool:
        """Whether a fact of a like measure could be what the claim means: nothing speaks against it."""
        if self._holds_best(i):
            return False
        against = objections(self.case.said, self.index.entries[i], _EQUAL, self.index)
        return all(reason == Reason.DIRECTION or verdict == Verdict.UNCERTAIN for verdict, reason in against)

    def _holds_best(self, i: int) -> bool:
        """Whether a fact is the whole of which the best is a part that the claim tells from it."""
        if self.best is None or self.index.starting(self.index.entries[self.best.index].fact.whole) != i:
            return False
        return told_apart(self.case.said, self.best.index, i, self.index)

    def _exceeds(self, i: int, best: Match) -> bool:
        """Whether a claim of a total gives the smaller of two numbers that one sentence says of much the same."""
        one, other = self.index.entries[i].amount, self.index.entries[best.index].amount
        larger = one.value > other.value and kind_of_unit(one.unit) == kind_of_unit(other.unit)
        near = self.case.scores[i] > best.agreement - TOTAL
        if self.case.said.totals and self._beside(i, best.index):
            return larger and near
        whole = self.index.entries[best.index].fact.whole == self.index.entries[i].fact.figure.start
        return larger and near and whole and self.case.said.whole

    def _beside(self, one: int, other: int) -> bool:
        """Whether two facts stand in one sentence."""
        return self.index.entries[one].fact.sentence == self.index.entries[other].fact.sentence

    @cached_property
    def spoken_for(self) -> frozenset[int]:
        """The entries that the other numbers of the claim's sentence plainly give: no text says one thing twice."""
        said = self.case.said
        others = [f for f in said.facts if f is not said.fact and not f.worded and said.beside_in_sentence(f)]
        return frozenset(i for fact in others if (i := given(self.index, said.read(fact))) >= 0)


def told(index: SourceIndex, i: int, words: frozenset[str], least: float = 0.0) -> float:
    """Return the share of some words, by weight, that a fact's clause or what it takes over says.

    Of what it takes over counts what weighs more than ``least`` there.
    """
    near = index.entries[i].subject.near
    said = [word for word in words if near.get(word, 0.0) > least]
    return index.worth(said) / index.worth(words) if words else 0.0


def outdone(index: SourceIndex, words: frozenset[str], one: int, other: int) -> bool:
    """Whether one fact says nearly all of the words beside a number of its value, and another much less.

    Where both say all of them and the other's own words ask for more, the number decides.
    """
    denied = index.entries[one].measure.denied  # what is denied is often named in the clause before
    best, rest = told(index, one, words, 0.0 if denied else NEAR), told(index, other, words, NEAR)
    if best >= WHOLLY and rest >= WHOLLY:
        return index.cover(other, words) < WHOLLY
    return best >= NEARLY and rest < best - LESS


def _negated(text: str, fact: Fact) -> bool:
    """Whether words of a fact's own say that something is not."""
    own = "，".join(text[s.start : s.end] for s in fact.subject if s.kind in {"own", "shared"})
    return cue("negation").search(cue("masked").sub("", own)) is not None


def given(index: SourceIndex, said: Said) -> int:
    """Return the entry that a number of some text plainly gives, -1 where another fits its words as well."""
    amount = said.amount
    if amount is None:
        return -1
    scores = Agreement(index, said.subject)
    fits = [
        (scores[i], i)
        for i in index.about(amount.value, amount.coarse)
        if (c := match(amount, index.entries[i].amount)) and c.good and not objections(said, index.entries[i], c, index)
    ]
    score, best = max(fits, default=(0.0, -1))
    alike = (i for i, entry in enumerate(index.entries) if akin(amount.unit, entry.amount.unit))
    better = (i for i in alike if scores[i] > score)
    return best if best >= 0 and all(outdone(index, said.beside, best, i) for i in better) else -1

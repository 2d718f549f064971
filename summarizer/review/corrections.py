"""The corrections log: what reviewers correct again and again, by indicator, and the words it suggests to the form."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.review.decisions import Action
from summarizer.review.keys import claims_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.form import Form
    from summarizer.review.decisions import Decided
    from summarizer.review.result import Review


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a reviewer corrected or rejected, and in which report.

    ``words`` are what the source says the corrected number of, where the cross-check bears it out; else empty.
    """

    report: str
    decided: Decided
    words: str


@dataclass(frozen=True, slots=True)
class Habit:
    """What befell one indicator over many reviews, and the aliases that the corrections propose, the commonest first.

    An alias is proposed where reviewers moved the indicator to a number that the source says of words which the form
    does not list for it.
    """

    code: str
    corrected: int
    rejected: int
    aliases: tuple[tuple[str, int], ...]
    corrections: tuple[Correction, ...]


def corrections(reviews: Iterable[Review], form: Form) -> list[Habit]:
    """Return what was corrected or rejected in these reviews, by indicator, the most often changed first."""
    by_code: dict[str, list[Correction]] = defaultdict(list)
    for review in reviews:
        for correction in _of(review):
            by_code[correction.decided.code].append(correction)
    known = {indicator.code: frozenset((indicator.zh, *indicator.aliases)) for indicator in form.indicators}
    habits = [_habit(code, made, known.get(code, frozenset())) for code, made in by_code.items()]
    return sorted(habits, key=lambda habit: (-habit.corrected - habit.rejected, habit.code))


def _of(review: Review) -> Iterable[Correction]:
    about = claims_by_key(review)
    found = {finding.claim.id: finding for finding in review.findings}
    for decided in review.decisions:
        if decided.decision.action not in (Action.CORRECT, Action.REJECT) or not decided.code:
            continue
        finding = found.get(about.get(decided.decision.key, ""))
        words = ""
        if decided.decision.action is Action.CORRECT and finding and finding.figures and finding.figures[0].subject:
            nearest = finding.figures[0].subject[0]
            words = review.report.text[nearest.start : nearest.end]
        yield Correction(review.report.name, decided, words)


def _habit(code: str, made: list[Correction], known: frozenset[str]) -> Habit:
    actions = Counter(correction.decided.decision.action for correction in made)
    words = Counter(correction.words for correction in made if correction.words and correction.words not in known)
    aliases = tuple(sorted(words.items(), key=lambda entry: (-entry[1], entry[0])))
    return Habit(code, actions[Action.CORRECT], actions[Action.REJECT], aliases, tuple(made))

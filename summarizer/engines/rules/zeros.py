"""Zeros said in words: which indicators a 未收到 or 无 answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.engines.rules.cues import Cue
from summarizer.engines.rules.hit import Hit
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.surroundings import Surroundings
    from summarizer.form import Form


class Zeros:
    """The phrases of a form that a zero in words answers.

    What was not there must be named, and nothing else: 未发生行政诉讼 says that there was none, 未发生因征地引起的诉讼
    does not. A phrase that is a weak word needs its word here, too (无结转案件 after 复议), or is a deed that narrows
    what it stands before: 没有变更重大行政决策事项 tells of no change, and not that there was no decision.
    """

    def __init__(self, form: Form) -> None:
        """Collect the phrases of all indicators; one phrase may be that of several."""
        self._phrases: dict[str, list[Cue]] = {}
        for indicator in form.indicators:
            needs = dict(indicator.needs)
            for phrase in indicator.zeros:
                cue = Cue(indicator.code, phrase, needs=needs.get(phrase, ()), behind=True)
                self._phrases.setdefault(phrase, []).append(cue)
        self._lengths = sorted({len(phrase) for phrase in self._phrases}, reverse=True)

    def read(self, around: Surroundings) -> list[Hit]:
        """Return a hit for every indicator that the zero answers; one said of a list (均未引发复议) answers none."""
        if around.fact.clause[0] == around.fact.figure.start and around.fact.figure.surface.startswith(_of_all()):
            return []
        found: list[Hit] = []
        at, end = around.end, around.fact.clause[1]
        while (at := _past_light(around.text, at, end)) < end:
            named = [hit for hit in self._named(around.text, at, end) if _needed(hit, around)]
            if not named:
                return []
            found += named
            at = named[0].end
        return list({hit.cue.code: hit for hit in found}.values())

    def _named(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Yield the hits of the longest phrase that begins at ``start``."""
        fitting = (n for n in self._lengths if n <= end - start and text[start : start + n] in self._phrases)
        length = next(fitting, 0)
        for cue in self._phrases.get(text[start : start + length], ()):
            yield Hit(cue, start, start + length)


def _needed(hit: Hit, around: Surroundings) -> bool:
    """Whether a word that the phrase asks for stands in its sentence."""
    start = max(around.back, around.fact.sentence[0])
    return not hit.cue.needs or any(around.text.find(word, start, hit.end) >= 0 for word in hit.cue.needs)


def _past_light(text: str, start: int, end: int) -> int:
    while start < end:
        word = next((w for w in _light() if text.startswith(w, start, end)), "")
        if not word:
            return start
        start += len(word)
    return end


@cache
def _of_all() -> tuple[str, ...]:
    """Return the words that say something of all that was listed before them."""
    return tuple(table("rules")["of_all"])


@cache
def _light() -> tuple[str, ...]:
    """Return the words that may stand beside what was not there, longest first."""
    words = table("rules")
    return tuple(sorted({*words["beside_zero"], *words["joiners"]}, key=len, reverse=True))

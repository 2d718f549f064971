"""Matching: which indicator a fact answers, by the words around its number.

A name must touch the number, with nothing but light words between (行政复议案件共计75件, 8期法治专题培训班). What is
further off names something else as often as not, and a wrong cell costs more than an empty one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.cues import units_of
from summarizer.engines.rules.hit import Hit
from summarizer.engines.rules.index import CueIndex
from summarizer.facts import Role
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.cues import Cue
    from summarizer.engines.rules.surroundings import Surroundings
    from summarizer.facts import Fact
    from summarizer.form import Form

_FAMILY = {
    "percent": frozenset({Kind.PERCENT}),
    "ratio": frozenset({Kind.PERCENT, Kind.QUANTITY}),
    "money": frozenset({Kind.MONEY}),
    "duration": frozenset({Kind.DURATION}),
    "count": frozenset({Kind.QUANTITY}),
}


class Matcher:
    """Looks up the words around a number in the form's cues."""

    def __init__(self, form: Form) -> None:
        """Compile the form's cues, units and vetoes."""
        self.index = CueIndex(form)
        self._units = units_of(form.indicators, table("rules")["kin"])
        self._families = {i.code: _FAMILY.get(i.type, _FAMILY["count"]) for i in form.indicators}
        self._excludes = {i.code: i.excludes for i in form.indicators}

    def match(self, around: Surroundings) -> Hit | None:
        """Return the one cue that names the number, or None where none does or several do alike."""
        before = (self._before(around, *stretch) for stretch in around.names)
        sides = (*before, self._behind(around), self._closing(around), self._loose(around))
        usable = (h for side in sides for h in side if self._counts(h, around.fact))
        settled = [settled for h in usable if (settled := self._settle(h, around))]
        if not settled:
            return None
        most = max(map(_worth, settled))
        best = [h for h in settled if _worth(h) == most and self.counts_in(h.cue, around.fact)]
        best.sort(key=lambda h: h.distance)
        if not best:
            return None
        nearest = {h.cue.code for h in best if h.distance == best[0].distance}
        return best[0] if len(nearest) == 1 else None

    def named_at(self, around: Surroundings, end: int) -> list[Hit]:
        """Return the cues whose key ends at ``end``, or a light word before it, for a number further on."""
        hits = (
            h for h in self._before(around, around.before, end) if around.fact.figure.kind in self._families[h.cue.code]
        )
        settled = [s for h in hits if (s := self._settle(h, around))]
        return [h for h in settled if self.counts_in(h.cue, around.fact)]

    def counts_in(self, cue: Cue, fact: Fact) -> bool:
        """Whether the number's unit is one of the indicator's; a unit that the text lost, or words for none, may be."""
        return not fact.figure.unit or fact.figure.unit in self._units[cue.code]

    def _counts(self, hit: Hit, fact: Fact) -> bool:
        """Whether the number is of the indicator's type."""
        return fact.figure.kind in self._families[hit.cue.code]

    def _settle(self, hit: Hit, around: Surroundings) -> Hit | None:
        """Return the hit with the distance of what it needs, or None if something forbids it."""
        clause = around.text[around.fact.clause[0] : around.fact.clause[1]]
        if not hit.cue.pattern and any(word in clause for word in self._excludes[hit.cue.code]):
            return None
        edge = around.fact.clause[0] if hit.start < around.start else around.end
        if around.text.endswith(_words("negators"), edge, hit.start):
            return None
        if around.fact.role is Role.CHANGE and not hit.cue.tells_change:
            return None
        if not around.timely and not hit.cue.tells_past:
            return None
        if not hit.cue.needs:
            return hit
        distance = around.distance(hit.cue.needs, self.index.rivals.get(hit.cue.needs, ()), (hit.start, hit.end))
        return hit._replace(distance=distance) if distance >= 0 else None

    def _before(self, around: Surroundings, begin: int, end: int) -> Iterator[Hit]:
        """Yield the cues that end at ``end``, light words aside, and begin at ``begin`` or after."""
        for stop in _without_light(around.text, begin, end):
            for cue in self.index.ending(around.text, begin, stop):
                yield from _complete(cue, around, stop - len(cue.key))

    def _behind(self, around: Surroundings) -> Iterator[Hit]:
        """Yield the cues that begin right behind the number, where the name is all that is counted."""
        for start in _past_light(around.text, around.end, around.behind):
            for cue in self.index.beginning(around.text, start, around.behind):
                if _goes_on(cue, around, start + len(cue.key)):
                    yield from _complete(cue, around, start)

    def _closing(self, around: Surroundings) -> Iterator[Hit]:
        """Yield the cues that end the clause behind the number: the head of a Chinese phrase comes last."""
        if not around.closes:
            return
        for stop in _without_light(around.text, around.end, around.behind):
            for cue in self.index.closing(around.text, around.end, stop):
                if not cue.later:
                    yield Hit(cue, stop - len(cue.key), stop)

    def _loose(self, around: Surroundings) -> Iterator[Hit]:
        """Yield the cues whose key need not touch the number."""
        for cue, start in self.index.loosely_before(around.text, *around.names[-1]):
            yield from _complete(cue, around, start)
        for cue, start in self.index.loosely_behind(around.text, around.end, around.behind):
            yield from _complete(cue, around, start)


def _complete(cue: Cue, around: Surroundings, start: int) -> Iterator[Hit]:
    """Yield the cue at ``start`` if its other words stand in order, earlier in the list, later in the clause."""
    stop = start
    for words in reversed(cue.earlier):
        stop = around.text.rfind(words, around.comma, stop)
        if stop < 0:
            return
    after = max(start + len(cue.key), around.end)
    for words in cue.later:
        after = around.text.find(words, after, around.fact.clause[1])
        if after < 0:
            return
        after += len(words)
    yield Hit(cue, start, start + len(cue.key), start - stop)


def _worth(hit: Hit) -> tuple[bool, int]:
    """Return what ranks a hit: a name that touches the number before one that does not, then how much it asks."""
    return (not hit.cue.loose, hit.cue.weight)


def _goes_on(cue: Cue, around: Surroundings, start: int) -> bool:
    """Whether a name that ends at ``start`` is the whole of what is counted: the clause ends, or a verb follows.

    Where the sentence says that something was done to it (对320件案件进行审查), the deed is what was counted, and the
    cue must ask for it.
    """
    rest = around.text[start : around.behind].lstrip()
    if rest.startswith(_words("deeds")) and around.text.endswith(_words("objects"), around.before, around.start):
        return bool(cue.later) or any(word in rest for word in cue.needs)
    return not rest or rest.startswith(_words("going_on"))


def _without_light(text: str, start: int, end: int) -> list[int]:
    """Return the ends of ``text[start:end]`` with light words taken off one after another, the whole first."""
    light, ends = _light("before"), [end]
    while length := next((n for n in light.lengths if n <= end - start and text[end - n : end] in light.words), 0):
        end -= length
        ends.append(end)
    return ends


def _past_light(text: str, start: int, end: int) -> list[int]:
    """Return the beginnings of ``text[start:end]`` with light words taken off one after another, the whole first."""
    light, begins = _light("behind"), [start]
    while length := next((n for n in light.lengths if n <= end - start and text[start : start + n] in light.words), 0):
        start += length
        begins.append(start)
    return begins


class _Light(NamedTuple):
    """Light words, and their lengths from the longest, so that the longest word is the one taken off."""

    words: frozenset[str]
    lengths: tuple[int, ...]


@cache
def _light(side: str) -> _Light:
    words = frozenset(table("rules")[side])
    return _Light(words, tuple(sorted({len(word) for word in words}, reverse=True)))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(table("rules")[kind])

"""Cues: the form's aliases and patterns, compiled to be looked up at a number's place.

An alias or a pattern names an indicator by literal words around the number. The words next to the number are the key:
a report is never searched for the form's hundreds of words, only the few characters beside each number are looked up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.form import Form, Indicator

_GAP = re.compile(r"…|\{m\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name an indicator.

    ``key`` stands next to the number, or with a gap between if the cue is ``loose``; ``earlier`` are further words
    before the key and ``later`` further words behind the number, each in order, with gaps. ``needs``: one of these
    words must stand nearby. ``pattern`` tells a pattern from an alias. ``turns`` says that its own words tell a change (减少…事项), so that a number which is one
    may answer it.
    """

    code: str
    key: str
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    loose: bool = False
    turns: bool = False
    pattern: bool = False

    @property
    def weight(self) -> int:
        """How many characters the cue asks for: the more it asks, the surer it is."""
        return len(self.key) + sum(map(len, self.earlier)) + sum(map(len, self.later))


class CueIndex:
    """The cues of a form by their key: those whose key stands before the number, and those behind it.

    Cues whose key need not touch the number are found by the first two characters of their key. ``rivals`` are the
    words that, standing nearer than those a name needs, say that it names something else.
    """

    def __init__(self, form: Form) -> None:
        """Compile the aliases and patterns of every indicator."""
        self._before: dict[str, list[Cue]] = defaultdict(list)
        self._behind: dict[str, list[Cue]] = defaultdict(list)
        self._loose_before: dict[str, list[Cue]] = defaultdict(list)
        self._loose_behind: dict[str, list[Cue]] = defaultdict(list)
        for indicator in form.indicators:
            needs = dict(indicator.needs)
            for alias in indicator.aliases:
                cue = Cue(indicator.code, alias, needs=needs.get(alias, ()), turns=_turns(alias))
                self._before[alias].append(cue)
                self._behind[alias].append(cue)
            for pattern in indicator.patterns:
                self._add(indicator, pattern, needs)
        self._lengths = sorted({len(key) for key in (*self._before, *self._behind)}, reverse=True)
        self.rivals = _rivals((*self._before.values(), *self._behind.values()))

    def _add(self, indicator: Indicator, pattern: str, needs: dict[str, tuple[str, ...]]) -> None:
        """Compile one pattern: its key is the words before the number, or where there are none, those behind it."""
        head, number, tail = pattern.partition("{n}")
        before, behind = _segments(head), _segments(_without_unit(tail, indicator.units))
        if not number or not (before or behind):
            return
        wanted = _inherited(pattern, needs)
        if before:
            touches = head.endswith(before[-1])
            cue = Cue(indicator.code, before[-1], before[:-1], behind, wanted, not touches, _turns(head), pattern=True)
            where = (self._before, self._loose_before)
        else:
            touches = not tail.startswith("…")
            cue = Cue(indicator.code, behind[0], (), behind[1:], wanted, not touches, _turns(tail), pattern=True)
            where = (self._behind, self._loose_behind)
        where[cue.loose][cue.key[:2] if cue.loose else cue.key].append(cue)

    def ending(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues whose key ends at ``end`` and begins at ``start`` or after, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._before.get(text[end - length : end], ())

    def beginning(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues for words behind a number whose key begins at ``start``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._behind.get(text[start : start + length], ())

    def loosely_before(self, text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
        """Yield the loose cues whose key stands in a stretch before the number, with its place."""
        yield from _loosely(self._loose_before, text, start, end)

    def loosely_behind(self, text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
        """Yield the loose cues whose key stands in a stretch behind the number, with its place."""
        yield from _loosely(self._loose_behind, text, start, end)

    def closing(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues for words behind a number whose key ends at ``end``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._behind.get(text[end - length : end], ())


def _loosely(cues: dict[str, list[Cue]], text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
    for at in range(start, end - 1):
        for cue in cues.get(text[at : at + 2], ()):
            if text.startswith(cue.key, at, end):
                yield cue, at


def _inherited(pattern: str, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a pattern needs: what its longest alias does, unless the pattern itself says one of those words."""
    within = max((alias for alias in needs if alias in pattern), key=len, default="")
    wanted = needs.get(within, ())
    return () if any(word in pattern.replace(within, "") for word in wanted) else wanted


def _rivals(groups: Iterable[list[Cue]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each set of needed words those that claim one of its names for something else (审结: 复议, 诉讼)."""
    rivals: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for cues in groups:
        for cue in cues:
            if cue.needs:
                rivals[cue.needs].update(word for other in cues if other.code != cue.code for word in other.needs)
    return {needs: tuple(sorted(words - set(needs))) for needs, words in rivals.items()}


def _turns(words: str) -> bool:
    return any(word in words for word in _directions())


@cache
def _directions() -> tuple[str, ...]:
    """Return the words that tell a change, those of one character aside: they are in too many others."""
    role = table("facts")["role"]
    return tuple(word for side in ("up", "down") for word in role[side] if len(word) > 1)


def _without_unit(tail: str, units: tuple[str, ...]) -> str:
    """Return what a pattern says behind the number, its unit and qualifier taken off: they are part of the figure."""
    known = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.sub(rf"^(?:余|多)?个?(?:{known})?(?:以上|以下|以内|左右|内)?", "", tail)


def _segments(words: str) -> tuple[str, ...]:
    return tuple(segment for segment in _GAP.split(words) if segment)


def units_of(indicators: Iterable[Indicator]) -> dict[str, frozenset[str]]:
    """Return the units of every indicator, each also with 个 before it (工作日, 个工作日)."""
    return {i.code: frozenset({*i.units, *(f"个{unit}" for unit in i.units)}) for i in indicators}

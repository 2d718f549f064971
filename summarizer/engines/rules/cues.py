"""Cues: the form's aliases and patterns, compiled to be looked up at a number's place.

An alias or a pattern names an indicator by literal words around the number. The words next to the number are the key:
a report is never searched for the form's hundreds of words, only the few characters beside each number are looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.form import Form, Indicator

_GAP = re.compile(r"…|\{m\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name an indicator.

    ``key`` stands next to the number, or with a gap between if the cue is ``loose``; ``earlier`` are further words
    before the key and ``later`` further words behind the number, each in order, with gaps. ``needs``: one of these
    words must stand nearby.
    """

    code: str
    key: str
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    loose: bool = False

    @property
    def weight(self) -> int:
        """How many characters the cue asks for: the more it asks, the surer it is."""
        return len(self.key) + sum(map(len, self.earlier)) + sum(map(len, self.later))


class CueIndex:
    """The cues of a form by their key: those whose key stands before the number, and those behind it.

    ``loose_before`` and ``loose_behind`` are the few whose key need not touch the number.
    """

    def __init__(self, form: Form) -> None:
        """Compile the aliases and patterns of every indicator."""
        self.before: dict[str, list[Cue]] = {}
        self.behind: dict[str, list[Cue]] = {}
        self.loose_before: list[Cue] = []
        self.loose_behind: list[Cue] = []
        for indicator in form.indicators:
            for cue in _aliases(indicator):
                self.before.setdefault(cue.key, []).append(cue)
                self.behind.setdefault(cue.key, []).append(cue)
            for pattern in indicator.patterns:
                self._add(indicator, pattern)
        self._lengths = sorted({len(key) for key in (*self.before, *self.behind)}, reverse=True)

    def _add(self, indicator: Indicator, pattern: str) -> None:
        """Compile one pattern: its key is the words before the number, or where there are none, those behind it."""
        head, number, tail = pattern.partition("{n}")
        before, behind = _segments(head), _segments(_without_unit(tail, indicator.units))
        if before and number:
            cue = Cue(indicator.code, before[-1], before[:-1], behind, loose=not head.endswith(before[-1]))
            self.loose_before.append(cue) if cue.loose else self.before.setdefault(cue.key, []).append(cue)
        elif behind:
            cue = Cue(indicator.code, behind[0], (), behind[1:], loose=tail.startswith("…"))
            self.loose_behind.append(cue) if cue.loose else self.behind.setdefault(cue.key, []).append(cue)

    def ending(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues whose key ends at ``end`` and begins at ``start`` or after, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self.before.get(text[end - length : end], ())

    def beginning(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues for words behind a number whose key begins at ``start``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self.behind.get(text[start : start + length], ())

    def closing(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues for words behind a number whose key ends at ``end``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self.behind.get(text[end - length : end], ())


def _aliases(indicator: Indicator) -> Iterator[Cue]:
    needs = dict(indicator.needs)
    for alias in indicator.aliases:
        yield Cue(indicator.code, alias, needs=needs.get(alias, ()))


def _without_unit(tail: str, units: tuple[str, ...]) -> str:
    """Return what a pattern says behind the number, its unit and qualifier taken off: they are part of the figure."""
    known = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.sub(rf"^(?:余|多)?个?(?:{known})?(?:以上|以下|以内|左右|内)?", "", tail)


def _segments(words: str) -> tuple[str, ...]:
    return tuple(segment for segment in _GAP.split(words) if segment)


def units_of(indicators: Iterable[Indicator]) -> dict[str, frozenset[str]]:
    """Return the units of every indicator, each also with 个 before it (工作日, 个工作日)."""
    return {i.code: frozenset({*i.units, *(f"个{unit}" for unit in i.units)}) for i in indicators}

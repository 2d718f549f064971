"""Cues: the form's aliases and patterns, taken apart into the words that stand around a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.form import Indicator

_MANY = 3  # pieces of a pattern that are enough by themselves
_GAP = re.compile(r"…|\{m\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name an indicator.

    ``key`` stands next to the number, before it or ``behind`` it, or with a gap between if the cue is ``loose``;
    ``earlier`` are further words before the key and ``later`` further words behind the number, each in order, with
    gaps. ``needs``: one of these words must stand nearby. ``pattern`` tells a pattern from an alias.
    """

    code: str
    key: str
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    behind: bool = False
    loose: bool = False
    pattern: bool = False

    weight: int = field(init=False)

    def __post_init__(self) -> None:
        """Weigh the cue: the more it asks for, the surer it is, and in one piece more so than in several."""
        object.__setattr__(self, "weight", 2 * len(self.key) + sum(map(len, (*self.earlier, *self.later))))

    @property
    def tells_change(self) -> bool:
        """Whether its own words tell a change (减少…事项): only then may a number that is one answer it."""
        return any(word in part for word in _changes() for part in (*self.earlier, self.key, *self.later))

    @property
    def tells_time(self) -> bool:
        """Whether its own words speak of another year (上年结转, 结转下年), so that a number of it may answer."""
        return any(word in part for word in _other_years() for part in (*self.earlier, self.key, *self.later))


def cues_of(indicator: Indicator) -> Iterator[Cue]:
    """Yield the cues of an indicator: an alias may stand before the number or behind it, a pattern says where."""
    needs = dict(indicator.needs)
    for alias in indicator.aliases:
        for behind in (False, True):
            yield Cue(indicator.code, alias, needs=needs.get(alias, ()), behind=behind)
    for pattern in indicator.patterns:
        yield from _pattern(indicator, pattern, _inherited(pattern, needs))


def units_of(indicators: Iterable[Indicator], kin: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    """Return the units of every indicator, those of their ``kin`` (件, 宗), and each with 个 before it (工作日)."""
    own = {i.code: {*i.units, *(unit for like in kin for unit in like if set(like) & set(i.units))} for i in indicators}
    return {code: frozenset({*units, *(f"个{unit}" for unit in units)}) for code, units in own.items()}


def _pattern(indicator: Indicator, pattern: str, needs: tuple[str, ...]) -> Iterator[Cue]:
    """Yield the cue of a pattern: its key is the words before the number, or where there are none, those behind it."""
    head, number, tail = pattern.partition("{n}")
    before, after = _segments(head), _segments(_without_unit(tail, indicator.units))
    if number and before:
        loose = not head.endswith(before[-1])
        yield Cue(indicator.code, before[-1], before[:-1], after, needs, loose=loose, pattern=True)
    elif number and after:
        loose = tail.startswith("…")
        yield Cue(indicator.code, after[0], (), after[1:], needs, behind=True, loose=loose, pattern=True)


def _segments(words: str) -> tuple[str, ...]:
    return tuple(segment for segment in _GAP.split(words) if segment)


def _without_unit(tail: str, units: tuple[str, ...]) -> str:
    """Return what a pattern says behind the number, its unit and qualifier taken off: they are part of the figure."""
    known = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.sub(rf"^(?:余|多)?个?(?:{known})?(?:以上|以下|以内|左右|内)?", "", tail)


def _inherited(pattern: str, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a pattern needs: what an alias does that is one of its pieces, unless one of those words is in it.

    A pattern of many pieces needs nothing more: they are each other's context.
    """
    pieces = _segments(pattern.replace("{n}", "…"))
    if len(pieces) >= _MANY:
        return ()
    within = max((alias for alias in needs if alias in pieces), key=len, default="")
    wanted = needs.get(within, ())
    return () if any(word in pattern for word in wanted) else wanted


@cache
def _changes() -> tuple[str, ...]:
    """Return the words that tell a change, those of one character aside: they are in too many others."""
    role = table("facts")["role"]
    return tuple(word for side in ("up", "down") for word in role[side] if len(word) > 1)


@cache
def _other_years() -> tuple[str, ...]:
    """Return the words that name another year, or what was carried over from one."""
    return tuple(word for kind in ("prior", "next", "carried_over") for word in table("facts")["period"][kind])

"""The ladder: which numbers open headings, and how high each stands.

A whole marker opens a heading unless its number stands alone (a line that happens to begin with 12、). A worn one
does so only where it fills its place in the sequence. Levels come from the rungs that the report itself uses, in the
order in which it uses them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from summarizer.layout.marker import LOST, RUNGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.layout.marker import Marker

_RANK = {rung: float(rank) for rank, rung in enumerate(RUNGS)}
_DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Step:
    """A line that may be a heading, over ``[start, end)``; its section starts at ``line``.

    ``marker`` is its number, ``declared`` the level that the file itself gives it (0: none); one of them is there.
    """

    line: int
    start: int
    end: int
    marker: Marker | None
    declared: int = 0

    @property
    def rung(self) -> str:
        """The rung of the marker, or that of the declared level."""
        return self.marker.rung if self.marker else f"{_DECLARED}{self.declared}"

    @property
    def number(self) -> int:
        """The number of the marker, or 0."""
        return self.marker.number if self.marker else 0


def climb(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """Return the steps that are headings, in order, each with its level from 1."""
    headings = _in_sequence(steps)
    ranks = _ranks(headings)
    ladder = [ranks[step.rung] for step in headings]
    return list(zip(headings, _levels(ladder), strict=True))


def _in_sequence(steps: Sequence[Step]) -> list[Step]:
    """Drop the numbers that stand alone, and give worn markers their rung and number."""
    following = _following(steps)
    accepted: list[Step] = []
    last: dict[str, int] = {}
    for step, after in zip(steps, following, strict=True):
        kept = _judged(step, last, after)
        if kept is None:
            continue
        accepted.append(kept)
        if kept.marker is not None:
            rank = _RANK[kept.rung]
            last = {rung: number for rung, number in last.items() if _RANK[rung] <= rank}
            last[kept.rung] = kept.number
    return accepted


def _following(steps: Sequence[Step]) -> list[dict[str, int]]:
    """For each step, the number that comes next on each rung."""
    nexts: dict[str, int] = {}
    found = []
    for step in reversed(steps):
        found.append(nexts)
        if step.marker is not None and step.number:
            nexts = {**nexts, step.rung: step.number}
    return found[::-1]


def _judged(step: Step, last: dict[str, int], after: dict[str, int]) -> Step | None:
    marker = step.marker
    if marker is None or step.declared:
        return step
    if marker.worn:
        rung, number = _restored(marker, last, after)
        return replace(step, marker=replace(marker, rung=rung, number=number)) if rung else None
    number = marker.number
    near = last.get(marker.rung, 0) in range(number - 2, number + 1) or after.get(marker.rung, 0) in (
        number + 1,
        number + 2,
    )
    return step if number <= 3 or near else None


def _restored(marker: Marker, last: dict[str, int], after: dict[str, int]) -> tuple[str, int]:
    """Return the rung and number that a worn marker must have had, or ``("", 0)``."""
    if marker.number:
        fits = last.get(marker.rung, 0) == marker.number - 1
        first = marker.number == 1 and after.get(marker.rung) != 2
        return (marker.rung, marker.number) if fits and not first else ("", 0)
    rungs = LOST[marker.rung]
    for rung in rungs:
        number = last.get(rung, 0) + 1
        if after.get(rung) == number + 1:
            return rung, number
    open_rungs = [rung for rung in rungs if rung in last]
    return (open_rungs[0], last[open_rungs[0]] + 1) if open_rungs else ("", 0)


def _ranks(headings: Sequence[Step]) -> dict[str, float]:
    """Order the rungs in use: the standard order, but for pairs that this report plainly turns round."""
    used = sorted({step.rung for step in headings if step.marker}, key=_RANK.__getitem__)
    order = list(used)
    for high, low in combinations(used, 2):
        if _turned_round(headings, high, low):
            order.remove(low)
            order.insert(order.index(high), low)
    ranks = {rung: float(rank) for rank, rung in enumerate(order)}
    return ranks | _declared_ranks(headings, ranks)


def _turned_round(headings: Sequence[Step], high: str, low: str) -> bool:
    """Whether ``low`` counts on across runs of ``high`` that begin anew, and never begins anew under ``high``."""
    across = 0
    before = {high: 0, low: 0}
    pending = False
    for step in headings:
        if step.rung not in before:
            if step.marker and _RANK[step.rung] < _RANK[high]:
                before, pending = {high: 0, low: 0}, False
            continue
        if step.rung == low:
            if step.number == 1 and before[high]:
                return False
            across += pending and step.number == before[low] + 1
            pending = False
        else:
            pending = pending or (step.number == 1 and before[low] > 0)
        before[step.rung] = step.number
    return across > 0


def _declared_ranks(headings: Sequence[Step], ranks: dict[str, float]) -> dict[str, float]:
    """Place unnumbered headings of a declared level among the rungs whose headings declare levels too."""
    levels: dict[str, int] = {}
    for step in headings:
        if step.marker and step.declared:
            levels.setdefault(step.rung, step.declared)
    placed = {}
    for step in headings:
        if step.marker is None and step.rung not in placed:
            level = step.declared
            same = [ranks[rung] for rung, other in levels.items() if other == level]
            above = [ranks[rung] for rung, other in levels.items() if other < level]
            placed[step.rung] = same[0] if same else max(above, default=-1.0) + level / 10
    return placed


def _levels(ladder: Sequence[float]) -> list[int]:
    """Return the depth of each rank under those before it; its usual one where the heading above is lost."""
    usual = _usual_depths(ladder)
    levels: list[int] = []
    above: list[tuple[float, int]] = []
    for rank in ladder:
        while above and above[-1][0] >= rank:
            above.pop()
        level = above[-1][1] + 1 if above else usual[rank]
        above.append((rank, level))
        levels.append(level)
    return levels


def _usual_depths(ladder: Sequence[float]) -> dict[float, int]:
    depths: dict[float, Counter[int]] = {}
    above: list[float] = []
    for rank in ladder:
        while above and above[-1] >= rank:
            above.pop()
        if above:
            depths.setdefault(rank, Counter())[len(above) + 1] += 1
        above.append(rank)
    used = sorted(set(ladder))
    return {rank: depths[rank].most_common(1)[0][0] if rank in depths else n for n, rank in enumerate(used, 1)}

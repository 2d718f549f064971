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

from summarizer.layout.marker import LOST, RUNGS, UPPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.layout.marker import Marker

_RANK = {rung: float(rank) for rank, rung in enumerate(RUNGS)}
_DECLARED = "declared"
# Numbers up to this one open a heading without another number near.
_FREE = 3
# How many headings around it a plain heading is placed by.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A line that may be a heading, over ``[start, end)``; its section starts at ``line``.

    ``marker`` is its number, ``declared`` the level that the file itself gives it (0: none); one of them is there.
    ``runs_in`` says that prose follows on the line, or that it is as long as prose.
    """

    line: int
    start: int
    end: int
    marker: Marker | None
    declared: int = 0
    runs_in: bool = False

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
    last: dict[str, int] = {}  # the number reached on each rung that is still open
    reached: dict[str, int] = {}  # the same for every rung, open or not
    for step, after in zip(steps, following, strict=True):
        kept = _restored(step, last, after)
        if kept is None or (kept.marker is not None and not kept.declared and _alone(kept, reached, after)):
            continue
        accepted.append(kept)
        if kept.marker is not None:
            rank = _RANK[kept.rung]
            last = {rung: number for rung, number in last.items() if _RANK[rung] <= rank}
            last[kept.rung] = reached[kept.rung] = kept.number
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


def _alone(step: Step, reached: dict[str, int], after: dict[str, int]) -> bool:
    """Tell whether no number near this one stands before or after it on its rung."""
    number = step.number
    before, behind = reached.get(step.rung, 0), after.get(step.rung, 0)
    return number > _FREE and not (number - 2 <= before <= number or number < behind <= number + 2)


def _restored(step: Step, last: dict[str, int], after: dict[str, int]) -> Step | None:
    """Return the step as the heading that it is, a worn marker with its rung and number; None if it is none."""
    marker = step.marker
    if marker is None or not marker.worn:
        return step
    place = _numbered(marker, step.runs_in, last, after) if marker.number else _unnumbered(marker, last, after)
    if place is not None:
        rung, number = place
        return replace(step, marker=replace(marker, rung=rung, number=number))
    return replace(step, marker=None) if step.declared else None


def _numbered(marker: Marker, runs_in: bool, last: dict[str, int], after: dict[str, int]) -> tuple[str, int] | None:
    """Return the rung on which a number without its mark comes next, if there is one.

    A Chinese numeral that begins a paragraph of prose (三墩镇…) needs the number after it, too.
    """
    number = marker.number
    for rung in LOST.get(marker.rung, (marker.rung,)):
        follows = after.get(rung, 0)
        fits = last.get(rung, 0) == number - 1 and follows != number
        if number == 1:
            under = any(last.get(upper) == marker.above for upper in UPPER.get(rung, ()))
            fits = fits and (under or follows == number + 1)
        if fits and not (marker.rung == "han" and runs_in and follows != number + 1):
            return rung, number
    return None


def _unnumbered(marker: Marker, last: dict[str, int], after: dict[str, int]) -> tuple[str, int] | None:
    """Return the rung and number of a mark without its number: where one is missing, else at the lowest open rung."""
    rungs = LOST[marker.rung]
    for rung in rungs:
        number = last.get(rung, 0) + 1
        if after.get(rung) == number + 1:
            return rung, number
    opened = [rung for rung in rungs if rung in last]
    if opened:
        rung = max(opened, key=_RANK.__getitem__)
        return rung, last[rung] + 1
    return (rungs[0], 1) if marker.rung == "paren" else None


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
    """Whether ``high`` stands below ``low`` here.

    Then ``low`` counts on across runs of ``high`` that begin anew, or has counted to three before ``high`` begins, and
    never begins anew under ``high``.
    """
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
            across += step.number == 1 and before[low] >= _FREE and not before[high]
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


def place(numbered: Sequence[tuple[Step, int]], plain: Sequence[Step]) -> list[tuple[Step, int]]:
    """Put plain headings among the numbered ones, each with its level."""
    placed = list(numbered)
    at = 0
    for step in plain:
        while at < len(numbered) and numbered[at][0].line < step.line:
            at += 1
        placed.append((step, _plain_level(numbered, at)))
    return sorted(placed, key=lambda pair: pair[0].line)


def _plain_level(numbered: Sequence[tuple[Step, int]], at: int) -> int:
    """Return the level of a plain heading before ``numbered[at]``.

    Where just one number is missing there, it is the heading that lost it. Where the numbers begin anew at the top, it
    stands beside them. Else it stands one below the heading before it.
    """
    before = _open_numbers(reversed(numbered[max(0, at - _NEAR) : at]))
    after = _open_numbers(numbered[at : at + _NEAR])
    for level, number in sorted(after.items()):
        if number - before.get(level, 0) == 2:
            return level
    if at < len(numbered) and numbered[at][1] == 1 and numbered[at][0].number == 1:
        return 1
    return numbered[at - 1][1] + 1 if at else 1


def _open_numbers(headings: Iterable[tuple[Step, int]]) -> dict[int, int]:
    """Return the number of the nearest heading at each level, as far as no higher one stands between."""
    numbers: dict[int, int] = {}
    highest = len(RUNGS) + _NEAR
    for step, level in headings:
        if level < highest:
            numbers[level] = step.number
            highest = level
    return numbers

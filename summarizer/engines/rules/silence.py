"""Silence: the stretches of a report in which no number is a result, because they tell of problems and plans."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.assessment import Answer, Spoken
    from summarizer.form import StatementKind
    from summarizer.reading import Reading

_SILENT = frozenset({"problem", "cause", "plan"})


class Silence:
    """The sections headed as problems and their causes, and every statement that is one, or a plan."""

    def __init__(self, reading: Reading, kinds: Sequence[Sequence[StatementKind]], spoken: Iterable[Spoken]) -> None:
        """Note the stretches; ``kinds`` are those that the headings of each section name."""
        sections = [s for s, named in zip(reading.sections, kinds, strict=True) if _tells_problems(named, s.path)]
        stretches = [(section.start, section.end) for section in sections]
        places = (said.place for said in spoken if said.kind in _SILENT)
        stretches += [(p.start, p.end) for p in places if p.start is not None and p.end is not None]
        stretches.sort()
        self._starts = [start for start, _ in stretches]
        self._reach = list(accumulate((end for _, end in stretches), max))  # how far any up to here goes

    def holds(self, answer: Answer) -> bool:
        """Whether an answer's number stands in one of the stretches."""
        at = answer.place.start
        if at is None:
            return False
        before = bisect_right(self._starts, at)
        return before > 0 and self._reach[before - 1] > at


def _tells_problems(named: Sequence[StatementKind], path: Sequence[str]) -> bool:
    """Whether a section tells of problems, and not of how they were solved (问题整改情况)."""
    if not named or named[0].kind not in {"problem", "cause"}:
        return False
    return not any(word in heading for heading in path for word in named[0].excludes)

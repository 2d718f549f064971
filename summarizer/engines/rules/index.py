"""The index: cues found by the few characters beside a number.

A report is never searched for the form's thousands of words; only what touches a number is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.engines.rules.hit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.engines.rules.cues import Cue

_PAIR = 2


class CueIndex:
    """Cues by their key; those whose key need not touch the number by its first two characters.

    The lengths of keys are noted by the character at which they end or begin, so that most places cost one look.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        """Sort the cues onto their shelves."""
        self._before: dict[str, list[Cue]] = defaultdict(list)
        self._behind: dict[str, list[Cue]] = defaultdict(list)
        self._loose_before: dict[str, list[Cue]] = defaultdict(list)
        self._loose_behind: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            if cue.loose:
                (self._loose_behind if cue.behind else self._loose_before)[cue.key[:_PAIR]].append(cue)
            else:
                (self._behind if cue.behind else self._before)[cue.key].append(cue)
        self._ends_before = lengths_by_edge(self._before, -1)
        self._ends_behind = lengths_by_edge(self._behind, -1)
        self._begins_behind = lengths_by_edge(self._behind, 0)

    def ending(self, text: str, start: int, end: int) -> list[Hit]:
        """Return the cues before a number whose key ends at ``end`` and begins at ``start`` or after."""
        return _ending(self._before, self._ends_before, text, (start, end))

    def closing(self, text: str, start: int, end: int) -> list[Hit]:
        """Return the cues behind a number whose key ends at ``end`` and begins at ``start`` or after."""
        return _ending(self._behind, self._ends_behind, text, (start, end))

    def beginning(self, text: str, start: int, end: int) -> list[Hit]:
        """Return the cues behind a number whose key begins at ``start`` and ends at ``end`` or before."""
        keys = [(text[start : start + n], n) for n in self._begins_behind.get(text[start : start + 1], ())]
        return [Hit(cue, start, start + n) for key, n in keys if n <= end - start for cue in self._behind.get(key, ())]

    def loosely_before(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Yield the loose cues whose key stands in a stretch before the number."""
        return _loosely(self._loose_before, text, start, end)

    def loosely_behind(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """Yield the loose cues whose key stands in a stretch behind the number."""
        return _loosely(self._loose_behind, text, start, end)


def _ending(
    shelf: dict[str, list[Cue]], lengths: dict[str, tuple[int, ...]], text: str, stretch: tuple[int, int]
) -> list[Hit]:
    start, end = stretch
    keys = [(text[end - n : end], n) for n in lengths.get(text[end - 1 : end], ()) if n <= end - start]
    return [Hit(cue, end - n, end) for key, n in keys for cue in shelf.get(key, ())]


def _loosely(shelf: dict[str, list[Cue]], text: str, start: int, end: int) -> Iterator[Hit]:
    for at in range(start, end - 1):
        for cue in shelf.get(text[at : at + _PAIR], ()):
            if text.startswith(cue.key, at, end):
                yield Hit(cue, at, at + len(cue.key))


def lengths_by_edge(shelf: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """Return the lengths of words by their first character (``place`` 0) or their last (-1), longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for key in shelf:
        found[key[place]].add(len(key))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}

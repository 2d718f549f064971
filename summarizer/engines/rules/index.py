"""The index: the form's cues, found by the few characters beside a number.

A report is never searched for the form's hundreds of words; only what touches a number is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.engines.rules.cues import cues_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.engines.rules.cues import Cue
    from summarizer.form import Form

_Shelf = dict[str, list["Cue"]]
_PAIR = 2


class CueIndex:
    """The cues of a form by their key; those whose key need not touch the number by its first two characters.

    ``rivals`` are the words that, standing nearer than those a name needs, say that it names something else.
    """

    def __init__(self, form: Form) -> None:
        """Compile the aliases and patterns of every indicator."""
        touching: tuple[_Shelf, _Shelf] = (defaultdict(list), defaultdict(list))
        loose: tuple[_Shelf, _Shelf] = (defaultdict(list), defaultdict(list))
        for cue in (cue for indicator in form.indicators for cue in cues_of(indicator)):
            if cue.loose:
                loose[cue.behind][cue.key[:_PAIR]].append(cue)
            else:
                touching[cue.behind][cue.key].append(cue)
        self._before, self._behind = touching
        self._loose_before, self._loose_behind = loose
        self._lengths = sorted({len(key) for shelf in touching for key in shelf}, reverse=True)
        self.rivals = _rivals(cues for shelf in touching for cues in shelf.values())

    def ending(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues before a number whose key ends at ``end`` and begins at ``start`` or after, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._before.get(text[end - length : end], ())

    def beginning(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues behind a number whose key begins at ``start``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._behind.get(text[start : start + length], ())

    def closing(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues behind a number whose key ends at ``end``, longest first."""
        for length in self._lengths:
            if length <= end - start:
                yield from self._behind.get(text[end - length : end], ())

    def loosely_before(self, text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
        """Yield the loose cues whose key stands in a stretch before the number, with its place."""
        return _loosely(self._loose_before, text, start, end)

    def loosely_behind(self, text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
        """Yield the loose cues whose key stands in a stretch behind the number, with its place."""
        return _loosely(self._loose_behind, text, start, end)


def _loosely(shelf: _Shelf, text: str, start: int, end: int) -> Iterator[tuple[Cue, int]]:
    for at in range(start, end - 1):
        for cue in shelf.get(text[at : at + _PAIR], ()):
            if text.startswith(cue.key, at, end):
                yield cue, at


def _rivals(groups: Iterable[list[Cue]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each set of needed words those that claim one of its names for something else (审结: 复议, 诉讼)."""
    rivals: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for cues in groups:
        for cue in cues:
            if cue.needs:
                rivals[cue.needs].update(word for other in cues if other.code != cue.code for word in other.needs)
    return {needs: tuple(sorted(words - set(needs))) for needs, words in rivals.items()}

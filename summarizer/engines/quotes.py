"""Quotes: where the words that a model cites stand in the part it was given.

A quote is looked for as it is, then with white space and width folded, then by the stretch of text that shares most
with it. How it was found is kept, and so are the model's own words wherever the text has others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from summarizer.assessment import Place

if TYPE_CHECKING:
    from summarizer.parts import Part

NOWHERE = "none"

# A fuzzy place shares at least this share of the quote's characters with it, in order; shorter quotes are not guessed.
_ALIKE = 0.8
_SHORTEST = 6
_LONGEST = 400

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # the full-width forms of ASCII


class Quotes:
    """Finds quotes in one part; built once a part, for all its records."""

    def __init__(self, part: Part) -> None:
        """``part`` is what the model was given."""
        self._part = part
        self._text = part.text

    def place(self, cited: str) -> Place:
        """Return where ``cited`` stands in the report, as the report's own words there; or that it stands nowhere."""
        cited = cited.strip()
        for located, find in (("exact", self._exact), ("folded", self._folded), ("fuzzy", self._fuzzy)):
            found = find(cited) if cited else None
            if found:
                return self._at(*found, cited, located)
        return Place(None, None, None, cited, NOWHERE)

    def _exact(self, cited: str) -> tuple[int, int] | None:
        at = self._text.find(cited)
        return (at, at + len(cited)) if at >= 0 else None

    def _folded(self, cited: str) -> tuple[int, int] | None:
        folded, back = self._fold
        wanted, _ = _fold(cited)
        at = folded.find(wanted) if wanted else -1
        return (back[at], back[at + len(wanted) - 1] + 1) if at >= 0 else None

    def _fuzzy(self, cited: str) -> tuple[int, int] | None:
        _, back = self._fold
        wanted, _ = _fold(cited)
        if not _SHORTEST <= len(wanted) <= _LONGEST:
            return None
        start, window = self._window(wanted)
        blocks = SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()[:-1]
        if not blocks or sum(block.size for block in blocks) < _ALIKE * len(wanted):
            return None
        first, last = start + blocks[0].b, start + blocks[-1].b + blocks[-1].size - 1
        return (back[first], back[last] + 1) if last - first < len(wanted) / _ALIKE else None

    def _window(self, wanted: str) -> tuple[int, str]:
        """Return where to look for something like ``wanted``: where most of its pairs of letters stand in step."""
        folded, _ = self._fold
        votes: Counter[int] = Counter()
        width = max(4, len(wanted) // 8)
        for i in range(len(wanted) - 1):
            for at in self._pairs.get(wanted[i : i + 2], ()):
                votes[(at - i) // width] += 1
        start = max(0, (votes.most_common(1)[0][0] if votes else 0) * width - width)
        return start, folded[start : start + len(wanted) + 3 * width]

    def _at(self, start: int, end: int, cited: str, located: str) -> Place:
        """Turn offsets in the part into a place in the report."""
        start, end = self._outside(start), self._outside(end - 1) + 1
        quote = self._part.reading.report.text[start:end]
        if located == "exact" and quote != cited:
            located = "folded"  # the quote runs over noise that the model was not shown
        return Place(quote, start, end, "" if quote == cited else cited, located)

    def _outside(self, at: int) -> int:
        """Turn an offset in the part's own text into one in the report's."""
        piece = bisect_right(self._starts, at) - 1
        return self._part.pieces[piece].start + at - self._starts[piece]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each piece starts in the part's own text."""
        starts, at = [], 0
        for piece in self._part.pieces:
            starts.append(at)
            at += len(piece)
        return starts

    @cached_property
    def _fold(self) -> tuple[str, list[int]]:
        return _fold(self._text)

    @cached_property
    def _pairs(self) -> dict[str, list[int]]:
        """Where each pair of letters of the folded text stands."""
        folded, _ = self._fold
        pairs: dict[str, list[int]] = {}
        for at in range(len(folded) - 1):
            pairs.setdefault(folded[at : at + 2], []).append(at)
        return pairs


def _fold(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without white space and in one width, and where in ``text`` each character left stood."""
    back = [at for at, character in enumerate(text) if not character.isspace()]
    narrow = text.translate(_NARROW)
    return "".join([narrow[at] for at in back]), back

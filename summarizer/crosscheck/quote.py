"""Quotes: where the cited words stand in the source, and which figures they carry."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache


@cache
def _fold_character(character: str) -> str:
    """Fold width and quotation marks; characters that would become several stay as they are."""
    folded = unicodedata.normalize("NFKC", character)
    if len(folded) != 1:
        return character
    return {"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "、": ","}.get(folded, folded)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without white space and differences of width, and where each of its characters stands in the original."""

    text: str
    places: tuple[int, ...] = field(repr=False)

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return every place of a quote in the original, as ``(start, end)``; none where it does not stand verbatim."""
        wanted = fold(quote).text.rstrip("。.;；,")
        found: list[tuple[int, int]] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self.places[at], self.places[at + len(wanted) - 1] + 1))
            at = self.text.find(wanted, at + len(wanted))
        return found


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    kept = [(_fold_character(c), i) for i, c in enumerate(text) if not c.isspace()]
    return Folded("".join(c for c, _ in kept), tuple(i for _, i in kept))

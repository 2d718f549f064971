"""Quotes: where the cited words stand in the source, and which figures they carry."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

_BLANK = re.compile(r"\s")
QUOTE_ENDS = "。.．;；,，"  # marks at the end of a quote that need not stand in the source


class _Folding(dict[int, "str | None"]):
    """Maps characters to folded width and quotation marks, white space to nothing; learns each when it first comes.

    Characters that would become several stay as they are.
    """

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character)
        if len(folded) != 1:
            folded = character
        alike = {"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "、": ","}.get(folded, folded)
        self[code] = None if character.isspace() else alike
        return self[code]


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without white space and differences of width; ``gaps`` tells where its characters stand in the original.

    The white space at place ``w`` with ``n`` others before it stands before the folded character ``w - n``.
    """

    text: str
    gaps: tuple[int, ...] = field(repr=False)

    def place(self, at: int) -> int:
        """Return where a folded character stands in the original."""
        return at + bisect_right(self.gaps, at)

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return every place of a quote in the original, as ``(start, end)``; none where it does not stand verbatim."""
        wanted = quote.translate(_FOLDING).rstrip(QUOTE_ENDS)
        found: list[tuple[int, int]] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self.place(at), self.place(at + len(wanted) - 1) + 1))
            at = self.text.find(wanted, at + len(wanted))
        return found


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    gaps = tuple(match.start() - count for count, match in enumerate(_BLANK.finditer(text)))
    return Folded(text.translate(_FOLDING), gaps)

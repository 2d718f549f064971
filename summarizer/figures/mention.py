"""The mention: a numeral where it stands, with what the readers of figures ask about its neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures.counted import Counted, count
from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from summarizer.figures.page import Page
    from summarizer.numerals import Numeral

_ARABIC = frozenset("0123456789０１２３４５６７８９")
_BLANKS = frozenset(" \xa0")
_CLAUSE_ENDS = frozenset("。；;，,：:、！!？?…\n\r\t \xa0\u3000》")
_SENTENCE_ENDS = frozenset("。；;：:！!？?\n\r")


class Mention:
    """A numeral of a page with what stands right after it; nothing before ``floor`` may become part of its figure."""

    __slots__ = ("arabic", "counted", "end", "floor", "numeral", "page", "start", "text")

    def __init__(self, page: Page, numeral: Numeral, floor: int) -> None:
        self.page = page
        self.text = text = page.text
        self.numeral = numeral
        self.floor = floor
        self.start = numeral.start
        self.end = numeral.end
        self.arabic = text[numeral.end - 1] in _ARABIC or numeral.scale > 1 or text[numeral.start] in _ARABIC
        self.counted: Counted = count(text, numeral, page.words, self.arabic)

    def char_before(self, position: int) -> str:
        """Return the character before ``position`` that may still belong to this figure, or an empty string."""
        return self.text[position - 1] if position > self.floor else ""

    def past_blank(self, position: int) -> int:
        """Return ``position``, or the one after a single blank that stands there."""
        return position + 1 if self.text[position : position + 1] in _BLANKS else position

    def opens_clause(self) -> bool:
        """Whether a mark, a blank or nothing stands before the numeral."""
        return self.start == 0 or self.text[self.start - 1] in _CLAUSE_ENDS

    def opens_sentence(self, position: int) -> bool:
        """Whether ``position`` follows a mark that ends a sentence or announces a list."""
        position -= self.text[position - 1 : position] in _BLANKS
        return position <= 0 or self.text[position - 1] in _SENTENCE_ENDS

    def follows(self, words: tuple[str, ...], skip: str = "") -> bool:
        """Whether one of ``words`` stands right before the numeral, characters of ``skip`` between them left out."""
        end = self.start
        while skip and end > self.floor and self.text[end - 1] in skip and self.start - end < 3:
            end -= 1
        return self.text.endswith(words, self.floor, end)

    def precedes(self, words: tuple[str, ...], position: int) -> bool:
        """Whether one of ``words`` begins at ``position``."""
        return self.text.startswith(words, position)

    def figure(self, start: int, end: int, kind: Kind, **fields: str) -> Figure:
        """Make a figure of ``text[start:end]``."""
        return Figure(start, end, self.text[start:end], kind, **fields)


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros: ``5.40`` is ``5.4``, ``1E+4`` is ``10000``."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

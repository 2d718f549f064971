"""The mention: a numeral where it stands, with what the readers of figures ask about its neighbourhood."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from summarizer.figures.words import Words
    from summarizer.numerals import Numeral

ARABIC = frozenset("0123456789０１２３４５６７８９-－−负")
BLANKS = " \xa0"


class Quote(NamedTuple):
    """The text between a pair of quotation marks or book title marks, marks excluded."""

    start: int
    end: int
    title: bool


class Page:
    """A text with what is known of it as a whole."""

    __slots__ = ("_starts", "quotes", "text", "words")

    def __init__(self, text: str, words: Words, quotes: list[Quote]) -> None:
        self.text = text
        self.words = words
        self.quotes = quotes
        self._starts = [quote.start for quote in quotes]

    def quote_at(self, position: int) -> Quote | None:
        """Return the quote that holds ``position``."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self.quotes[index].end <= position:
            return None
        return self.quotes[index]


class Mention:
    """A numeral of a page; nothing before ``floor`` may become part of its figure."""

    __slots__ = ("arabic", "end", "floor", "numeral", "page", "start", "text")

    def __init__(self, page: Page, numeral: Numeral, floor: int) -> None:
        self.page = page
        self.text = page.text
        self.numeral = numeral
        self.floor = floor
        self.start = numeral.start
        self.end = numeral.end
        self.arabic = page.text[numeral.end - 1] in ARABIC or page.text[numeral.start] in ARABIC

    def before(self, length: int) -> str:
        """Return up to ``length`` characters before the numeral, none below the floor."""
        return self.text[max(self.floor, self.start - length) : self.start]

    def past_blank(self, position: int) -> int:
        """Return ``position``, or the one after a single blank that stands there."""
        return position + 1 if self.text[position : position + 1] in BLANKS and position < len(self.text) else position

    def figure(self, start: int, end: int, kind: Kind, **fields: str) -> Figure:
        """Make a figure of ``text[start:end]``."""
        return Figure(start, end, self.text[start:end], kind, **fields)


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros: ``5.40`` is ``5.4``, ``1E+4`` is ``10000``."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

"""The scan: numeral after numeral, each given to the readers in turn; the first that knows it makes the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures.amounts import read_amount
from summarizer.figures.bare import read_bare
from summarizer.figures.codes import read_address, read_code
from summarizer.figures.damaged import read_damaged, read_without_object, read_worn_year
from summarizer.figures.dates import read_date, read_weekday
from summarizer.figures.documents import read_document
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.markers import read_marker
from summarizer.figures.mention import Mention
from summarizer.figures.names import phrase_at, read_name, read_slogan
from summarizer.figures.ordinals import read_ordinal
from summarizer.figures.page import Page
from summarizer.figures.plain import read_plain
from summarizer.figures.words import words
from summarizer.numerals import next_numeral

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Mention], Figure | None]

_ARABIC: tuple[Reader, ...] = (
    read_plain,
    read_marker,
    read_document,
    read_address,
    read_damaged,
    read_date,
    read_code,
    read_bare,
    read_ordinal,
    read_slogan,
    read_name,
    read_without_object,
    read_amount,
)
_CHINESE: tuple[Reader, ...] = (
    read_plain,
    read_marker,
    read_document,
    read_weekday,
    read_worn_year,
    read_date,
    read_ordinal,
    read_slogan,
    read_name,
    read_amount,
)


def extract_figures(text: str) -> list[Figure]:
    """Return the figures of ``text`` in order of appearance; no two overlap. Never raises; linear in the length."""
    page = Page(text, words())
    figures: list[Figure] = []
    floor = 0
    while (numeral := next_numeral(text, floor)) is not None:
        phrase = phrase_at(page, numeral)
        if phrase is None:
            figure = _read(Mention(page, numeral, floor))
            floor = numeral.end
        else:
            start, floor = max(phrase[0], floor), phrase[1]
            figure = None if phrase[2].ordinary else Figure(start, floor, text[start:floor], Kind.NAME)
        if figure is not None:
            page.last, floor = figure, figure.end
            figures.append(figure)
    return figures


def _read(mention: Mention) -> Figure | None:
    """Return what the first reader that knows the mention makes of it."""
    for reader in _ARABIC if mention.arabic else _CHINESE:
        figure = reader(mention)
        if figure is not None:
            return figure
    return None

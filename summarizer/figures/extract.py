"""The scan: numeral after numeral, each given to the readers in turn; the first that knows it makes the figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.amounts import read_amount
from summarizer.figures.codes import read_code
from summarizer.figures.dates import read_date
from summarizer.figures.markers import read_marker
from summarizer.figures.mention import Mention, Page, Quote
from summarizer.figures.names import ordinary_end, read_name
from summarizer.figures.ordinals import read_ordinal
from summarizer.figures.words import words
from summarizer.numerals import next_numeral

if TYPE_CHECKING:
    from summarizer.figures.figure import Figure

_READERS = (read_marker, read_code, read_date, read_ordinal, read_name, read_amount)
_QUOTED = re.compile('[“「『‘]([^“”「」『』‘’\n]{1,40})[”」』’]|《([^《》\n]{1,80})》|"([^"\n]{1,40})"')


def extract_figures(text: str) -> list[Figure]:
    """Return the figures of ``text`` in order of appearance; no two overlap. Never raises; linear in the length."""
    page = Page(text, words(), _quotes(text))
    figures: list[Figure] = []
    floor = 0
    while (numeral := next_numeral(text, floor)) is not None:
        mention = Mention(page, numeral, floor)
        ordinary = None if mention.arabic else ordinary_end(mention)
        if ordinary is not None:
            floor = ordinary
            continue
        figure = _read(mention)
        if figure is None:
            floor = numeral.end
            continue
        figures.append(figure)
        floor = figure.end
    return figures


def _read(mention: Mention) -> Figure | None:
    """Return what the first reader that knows the mention makes of it."""
    for reader in _READERS:
        figure = reader(mention)
        if figure is not None:
            return figure
    return None


def _quotes(text: str) -> list[Quote]:
    """Return the quoted stretches and book titles of a text, in order."""
    return [Quote(match.start() + 1, match.end() - 1, match[2] is not None) for match in _QUOTED.finditer(text)]

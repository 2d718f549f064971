"""The page: a text with what is known of it as a whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.figures.figure import Figure
    from summarizer.figures.words import Words

_QUOTED = re.compile('[“「『‘]([^“”「」『』‘’\n]{1,40})[”」』’]|《([^《》\n]{1,80})》|"([^"\n]{1,40})"')
_SLOGAN = re.compile("[一二两三四五六七八九十]")
_LINE_LEADS = frozenset(" \t\xa0\u3000\u2002\u2003\u2009\u200b\u202f\ufeff#*>")
_NUMBER = re.compile("[0-9][0-9.,]*")
_LONG_LINE = 200  # characters on either side that are looked at in a table's row
_BORDERS = frozenset("\t|")
_SHORT_LINE = 14  # characters of a line that may be a label or a cell, and no sentence


class Quote(NamedTuple):
    """The text between quotation marks, or book title marks, marks excluded."""

    start: int
    end: int
    title: bool


class Page:
    """A text, its quotations, and the heading numbers met so far.

    ``slogans`` are the quoted phrases that begin with a Chinese numeral (“四个平台”), by their first two characters:
    where they stand again without quotation marks they are the same name.
    """

    __slots__ = ("_starts", "headings", "last", "listed", "quotes", "serial", "slogans", "text", "words")

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words
        self.quotes: list[Quote] = []
        self.slogans: dict[str, list[str]] = {}
        self.headings: dict[bool, int] = {}  # the last plain heading number, for Arabic and for Chinese ones
        self.last: Figure | None = None  # the figure found last
        self.listed = (0, 0)  # the last number of a list run into a paragraph, and where its marker ends
        self.serial = 0  # the last number met in a column headed 序号
        for match in _QUOTED.finditer(text):
            self.quotes.append(Quote(match.start() + 1, match.end() - 1, match[2] is not None))
            if match[2] is None and match.end() - match.start() > 4:
                self._learn(match[0][1:-1])
        self._starts = [quote.start for quote in self.quotes]

    def _learn(self, quoted: str) -> None:
        for slogan in quoted.split("、"):
            if len(slogan) > 2 and _SLOGAN.match(slogan):
                self.slogans.setdefault(slogan[:2], []).append(slogan)

    def quote_at(self, position: int) -> Quote | None:
        """Return the quotation that holds ``position``."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self.quotes[index].end <= position:
            return None
        return self.quotes[index]

    def opens_line(self, position: int) -> bool:
        """Whether only blanks and Markdown signs stand between ``position`` and the start of its line."""
        text = self.text
        while position and text[position - 1] in _LINE_LEADS:
            position -= 1
        return position == 0 or text[position - 1] in "\r\n"

    def opens_row(self, position: int) -> bool:
        """Whether only blanks and a bar stand between ``position`` and the start of its line."""
        text = self.text
        while position and text[position - 1] in " |\u3000":
            position -= 1
        return position == 0 or text[position - 1] in "\r\n"

    def is_row_of_years(self, position: int) -> bool:
        """Whether every number in the line of ``position`` is a year, and there are several."""
        begin = self.text.rfind("\n", max(0, position - _LONG_LINE), position) + 1
        end = self.text.find("\n", position, position + _LONG_LINE)
        numbers = _NUMBER.findall(self.text[begin : end if end >= 0 else position + _LONG_LINE])
        return len(numbers) > 1 and all(len(number) == 4 and number[:2] in ("19", "20") for number in numbers)

    def fills_line(self, start: int, end: int) -> bool:
        """Whether nothing but blanks and dashes shares the line with ``text[start:end]``."""
        text = self.text
        while start and text[start - 1] in " \xa0\u3000-—－·":
            start -= 1
        while end < len(text) and text[end] in " \xa0\u3000-—－·":
            end += 1
        return (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")

    def fills_cell(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is all of a cell, its neighbours set apart by tabs or bars."""
        text = self.text
        while start and text[start - 1] in " \xa0\u3000":
            start -= 1
        while end < len(text) and text[end] in " \xa0\u3000":
            end += 1
        before, after = text[start - 1] if start else "\n", text[end : end + 1]
        return before in _BORDERS or (after in _BORDERS and before in "\r\n")

    def beside_short_line(self, start: int, end: int) -> bool:
        """Whether the line before or after is as short as a label: then a lone number is a cell, no page number."""
        above = self.text[max(0, start - 3 * _SHORT_LINE) : start].rstrip().rpartition("\n")[2].strip()
        below = self.text[end : end + 3 * _SHORT_LINE].lstrip().partition("\n")[0].strip()
        short_above = 0 < len(above) <= _SHORT_LINE and above[-1] not in "。；;"
        return short_above or 0 < len(below) <= _SHORT_LINE

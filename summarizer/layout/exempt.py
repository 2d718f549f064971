"""Lines that look like headings and are none: in tables, in a list of contents or enclosures, in a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.words import any_of
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph

_LISTS = any_of(table("headings")["lists"])
_CONTENTS = frozenset(table("headings")["contents"])
# 附件：1.… with the first number on the same line, or 附件： alone; 附件 without a colon heads the enclosure itself.
_LIST_LEAD = re.compile(rf"(?:{_LISTS})[0-9一二三四五六七八九十]{{0,2}}\s?[:：]")
_LIST_ITEM = re.compile(r"[(（]?[0-9０-９]{1,2}[)）、.．]|[一二三四五六七八九十]{1,2}、")
_LEADER = re.compile(r"(?:\.{3,}|…+|·{3,}|．{3,}|\t)[ \u3000]*[0-9]{1,3}$")
_CELLS = re.compile(r"\S\t+\S|\|[^|]*\||\S[ \u3000\xa0]{2,}[-—\d.%]+(?:[ \u3000\xa0]{2,}[-—\d.%]+)+$")
_CELL_EDGE = re.compile(r"[\t| \u3000\xa0]")
_PAGE_NUMBER = "0123456789 \t\u3000\xa0.…·．"
_NUMBER = re.compile(r"[-—–/\d.,%]+$")
_OPENS_QUOTE = re.compile(r"[“「『]|[^”」』]*[:：][“「『][^”」』]*$")
_CLOSES_QUOTE = re.compile(r"[”」』][。，；]?$")
_LONGEST_QUOTE, _LONGEST_LEAD = 40, 10
_LONGEST_ROW = 500


def exempt(text: str, lines: Sequence[Paragraph], asked: Sequence[int]) -> set[int]:
    """Return which of the paragraphs ``asked`` for, by number, can hold no heading."""
    found = {n for n in asked if _in_table(text, lines, n)}
    found.update(_listed(text, lines))
    if any(quote in text for quote in "“「『"):
        found.update(_quoted(text, lines))
    return found


def _in_table(text: str, lines: Sequence[Paragraph], n: int) -> bool:
    """Tell a table row, a line of contents, or the label of a table that was flattened to one cell a line."""
    line = lines[n]
    end = min(line.end, line.first + _LONGEST_ROW)
    edge = _CELL_EDGE.search(text, line.first + 4, end)
    if edge is not None and _CELLS.search(text, max(line.first + 4, edge.start() - 1), end):
        return True
    if _LEADER.search(text, max(line.first, line.end - 9), line.end):
        return True
    return len(lines) > n + 2 and all(_NUMBER.match(text, cell.first, cell.end) for cell in lines[n + 1 : n + 3])


def _listed(text: str, lines: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the numbered lines right after 附件：, 注： and their like, and those after 目录 that come again below."""
    inside = contents = False
    for n, line in enumerate(lines):
        listed = inside and _LIST_ITEM.match(text, line.first, line.end) is not None
        if listed or (contents and text.find(text[line.first : line.end].rstrip(_PAGE_NUMBER), line.end) >= 0):
            yield n
            continue
        inside = _LIST_LEAD.match(text, line.first, line.end) is not None
        short = line.end - line.first < _LONGEST_LEAD
        contents = short and "".join(text[line.first : line.end].split()).rstrip(":：") in _CONTENTS


def _quoted(text: str, lines: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the paragraphs of a quotation of several paragraphs; one that never closes lost its mark and is none."""
    n = 0
    while n < len(lines):
        end = _quotation_end(text, lines, n)
        yield from range(n, end)
        n = max(end, n + 1)


def _quotation_end(text: str, lines: Sequence[Paragraph], first: int) -> int:
    line = lines[first]
    if not _OPENS_QUOTE.match(text, max(line.first, line.end - 200), line.end):
        return first
    if _closes(text, line):
        return first
    for n in range(first + 1, min(first + _LONGEST_QUOTE, len(lines))):
        if _closes(text, lines[n]):
            return n + 1
    return first


def _closes(text: str, line: Paragraph) -> bool:
    return _CLOSES_QUOTE.search(text, max(line.first, line.end - 2), line.end) is not None

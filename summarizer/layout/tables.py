"""Tables in plain text: Markdown rows between pipes, and rows flattened to tabs, as cells with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.layout.words import any_of
from summarizer.lexicon import table
from summarizer.spans import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph

_WORDS = table("tables")
_EMPTY = frozenset(_WORDS["empty"])
_UNIT_COLUMNS = frozenset(_WORDS["unit_labels"])
_NUMBERING = frozenset(_WORDS["numbering"])
_UNITS = any_of(_WORDS["units"])
_UNIT_LABEL = any_of(_WORDS["unit_labels"])
_UNIT = re.compile(rf"\s*(?:[(（\[【](?:(?:{_UNIT_LABEL})[:：]?\s*)?({_UNITS})[)）\]】]|[/／]({_UNITS}))$")
_UNIT_CELL = re.compile(rf"(?:{_UNITS})?")
_TABLE_UNIT = re.compile(rf"(?:{_UNIT_LABEL})\s?[:：]\s?({_UNITS})(?:[)）]|$|\s)")
_BARE_MARKER = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]")
_RULE = re.compile(r"[\s|:：\-–—+=]+")
# A figure in a cell; a year is none, for columns are headed by years.
_FIGURE = re.compile(
    r"(?!(?:19|20)\d\d年?度?$)[-+−]?"
    r"(?:\d[\d,，. ]*|[〇零一二三四五六七八九十百千]+)[万亿]?(?:[%％‰]|[\u4e00-\u9fff]{1,3})?"
)
_MOST_HEADER_ROWS = 3
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: the number of its line, and the stretch of each cell without the white space around it."""

    line: int
    separator: str
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of one table as strings, without the rule below its header; short rows are filled with empty cells."""

    rows: list[list[str]]
    ruled: int

    @property
    def headers(self) -> int:
        """How many rows are header: those above the rule, and those without a figure beside their first cell."""
        count = self.ruled
        limit = min(_MOST_HEADER_ROWS, len(self.rows) - 1)
        while count < limit and not any(_is_figure(cell) for cell in self.rows[count][1:]):
            count += 1
        return count if count < len(self.rows) - 1 or count <= 1 or self.has_figures(count) else max(self.ruled, 1)

    def has_figures(self, first: int) -> bool:
        """Tell whether any row from ``first`` on holds a figure beside its first cell."""
        return any(_is_figure(cell) for row in self.rows[first:] for cell in row[1:])

    def units(self, headers: int, labels: range) -> int:
        """Return the column among the labels that tells the unit of each row, or -1: 单位 may as well head offices."""
        tops = {"".join(self.rows[row][column].split()): column for row in range(headers) for column in labels}
        named = (tops[name] for name in _UNIT_COLUMNS & tops.keys())
        return next((n for n in named if all(_UNIT_CELL.fullmatch(row[n]) for row in self.rows[headers:])), -1)

    def labels(self, headers: int) -> range:
        """Return the columns that label the rows: those before the first figures, but for a mere numbering."""
        body = self.rows[headers:]
        width = len(self.rows[0])
        first = int(width > 2 and self.rows[0][0].replace(" ", "") in _NUMBERING)
        last = first + 1
        while last < width - 1 and not any(_is_figure(row[last]) for row in body):
            last += 1
        return range(first, last)


def read_tables(text: str, lines: Sequence[Paragraph]) -> tuple[list[Cell], set[int]]:
    """Return the cells of all tables in order, labels themselves aside, and the numbers of the lines in tables."""
    cells: list[Cell] = []
    inside: set[int] = set()
    for number, block in enumerate(_blocks(text, lines)):
        inside.update(row.line for row in block)
        first = lines[block[0].line].first
        stated = _TABLE_UNIT.search(text, max(0, first - _NEAR), first)
        cells += _cells(text, block, number, stated[1] if stated else "")
    return cells, inside


def _blocks(text: str, lines: Sequence[Paragraph]) -> Iterator[list[_Row]]:
    """Yield the rows of each table: two or more lines in a row that are split in the same way."""
    block: list[_Row] = []
    for n, line in enumerate(lines):
        row = _row(text, n, line)
        if block and (row is None or row.separator != block[0].separator or _heads_another(text, lines, block, n)):
            if len(block) > 1:
                yield block
            block = []
        if row is not None:
            block.append(row)
    if len(block) > 1:
        yield block


def _heads_another(text: str, lines: Sequence[Paragraph], block: Sequence[_Row], n: int) -> bool:
    """Tell whether line ``n`` heads a table of its own: a blank line above it, a rule below it, and a rule before."""
    if n + 1 == len(lines) or _RULE.fullmatch(text, lines[n + 1].first, lines[n + 1].end) is None:
        return False
    apart = text.count("\n", lines[n - 1].end, lines[n].start) > 1
    return apart and any(_RULE.fullmatch(text, row.cells[0][0], row.cells[-1][1]) for row in block)


def _row(text: str, n: int, line: Paragraph) -> _Row | None:
    pipe = text.find("|", line.first, line.end)
    if pipe >= 0 and (pipe == line.first or text.find("|", pipe + 1, line.end) > 0):
        start = line.first + (pipe == line.first)
        end = line.end - (text[line.end - 1] == "|" and line.end - 1 > start)
        return _Row(n, "|", tuple(_split(text, start, end, "|")))
    tab = text.find("\t", line.first, line.end)
    if tab < 0 or _BARE_MARKER.fullmatch(text, line.first, tab):
        return None
    return _Row(n, "\t", tuple(_split(text, line.start, line.end, "\t")))


def _split(text: str, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
    while True:
        edge = text.find(separator, start, end)
        stop = edge if edge >= 0 else end
        words = text[start:stop]
        first = start + len(words) - len(words.lstrip())
        yield first, max(first, start + len(words.rstrip()))
        if edge < 0:
            return
        start = edge + 1


def _cells(text: str, block: Sequence[_Row], number: int, stated: str) -> Iterator[Cell]:
    rules = [_RULE.fullmatch(text, row.cells[0][0], row.cells[-1][1]) is not None for row in block]
    rows = [row for row, rule in zip(block, rules, strict=True) if not rule]
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2:
        return
    words = [[text[start:end] for start, end in row.cells] + [""] * (width - len(row.cells)) for row in rows]
    grid = _Grid(words, rules.index(True) if True in rules else 0)
    headers = grid.headers
    labels = grid.labels(headers)
    units = grid.units(headers, labels)
    columns = [_column_label(words[:headers], column) for column in range(width)]
    above = [""] * width
    for row, names in zip(rows[headers:], words[headers:], strict=True):
        above = [name or above[column] for column, name in enumerate(names)]
        own = (above[column] for column in labels if column != units)
        label, row_unit = _unit_of(" ".join(dict.fromkeys(filter(None, own))))
        row_unit = names[units] if units >= 0 else row_unit
        for column, (start, end) in enumerate(row.cells):
            if column >= labels.stop and end > start:
                name, unit = columns[column]
                yield Cell(start, end, label, name, unit or row_unit or stated, number)


def _column_label(headers: Sequence[Sequence[str]], column: int) -> tuple[str, str]:
    """Join the header cells over a column; a cell that spans several columns stands over the first of them."""
    parts = []
    for n, row in enumerate(headers):
        at = column
        while n < len(headers) - 1 and at > 0 and not row[at]:
            at -= 1
        parts.append(row[at])
    return _unit_of(" ".join(dict.fromkeys(filter(None, parts))))


def _unit_of(label: str) -> tuple[str, str]:
    """Split a label from the unit at its end: 罚没金额(万元) gives 罚没金额 and 万元."""
    label = " ".join(label.split()).strip("*")
    unit = _UNIT.search(label)
    return (label[: unit.start()], unit[1] or unit[2]) if unit else (label, "")


def _is_figure(cell: str) -> bool:
    return cell in _EMPTY or _FIGURE.fullmatch(cell) is not None

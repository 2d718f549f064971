"""Tables of a printed report: cells put under their columns by where they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.sources.pdf.glyphs import PrintedLine, Run

# A line of a single cell belongs to the table above it if it is this close, in heights of a character.
_CLOSE = 1.8


def blocks(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the lines of a page: those of a table together, each line of prose by itself."""
    n = 0
    while n < len(lines):
        end = _table_end(lines, n)
        if end - n > 1:
            yield list(lines[n:end])
            n = end
        else:
            yield [lines[n]]
            n += 1


def _table_end(lines: Sequence[PrintedLine], first: int) -> int:
    """Return where the table ends that begins at ``first``: after the last line of several cells.

    A line of one cell in between goes on with the row above it, if it is close.
    """
    end = first
    for n in range(first, len(lines)):
        if len(lines[n].runs) > 1:
            end = n + 1
        elif end < n or n == first or lines[n - 1].bottom - lines[n].bottom > _CLOSE * lines[n].size:
            break
    return end


def rows(block: Sequence[PrintedLine]) -> list[str]:
    """Return the rows of a table as lines with a tab between cells, each cell under its column.

    The columns are those of the row with the most cells. A single cell below a row goes on with the cell above it.
    """
    widest = max(block, key=lambda line: len(line.runs)).runs
    edges = [(left.right + right.left) / 2 for left, right in pairwise(widest)]
    found: list[list[str]] = []
    for line in block:
        if len(line.runs) == 1 and found:
            found[-1][_column(line.runs[0], edges)] += line.runs[0].words()
            continue
        cells = [""] * len(widest)
        for run in line.runs:
            column = _column(run, edges)
            cells[column] = f"{cells[column]} {run.words()}".strip()
        found.append(cells)
    return ["\t".join(cells).rstrip("\t") for cells in found]


def _column(run: Run, edges: Sequence[float]) -> int:
    """Return the column of a cell: where its first quarter stands, for a cell over two columns is centred on both."""
    at = run.left + (run.right - run.left) / 4
    return sum(edge < at for edge in edges)

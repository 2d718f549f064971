"""Tables of files, flattened to the text of record: a line a row, a tab between cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A table that claims to be wider than this is broken, or meant to be.
_WIDEST = 100


def flattened(rows: Iterable[Iterable[tuple[str, int, int]]]) -> Iterator[str]:
    """Yield each row as a line.

    A cell is its words, how many columns it spans and how many rows. It stands at its first place, the other
    places are empty, so that every column keeps its position and nothing is said twice.
    """
    below: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or any(column >= len(line) and left for column, left in below.items()):
            column = len(line)
            if below.get(column, 0):
                below[column] -= 1
                line.append("")
            elif cell is None:
                line.append("")
            else:
                words, across, down = cell
                across = max(1, min(across, _WIDEST - column))
                line += [" ".join(words.split()), *[""] * (across - 1)]
                below.update(dict.fromkeys(range(column, column + across), max(0, min(down, 1000) - 1)))
                cell = next(cells, None) if len(line) < _WIDEST else None
        yield "\t".join(line).rstrip("\t")

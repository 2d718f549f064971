"""Pages of tables: what a page of sortable tables is told, and the page made of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from summarizer.writers.shell import TABLES, shell

if TYPE_CHECKING:
    from summarizer.writers.labels import Labels


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and under it a smaller one.

    ``tone`` is ``good note doubt bad dim`` or empty, ``href`` where it leads, ``heat`` from 0 to 3 its warmth in a heat
    map (None outside one), ``sort`` what it is sorted by where that is not its text.
    """

    text: str
    small: str = ""
    tone: str = ""
    href: str = ""
    heat: int | None = None
    sort: str | None = None


_BESIDE = tuple(field.name for field in fields(Cell) if field.name != "text")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``figures`` are the columns to align as numbers, ``chart`` the one to draw bars for, or None."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: tuple[int, ...] = ()
    chart: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Tables of which a page shows one at a time, chosen by title."""

    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class TablesPage:
    """A page: its title, some lines under it, its tables, then those to choose from."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    choices: tuple[Choice, ...] = ()


def tables_page(page: TablesPage, words: Labels) -> str:
    """Return a page of tables as one self-contained HTML file."""
    data = {
        "words": {"page": words.groups["page"]},
        "title": page.title,
        "lines": page.lines,
        "tables": [_table(table) for table in page.tables],
        "choices": [
            {"title": choice.title, "tables": [_table(table) for table in choice.tables]} for choice in page.choices
        ],
    }
    return shell(TABLES, page.title, data, words)


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": table.columns,
        "figures": table.figures,
        "chart": table.chart,
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any] | str:
    """Return a cell as the page reads it: a bare text where it is no more than that."""
    more = {name: content for name in _BESIDE if (content := getattr(cell, name)) not in ("", None)}
    return {"text": cell.text, **more} if more else cell.text

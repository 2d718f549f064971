"""What several commands share: their options, and how they print a list."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.errors import UsageError
from summarizer.wide import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Listing(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"


class Lang(StrEnum):
    """The language of labels and notes."""

    ZH = "zh"
    EN = "en"


ReportPath = Annotated[Path, typer.Argument(help="A report: txt, md, html, docx or pdf.", show_default=False)]
FormName = Annotated[str, typer.Option("--form", help="A form's name (see `summarizer forms list`) or file.")]
OtherForm = Annotated[str, typer.Option("--form", help="The form's name or file, if it is not one of `forms list`.")]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="Labels and notes; the report's language by default.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]


def spoken(lang: Lang | None, text: str) -> str:
    """Return the language to answer in: the one asked for, else that of a report's ``text``."""
    from summarizer.review import language

    return lang.value if lang else language(text)


def table(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Set rows in aligned columns; line breaks inside a cell are shown as spaces."""
    cells = [list(columns)] + [
        [" ".join(str(row[c] if row[c] is not None else "").split()) for c in columns] for row in rows
    ]
    widths = [max(width(row[i]) for row in cells) for i in range(len(columns))]
    lines = ("  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def counted(number: int, thing: str) -> str:
    """Say how many there are of a thing: ``1 call``, ``2 calls``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def formats_of(given: str) -> list[str]:
    """Return the formats that a list like ``json,html`` names.

    Raises:
        UsageError: one of them cannot be written.
    """
    from summarizer.writers import FORMATS

    wanted = [name.strip() for name in given.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise UsageError(f"--format {given}: unknown format {','.join(unknown)}; choose from {','.join(FORMATS)}")
    return wanted

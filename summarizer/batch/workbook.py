"""The table of a batch as a workbook, in as many sheets as Excel needs; the same bytes for the same rows."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from summarizer.files import writing
from summarizer.writers.labels import LANGUAGES, labels
from summarizer.writers.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from summarizer.form import Form

ROWS = 1_048_576  # that a sheet of Excel has, the head among them

# A number that a spreadsheet keeps as it is: no zeros in front, at most the 15 digits that it is exact in.
NUMBER = re.compile(r"-?(?=[\d.]{1,16}$)(?:0|[1-9]\d{0,14})(?:\.\d+)?")

_LONGEST = 32_000  # characters a cell may hold, a little under Excel's own 32,767
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML
_LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001 - a date that says nothing, so that the same rows give the same bytes


@contextmanager
def workbook(
    path: Path, columns: Sequence[str], form: Form, rows: int = ROWS
) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Write a workbook to ``path``: yields what takes one row after the other.

    A sheet holds ``rows`` rows, its head among them; then the next begins. The last sheet names the columns. Rows go to
    disk as they come.

    Raises:
        OutputError: the file cannot be written; then ``path`` is as it was.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and an extra

    book = Workbook(write_only=True)
    table = _Table(book, columns, rows)
    yield table.write
    _name_columns(book, columns, form)
    with writing(path) as file:
        _save(book, file)


class _Table:
    """The sheets of a table, each filled before the next begins."""

    def __init__(self, book: Any, columns: Sequence[str], rows: int) -> None:
        self._book = book
        self._columns = columns
        self._rows = rows
        self._written = 0
        self._begin()

    def write(self, row: Mapping[str, str]) -> None:
        """Add a row."""
        if self._written == self._rows:
            self._begin()
        self._sheet.append([_cell(self._sheet, row.get(column, "")) for column in self._columns])
        self._written += 1

    def _begin(self) -> None:
        self._sheet = self._book.create_sheet(f"results {len(self._book.sheetnames) + 1}")
        self._sheet.freeze_panes = "B2"
        self._sheet.append(list(self._columns))
        self._written = 1


def _cell(sheet: Any, text: str) -> Any:
    """Return what a cell holds: nothing, a number that Excel keeps exactly, or text, which is never a formula."""
    if not text:
        return None
    if NUMBER.fullmatch(text):
        return Decimal(text)
    shown = _UNPRINTABLE.sub("·", text[:_LONGEST])
    if not shown.startswith(("=", "+", "-", "@")):
        return shown
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy, and an extra

    cell = WriteOnlyCell(sheet, shown)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _name_columns(book: Any, columns: Sequence[str], form: Form) -> None:
    """Add a sheet with what the form calls each column."""
    names = Names.of_form(form)
    sheet = book.create_sheet("columns")
    sheet.append(["column", *LANGUAGES])
    for column in columns:
        called = [names.of_dimension(names.of_code(column, labels(lang)), labels(lang)) for lang in LANGUAGES]
        sheet.append([_cell(sheet, text) for text in (column, *called)])


def _save(book: Any, file: BinaryIO) -> None:
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - heavy, and an extra

    book.properties.created = book.properties.modified = _LONG_AGO
    ExcelWriter(book, _Undated(file, "w", ZIP_DEFLATED)).save()


class _Undated(ZipFile):
    """An archive whose members carry no date of their own."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write a member."""
        super().writestr(self._info(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Copy a file into a member."""
        with Path(filename).open("rb") as source, self.open(self._info(str(arcname)), "w", force_zip64=True) as member:
            copyfileobj(source, member)

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED
        return info

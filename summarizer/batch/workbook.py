"""The table of a batch as a workbook, in as many sheets as Excel needs.

Rows go to disk as they come, and the same rows give the same bytes. openpyxl does neither: its streaming writer dates
every file, keeps sheets in a second place until the end, and takes five times as long. So this is written here: a
zip of five small parts (ECMA-376) and one part a sheet, with text cells, number cells and nothing else.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from summarizer.files import writing
from summarizer.writers.labels import LANGUAGES, labels
from summarizer.writers.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from summarizer.form import Form

ROWS = 1_048_576  # that a sheet of Excel has, the head among them

# A number that a spreadsheet keeps as it is: no zeros in front, at most the 15 digits that it is exact in.
NUMBER = re.compile(r"-?(?=[\d.]{1,16}$)(?:0|[1-9]\d{0,14})(?:\.\d+)?", re.ASCII)

_LONGEST = 32_000  # characters a cell may hold, a little under Excel's own 32,767
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML
_LIKE_A_FORMULA = ("=", "+", "-", "@")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# The head's row and the first column stay in sight.
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>\n"
)

# Two looks: plain, and plain with the mark that keeps text from turning into a formula when somebody edits it.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@contextmanager
def workbook(
    path: Path, columns: Sequence[str], form: Form, rows: int = ROWS
) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Write a workbook to ``path``: yields what takes one row after the other.

    A sheet holds ``rows`` rows, its head among them; then the next begins. The last sheet says what the columns are
    called.

    Raises:
        OutputError: the file cannot be written; then ``path`` is as it was.
    """
    with writing(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive, ExitStack() as opened:
        book = _Book(archive, opened)
        table = _Table(book, columns, rows)
        yield table.write
        _name_columns(book.begin("columns"), columns, form)
        book.finish()


class _Sheet:
    """A sheet that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.line = 0
        file.write(_SHEET.encode())

    def append(self, cells: Iterable[str]) -> None:
        """Add a row."""
        self.line += 1
        said = "".join(_cell(f"{_letters(at)}{self.line}", text) for at, text in enumerate(cells) if text)
        self._file.write(f'<row r="{self.line}">{said}</row>\n'.encode())

    def close(self) -> None:
        """End the sheet."""
        self._file.write(b"</sheetData></worksheet>")


class _Book:
    """A workbook: one sheet after the other, then the parts that hold them together."""

    def __init__(self, archive: ZipFile, opened: ExitStack) -> None:
        self._archive = archive
        self._opened = opened
        self.names: list[str] = []

    def begin(self, name: str) -> _Sheet:
        """End the sheet before and begin one."""
        self._opened.close()
        self.names.append(name)
        part = ZipInfo(f"xl/worksheets/sheet{len(self.names)}.xml")
        part.compress_type = ZIP_DEFLATED
        file = self._opened.enter_context(self._archive.open(part, "w", force_zip64=True))
        return self._opened.enter_context(closing(_Sheet(file)))

    def finish(self) -> None:
        """End the last sheet and write the other parts."""
        self._opened.close()
        for name, content in _parts(self.names).items():
            self._archive.writestr(ZipInfo(name), _XML + content)


class _Table:
    """Rows put into sheets, each filled before the next begins."""

    def __init__(self, book: _Book, columns: Sequence[str], rows: int) -> None:
        self._book = book
        self._columns = columns
        self._rows = rows
        self._sheet = self._begin()

    def write(self, row: Mapping[str, str]) -> None:
        """Add a row."""
        if self._sheet.line == self._rows:
            self._sheet = self._begin()
        self._sheet.append(row.get(column, "") for column in self._columns)

    def _begin(self) -> _Sheet:
        sheet = self._book.begin(f"results {len(self._book.names) + 1}")
        sheet.append(self._columns)
        return sheet


def _name_columns(sheet: _Sheet, columns: Sequence[str], form: Form) -> None:
    """Say what the form calls each column."""
    names = Names.of_form(form)
    sheet.append(("column", *LANGUAGES))
    for column in columns:
        called = (names.of_dimension(names.of_code(column, labels(lang)), labels(lang)) for lang in LANGUAGES)
        sheet.append((column, *called))


def _cell(place: str, text: str) -> str:
    """Return a cell: a number where a spreadsheet keeps it exactly, else text, which is never a formula."""
    if NUMBER.fullmatch(text):
        return f'<c r="{place}"><v>{text}</v></c>'
    shown = escape(_UNPRINTABLE.sub("·", text[:_LONGEST]))
    look = ' s="1"' if shown.startswith(_LIKE_A_FORMULA) else ""
    return f'<c r="{place}" t="inlineStr"{look}><is><t xml:space="preserve">{shown}</t></is></c>'


@cache
def _letters(column: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _parts(names: Sequence[str]) -> dict[str, str]:
    """Return the parts of a workbook with these sheets, but for the sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    kinds = {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    kinds |= {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links([*links, (f"rId{len(names) + 1}", "styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }


def _links(links: Iterable[tuple[str, str, str]]) -> str:
    said = (f'<Relationship Id="{name}" Type="{_LINKS}/{kind}" Target="{target}"/>' for name, kind, target in links)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(said)}</Relationships>'

"""A review as a workbook that an office accepts: the form, the findings, the unclaimed figures, what the form says.

Report text stays text: a cell that begins with ``= + - @`` is stored as a string, and marked so that no spreadsheet
takes it for a formula when somebody edits it.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.review import language
from summarizer.wide import width
from summarizer.writers.formtable import COLUMNS, TONES, form_lines, header_lines, reads_as_formula
from summarizer.writers.labels import labels
from summarizer.writers.markdown import name_of
from summarizer.writers.rows import Group
from summarizer.writers.sheet import lay_out
from summarizer.writers.summary import doubts, summary_line
from summarizer.writers.terminal import plain
from summarizer.writers.timeless import timeless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels
    from summarizer.writers.rows import Row
    from summarizer.writers.sheet import Sheet

# Fills of a verdict's cell: pale, so that black print stays readable on them; the verdict's word is in the cell.
_FILLS = {"good": "E2F0E6", "note": "DFEAF7", "doubt": "FBEBD0", "bad": "F8DAD7"}

_LONGEST = 32_000  # characters a cell may hold, a little under Excel's own 32,767

# Widths in characters of the standard font, half a Chinese character each; 10 where nothing is said.
_WIDTHS = {
    "dimension": 27,
    "indicator": 26,
    "part_name": 12,
    "unit": 6,
    "qualifier": 9,
    "cited": 40,
    "place": 12,
    "verdict": 18,
    "decided": 14,
    "claim": 14,
    "reason": 14,
    "quote": 14,
    "source": 18,
    "subject": 22,
    "note": 44,
    "sentence": 90,
}

_LINE = 16  # points a line of text takes


def write_xlsx(review: Review, lang: str = "", form: Form | None = None) -> bytes:
    """Return a review as an ``.xlsx`` file; ``lang`` is ``zh`` or ``en``, empty for the report's own language.

    Raises:
        UsageError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise UsageError("xlsx: openpyxl is not installed; run pip install 'summarizer[xlsx]'") from error
    words = labels(lang or language(review.report.text))
    sheet = lay_out(review, words.lang, form)
    book = Workbook()
    book.remove(book.active)
    _write_form(book, sheet, words)
    _write_findings(book, sheet, words)
    _write_unclaimed(book, sheet, words)
    _write_words(book, sheet, words)
    file = BytesIO()
    book.save(file)
    return timeless(file.getvalue())


def _write_form(book: Any, sheet: Sheet, words: Labels) -> None:
    title = words.name(sheet.names.form) if sheet.names.form else sheet.review.form.id
    page = _page(book, words.say("sheet", "form"), (title, _about(sheet), summary_line(sheet, words)))
    lines = list(form_lines(sheet, words))
    _table(page, COLUMNS, [line.cells for line in lines], words)
    _shade(page, COLUMNS.index("verdict"), [line.tone for line in lines])


def _about(sheet: Sheet) -> str:
    report = sheet.review.report
    wanted = ("issuer", "report_year", "date_published")
    known = {field.field: field.value for field in sheet.review.assessment.header if field.value}
    return "  ".join([report.title or report.name, *(known[field] for field in wanted if field in known)])


def _write_findings(book: Any, sheet: Sheet, words: Labels) -> None:
    columns = ("indicator", "claim", "verdict", "reason", "quote", "source", "subject", "cited", "formula", "note")
    rows = [row for row in sheet.rows if row.verdict or row.group in TONES]
    page = _page(book, words.say("sheet", "findings"), (summary_line(sheet, words),))
    _table(page, columns, [_finding(row, sheet, words) for row in rows], words)
    _shade(page, columns.index("verdict"), [TONES.get(row.group, "") for row in rows])


def _finding(row: Row, sheet: Sheet, words: Labels) -> tuple[str, ...]:
    return (
        name_of(row, sheet, words),
        row.shown,
        f"{words.say('mark', row.group)} {doubts(row, words)}".strip(),
        words.say("reason", row.reason) if row.reason else "",
        words.say("quote", row.quote) if row.quote else "",
        "; ".join(f"{seen.surface} [{seen.start}–{seen.end}]" for seen in row.evidence),
        "; ".join(seen.subject for seen in row.evidence if seen.subject),
        " / ".join(place.quote for place in row.places if place.quote),
        row.formula,
        " ".join(filter(None, (row.text, row.rivals, row.note))),
    )


def _write_unclaimed(book: Any, sheet: Sheet, words: Labels) -> None:
    columns = ("surface", "value", "unit", "qualifier", "sentence", "start", "end")
    page = _page(book, words.say("sheet", "unclaimed"), (words.say("group", Group.UNCLAIMED),))
    context = {row.evidence[0].start: row.text for row in sheet.of(Group.UNCLAIMED)}
    rows = [
        (f.surface, f.value, f.unit, f.qualifier, context.get(f.start, ""), str(f.start), str(f.end))
        for f in sheet.review.unclaimed
    ]
    _table(page, columns, rows, words)


def _write_words(book: Any, sheet: Sheet, words: Labels) -> None:
    filled, names = sheet.review.assessment, sheet.names
    rows = header_lines(sheet, words)
    rows += [(names.of_dimension(c.dimension, words), words.say("coverage", c.value)) for c in filled.coverage]
    rows += [(names.of_code(said.kind, words), said.text) for said in filled.statements]
    page = _page(book, words.say("sheet", "words"), (words.say("sheet", "words"),))
    _table(page, ("indicator", "sentence"), rows, words)


def _page(book: Any, name: str, lines: Sequence[str]) -> Any:
    """Add a sheet that prints on A4 landscape, as wide as the paper, with its title lines."""
    from openpyxl.styles import Font  # noqa: PLC0415 - heavy, and an extra

    page = book.create_sheet(name)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.oddFooter.center.text = "&P / &N"
    for at, line in enumerate(lines, 1):
        _put(page.cell(at, 1), line)
        page.cell(at, 1).font = Font(bold=at == 1, size=14 if at == 1 else 11)
    return page


def _table(page: Any, columns: Sequence[str], rows: Iterable[Sequence[str]], words: Labels) -> None:
    """Put a table under what the sheet has, its header frozen and printed on every page."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - heavy, and an extra
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy, and an extra

    head = page.max_row + 1
    edge = Border(*(Side("thin", "BBBBBB"),) * 4)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for at, column in enumerate(columns, 1):
        cell = page.cell(head, at, words.line(column))
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", "EEF1F5"), edge
        page.column_dimensions[get_column_letter(at)].width = _width(column)
    for line, texts in enumerate(rows, head + 1):
        page.row_dimensions[line].height = _LINE * _lines_needed(columns, texts)
        for at, text in enumerate(texts, 1):
            cell = page.cell(line, at)
            _put(cell, text, number=columns[at - 1] in ("value", "start", "end"))
            cell.alignment, cell.border = wrapped, edge
    page.freeze_panes = page.cell(head + 1, 1)
    page.print_title_rows = f"{head}:{head}"
    page.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{max(page.max_row, head)}"


def _width(column: str) -> int:
    return _WIDTHS.get(column, 10)


def _lines_needed(columns: Sequence[str], texts: Sequence[str]) -> int:
    """Return how many lines the fullest cell of a row takes; not every spreadsheet finds out for itself."""
    return max(ceil(width(text) / (_width(column) - 1)) or 1 for column, text in zip(columns, texts, strict=True))


def _put(cell: Any, text: str, number: bool = False) -> None:
    """Put a text into a cell, or a number where the column holds numbers and a spreadsheet keeps it exactly."""
    if number and (exact := _exact(text)) is not None:
        cell.value = exact
        return
    shown = plain(text)[:_LONGEST]
    cell.value = shown
    if reads_as_formula(shown):
        cell.data_type, cell.quotePrefix = "s", True


def _exact(text: str) -> Decimal | None:
    """Return the number a text spells if it has no more digits than a spreadsheet keeps (15), else None."""
    digits = text.replace(".", "", 1)
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 15:
        return None
    return Decimal(text)


def _shade(page: Any, column: int, tones: Sequence[str]) -> None:
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - heavy, and an extra

    first = page.max_row - len(tones) + 1
    for line, tone in enumerate(tones, first):
        if tone:
            page.cell(line, column + 1).fill = PatternFill("solid", _FILLS[tone])

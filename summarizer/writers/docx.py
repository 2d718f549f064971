"""A review as a Word document, in the order of the workbook: the form by dimension, findings, unclaimed figures."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError
from summarizer.review import language
from summarizer.writers.formtable import TONES, form_lines, header_lines
from summarizer.writers.labels import labels
from summarizer.writers.markdown import name_of
from summarizer.writers.rows import Group
from summarizer.writers.sheet import lay_out
from summarizer.writers.summary import doubts, summary_line
from summarizer.writers.terminal import details, plain
from summarizer.writers.timeless import timeless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.form import Form
    from summarizer.review import Review
    from summarizer.writers.labels import Labels
    from summarizer.writers.sheet import Sheet

# Columns of the form's tables: dimension stands above them; which cells of a form line, and how wide in centimetres.
_COLUMNS = (("indicator", 1, 5.2), ("part_name", 2, 2.4), ("value", 3, 2.2), ("unit", 4, 1.4), ("qualifier", 5, 1.4))
_MORE = (("status", 6, 1.8), ("cited", 8, 7.0), ("verdict", 10, 3.6))

_FONT = "宋体"  # a font that every office has; Latin letters stay in the document's own


def write_docx(review: Review, lang: str = "", form: Form | None = None) -> bytes:
    """Return a review as a ``.docx`` file; ``lang`` is ``zh`` or ``en``, empty for the report's own language.

    Raises:
        UsageError: python-docx is not installed.
    """
    try:
        from docx import Document  # noqa: PLC0415 - heavy, and an extra
    except ImportError as error:
        raise UsageError("docx: python-docx is not installed; run pip install 'summarizer[docx]'") from error
    words = labels(lang or language(review.report.text))
    sheet = lay_out(review, words.lang, form)
    document = Document()
    _set_up(document)
    _heading(document, words.name(sheet.names.form) if sheet.names.form else review.form.id, 0)
    document.add_paragraph(plain(review.report.title or review.report.name))
    document.add_paragraph(summary_line(sheet, words))
    _write_words(document, sheet, words)
    _write_form(document, sheet, words)
    _write_findings(document, sheet, words)
    _write_unclaimed(document, sheet, words)
    file = BytesIO()
    document.save(file)
    return timeless(file.getvalue())


def _set_up(document: Any) -> None:
    """Turn the paper to A4 landscape and give Chinese text a Chinese font."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - heavy, and an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy, and an extra
    from docx.shared import Cm, Pt  # noqa: PLC0415 - heavy, and an extra

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].font.size = Pt(10)


def _write_words(document: Any, sheet: Sheet, words: Labels) -> None:
    _heading(document, words.line("header"), 1)
    _table(document, (words.line("field"), words.line("content")), header_lines(sheet, words), (6.0, 19.0))


def _write_form(document: Any, sheet: Sheet, words: Labels) -> None:
    columns = (*_COLUMNS, *_MORE)
    heads, widths = [words.line(name) for name, _, _ in columns], [width for _, _, width in columns]
    for dimension, lines in groupby(form_lines(sheet, words), key=lambda line: line.dimension):
        _heading(document, dimension or words.line("form"), 1)
        _table(document, heads, [[line.cells[at] for _, at, _ in columns] for line in lines], widths)


def _write_findings(document: Any, sheet: Sheet, words: Labels) -> None:
    rows = []
    for row in sheet.rows:
        if row.group in TONES and row.group is not Group.ACCEPTED:
            told = "\n".join(f"{words.line(name)}: {plain(content)}" for name, content in details(row, words))
            verdict = f"{words.say('mark', row.group)} {doubts(row, words)}"
            rows.append((name_of(row, sheet, words), row.shown, verdict, "\n".join(filter(None, (row.text, told)))))
    _heading(document, words.say("sheet", "findings"), 1)
    heads = [words.line(name) for name in ("indicator", "claim", "verdict", "note")]
    _table(document, heads, rows, (5.5, 3.0, 4.5, 12.0))


def _write_unclaimed(document: Any, sheet: Sheet, words: Labels) -> None:
    rows = [(row.shown, row.text) for row in sheet.of(Group.UNCLAIMED)]
    _heading(document, words.say("sheet", "unclaimed"), 1)
    _table(document, (words.line("surface"), words.line("sentence")), rows, (5.0, 20.0))


def _heading(document: Any, text: str, level: int) -> None:
    document.add_heading(plain(text), level)


def _table(document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """Add a table whose header is repeated on every page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy, and an extra
    from docx.shared import Cm  # noqa: PLC0415 - heavy, and an extra

    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    lines = [list(heads), *([*row] for row in rows)]
    for _ in lines[1:]:
        table.add_row()
    # One walk over all cells: python-docx looks a single cell up anew each time.
    for cell, text in zip(table._cells, (text for line in lines for text in line), strict=True):  # noqa: SLF001
        cell.text = "\n".join(plain(part) for part in text.split("\n"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for run in (run for cell in table.rows[0].cells for paragraph in cell.paragraphs for run in paragraph.runs):
        run.bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way to say it

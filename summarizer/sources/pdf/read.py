"""A PDF file: opened, its text layer judged, its pages read."""

from __future__ import annotations

from statistics import median
from threading import Lock

import pypdfium2

from summarizer.errors import ReportError
from summarizer.sources.document import Document
from summarizer.sources.pdf.glyphs import PrintedLine, printed_lines
from summarizer.sources.pdf.pages import sheets
from summarizer.sources.pdf.paragraphs import Typesetter

# PDFium keeps state of its own: one file at a time.
_ONE_AT_A_TIME = Lock()
_MOST_PAGES = 2000
# Fewer characters a page than this is a picture with a stamp, and more unreadable ones than this share a broken font.
_FEWEST, _BROKEN = 20, 0.2
_OCR = "recognise its text (OCR) and give that as .txt, a form feed between pages"


def read(data: bytes, name: str) -> Document:
    """Read a PDF file with a text layer.

    Raises:
        ReportError: the file is encrypted, damaged, too long, or a scan without text.
    """
    with _ONE_AT_A_TIME:
        pages = _pages(data, name)
    body = [line for lines in pages for line in lines]
    words = "".join(line.words() for line in body)
    if len(words) < _FEWEST * len(pages):
        raise ReportError(f"{name}: a scan without a text layer; {_OCR}")
    if sum(_unreadable(character) for character in words) > _BROKEN * len(words):
        raise ReportError(f"{name}: its text layer does not say which characters it shows; {_OCR}")
    lines = Typesetter(sheets(pages, median(line.size for line in body))).lines()
    return Document(lines.text, marks=tuple(lines.marks), spans=tuple(lines.spans))


def _pages(data: bytes, name: str) -> list[list[PrintedLine]]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise ReportError(f"{name}: {len(document)} pages are too many for a report; split the file")
            return [printed_lines(page.get_textpage(), number) for number, page in enumerate(document, 1)]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReportError(f"{name}: encrypted; open it with its password and save it without") from error
        raise ReportError(f"{name}: no PDF file, or a damaged one ({error}); download or save it again") from error


def _unreadable(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff"

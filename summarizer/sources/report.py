"""The report: one source document and its text of record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import ReportError
from summarizer.layout import scan
from summarizer.sources import raw
from summarizer.sources.document import Document
from summarizer.sources.formats import FORMATS, format_of, reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.spans import Cell, Mark, Span

SUFFIXES = (*FORMATS, raw.ARCHIVE)


@dataclass(frozen=True, slots=True)
class Report:
    """One source document; :func:`load` makes it of a file, :func:`load_text` of a text.

    ``text`` is the text of record: the decoded file for plain text (no newline translation), else what the loader
    produced. ``digest`` is the SHA-256 of the input's bytes, in hex. ``spans`` and ``tables`` lie over the text;
    ``marks`` are headings that the file itself declares.
    ``metadata`` holds what the file says of itself, say ``published`` or ``source``.
    """

    name: str
    text: str
    digest: str = ""
    media_type: str = "text/plain"
    title: str = ""
    spans: tuple[Span, ...] = ()
    tables: tuple[Cell, ...] = ()
    marks: tuple[Mark, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


def load(path: str | Path) -> Report:
    """Read a report from a file, which may be one in a zip archive (``reports.zip/county/report.docx``).

    Raises:
        ReportError: the file is missing, empty, binary, encrypted, too large or of an unknown kind, or an archive of
            several reports; the message says what to do.
    """
    path = Path(path)
    if path.suffix.lower() != raw.ARCHIVE or not raw.is_file(path):
        return _report(path.name, path.suffix, raw.read(path))
    packed = raw.archived(path)
    found = packed.reports(FORMATS)
    if len(found) != 1:
        raise ReportError(
            f"{path.name}: holds {len(found)} reports; name one of them, as in {path.name}/report.docx, "
            "or give it to the batch command"
        )
    return _report(Path(found[0]).name, Path(found[0]).suffix, packed.read(found[0]))


def load_text(text: str, name: str = "text") -> Report:
    """Read a report from a text that is in no file: from a database, a web page, another program.

    The layout is read as for a text file, so that header, warnings and tables come out the same. ``name`` is what the
    review calls the report.
    """
    return _laid_out(name, Document(text), text.encode(errors="surrogatepass"), "text/plain")


def members(path: str | Path, also: Sequence[str] = ()) -> list[Path]:
    """Return the reports in a zip archive, each as a path that ``load`` reads; and files with the suffixes ``also``.

    Raises:
        ReportError: the archive cannot be read, or names files outside of itself.
    """
    return raw.members(path, (*FORMATS, *also))


def _report(name: str, suffix: str, data: bytes) -> Report:
    form = format_of(suffix, name)
    document = reader(name, form)(data, name)
    if not document.text.strip():
        raise ReportError(f"{name}: no text in the file; check that it is the right one")
    return _laid_out(name, document, data, form.media_type)


def _laid_out(name: str, document: Document, data: bytes, media_type: str) -> Report:
    """Make a report of a document, with what its layout shows."""
    layout = scan(document.text)
    spans = _merged(document.spans, layout.spans)
    title = next((document.text[span.start : span.end] for span in spans if span.kind == "title"), "")
    return Report(
        name=name,
        text=document.text,
        digest=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        title="".join(title.split("\n")),
        spans=spans,
        tables=layout.tables,
        marks=document.marks,
        metadata=document.metadata,
    )


def _merged(declared: Sequence[Span], read: Sequence[Span]) -> tuple[Span, ...]:
    """Put together what the file declares and what the layout shows; what is declared is not said twice."""
    said = {(span.start, span.end) for span in declared}
    titled = any(span.kind == "title" for span in declared)
    kept = (span for span in read if (span.start, span.end) not in said and not (titled and span.kind == "title"))
    return tuple(sorted((*declared, *kept), key=lambda span: (span.start, span.end)))

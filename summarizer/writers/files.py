"""A review's files: each format under its own suffix, written aside and renamed; the bill beside them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from summarizer.files import write_bytes
from summarizer.review import notes, to_json
from summarizer.writers.delimited import write_csv
from summarizer.writers.docx import write_docx
from summarizer.writers.html import write_html
from summarizer.writers.markdown import write_markdown
from summarizer.writers.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from summarizer.form import Form
    from summarizer.review import Review


def _json(review: Review, lang: str, form: Form | None) -> bytes:
    del form  # the file has codes only
    return to_json(review, notes(review, lang)).encode()


def _markdown(review: Review, lang: str, form: Form | None) -> bytes:
    return write_markdown(review, lang, form).encode()


def _html(review: Review, lang: str, form: Form | None) -> bytes:
    return write_html(review, lang, form).encode()


FORMATS: dict[str, Callable[[Review, str, Form | None], bytes]] = {
    "json": _json,
    "md": _markdown,
    "html": _html,
    "xlsx": write_xlsx,
    "docx": write_docx,
    "csv": write_csv,
}


def write_files(
    review: Review, stem: Path, formats: Sequence[str], lang: str = "", form: Form | None = None
) -> list[Path]:
    """Write ``<stem>.review.<format>`` for each format and ``<stem>.usage.json``; return the paths written.

    ``lang`` is ``zh`` or ``en``, empty for the report's own language; ``form`` names the indicators, and without it the
    form is looked up by the review's own stamp.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    files = {f"review.{wanted}": FORMATS[wanted](review, lang, form) for wanted in formats}
    files["usage.json"] = (json.dumps(asdict(review.usage), indent=1) + "\n").encode()
    paths = {stem.with_name(f"{stem.name}.{ending}"): data for ending, data in files.items()}
    for path, data in paths.items():
        write_bytes(path, data)
    return list(paths)

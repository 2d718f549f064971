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

    from summarizer.review import Review


def _json(review: Review, lang: str) -> bytes:
    return to_json(review, notes(review, lang)).encode()


def _markdown(review: Review, lang: str) -> bytes:
    return write_markdown(review, lang).encode()


def _html(review: Review, lang: str) -> bytes:
    return write_html(review, lang).encode()


FORMATS: dict[str, Callable[[Review, str], bytes]] = {
    "json": _json,
    "md": _markdown,
    "html": _html,
    "xlsx": write_xlsx,
    "docx": write_docx,
    "csv": write_csv,
}


def write_files(review: Review, folder: Path, name: str, formats: Sequence[str], lang: str = "") -> list[Path]:
    """Write ``<name>.review.<format>`` for each format and ``<name>.usage.json``; return the paths written.

    ``lang`` is ``zh`` or ``en``; empty means the report's own language.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    files = {folder / f"{name}.review.{wanted}": FORMATS[wanted](review, lang) for wanted in formats}
    files[folder / f"{name}.usage.json"] = (json.dumps(asdict(review.usage), indent=1) + "\n").encode()
    for path, data in files.items():
        write_bytes(path, data)
    return list(files)

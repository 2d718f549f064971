"""Which formats are read, by suffix: one small module each, imported when it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from summarizer.errors import ReportError
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.sources.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its media type, the module with its ``read``, the extra that module needs."""

    media_type: str
    module: str
    extra: str = ""


FORMATS = {
    ".txt": Format("text/plain", "text"),
    ".md": Format("text/markdown", "text"),
    ".markdown": Format("text/markdown", "text"),
    ".html": Format("text/html", "html", "html"),
    ".htm": Format("text/html", "html", "html"),
    ".docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "docx"),
    ".pdf": Format("application/pdf", "pdf", "pdf"),
}


def format_of(suffix: str, name: str) -> Format:
    """Return the format of a suffix, in any case.

    Raises:
        ReportError: there is no reader for it; the message says what to do instead.
    """
    found = FORMATS.get(suffix.lower())
    if found is None:
        known = ", ".join(known.lstrip(".") for known in FORMATS)
        kind = suffix or "files without a suffix"
        advice = table("formats")["advice"].get(suffix.lower(), f"no reader for {kind}; give one of {known}")
        raise ReportError(f"{name}: {advice}")
    return found


def reader(name: str, form: Format) -> Callable[[bytes, str], Document]:
    """Return the function that reads a format.

    Raises:
        ReportError: a package that the format needs is not installed.
    """
    try:
        read: Callable[[bytes, str], Document] = import_module(f"summarizer.sources.{form.module}").read
    except ModuleNotFoundError as error:
        raise ReportError(
            f"{name}: reading this format needs {error.name}; install it with: pip install 'summarizer[{form.extra}]'"
        ) from error
    return read

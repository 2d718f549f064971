"""Web pages."""

from __future__ import annotations

from summarizer.errors import ReportError
from summarizer.sources.document import Document
from summarizer.sources.encoding import decode


def read_html(data: bytes, name: str) -> Document:
    """Read a web page: its visible text, a line a block.

    Raises:
        ReportError: the package for web pages is not installed.
    """
    try:
        from lxml import html  # noqa: PLC0415 - only those who read web pages pay for it
    except ImportError as error:
        raise ReportError(
            f"{name}: reading web pages needs more packages; install them with: pip install 'summarizer[html]'"
        ) from error
    tree = html.document_fromstring(decode(data, name))
    body = tree.body if tree.body is not None else tree
    lines = (line.strip() for line in body.text_content().splitlines())
    return Document("\n".join(line for line in lines if line))

"""What lies beside the sections: title, addressee, signature, furniture, spam, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.spans import Span

if TYPE_CHECKING:
    from summarizer.spans import Cell

_TITLE = re.compile(
    r"^[^\S\r\n]*(?:#[ \t]+)?(\S[^\r\n。:：]{3,79}(?:报告|总结|汇报|打算)[^\s:：]{0,9})[^\S\r\n]*$", re.MULTILINE
)
_HEAD = 1500


@dataclass(frozen=True, slots=True)
class Layout:
    """Spans and table cells over a text, each in order of appearance."""

    spans: tuple[Span, ...] = ()
    tables: tuple[Cell, ...] = ()


def scan(text: str) -> Layout:
    """Find what is not body text, and the tables."""
    title = _TITLE.search(text, 0, _HEAD)
    return Layout(spans=(Span(title.start(1), title.end(1), "title"),) if title else ())

"""What lies beside the sections: title, addressee, signature, furniture, spam, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.spans import Cell, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """Spans and table cells over a text, each in order of appearance."""

    spans: tuple[Span, ...] = ()
    tables: tuple[Cell, ...] = ()


def scan(text: str) -> Layout:
    """Find what is not body text, and the tables."""
    del text
    return Layout()

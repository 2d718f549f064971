"""What lies beside the sections: title, addressee, signature, furniture, spam, damage, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.layout.damage import damage
from summarizer.layout.foreign import foreign
from summarizer.layout.frame import frame
from summarizer.layout.furniture import duplicates, furniture
from summarizer.layout.paragraphs import paragraphs
from summarizer.layout.tables import read_tables

if TYPE_CHECKING:
    from summarizer.spans import Cell, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """Spans and table cells over a text, each in order of appearance."""

    spans: tuple[Span, ...] = ()
    tables: tuple[Cell, ...] = ()


def scan(text: str) -> Layout:
    """Find what is not body text, and the tables."""
    lines = paragraphs(text)
    cells, rows = read_tables(text, lines)
    prose = [line for n, line in enumerate(lines) if n not in rows]
    page = list(furniture(text, prose))
    official = frame(text, prose, {span.start for span in page})
    others = {span.start for span in (*page, *official)}
    found = [*page, *official, *duplicates(text, prose), *foreign(text), *damage(text, prose, others)]
    return Layout(tuple(sorted(found, key=lambda span: (span.start, span.end))), tuple(cells))

"""Stretches of a report's text.

Every offset in the product is a Python ``str`` index into the report's text, half-open: ``[start, end)``.
The text itself is never rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is of one kind.

    Kinds found by ``layout``: ``title addressee signature date_line page_number furniture duplicate spam
    lost_characters instruction``. ``note`` says in a few words what is lost. A loader adds ``page``: an empty span
    where a page of the file begins, ``note`` its number; a page runs to the next one.
    """

    start: int
    end: int
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text is ``[start, end)``, its labels are those of its row and column.

    ``unit`` is the unit that the header states for the column (``罚没金额(万元)`` → ``万元``), or empty.
    ``table`` numbers the tables of a report from 0.
    """

    start: int
    end: int
    row: str
    column: str
    unit: str
    table: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading that the loader knows of from the file itself (a Word style, an HTML tag): level 1 is the top."""

    start: int
    end: int
    level: int

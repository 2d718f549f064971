"""Columns on a terminal: how wide text is, and how it is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator


def width(text: str) -> int:
    """Return the columns that ``text`` takes: none for a combining character, two for a wide one.

    Characters that some terminals show wide and others narrow (curly quotes, dashes) count as wide, so that a line
    never overruns.
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WFA" else 1


def wrap(text: str, columns: int, indent: str = "") -> Iterator[str]:
    """Yield ``text`` in lines of at most ``columns``; the second and later lines begin with ``indent``.

    Lines break anywhere but inside a run of ASCII letters and digits, and inside one only where it fills a line.
    """
    line = ""
    for piece in _pieces(text):
        if width(line) + width(piece) > columns and line.strip():
            yield line.rstrip()
            line = indent
            piece = piece.lstrip()  # noqa: PLW2901 - a line does not begin with the space it was broken at
        at, left = 0, width(piece)  # of a word longer than a line, how far it is written and how wide the rest is
        while width(line) + left > columns:
            written = piece[at : at + max(1, columns - width(line))]
            yield line + written
            line, at, left = indent, at + len(written), left - width(written)
        line += piece[at:]
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if character.isascii() and not character.isspace():
            run += character
            continue
        if run:
            yield run
            run = ""
        yield character
    if run:
        yield run

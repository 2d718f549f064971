"""What is made of a fuzzer's bytes: choices, Chinese text out of the words that the rules know, files edited anyhow."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from summarizer.lexicon import table
from summarizer.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10**9, 10**30, 1.5, float("nan"), float("inf")),
    *("", "0", "x", "\ud800", "一", "12件", "2023-02-30"),
    *([], [None], [0, 1], ["x"], {}, {"a": 1}, [[]], {"start": 3, "end": 1}),
)
_LONGEST_TEXT = 2500


class Draw:
    """A fuzzer's bytes, drawn one choice at a time; when they have run out every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """Return a whole number from 0 up to, not including, ``below``."""
        size = max(1, ((below - 1).bit_length() + 7) // 8)
        taken = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(taken, "little") % below

    def one(self, choices: Sequence[Any]) -> Any:
        """Return one of several."""
        return choices[self.number(len(choices))]

    def rest(self) -> bytes:
        """Return what has not been drawn."""
        taken, self._at = self._data[self._at :], len(self._data)
        return taken

    def words(self, most: int) -> str:
        """Return at most so many pieces of text, each of which may be repeated."""
        return "".join(islice(self._pieces(), self.number(most) + 1))

    def text(self) -> str:
        """Return a text: pieces to the end of the bytes, or the bytes themselves as UTF-8."""
        if self.number(4) == 0:
            return self.rest().decode("utf-8", "replace")[:_LONGEST_TEXT]
        return "".join(self._pieces())[:_LONGEST_TEXT]

    def _pieces(self) -> Iterator[str]:
        while self:
            how = self.number(16)
            if how == 15:
                yield self.one(words()) * (1 + self.number(64))
            else:
                yield self.one(words() if how % 2 else pieces("text"))


@cache
def pieces(kind: str) -> tuple[str, ...]:
    """Return the pieces of one kind."""
    return tuple(tomllib.loads(Path(__file__).with_name("pieces.toml").read_text(encoding="utf-8"))[kind])


@cache
def encoded(kind: str) -> tuple[bytes, ...]:
    """Return the pieces of one kind, and some of text, as bytes."""
    return tuple(piece.encode("utf-8", "replace") for piece in (*pieces(kind), *words()[:200]))


@cache
def words() -> tuple[str, ...]:
    """Return the pieces of text and every word in the tables of the lexicon, each once."""
    tables = sorted(path.stem for path in resource("schemas", "lexicon").glob("*.toml"))
    known = (word for name in tables for word in _strings(table(name)) if len(word) <= 30)
    return tuple(dict.fromkeys([*pieces("text"), *known]))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from data
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _strings(value)


def spliced(file: bytes, draw: Draw, put: Sequence[bytes]) -> bytes:
    """Return a file with some stretches replaced: by nothing, by a piece, by a copy of another stretch."""
    for _ in range(draw.number(8)):
        at, size = draw.number(len(file) + 1), draw.number(64)
        other = draw.number(len(file) + 1)
        new = draw.one((b"", draw.one(put) * (1 + draw.number(32)), file[other : other + 256]))
        file = file[:at] + new + file[at + size :]
    return file


def relined(file: bytes, draw: Draw, put: Sequence[bytes]) -> bytes:
    """Return a file with some lines left out, doubled, or with something else behind their equals sign."""
    lines = file.split(b"\n")
    for _ in range(draw.number(8)):
        at = draw.number(len(lines))
        key, equals, value = lines[at].partition(b"=")
        new = draw.one(([], [lines[at]] * 2, [key + equals + draw.one(put)], [key + equals + value * 2]))
        lines[at : at + 1] = new
    return b"\n".join(lines)


def regrown(part: bytes, draw: Draw) -> bytes:
    """Return a part of a Word file with some elements left out, copied elsewhere, or with another attribute or text."""
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:  # it was spliced before
        return part
    for _ in range(draw.number(8)):
        every = list(root.iter(etree.Element))
        element, other = draw.one(every), draw.one(every)
        how = draw.number(4)
        if how == 0 and element is not root:
            element.getparent().remove(element)
        elif how == 1:
            other.append(deepcopy(element))
        elif how == 2 and element.attrib:
            element.set(draw.one(list(element.attrib)), draw.one(("", "0", "-1", "x", "99999999999", "一", "Heading1")))
        else:
            element.text = "".join(filter(str.isprintable, draw.words(6)))
    return etree.tostring(root)


def edited(data: Any, draw: Draw) -> Any:
    """Return plain data with some entries removed, doubled, or replaced by something odd."""
    for _ in range(draw.number(6)):
        data = _edited_once(data, draw)
    return data


def _edited_once(data: Any, draw: Draw) -> Any:
    if not isinstance(data, dict | list) or not data or draw.number(8) == 0:
        return draw.words(6) if draw.number(4) == 0 else draw.one(_ODD)
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    step = draw.one(list(copy) if isinstance(copy, dict) else range(len(copy)))
    how = draw.number(10)
    if how == 0:
        del copy[step]
    elif how == 1 and isinstance(copy, list):
        copy.append(copy[step])
    elif how == 1:
        copy[draw.words(2)] = copy[step]
    else:
        copy[step] = _edited_once(copy[step], draw)
    return copy

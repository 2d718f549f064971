"""Faults of a form file, gathered while it is read and told all at once, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A step into a TOML document: the name of a table, or the index of one of an array of tables.
Where = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
_LONG_STRING = re.compile(r'"""|\'\'\'')


@dataclass
class Faults:
    """The faults found so far in one form file; ``text`` is the file's text."""

    text: str
    found: list[tuple[Where, str]] = field(default_factory=list)

    def add(self, where: Where, message: str) -> None:
        """Note a fault at a place of the document, say ``("indicator", 3, "type")``."""
        self.found.append((where, message))

    def lines(self) -> list[str]:
        """Return the faults in the order of the file, each as ``line 12: …``."""
        places = line_numbers(self.text)
        told = sorted({(_line(places, where), message) for where, message in self.found})
        return [f"line {line}: {message}" for line, message in told]


def _line(places: dict[Where, int], where: Where) -> int:
    """Return the line of the nearest enclosing place that the file has; 1 for the document itself."""
    for length in range(len(where), 0, -1):
        if where[:length] in places:
            return places[where[:length]]
    return 1


def line_numbers(text: str) -> dict[Where, int]:
    """Return the line, counted from 1, on which each table and key of a TOML document stands.

    Tables of an array are numbered from 0. Good for files laid out as forms are (a key at the start of its line),
    not for TOML at large.
    """
    places: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside and (header := _HEADER.match(line)):
            table = _table(header[2], header[1] == "[[", counts)
            places.setdefault(table, number)
        elif not inside and (key := _KEY.match(line)):
            places.setdefault((*table, key[1]), number)
        inside ^= len(_LONG_STRING.findall(line)) % 2 == 1
    return places


def _table(name: str, is_array: bool, counts: dict[Where, int]) -> Where:
    """Return the place of the table that a heading opens; ``counts`` knows how many tables each array has so far."""
    place: Where = ()
    *outer, last = name.split(".")
    for step in outer:
        place = (*place, step)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, last)
    if is_array:
        counts[place] = counts.get(place, 0) + 1
        place = (*place, counts[place] - 1)
    return place

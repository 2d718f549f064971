"""The tables of ``schemas/lexicon`` that tell figures apart, indexed for looking up beside a numeral."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeVar

from summarizer.figures.figure import Kind
from summarizer.lexicon import table

T = TypeVar("T")


class Unit(NamedTuple):
    """A word that may follow a number: ``weak`` ones only follow Arabic numerals, none stands before ``not_before``."""

    word: str
    kind: Kind
    weak: bool
    not_before: frozenset[str]


class Qualifier(NamedTuple):
    """A word that changes a number, what it maps to, and the characters it never follows."""

    word: str
    meaning: str
    not_after: frozenset[str] = frozenset()


class Phrase(NamedTuple):
    """A fixed phrase that holds a numeral: its first numeral character stands ``offset`` characters into it."""

    word: str
    offset: int


class Words(NamedTuple):
    """Every table, keyed by the character or the pair of characters to look up."""

    units: dict[str, tuple[Unit, ...]]  # by first character, longest first
    inner: dict[str, str]
    before: dict[str, tuple[Qualifier, ...]]  # by last character, longest first
    before_bare: dict[str, Qualifier]
    after: dict[str, tuple[Qualifier, ...]]  # by first character, longest first
    ordinary: dict[str, tuple[Phrase, ...]]  # by the pair with the numeral: what stands before it, else after it
    names: dict[str, tuple[Phrase, ...]]


NUMERALS = frozenset("零一二两三四五六七八九十百千万亿半")


@cache
def words() -> Words:
    """Return the tables, read once."""
    qualifiers, phrases = table("qualifiers"), table("phrases")
    bars = {word: frozenset(chars) for word, chars in qualifiers["not_after"].items()}
    before = [Qualifier(word, meaning, bars.get(word, frozenset())) for word, meaning in qualifiers["before"].items()]
    return Words(
        units=_longest_first({unit.word: unit for unit in _units()}, 0),
        inner=qualifiers["inner"],
        before=_longest_first({qualifier.word: qualifier for qualifier in before}, -1),
        before_bare={
            word: Qualifier(word, meaning, bars.get(word, frozenset()))
            for word, meaning in qualifiers["before_bare"].items()
        },
        after=_longest_first({w: Qualifier(w, meaning) for w, meaning in qualifiers["after"].items()}, 0),
        ordinary=_by_pair(phrases["ordinary"]["words"]),
        names=_by_pair(phrases["names"]["words"]),
    )


def _units() -> list[Unit]:
    """Return the units of every list in ``units.toml``."""
    data = table("units")
    bars = {word: frozenset(chars) for word, chars in data["not_before"].items()}
    lists = [
        (data["percent"]["units"], Kind.PERCENT, False),
        (data["money"]["units"], Kind.MONEY, False),
        (data["duration"]["units"], Kind.DURATION, False),
        (data["quantity"]["nouns"], Kind.QUANTITY, True),
        (data["quantity"]["measures"], Kind.QUANTITY, False),
        (data["quantity"]["counters"], Kind.QUANTITY, False),
    ]
    return [Unit(word, kind, weak, bars.get(word, frozenset())) for named, kind, weak in lists for word in named]


def _longest_first(entries: dict[str, T], at: int) -> dict[str, tuple[T, ...]]:
    """Group entries by the character at ``at`` of their word, longest word first."""
    grouped: dict[str, list[T]] = {}
    for word in sorted(entries, key=len, reverse=True):
        grouped.setdefault(word[at], []).append(entries[word])
    return {char: tuple(group) for char, group in grouped.items()}


def _by_pair(phrases: list[str]) -> dict[str, tuple[Phrase, ...]]:
    """Group phrases by the pair of characters that holds their first numeral, longest phrase first."""
    grouped: dict[str, list[Phrase]] = {}
    for word in sorted(phrases, key=len, reverse=True):
        offset = next(index for index, char in enumerate(word) if char in NUMERALS)
        pair = word[offset - 1 : offset + 1] if offset else word[:2]
        grouped.setdefault(pair, []).append(Phrase(word, offset))
    return {pair: tuple(group) for pair, group in grouped.items()}

"""The tables of ``schemas/lexicon`` that tell figures apart, indexed for looking up beside a numeral."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeVar

from summarizer.figures.figure import Kind
from summarizer.lexicon import table

T = TypeVar("T")
_NONE: frozenset[str] = frozenset()
_NUMERALS = frozenset("零一二两三四五六七八九十百千万亿半")


class Unit(NamedTuple):
    """A word that may follow a number.

    A ``weak`` unit follows Arabic numerals only, a ``measure`` is of time, length, weight or money, of a ``tenth``
    ten make a whole (成), a ``plain`` one neither grades nor dates, and none holds before ``not_before``.
    """

    word: str
    kind: Kind
    not_before: frozenset[str]
    weak: bool = False
    measure: bool = False
    tenth: bool = False
    plain: bool = False


class Qualifier(NamedTuple):
    """A word that changes a number, what it maps to, and the characters beside which it is part of another word."""

    word: str
    meaning: str
    bars: frozenset[str]
    measure_only: bool = False


class Phrase(NamedTuple):
    """A fixed phrase whose first numeral stands ``offset`` characters into it; of an ``ordinary`` one nothing comes.

    It is none before and after characters with which its own make other words.
    """

    word: str
    offset: int
    ordinary: bool
    not_before: frozenset[str]
    not_after: frozenset[str]


class One(NamedTuple):
    """What tells whether 一 with a measure word counts something."""

    never: frozenset[str]
    denials: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    rhetorical: frozenset[str]
    negations: tuple[str, ...]
    incidents: tuple[str, ...]
    together: tuple[str, ...]


class Codes(NamedTuple):
    """What tells numbers that identify from numbers that count."""

    hotlines: frozenset[str]
    labels: tuple[str, ...]
    numbered: tuple[str, ...]
    named_by: tuple[str, ...]
    orders: tuple[str, ...]
    lead_ins: tuple[str, ...]
    days: tuple[str, ...]
    needs_object: tuple[str, ...]
    ordered: tuple[str, ...]
    sessions: tuple[str, ...]


class Places(NamedTuple):
    """What ends the name of a place, what only looks like it, and the measure words that such names hold."""

    suffixes: tuple[str, ...]
    none: tuple[str, ...]
    measures: frozenset[str]


class Words(NamedTuple):
    """Every table; the dictionaries are keyed by the one or two characters to look up, longest words first."""

    units: dict[str, tuple[Unit, ...]]
    inner: dict[str, Qualifier]
    before: dict[str, tuple[Qualifier, ...]]
    before_bare: dict[str, Qualifier]
    after: dict[str, tuple[Qualifier, ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    plans: tuple[str, ...]
    one: One
    vague: tuple[str, ...]
    levels: frozenset[str]
    second: frozenset[str]
    circles: tuple[str, ...]
    weekdays: tuple[str, ...]
    places: Places
    codes: Codes
    points: tuple[str, ...]


@cache
def words() -> Words:
    """Return the tables, read once."""
    phrases, qualifiers, codes = table("phrases"), table("qualifiers"), table("codes")
    one, places = phrases["one"], phrases["places"]
    bars_before, bars_after = qualifiers["not_after"], qualifiers["after_not_before"]
    return Words(
        units=_grouped({unit.word: unit for unit in _units(table("units"))}, 0),
        inner={q.word: q for q in _qualifiers(qualifiers["inner"], qualifiers["inner_not_before"])},
        before=_grouped({q.word: q for q in _qualifiers(qualifiers["before"], bars_before)}, -1),
        before_bare={q.word: q for q in _qualifiers(qualifiers["before_bare"], bars_before)},
        after=_grouped(
            {q.word: q for q in _qualifiers(qualifiers["after"], bars_after)}
            | {q.word: q._replace(measure_only=True) for q in _qualifiers(qualifiers["after_measure"], bars_after)},
            0,
        ),
        phrases=_by_pair(phrases),
        plans=tuple(phrases["plans"]["words"]),
        one=One(
            never=frozenset(one["never"]),
            denials=tuple(one["denials"]),
            before=tuple(one["before"]),
            after=tuple(one["after"]),
            rhetorical=frozenset(one["rhetorical"]),
            negations=tuple(one["negations"]),
            incidents=tuple(one["incidents"]),
            together=tuple(one["together"]),
        ),
        vague=tuple(phrases["vague"]["before"]),
        levels=frozenset(phrases["levels"]["before"]),
        second=frozenset(phrases["second"]["measures"]),
        circles=tuple(phrases["circles"]["words"]),
        weekdays=tuple(phrases["weekdays"]["before"]),
        places=Places(tuple(places["suffixes"]), tuple(places["none"]), frozenset(places["measures"])),
        codes=Codes(
            frozenset(codes["hotlines"]["numbers"]),
            *(tuple(codes[name]["words"]) for name in Codes._fields if name != "hotlines"),
        ),
        points=tuple(table("units")["points"]["before"]),
    )


def _units(data: dict[str, Any]) -> list[Unit]:
    """Return the units of every list in ``units.toml``; of a word in two lists the later one holds."""
    bars = {word: frozenset(chars) for word, chars in data["not_before"].items()}
    plain = {*data["quantity"]["counters"], *data["money"]["units"], *data["percent"]["units"]} - {
        *data["ambiguous"]["units"]
    }

    def listed(words: list[str], kind: Kind, **marks: bool) -> list[Unit]:
        return [Unit(word, kind, bars.get(word, _NONE), plain=word in plain, **marks) for word in words]

    return [
        *listed(data["quantity"]["nouns"], Kind.QUANTITY, weak=True),
        *listed(data["quantity"]["counters"], Kind.QUANTITY),
        *listed(data["quantity"]["measures"], Kind.QUANTITY, measure=True),
        *listed(data["duration"]["units"], Kind.DURATION, measure=True),
        *listed(data["money"]["units"], Kind.MONEY, measure=True),
        *listed(data["percent"]["units"], Kind.PERCENT),
        *listed(data["percent"]["tenth"], Kind.PERCENT, tenth=True),
    ]


def _qualifiers(meanings: dict[str, str], bars: dict[str, str]) -> list[Qualifier]:
    """Return the qualifiers of one list with the characters that bar them."""
    return [Qualifier(word, meaning, frozenset(bars.get(word, ""))) for word, meaning in meanings.items()]


def _grouped(entries: dict[str, T], at: int) -> dict[str, tuple[T, ...]]:
    """Group entries by the character at ``at`` of their word, longest word first."""
    grouped: dict[str, list[T]] = {}
    for word in sorted(entries, key=len, reverse=True):
        grouped.setdefault(word[at], []).append(entries[word])
    return {char: tuple(group) for char, group in grouped.items()}


def _by_pair(phrases: dict[str, Any]) -> dict[str, tuple[Phrase, ...]]:
    """Group phrases by the pair of characters that ends with their first numeral, or begins with it."""
    names, ordinary = set(phrases["names"]["words"]), set(phrases["ordinary"]["words"])
    before, after = phrases["not_before"], phrases["not_after"]
    grouped: dict[str, list[Phrase]] = {}
    for word in sorted(names | ordinary, key=lambda word: (-len(word), word)):
        offset = next(index for index, char in enumerate(word) if char in _NUMERALS)
        pair = word[offset - 1 : offset + 1] if offset else word[:2]
        bars = (frozenset(before.get(word, "")), frozenset(after.get(word, "")))
        grouped.setdefault(pair, []).append(Phrase(word, offset, word not in names, *bars))
    return {pair: tuple(group) for pair, group in grouped.items()}

"""What does not belong to a report: advertising inserted into its text, and sentences addressed to a language model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.words import any_of
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


_SPAM = table("foreign")["spam"]
_STRONG = frozenset(_SPAM["cores"])
_BRANDS = frozenset(_SPAM["brands"])
_CORE = re.compile(any_of([*_STRONG, *_SPAM["weak"], *_BRANDS]))
_HOUSE = re.compile(any_of(_SPAM["houses"]))
_BEFORE = re.compile(rf"(?:{any_of(_SPAM['sides'] + _SPAM['brands'])})$")
_AFTER = re.compile(any_of(_SPAM["sides"] + _SPAM["cores"] + _SPAM["weak"]))
_CALL = re.compile(any_of(_SPAM["calls"]))
_GUARD = re.compile(any_of(_SPAM["guards"]))
_GUARD_BEHIND = re.compile(any_of(_SPAM["guards_behind"]))
_CLAUSE_END = re.compile(r"[，。；：、！？,;:!?\s]")
_NEAR, _MOST_SIDES, _LONGEST_SIDE, _LONGEST_BRAND = 12, 6, 5, 4

_ORDERS = table("foreign")["instruction"]
_CUE = re.compile(any_of(_ORDERS["cues"]))
_ORDER = re.compile("|".join(f"(?:{pattern})" for pattern in _ORDERS["patterns"]))
_SENTENCE = re.compile(r"(?:[^。！？!?；;.\r\n]|(?<![a-z])\.)+[。！？!?；;.]?")
_LONGEST_SENTENCE = 400


def foreign(text: str) -> Iterator[Span]:
    """Yield insertions of advertising, then sentences that are addressed to a language model."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    yield from _spam(lowered)
    yield from _instructions(lowered)


def _spam(text: str) -> Iterator[Span]:
    """Yield each core with the words beside it that belong to the insertion; a brand is one before a house word only.

    What the report fought (收缴老虎机12台) or granted (小额贷款) is no insertion.
    """
    edge = looked = 0
    while (found := _CORE.search(text, looked)) is not None:
        at, core = found.start(), found[0]
        if core in _BRANDS and not _HOUSE.match(text, found.end()):
            looked = at + 1
            continue
        start, edge = _grown(text, at, found.end(), edge)
        looked = edge
        called = _CALL.search(text, start, edge) is not None
        fought = _GUARD.search(text, _clause_start(text, max(0, at - _NEAR), at), at) is not None
        mentioned = not called and (core not in _STRONG or _GUARD_BEHIND.match(text, edge) is not None)
        if not fought and not mentioned:
            yield Span(start, edge, "spam")


def _grown(text: str, start: int, end: int, edge: int) -> tuple[int, int]:
    """Take in the words beside a core, and a name of a few characters that opens its clause."""
    for _ in range(_MOST_SIDES):
        before = _BEFORE.search(text, max(edge, start - _LONGEST_SIDE), start)
        after = _AFTER.match(text, end)
        start = before.start() if before else start
        end = after.end() if after else end
        if before is None and after is None:
            break
    clause = _clause_start(text, max(edge, start - _LONGEST_BRAND - 1), start)
    return (clause if start - clause <= _LONGEST_BRAND else start), end


def _clause_start(text: str, floor: int, end: int) -> int:
    """Return where the clause before ``end`` begins, or ``floor`` if it begins further back."""
    return max((found.end() for found in _CLAUSE_END.finditer(text, floor, end)), default=floor)


def _instructions(text: str) -> Iterator[Span]:
    """Yield the sentences that hold a cue and read as an order; no sentence goes beyond its line."""
    edge = 0
    while (cue := _CUE.search(text, edge)) is not None:
        line = max(edge, text.rfind("\n", edge, cue.start()) + 1)
        sentence = next((found for found in _SENTENCE.finditer(text, line) if found.end() > cue.start()), cue)
        start, edge = sentence.span()
        words = sentence[0]
        if edge - start <= _LONGEST_SENTENCE and _ORDER.search(words):
            yield Span(edge - len(words.lstrip()), edge, "instruction")

"""What does not belong to a report: advertising inserted into its text, and sentences addressed to a language model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.words import any_of
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_SPAM = table("foreign")["spam"]
_STRONG = frozenset(_SPAM["cores"])
_BRANDS = frozenset(_SPAM["brands"])
_CORES = {core: frozenset(core) for core in (*_STRONG, *_SPAM["weak"], *_BRANDS)}
_HOUSE = re.compile(any_of(_SPAM["houses"]))
_BEFORE = re.compile(rf"(?:{any_of(_SPAM['sides'] + _SPAM['brands'])})$")
_AFTER = re.compile(any_of(_SPAM["sides"] + _SPAM["cores"] + _SPAM["weak"]))
_CALL = re.compile(any_of(_SPAM["calls"]))
_GUARD = re.compile(any_of(_SPAM["guards"]))
_GUARD_BEHIND = re.compile(any_of(_SPAM["guards_behind"]))
_CLAUSE_END = re.compile(r"[，。；：、！？,;:!?\s]")
_NEAR, _MOST_SIDES, _LONGEST_SIDE, _LONGEST_BRAND = 12, 6, 5, 4

_ORDERS = table("foreign")["instruction"]
_CUES = {cue: frozenset(cue) for cue in _ORDERS["cues"]}
_ORDER = re.compile("|".join(f"(?:{pattern})" for pattern in _ORDERS["patterns"]))
_SENTENCE = re.compile(r"(?:[^。！？!?；;.\r\n]|(?<![a-z])\.)+[。！？!?；;.]?")
_LONGEST_SENTENCE = 400


def foreign(text: str) -> Iterator[Span]:
    """Yield insertions of advertising, then sentences that are addressed to a language model."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    characters = frozenset(lowered)
    yield from _spam(lowered, _present(_CORES, lowered, characters))
    yield from _instructions(lowered, _present(_CUES, lowered, characters))


def _present(words: dict[str, frozenset[str]], text: str, characters: frozenset[str]) -> list[str]:
    """Return which of the words the text holds; most are ruled out by the characters that it has at all."""
    return [word for word, needed in words.items() if needed <= characters and word in text]


def _spam(text: str, cores: Sequence[str]) -> Iterator[Span]:
    """Yield each core with the words beside it that belong to the insertion.

    What the report fought (收缴老虎机12台) or granted (小额贷款) is no insertion.
    """
    edge = 0
    for at, core in _places(text, cores):
        if at < edge:
            continue
        start, edge = _grown(text, at, at + len(core), edge)
        called = _CALL.search(text, start, edge) is not None
        fought = _GUARD.search(text, _clause_start(text, max(0, at - _NEAR), at), at) is not None
        mentioned = not called and (core not in _STRONG or _GUARD_BEHIND.match(text, edge) is not None)
        if not fought and not mentioned:
            yield Span(start, edge, "spam")


def _places(text: str, cores: Sequence[str]) -> list[tuple[int, str]]:
    """Return where each core stands, in order, the longer first; a brand is one before a house word only."""
    found = []
    for core in cores:
        at = text.find(core)
        while at >= 0:
            if core not in _BRANDS or _HOUSE.match(text, at + len(core)):
                found.append((at, core))
            at = text.find(core, at + len(core))
    return sorted(found, key=lambda pair: (pair[0], -len(pair[1])))


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


def _instructions(text: str, cues: Sequence[str]) -> Iterator[Span]:
    for sentence in _SENTENCE.finditer(text) if cues else ():
        start, end = sentence.span()
        words = sentence[0]
        if end - start <= _LONGEST_SENTENCE and any(cue in words for cue in cues) and _ORDER.search(words):
            yield Span(end - len(words.lstrip()), end, "instruction")

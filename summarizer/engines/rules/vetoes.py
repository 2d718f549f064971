"""Vetoes: the words of a clause that say a number is not what a name in it would make of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts import Role
from summarizer.facts.cues import words_of
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.hit import Hit
    from summarizer.engines.rules.surroundings import Surroundings

_NEAR = 160  # characters around a number in which its clause may veto a name
_BLANK = " \t\u3000,，、"
_COMMAS = (",", "，")
_LISTED = "、"
_STOPS = ",，;；。"


def vetoed(words: tuple[str, ...], hit: Hit, begin: int, around: Surroundings) -> bool:
    """Whether one of the words speaks of the number that a hit names; the hit's own words begin at ``begin``.

    They are looked for in the number's clause, and where its subject is carried over (发现隐患8处,整改7处) in the
    clause before too, but for words that name another number there (不予受理3件,受理18件); not in what is said of all
    that was counted (全部上网), in the name of who acted (仲裁委员会), nor, where rates are listed, in that of another.
    The deed that opens a list is done to each item of it (清理法规12件、规章26件).
    """
    text, (own, last) = around.text, around.fact.clause
    own, last = max(own, begin - _NEAR), min(last, max(hit.end, around.end) + _NEAR)
    first = own
    lead = text[own : min(begin, around.start)].strip(_BLANK)
    item = own > 0 and text[own - 1] in _LISTED
    if not lead and item and _opens(text, words, around.comma, hit.cue.key):
        return True
    thing = item and hit.cue.key.endswith(_words("things"))  # of 文件4件、合同26份 each is its own subject
    carried = not thing and (begin < around.start or text.startswith(_COMMAS, own - 1))
    part = around.fact.role is Role.PART  # 其中现场整改9处: of what the clause before counted
    if hit.cue.needs and carried and (not lead or part or lead in _words("doings")):
        first = _clause_before(around, own)
    if not words_of(words).search(text, first, last):
        return False
    for predicate in _words("predicates"):
        at = text.find(predicate, max(hit.end, around.end), last)
        last = at if at >= 0 else last
    listed = around.fact.figure.kind is Kind.PERCENT and text.endswith(_words("joiners"), first, begin)
    starts = ((word, own if hit.cue.key in word else first) for word in words)
    return any(_speaks(text, word, max(at, begin - len(word) + 1) if listed else at, last) for word, at in starts)


def _opens(text: str, words: tuple[str, ...], start: int, key: str) -> bool:
    """Whether a list begins with one of the words, as a deed and not as the name of its first number (应出庭60件)."""
    ends = (start + len(word) for word in words if key not in word and text.startswith(word, start))
    return any(not text[end : end + 1].isnumeric() for end in ends)


def _clause_before(around: Surroundings, start: int) -> int:
    """Return where the clause before the one at ``start`` begins, within the sentence and as far as it is near."""
    begin = max(around.fact.sentence[0], start - _NEAR)
    return max(begin, *(around.text.rfind(mark, begin, start - 1) + 1 for mark in _STOPS))


def _speaks(text: str, word: str, start: int, end: int) -> bool:
    """Whether a word stands in a stretch and does not begin the name of a body there."""
    at = text.find(word, start, end)
    while at >= 0 and text.startswith(_words("actors"), at + len(word)):
        at = text.find(word, at + 1, end)
    return at >= 0


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(table("rules")[kind])

"""Cue words compiled once: each list of ``schemas/lexicon/facts.toml`` becomes one pattern, longest word first."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_Tree = dict[str, Any]
"""Words by their next character; the empty one marks that a word may end."""
_BUNDLE = 32  # branches of a pattern tried one by one


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of the words, the longest first; it never matches nothing.

    Words that begin alike share their beginning in the pattern, so that long lists are as quick as short ones.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return re.compile(_pattern(tree) if tree else r"(?!)")


def _pattern(tree: _Tree) -> str:
    branches = {character: re.escape(character) + _pattern(below) for character, below in tree.items() if character}
    if not branches:
        return ""
    joined = next(iter(branches.values())) if len(branches) == 1 and "" not in tree else f"(?:{_either(branches)})"
    return f"{joined}?" if "" in tree else joined


def _either(branches: dict[str, str]) -> str:
    """Return branches side by side; many in bundles, each behind a look at the next character."""
    if len(branches) <= _BUNDLE:
        return "|".join(branches.values())
    places = range(0, len(branches), _BUNDLE)
    bundles = [dict(list(branches.items())[at : at + _BUNDLE]) for at in places]
    return _one_of(branches) + f"(?:{'|'.join(f'{_one_of(bundle)}(?:{_either(bundle)})' for bundle in bundles)})"


def _one_of(characters: Iterable[str]) -> str:
    return f"(?=[{''.join(map(re.escape, characters))}])"


class Opened(NamedTuple):
    """A pattern that is tried only where one of its first characters stands: quick where those are rare."""

    first: re.Pattern[str]
    pattern: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in order, none overlapping, as the pattern alone would; none of them is empty."""
        at = 0
        while (opened := self.first.search(text, at)) is not None:
            match = self.pattern.match(text, opened.start())
            at = match.end() if match else opened.end()
            if match:
                yield match


def opened(pattern: str, words: Iterable[str]) -> Opened:
    """Compile a pattern of which every match begins with one of some words; ``$`` is the end of a line in it."""
    first = "".join(re.escape(character) for character in sorted({word[0] for word in words}))
    return Opened(re.compile(f"[{first}]"), re.compile(pattern, re.MULTILINE))


@cache
def cue(group: str, name: str) -> re.Pattern[str]:
    """Return the pattern of one list of cue words, say ``cue("period", "prior")``."""
    return any_of(table("facts")[group][name])


@lru_cache(maxsize=1024)  # of the words of a few forms
def words_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of some words of a form, compiled once."""
    return any_of(words)


@cache
def _measures() -> dict[str, str]:
    return {unit: group[0] for group in table("measures")["same"] for unit in group}


def measure(unit: str) -> str:
    """Return the first of the measure words that count the same as one: 起 counts as 件 does."""
    return _measures().get(unit, unit)


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match that lies in ``text[start:end]``, or None."""
    found = None
    for found in pattern.finditer(text, start, end):  # noqa: B007 - the last one is wanted
        pass
    return found

"""Cue words compiled once: each list of ``schemas/lexicon/facts.toml`` becomes one pattern, longest word first."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches any of the words, the longest first; it never matches nothing."""
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


@cache
def cue(group: str, name: str) -> re.Pattern[str]:
    """Return the pattern of one list of cue words, say ``cue("period", "prior")``."""
    return any_of(table("facts")[group][name])


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last match that lies in ``text[start:end]``, or None."""
    found = None
    for found in pattern.finditer(text, start, end):  # noqa: B007 - the last one is wanted
        pass
    return found

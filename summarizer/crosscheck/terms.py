"""Terms: what words mean, as far as a comparison needs it.

A stretch of words becomes a set of terms: the meanings that the table of synonyms knows (打赢 and 胜诉 are one), and
the pairs of neighbouring characters of everything else. Words that say nothing of a subject give no terms.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z〇]+")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?=年|[—–~～-])")
_FOLD = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF21, 0xFF5B)})


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """Map each word of the synonym table to the meanings it may have."""
    meanings: dict[str, list[str]] = {}
    for group in table("synonyms")["groups"]:
        for word in group:
            meanings.setdefault(word, []).append("=" + group[0])
    return {word: tuple(ids) for word, ids in meanings.items()}


@cache
def _words() -> re.Pattern[str]:
    known = {*_meanings(), *table("synonyms")["idle"]}
    return any_of(known)


@lru_cache(maxsize=8192)
def terms(words: str) -> frozenset[str]:
    """Return the terms of some words: meanings marked with ``=``, years with ``#``, and character pairs."""
    found = {f"#{year}" for year in _YEAR.findall(words)}
    meanings = _meanings()
    for run in _NOT_WORDS.split(words.translate(_FOLD).lower()):
        start = 0
        for match in _words().finditer(run):
            ids = meanings.get(match.group())
            if ids:
                found.update(ids)
            else:
                found.update(_pairs(run[start : match.start()]))
                start = match.end()
        found.update(_pairs(run[start:]))
    return frozenset(found)


def _pairs(run: str) -> Iterable[str]:
    if len(run) == 1:
        return ()
    return (run[i : i + 2] for i in range(len(run) - 1))

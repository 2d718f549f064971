"""Terms: what words mean, as far as a comparison needs it.

A stretch of words becomes a set of terms: the meanings that the table of synonyms knows (打赢 and 胜诉 are one), and
the pairs of neighbouring characters of everything else. Words that say nothing of a subject give no terms.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from operator import add

from summarizer.facts.cues import any_of
from summarizer.lexicon import table

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z〇]+")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?=年|[—–~～-])")
_LETTERS = "".join(map(chr, (*range(0x41, 0x5B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_CAPITAL = re.compile("[A-ZＡ-Ｚａ-ｚ]")
_FOLD = str.maketrans({letter: unicodedata.normalize("NFKC", letter).lower() for letter in _LETTERS})


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """Map each word of the synonym table to the meanings it may have; idle words have none."""
    meanings: dict[str, tuple[str, ...]] = dict.fromkeys(table("synonyms")["idle"], ())
    for group in table("synonyms")["groups"]:
        for word in group:
            meanings[word] = (*meanings.get(word, ()), "=" + group[0])
    return meanings


@cache
def _words() -> re.Pattern[str]:
    return any_of(_meanings())


@lru_cache(maxsize=8192)
def terms(words: str) -> frozenset[str]:
    """Return the terms of some words: meanings marked with ``=``, years with ``#``, and character pairs."""
    return TermText(words).terms(0, len(words))


class TermText:
    """A text whose stretches are asked for their terms one after another: a sentence with many figures.

    ``pairs`` holds for each place the two characters that begin there, or nothing where they are no term. The known
    words and the years are kept as ``(start, end, terms)``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        folded = text.translate(_FOLD) if _CAPITAL.search(text) else text
        self.pairs: list[str] = []
        for run in _RUN.finditer(folded):
            self.pairs += [""] * (run.start() - len(self.pairs))
            self.pairs += map(add, run.group(), run.group()[1:])
        meanings = _meanings()
        known: list[tuple[int, int, tuple[str, ...]]] = [
            (*m.span(), meanings[m.group()]) for m in _words().finditer(folded)
        ]
        for start, end, meant in known:
            if not meant:
                self.pairs[max(start - 1, 0) : end] = [""] * (end - max(start - 1, 0))
        known += [(m.start(), m.end() + 1, (f"#{m.group()}",)) for m in _YEAR.finditer(text)]
        self.known = sorted(known)
        self.starts = [start for start, _, _ in self.known]

    def terms(self, start: int, end: int) -> frozenset[str]:
        """Return the terms of a stretch of the text, read as if it stood alone."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        cuts = [word for word in self.known[max(first - 1, 0) : last] if word[0] < start < word[1] or end < word[1]]
        if cuts or (start and self.text[start : start + 1].isdigit()):
            return terms(self.text[start:end])
        found = set(self.pairs[start : end - 1])
        found.update(*[meant for _, _, meant in self.known[first:last]])
        found.discard("")
        return frozenset(found)

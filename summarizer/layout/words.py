"""Patterns made of the lexicon's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The spaces that text of fixed width sets between the characters of a short word: 索 引 号.
SPACES = "[ \u3000\xa0]*"


def any_of(words: Iterable[str], spaced: str = "") -> str:
    """Return a pattern for any of the words, longest first; ``spaced`` may stand between their characters."""
    return "|".join(spaced.join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))

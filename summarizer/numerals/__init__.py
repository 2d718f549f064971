"""Numerals: the characters of a number, Chinese or Arabic, and the exact decimal they spell. Nothing else.

What a number counts, and whether it counts at all, is the business of ``summarizer.figures``.
"""

from __future__ import annotations

from summarizer.numerals.grammar import find_numerals, next_numeral, read_numeral
from summarizer.numerals.numeral import Numeral

__all__ = ["Numeral", "find_numerals", "next_numeral", "read_numeral"]

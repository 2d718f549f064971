"""Qualifiers: the words that change a number (逾, 将近, 左右), and the few of the form's own that they mean."""

from __future__ import annotations

from functools import cache

from summarizer.lexicon import table

# The groups of `schemas/lexicon/qualifiers.toml` that map a word to a qualifier.
_GROUPS = ("before", "after", "after_measure", "inner")


def meant_by(written: str) -> str:
    """Return a qualifier as one of the form's own (逾 is 超过), or as it is where it is no qualifier."""
    return _meanings().get(written, written)


def is_qualifier(word: str) -> bool:
    """Whether a word is one of the form's own qualifiers; so is none at all."""
    return not word or word in _own()


@cache
def _own() -> frozenset[str]:
    return frozenset(_meanings().values())


@cache
def _meanings() -> dict[str, str]:
    words = table("qualifiers")
    return {word: meaning for group in _GROUPS for word, meaning in words[group].items()}

"""The words a user reads, by language. All of them are data: ``schemas/lexicon/labels.<lang>.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.errors import UsageError
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("zh", "en")


class Named(Protocol):
    """Anything that a form names in both languages."""

    @property
    def zh(self) -> str:
        """The Chinese name."""

    @property
    def en(self) -> str:
        """The English name, or empty."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one language: groups of words, each word under the key that the review uses."""

    lang: str
    groups: Mapping[str, Any]

    def say(self, group: str, key: str) -> str:
        """Return the word for ``key``; a key that the table lacks is shown as it is, and an empty key stays empty."""
        return str(self.groups[group].get(key, key))

    def line(self, key: str, filling: Mapping[str, object] | None = None) -> str:
        """Return a line of text with its ``{…}`` places filled."""
        template = str(self.groups["line"][key])
        return template.format_map(filling) if filling else template

    def name(self, thing: Named) -> str:
        """Return the form's own name of something; Chinese where it has none in this language."""
        return (thing.en if self.lang == "en" else thing.zh) or thing.zh


@cache
def labels(lang: str) -> Labels:
    """Return the labels of a language.

    Raises:
        UsageError: there are no labels in this language.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"language {lang!r}: there are no labels for it; choose one of {', '.join(LANGUAGES)}")
    return Labels(lang, table(f"labels.{lang}"))

"""Which dimension of the form a stretch of text is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.form import Form


class Topics:
    """Tells a stretch's dimension by the form's own words for it."""

    def __init__(self, form: Form) -> None:
        """Collect the words of every dimension."""
        self._words = [(d.code, tuple(dict.fromkeys((*d.headings, *d.words)))) for d in form.dimensions]

    def of(self, words: str, heading: str = "") -> str:
        """Return the dimension most of whose words stand in a stretch, else in its heading; empty if none does."""
        return self._most(words) or self._most(heading)

    def _most(self, words: str) -> str:
        weights = [(sum(len(cue) for cue in cues if cue in words), code) for code, cues in self._words]
        weight, code = max(weights, key=lambda pair: pair[0], default=(0, ""))
        return code if weight else ""

"""The hit: a cue found beside a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarizer.engines.rules.cues import Cue


class Hit(NamedTuple):
    """Where a cue's key stands, and how far off the furthest word is that it asks for."""

    cue: Cue
    start: int
    end: int
    distance: int = 0

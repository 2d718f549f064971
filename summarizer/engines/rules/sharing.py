"""Sharing: several names before one number, or several names and numbers dealt out in turn."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.surroundings import Surroundings


def joint_before(text: str, start: int, stop: int) -> int:
    """Return where the name before ``stop`` ends if a joiner stands between (甲率和乙率达100%), else -1."""
    joiner = max((word for word in _joiners() if text.endswith(word, start, stop)), key=len, default="")
    if not joiner or any(text.startswith(word, stop - len(joiner) - at) for word, at in _within(joiner)):
        return -1
    return stop - len(joiner)


def dealt_out(here: Surroundings) -> list[int]:
    """Return where each of the names ends that take the next numbers one by one (甲、乙分别为3件和5件), or nothing."""
    match = _distributive().search(here.text, here.before, here.start)
    if match is None:
        return []
    found = _joint().finditer(here.text, here.before, match.start())
    joints = [joint.start() for joint in found if joint["joiner"]]
    return [*joints, match.start()] if joints else []


@cache
def _joiners() -> tuple[str, ...]:
    return tuple(table("rules")["joiners"])


@cache
def _within(joiner: str) -> tuple[tuple[str, int], ...]:
    """Return the words that hold a joiner without joining, each with the place of the joiner in it."""
    return tuple((word, word.find(joiner)) for word in table("rules")["no_joiners"] if joiner in word)


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of joiners; it steps over the words that only hold one."""
    joiners = "|".join(map(re.escape, sorted(_joiners(), key=len, reverse=True)))
    return re.compile(f"{'|'.join(table('rules')['no_joiners'])}|(?P<joiner>{joiners})")


@cache
def _distributive() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("rules")["distributive"])))

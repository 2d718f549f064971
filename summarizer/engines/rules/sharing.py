"""Sharing: several names before one number, or several names and numbers dealt out in turn."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.beside import only_light, without_light
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.rules.surroundings import Surroundings

_YEAR = re.compile(r"[0-9０-９]年|[上去前今]年")
_REACH = 24  # characters before a number in which a rate of another form may be joined to one of this


def joint_before(text: str, start: int, stop: int) -> int:
    """Return where the name before ``stop`` ends if a joiner stands between (甲率和乙率达100%), else -1."""
    if not text.endswith(_joiners(), start, stop):
        return -1
    joiner = max((word for word in _joiners() if text.endswith(word, start, stop)), key=len)
    if any(text.startswith(word, stop - len(joiner) - at) for word, at in _within(joiner)):
        return -1
    return stop - len(joiner)


def beyond_unknown(text: str, start: int, stop: int) -> int:
    """Return where the name ends to which an unknown rate is joined before ``stop`` (合格率均达100%), else -1."""
    end = without_light(text, max(start, stop - _REACH), stop)[-1]
    match = _joined_rate().search(text, max(start, end - _REACH), end)
    return match.start() if match else -1


def listed(around: Sequence[Surroundings], at: int) -> int:
    """Return how many numbers a list has that begins at a place: of one kind, with joiners between and no more."""
    stop = at + 1
    while stop < len(around) and _follows(around[stop - 1], around[stop]):
        stop += 1
    return stop - at


def deals_out(here: Surroundings) -> bool:
    """Whether a word before the number deals it and those that follow out to names before the word."""
    return _distributive().search(here.text, here.before, here.start) is not None


class Dealt(NamedTuple):
    """The stretch at whose end a dealt number's name stands, and what tells it from others dealt to the same name."""

    start: int
    stop: int
    head: str = ""


def dealt_out(here: Surroundings, count: int) -> list[Dealt]:
    """Return the names that take ``count`` numbers one by one (甲、乙分别为3件和5件); none where names are not as many.

    A joiner within a name is told from those between by their number: 代表、委员满意和基本满意率 are two names.
    One name takes them all where it is a rate alone (满意率分别为100%和99%), where it stands between the word and the
    numbers (市、县分别制定规范性文件3件、5件), or behind years (2022年、2023年复议收案分别为8件、9件).
    """
    match = _distributive().search(here.text, here.before, here.start)
    if match is None:
        return []
    joints = [joint for joint in _joint().finditer(here.text, here.before, match.start()) if joint["joiner"]]
    if len(joints) >= count:
        joints = [joint for joint in joints if joint["joiner"] == joints[0]["joiner"]]
    named, after = here.text[here.before : match.start()], here.text[match.end() : here.start]
    years = [year.end() for year in _YEAR.finditer(named)]
    if len(years) == count:
        return [Dealt(here.before + years[-1], match.start())] * count
    if not joints and named.rstrip().endswith(rates()):
        return [Dealt(here.before, match.start())] * count
    if len(joints) != count - 1 or years or _YEAR.search(after):
        return []
    starts = [here.before, *(joint.end() for joint in joints)]
    heads = [Dealt(*head) for head in zip(starts, [*(joint.start() for joint in joints), match.start()], strict=True)]
    if only_light(after):
        return heads
    return [Dealt(match.end(), here.start, here.text[start:stop].strip()) for start, stop, _ in heads]


def _follows(previous: Surroundings, here: Surroundings) -> bool:
    same = previous.fact.sentence == here.fact.sentence and previous.fact.figure.kind == here.fact.figure.kind
    return same and here.text[previous.end : here.start].strip() in _joiners()


@cache
def rates() -> tuple[str, ...]:
    """Return the ends of the names of rates."""
    return tuple(table("rules")["rates"])


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


@cache
def _joined_rate() -> re.Pattern[str]:
    """Return the pattern of a joiner and a rate behind it."""
    joiners = "|".join(map(re.escape, sorted(_joiners(), key=len, reverse=True)))
    return re.compile(rf"(?:{joiners})[^\W\d_]{{1,10}}(?:{'|'.join(map(re.escape, rates()))})$")

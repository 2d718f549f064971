"""What stands beside a number: the cues whose key touches it, light words aside, and the loose ones further off."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.index import lengths_by_edge
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.engines.rules.hit import Hit
    from summarizer.engines.rules.index import CueIndex
    from summarizer.engines.rules.surroundings import Surroundings


_AHEAD = 160  # characters behind a name in which the sentence says how it goes on
_OPENING = {")": "(", "）": "（"}
_CLOSING = tuple(_OPENING)
_BLANK = " \t\u3000,，、"
_YEAR = len("2024年")


def touching(index: CueIndex, around: Surroundings) -> list[Hit]:
    """Return the cues before the number, right behind it, and at the end of its clause, where a phrase has its head."""
    text, (begin, end) = around.text, (around.end, around.behind)
    found = [hit for stretch in around.names for hit in named_before(index, text, *stretch)]
    if begin == end:
        return found
    for start in _past_light(text, begin, end):
        found += [hit for hit in index.beginning(text, start, end) if hit.cue.later or _goes_on(hit, around)]
    if around.closes and not _counts_bodies(around):
        for stop in without_light(text, begin, end):
            found += [hit for hit in index.closing(text, begin, stop) if not hit.cue.later]
    return found


def named_before(index: CueIndex, text: str, begin: int, end: int) -> list[Hit]:
    """Return the cues that end at ``end``, light words aside, and begin at ``begin`` or after."""
    return [hit for stop in without_light(text, begin, end) for hit in index.ending(text, begin, stop)]


def loose(index: CueIndex, around: Surroundings) -> list[Hit]:
    """Return the cues whose key need not touch the number."""
    before = index.loosely_before(around.text, *around.names[-1])
    return [*before, *index.loosely_behind(around.text, around.end, around.behind)]


def _counts_bodies(around: Surroundings) -> bool:
    """Whether what follows the number is a body or place, and the name further on is that of something else."""
    counted = around.fact.figure.unit in _words("body_units")
    return counted and around.text.startswith(_words("bodies"), around.end)


def only_light(words: str) -> bool:
    """Whether words say nothing of what is counted: light ones, commas and blanks."""
    bare = words.strip(_BLANK)
    return without_light(bare, 0, len(bare))[-1] == 0


def _goes_on(hit: Hit, around: Surroundings) -> bool:
    """Whether a name behind the number is the whole of what is counted: the clause ends, or a verb follows.

    Where the sentence says that something was done to it (对320件案件进行审查), the deed is what was counted, and the
    cue must ask for it.
    """
    rest = around.text[hit.end : min(around.behind, hit.end + _AHEAD)].lstrip()
    if rest.startswith(_words("deeds")) and around.text.endswith(_words("objects"), around.before, around.start):
        return bool(hit.cue.later) or any(word in rest for word in hit.cue.needs)
    return not rest or rest.startswith(_words("going_on"))


def without_light(text: str, start: int, end: int) -> list[int]:
    """Return the ends of ``text[start:end]`` with light words taken off one after another, the whole first.

    An aside in brackets that closes it is light too (合同(协议)74份), and so is a year (由2020年的82.4%).
    """
    light, ends = _light("before"), [end]
    if text.endswith(_CLOSING, start, end) and (opening := text.rfind(_OPENING[text[end - 1]], start, end)) >= 0:
        end = opening
        ends.append(end)
    while end > start:
        lengths = light.lengths.get(text[end - 1], ())
        length = next((n for n in lengths if n <= end - start and text[end - n : end] in light.words), 0)
        if not length and text[end - 1] == "年" and text[max(start, end - _YEAR) : end - 1].isdecimal():
            length = min(_YEAR, end - start)
        if not length:
            break
        end -= length
        ends.append(end)
    return ends


def _past_light(text: str, start: int, end: int) -> list[int]:
    """Return the beginnings of ``text[start:end]`` with light words taken off one after another, the whole first."""
    light, begins = _light("behind"), [start]
    while lengths := light.lengths.get(text[start : start + 1]):
        length = next((n for n in lengths if n <= end - start and text[start : start + n] in light.words), 0)
        if not length:
            break
        start += length
        begins.append(start)
    return begins


class _Light(NamedTuple):
    """Light words, and their lengths by the character at the end where they are taken off, the longest first."""

    words: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


@cache
def _light(side: str) -> _Light:
    words = frozenset(table("rules")[side])
    return _Light(words, lengths_by_edge(words, -1 if side == "before" else 0))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(table("rules")[kind])

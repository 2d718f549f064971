"""Which kind of statement each section of a report makes: measures, problems, plans …, by its headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.facts.cues import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.form import StatementKind
    from summarizer.layout import Section

_NUMBER = re.compile(r"^[\s#]*[(（]?(?:第?[一二三四五六七八九十百\d]+[章节部分]*)?[)）、.．\s]*")
_WHOLE = 0.4  # a heading below another kind's must be this share cue to start a kind of its own


def section_kinds(kinds: Sequence[StatementKind], section: Section) -> tuple[StatementKind, ...]:
    """Return the kinds of a section in the order its heading names them; empty if no heading above names one.

    The outermost heading that names a kind decides, unless one below is little else than a cue (``(八)存在的问题`` in a
    chapter on measures): ``(三)补齐短板,提升能力`` in such a chapter is a measure still.
    """
    decided: tuple[StatementKind, ...] = ()
    for heading in section.path:
        named = _named(kinds, heading, nested=bool(decided))
        decided = named or decided
    return decided


def _named(kinds: Sequence[StatementKind], heading: str, *, nested: bool) -> tuple[StatementKind, ...]:
    """Return the kinds that a heading names, by the place of their words in it."""
    found = []
    for kind in kinds:
        if not words_of(kind.headings).search(heading):
            continue
        cues = [cue for cue in kind.headings if cue in heading]
        if nested and any(word in heading for word in kind.excludes):
            continue
        longest = max(cues, key=len)
        if not nested or _said_by(cues, heading) >= _WHOLE:
            found.append((heading.find(longest), -len(longest), kind))
    found.sort(key=lambda entry: entry[:2])
    return tuple(kind for _, _, kind in found)


def _said_by(cues: Sequence[str], heading: str) -> float:
    """Return which share of a heading, its number aside, the cues make up together."""
    covered = {at for cue in cues for at in range(heading.find(cue), heading.find(cue) + len(cue))}
    number = _NUMBER.match(heading)
    return len(covered) / max(1, len(heading) - (number.end() if number else 0))

"""Plain headings: short lines without a number and without a final stop that stand above the text they head."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.layout.frame import is_closing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph

_PLAIN = re.compile(
    r"[“\"《（(]?(?:(?:19|20)\d\d年|[\u4e00-\u9fff])"
    r"[\u4e00-\u9fffA-Za-z0-9“”‘’\"'《》、，,（）()—\-·+% \u3000]{1,38}[\u4e00-\u9fff”\"》）)]"
)
_BULLET = re.compile(r"(?:——|--|[●•·■◆★▲○])\s?\S")
_CLAUSES = re.compile(r"[，,]")
_SHORTEST, _LONGEST_SPACED, _LONGEST_CLOSE = 4, 40, 25
_SHORTEST_PROSE, _SHORTEST_SENTENCE = 40, 12


def plain(text: str, lines: Sequence[Paragraph], numbered: set[int], closed: set[int]) -> Iterator[int]:
    """Yield which lines are plain headings, by number.

    ``numbered`` lines are headings already, ``closed`` ones something else. A plain heading stands between blank
    lines; where the report has none, it is shorter. Prose, a bullet or a numbered heading follows at once.
    """
    spaced = 2 * sum(line.blank_before for line in lines) > len(lines)
    longest = _LONGEST_SPACED if spaced else _LONGEST_CLOSE
    for n, (line, below) in enumerate(pairwise(lines)):
        if n in numbered or n in closed or not _SHORTEST <= line.end - line.first <= longest:
            continue
        if spaced and not (line.blank_before and below.blank_before):
            continue
        if (n + 1 in numbered or _is_prose(text, below, spaced=spaced)) and _reads_as_heading(text, line):
            yield n


def _is_prose(text: str, line: Paragraph, *, spaced: bool) -> bool:
    """Whether a line is running text: a long one with a sentence in it, a bullet, or after a blank line a sentence."""
    length = line.end - line.first
    if length > _SHORTEST_PROSE and text.find("。", line.first, line.end) >= 0:
        return True
    sentence = spaced and length > _SHORTEST_SENTENCE and text.endswith("。", line.first, line.end)
    return sentence or _BULLET.match(text, line.first, line.end) is not None


def _reads_as_heading(text: str, line: Paragraph) -> bool:
    if _PLAIN.fullmatch(text, line.first, line.end) is None or is_closing(text, line):
        return False
    return len(_CLAUSES.findall(text, line.first, line.end)) <= 1

"""Role and direction: is a figure a total, a part, a rate, a change, or what a change starts from?"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue
from summarizer.facts.fact import TIMES, Direction, Role
from summarizer.figures import Kind

if TYPE_CHECKING:
    from summarizer.figures import Figure

# Words of direction only right before a rate, behind a mark, or beside a comparison.
_COMPARING = frozenset({"高", "低", "多", "少"})
_DOING = frozenset("多少")  # between these and a count may stand what was done: 比上年少追回3万元
_VERB = 4  # characters that may stand there
_REACH = 14  # characters before a count in which a word of direction still speaks of it
_CLOSE = 2  # a word of direction this near before a count speaks of a change by it
_YEAR_REACH = 10  # characters before 多 or 少 in which a comparison with another time stands
_MARKS = frozenset("，,、；;（(")
_ENDS = "到至为"  # a word of direction that ends so leads to where the change ends: 降至
_YEARLY = re.compile(r"[比较与同跟](?:((?:19|20)\d\d)|[〇零一二三四五六七八九]{4})年度?(?:同期)?")
_CHANGE_UNITS = frozenset({"个百分点", "百分点", "倍", "番"})


def _near(match: re.Match[str], figure: Figure) -> bool:
    """Whether a word of direction speaks of the figure: one character only close by, longer words further off."""
    gap = figure.start - match.end()
    if match.group() in _DOING and 0 < gap <= _VERB:
        return _compared_before(match) and match.string[match.end() : figure.start].isalpha()
    if match.group() in _COMPARING:
        rate = figure.kind == Kind.PERCENT or figure.unit in _CHANGE_UNITS
        alone = match.string[match.start() - 1 : match.start()] in _MARKS  # 联合执法8次，少1次
        return gap == 0 and (rate or alone or compares(match.string, match.start() - _YEAR_REACH, match.start()))
    if match.end() - match.start() == 1:
        return gap <= 2
    return figure.kind == Kind.PERCENT or figure.unit in _CHANGE_UNITS or gap <= _REACH


def _compared_before(match: re.Match[str]) -> bool:
    """Whether a comparison with another time ends right before a word: 比上年多."""
    text, end = match.string, match.start()
    start = max(0, end - _YEAR_REACH)
    ends = (m.end() for pattern in (cue("role", "compare"), _YEARLY) for m in pattern.finditer(text, start, end))
    return end in ends


def compares(text: str, start: int, end: int) -> bool:
    """Whether words compare with another time: 比上年, 同比, 较2020年."""
    start = max(start, 0)
    return bool(cue("role", "compare").search(text, start, end) or _YEARLY.search(text, start, end))


def compared_years(text: str, start: int, end: int) -> frozenset[str]:
    """Return the years, as four digits, that a stretch of text only compares with: 较2011年前移三位."""
    return frozenset(match[1] for match in _YEARLY.finditer(text, start, end) if match[1])


def direction_of(text: str, start: int, figure: Figure) -> tuple[Direction, int]:
    """Return the direction told in ``text[start:figure.start]`` and where its word ends (-1 if there is none)."""
    best: tuple[Direction, int] = (Direction.NONE, -1)
    for direction, name in ((Direction.UP, "up"), (Direction.DOWN, "down")):
        for match in cue("role", name).finditer(text, start, figure.start):
            if match.end() > best[1] and _near(match, figure) and not _still(match, start, figure):
                best = (direction, match.end())
    return best


def _still(match: re.Match[str], start: int, figure: Figure) -> bool:
    """Whether a word of direction is the beginning or the inside of a word that tells no change: 减税降费."""
    words = cue("role", "still").finditer(match.string, start, figure.start)
    return any(word.start() <= match.start() < word.end() for word in words)


def role_of(text: str, start: int, figure: Figure, ends: int) -> Role:
    """Return what the words before a figure say of its role; ``ends`` is where a word of direction ends, or -1."""
    changed = ends >= 0 and not _reached(text, ends, figure)
    if figure.kind == Kind.PERCENT:
        rate = cue("role", "rate").search(text, start, figure.start) is not None
        return Role.CHANGE if changed or (not rate and compares(text, start, figure.start)) else Role.RATE
    if figure.unit == TIMES and (_owned(text, start, figure) or (ends < 0 and multiple(text, start, figure))):
        return Role.RATE
    close = figure.start - ends <= _CLOSE
    if figure.unit in _CHANGE_UNITS or (changed and (close or compares(text, start, figure.start))):
        return Role.CHANGE
    return Role.PLAIN


def _reached(text: str, ends: int, figure: Figure) -> bool:
    """Whether a word of direction that ends at ``ends`` leads to where a change ends: 降至, 增加到."""
    return cue("role", "to").match(text, ends, figure.start) is not None or text[ends - 1] in _ENDS


def of_sign(figure: Figure, labels: str) -> Direction:
    """Return the direction of a change told by a sign (-12.0), or by a table label that compares and no sign."""
    if figure.value.startswith("-"):
        return Direction.DOWN
    return Direction.UP if labels and cue("role", "changed").search(labels) else Direction.NONE


def multiple(text: str, start: int, figure: Figure) -> bool:
    """Whether a figure says how many times another time's number a number is: 是上年的1.2倍."""
    begin = max(start, figure.start - _REACH)
    return _owned(text, start, figure) or cue("role", "multiple").search(text, begin, figure.start) is not None


def _owned(text: str, start: int, figure: Figure) -> bool:
    """Whether a figure belongs to the number named right before it: 上年的1.2倍."""
    return text[start : figure.start].rstrip(" 近约").endswith(("的", "之"))


def is_base(text: str, start: int, figure: Figure, following: Figure | None) -> Direction:
    """Return the direction of the change that starts at this figure (由20个增加到26个), or none."""
    if following is None:
        return Direction.NONE
    owner = text[start : figure.start].endswith("的") and cue("period", "prior").search(text, start, figure.start)
    if not owner and not cue("role", "from").search(text, start, figure.start):
        return Direction.NONE
    direction, ends = direction_of(text, figure.end, following)
    if ends >= 0:
        return direction
    if cue("role", "to").search(text, figure.end, following.start):
        return Direction.UP if _larger(following, figure) else Direction.DOWN
    return Direction.NONE


def _larger(one: Figure, other: Figure) -> bool:
    try:
        return Decimal(one.value) > Decimal(other.value)
    except InvalidOperation:
        return True

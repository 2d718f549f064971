"""Automatic numbering of Word: 一、 and （一） stand in no text of the file, they are counted.

The rules are those of ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
# The highest number that Word counts to, and the highest that it writes in letters.
_MOST, _LETTERED = 32_767, 780
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: first number, format, text with ``%1`` … for the numbers, what follows it."""

    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    style: str


@dataclass(slots=True)
class _List:
    """A list of the document: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, which count as its paragraphs are read in order."""

    def __init__(self, root: Any) -> None:
        """Read the definitions; ``root`` is the element ``w:numbering`` or None."""
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        linked = {}
        for abstract in root.findall(f"{_W}abstractNum"):
            number = abstract.get(f"{_W}abstractNumId")
            self._lists[number] = _List({_ilvl(level): _level(level) for level in abstract.findall(f"{_W}lvl")})
            linked[_value(abstract, "styleLink")] = number
        for abstract in root.findall(f"{_W}abstractNum"):
            link = _value(abstract, "numStyleLink")
            if link and link in linked:
                self._lists[abstract.get(f"{_W}abstractNumId")] = self._lists[linked[link]]
        for use in root.findall(f"{_W}num"):
            starts = {_ilvl(o): _number(_value(o, "startOverride")) for o in use if _value(o, "startOverride")}
            self._uses[use.get(f"{_W}numId")] = (_value(use, "abstractNumId"), starts)

    def level_of_style(self, use: str, style: str) -> int:
        """Return the level that a list gives to a paragraph style, or 0."""
        levels = self._lists.get(self._uses.get(use, ("", {}))[0], _List({})).levels
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def count(self, use: str, depth: int) -> str:
        """Count one paragraph on at a level of a list, and return the number that Word shows before it."""
        abstract, starts = self._uses.get(use, ("", {}))
        numbered = self._lists.get(abstract)
        if numbered is None or depth not in numbered.levels:
            return ""
        counts, level = numbered.counts, numbered.levels[depth]
        if depth in starts and (use, depth) not in self._begun:
            self._begun.add((use, depth))
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda place: _shown(numbered, int(place[1]) - 1, level.legal), level.text) + level.suffix


def _value(element: Any, tag: str) -> str:
    child = element.find(f"{_W}{tag}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _number(value: str) -> int:
    """Return what a list begins with; Word counts no further than ``_MOST``, and a hostile file may ask for any."""
    return min(max(int(value or 1), 0), _MOST)


def _ilvl(element: Any) -> int:
    return int(element.get(f"{_W}ilvl") or 0)


def _level(element: Any) -> _Level:
    form = _value(element, "numFmt") or "decimal"
    text = "" if form in {"bullet", "none"} else _value(element, "lvlText")
    suffix = " " if text and _value(element, "suff") == "space" else ""
    legal = element.find(f"{_W}isLgl") is not None
    return _Level(_number(_value(element, "start")), form, text, suffix, legal, _value(element, "pStyle"))


def _shown(numbered: _List, depth: int, legal: bool) -> str:
    level = numbered.levels.get(depth)
    if level is None:
        return ""
    number = numbered.counts.get(depth, level.start)
    return str(number) if legal else _FORMS.get(level.form, str)(number)


def han(number: int, digits: str = _HAN, units: str = "十百千") -> str:
    """Write a number from 0 to 9999 in Chinese: 12 is 十二, 105 is 一百〇五."""
    if not 0 < number < 10_000:
        return str(number) if number else digits[0]
    written = ""
    for place, digit in enumerate(reversed(str(number))):
        unit = units[place - 1] if place else ""
        if digit != "0":
            written = digits[int(digit)] + unit + written
        elif written and not written.startswith(digits[0]):
            written = digits[0] + written
    return written.removeprefix("一") if units == "十百千" and 10 <= number < 20 else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        times, number = divmod(number, value)
        written += letters * times
    return written


def _composed(first: str, count: int) -> Callable[[int], str]:
    """Return a writer of numbers that Unicode has as one character, from ``first`` on."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


def _lettered(number: int) -> str:
    """Write a, b … z, aa, bb …; beyond thirty times the alphabet Word begins again, here digits are clearer."""
    if not 0 < number <= _LETTERED:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_COUNTING = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand")
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys((*_COUNTING, "japaneseCounting", "koreanCounting"), han),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"),
        lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda number: han(number, _LEGAL, "拾佰仟"),
    ),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _composed("①", 20)),
    "decimalEnclosedFullstop": _composed("⒈", 20),
    "decimalEnclosedParen": _composed("⑴", 20),
    "ideographEnclosedCircle": _composed("㊀", 10),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _lettered(number).upper(),
    "lowerLetter": _lettered,
}

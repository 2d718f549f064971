"""Chinese numerals: 二百一十五, 两千零四, 三点五万, 廿三, 七八十, 二〇二一, 壹拾捌万零陆佰."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from summarizer.numerals.numeral import scaled

ZEROS = "〇零○"
DIGITS = "一二两三四五六七八九"
STARTS = DIGITS + "十百千万亿廿卅半" + ZEROS
CAPITAL_STARTS = "壹贰貳叁參肆伍陆陸柒捌玖"

# The grammar. Two neighbouring digits are one rough digit (七八十 is 70 to 80); no multiplier follows a last digit.
_DIGIT = "(?:一二|[二两]三|三[四五]|四五|五六|六七|七八|八九|[一二两三四五六七八九])"
_GROUP = (  # below 万
    "(?=[一二两三四五六七八九十百千廿卅])"
    f"(?:{_DIGIT}?千(?:零(?=[一二两三四五六七八九十廿卅]))?)?(?:{_DIGIT}?百(?:零(?=[一二两三四五六七八九]))?)?"
    f"(?:{_DIGIT}?十|[廿卅])?(?:{_DIGIT}(?![一二两三四五六七八九十百千]))?"
)
_MYRIADS = f"(?:{_GROUP})?万(?:零?{_GROUP}(?![万亿]))?"
_SPELLED = re.compile(
    f"(?:(?:{_GROUP}(?:万(?:零?{_GROUP})?)?)?亿(?:零?(?:{_MYRIADS}|{_GROUP})(?!亿))?|{_MYRIADS}|{_GROUP})"
)

_POSITIONAL = re.compile(f"[{ZEROS}一二三四五六七八九]{{2,}}+")
_ROUGH = re.compile("[一二两三四五六七八九]{2}")
_PLACES = re.compile(f"点([{ZEROS}一二三四五六七八九]++)(?![十百千])((?:万亿?|亿)?)")
_ARABIC = str.maketrans("〇零○一二两三四五六七八九", "0001223456789")

# The forms of cheques and contracts. 伍 陆 拾 stand in everyday words too (队伍 陆续 收拾), so they count only
# where a run of them holds a multiplier.
_CAPITAL = re.compile(f"(?<!队)[{CAPITAL_STARTS}][拾佰仟万萬亿億][零{CAPITAL_STARTS}拾佰仟万萬亿億]*+")
_EVERYDAY = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "一二二三三四五六六七八九十百千万亿")

_VALUE = {char: value for value, chars in enumerate(("〇零○", "一", "二两", *"三四五六七八九")) for char in chars}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "": 1}
_MORE = frozenset(STARTS + "点")


class Reading(NamedTuple):
    """A numeral read from some offset: where it ends, its value, and the upper end of a rough span."""

    end: int
    value: Decimal
    high: Decimal | None = None


SINGLE = {
    **{char: Decimal(value) for char, value in _VALUE.items()},
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "廿": Decimal(20),
    "卅": Decimal(30),
    "半": Decimal("0.5"),
}


def read_han(text: str, start: int) -> Reading:
    """Read the longest well-formed Chinese numeral at ``start``, where one of ``STARTS`` stands."""
    first = text[start]
    if text[start + 1 : start + 2] not in _MORE or first == "半":
        return Reading(start + 1, SINGLE[first])
    whole = _positional(text, start) or _spelled(text, start)
    places = _PLACES.match(text, whole.end) if whole.high is None else None
    if places is None:
        return whole
    value = Decimal(f"{whole.value}.{places[1].translate(_ARABIC)}")
    return Reading(places.end(), scaled(value, _LARGE[places[2]]))


def read_capital(text: str, start: int) -> Reading | None:
    """Read a numeral in capital forms at ``start``; None where the characters are no numeral."""
    run = _CAPITAL.match(text, start)
    if run is None:
        return None
    reading = read_han(run[0].translate(_EVERYDAY), 0)
    return reading._replace(end=start + reading.end)


def _positional(text: str, start: int) -> Reading | None:
    """Read digits spelled place by place (二〇二一, 一一〇); None for a rough span (七八个) or a multiplied digit."""
    run = _POSITIONAL.match(text, start)
    if run is None:
        return None
    end = run.end()
    if end - start == 2 and (text[end : end + 1] in _TIMES or _SPELLED.fullmatch(text, start, end)):
        return None
    return Reading(end, Decimal(run[0].translate(_ARABIC)))


def _spelled(text: str, start: int) -> Reading:
    """Read a numeral spelled with 十 百 千 万 亿."""
    match = _SPELLED.match(text, start)
    if match is None or match.end() == start:
        return Reading(start + 1, SINGLE[text[start]])
    spelling = match[0]
    rough = _ROUGH.search(spelling)
    if rough is None:
        return Reading(match.end(), Decimal(_evaluate(spelling)))
    low, high = (spelling[: rough.start()] + digit + spelling[rough.end() :] for digit in rough[0])
    return Reading(match.end(), Decimal(_evaluate(low)), Decimal(_evaluate(high)))


def _evaluate(spelling: str) -> int:
    """Return the value of a well-formed spelling. A last digit right after 百 千 万 亿 counts tenths: 两百五 is 250."""
    closed = section = digit = 0
    last = 0  # the multiplier just read, 0 after a digit or 零
    for char in spelling:
        if char in _VALUE:
            digit, tenth = _VALUE[char], last // 10
            last = 0
            continue
        tenth = 0
        if char in _TIMES:
            last = _TIMES[char]
            section += (digit or 1) * last
        elif char in "廿卅":
            last, section = 10, section + int(SINGLE[char])
        else:
            last = _LARGE[char]
            closed = _close(closed, section + digit, last)
            section = 0
        digit = 0
    return closed + section + digit * (tenth if digit and tenth > 1 else 1)


def _close(closed: int, group: int, factor: int) -> int:
    """Multiply what stands before 万 or 亿; what 亿 has closed already stays as it is."""
    if factor == 10**8:
        return (closed + group or 1) * factor
    return closed + (group or 1) * factor

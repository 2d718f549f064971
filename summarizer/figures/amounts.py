"""Amounts: quantities, percentages, money and durations, with unit and qualifier."""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.figures import qualified
from summarizer.figures.counted import Counted, count
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention
    from summarizer.figures.words import Unit
    from summarizer.numerals import Numeral

_DASHES = ("——", "--", "-", "－", "—", "–", "~", "～", "至", "到")
_SPOKEN = frozenset("至到—～~")  # between bare numbers a hyphen may be a code's
_CHANGES = ("由", "从", "自")  # 由20个到26个 is a change, no range
_RECENT = frozenset(("年", "个月", "周", "个季度"))  # 近三年 are the last three years, not nearly three
_MULTIPLIERS = frozenset("百千万亿")
_ROUNDING = Context(prec=6)  # digits kept of a fraction without end
_HALF = Decimal("0.5")
_AFTER_HALF = frozenset("数径岛年月天小价")
_TENTHS = {char: Decimal(value) for value, char in enumerate("一二三四五六七八九", 1)} | {"半": Decimal(5)}
_DIGITS = frozenset("三四五六七八九")
_ENDS = frozenset("，,。；;")
_RANKING = frozenset("前第老小初高其之合归周数期")  # 前三, 初三, 周三: no counts
_STOPS = frozenset("，,。；;、 \n\r)）") | {""}


def read_amount(mention: Mention) -> Figure | None:
    """Read the amount at a mention. A bare Arabic number is a quantity without unit; a bare Chinese one seldom is."""
    numeral, counted = mention.numeral, mention.counted
    if numeral.over is not None:
        return _fraction(mention, numeral.over)
    low, high = numeral.value, numeral.high
    upper = _upper_end(mention, counted)
    if upper is not None:
        low, high, counted = _both_ends(mention, counted, *upper)
    if counted.unit is None:
        if not mention.arabic and not counted.meaning and not stands_alone(mention):
            return None
        return _made(mention, counted.end, counted, _Measured(Kind.QUANTITY, "", low, high))
    return _made(mention, *_with_unit(mention.text, counted, counted.unit, low, high))


class _Measured(NamedTuple):
    """What an amount says: kind, unit, value and upper end."""

    kind: Kind
    unit: str
    low: Decimal
    high: Decimal | None


def stands_alone(mention: Mention) -> bool:
    """Whether a Chinese numeral without a unit states a number: 三万四, 近半, 廿一 before a mark; not 三 in 三农."""
    text, start, end = mention.text, mention.start, mention.end
    if text[start] == "半" or text[start] in _MULTIPLIERS:
        return qualified.before(mention)[1] != ""
    spelling = text[start:end]
    if len(spelling) < 2:
        return spelling in _DIGITS and text[end : end + 1] in _ENDS and _follows_noun(text[start - 1 : start])
    return not _MULTIPLIERS.isdisjoint(spelling) or (
        text[end : end + 1] in _STOPS and ("十" in spelling[1:] or "点" in spelling)
    )


def _follows_noun(before: str) -> bool:
    """Whether the character before a lone digit may end the word for what is counted."""
    return "\u4e00" <= before <= "\u9fff" and before not in _RANKING


def _with_unit(
    text: str, counted: Counted, unit: Unit, low: Decimal, high: Decimal | None
) -> tuple[int, Counted, _Measured]:
    """Take in what may follow the unit (六成半, 三吨半, 九成六) and what the unit does to the value."""
    end, written = counted.end, counted.written
    if unit.tenth:
        low, high = low * 10, None if high is None else high * 10
        tenths = _TENTHS.get(text[end : end + 1])
        if tenths is not None and high is None:
            low, end = low + tenths, end + 1
    elif counted.half:
        low += _HALF
    elif text[end : end + 1] == "半" and text[end + 1 : end + 2] not in _AFTER_HALF and high is None:
        low, end = low + _HALF, end + 1
    elif written == "折" and low >= 10 and text[end - 2] in _DIGITS:
        low = low.scaleb(-1)  # 八五折 is 8.5
    if unit.kind is Kind.PERCENT and written != "‰":
        written = "%"
    return end, counted, _Measured(unit.kind, written, low, high)


def _made(mention: Mention, end: int, counted: Counted, measured: _Measured) -> Figure:
    """Make the figure, with the qualifiers around it; of several the one nearest to the unit holds."""
    begin, leading = qualified.before(mention)
    if counted.written in _RECENT and leading == "近":
        begin, leading = mention.start, ""
    end, trailing = qualified.after(mention, end, counted)
    return Figure(
        begin,
        end,
        mention.text[begin:end],
        measured.kind,
        plain(measured.low),
        "" if measured.high is None else plain(measured.high),
        measured.unit,
        trailing or counted.meaning or leading,
    )


def _fraction(mention: Mention, over: Decimal) -> Figure:
    """Make the figure of a fraction: of 100 and 1000 a percentage, else a quantity without unit."""
    numeral = mention.numeral
    counted = Counted(numeral.end)
    if over in (100, 1000):
        measured = _Measured(Kind.PERCENT, "%" if over == 100 else "‰", numeral.value, numeral.high)
    else:
        measured = _Measured(Kind.QUANTITY, "", _ROUNDING.divide(numeral.value, over or Decimal(1)), None)
    made = _made(mention, counted.end, counted, measured)
    return made if measured.unit else replace(made, note=f"{plain(numeral.value)}/{plain(over)}")


def _upper_end(mention: Mention, first: Counted) -> tuple[Numeral, Counted] | None:
    """Read the upper end of a range: a dash or 至, then a higher numeral, of the same unit if both have one."""
    text, words = mention.text, mention.page.words
    if not text.startswith(_DASHES, first.end):
        return None
    dash = next(dash for dash in _DASHES if text.startswith(dash, first.end))
    at = first.end + len(dash)
    numeral = read_numeral(text, at, at)
    if numeral is None or numeral.high is not None or mention.follows(_CHANGES):
        return None
    last = count(text, numeral, words, mention.arabic)
    if last.unit is None and (first.unit is not None or not mention.arabic or dash not in _SPOKEN):
        return None
    if first.unit is not None and last.unit is not None and first.written != last.written:
        return None
    return numeral, last


def _both_ends(
    mention: Mention, first: Counted, upper: Numeral, last: Counted
) -> tuple[Decimal, Decimal | None, Counted]:
    """Return both ends; 万 or 亿 written once (2-3万元) belongs to both."""
    low, text = mention.numeral.value, mention.text
    scale = {"万": 10**4, "亿": 10**8}.get(text[upper.end - 1], 1)
    if first.unit is None and scale > 1 and text[mention.end - 1] not in _MULTIPLIERS and low < 1000:
        low *= scale
    if low >= upper.value:
        return mention.numeral.value, mention.numeral.high, first
    return low, upper.value, last

"""Amounts: quantities, percentages, money and durations, with unit and qualifier."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from summarizer.figures import qualified
from summarizer.figures.counted import Counted, count
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import plain
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention
    from summarizer.numerals import Numeral

_DASHES = ("——", "--", "-", "－", "—", "–", "~", "～", "至", "到")
_SPOKEN = frozenset("至到—～~")  # between bare numbers a hyphen may be a code's
_CHANGES = ("由", "从", "自")  # 由20个到26个 is a change, no range
_RECENT = frozenset(("年", "个月", "周", "个季度"))  # 近三年 are the last three years, not nearly three
_MULTIPLIERS = frozenset("百千万亿")
_ROUNDING = Context(prec=6)  # digits kept of a fraction without end
_HALF = Decimal("0.5")
_AFTER_HALF = frozenset("数径岛")


def read_amount(mention: Mention) -> Figure | None:
    """Read the amount at a mention. A bare Arabic number is a quantity without unit; a bare Chinese one is none."""
    numeral, counted = mention.numeral, mention.counted
    low, high = numeral.value, numeral.high
    upper = _upper_end(mention, counted)
    if upper is not None:
        low, high, counted = _both_ends(mention, counted, *upper)
    if counted.unit is None and numeral.over is None and not mention.arabic and not counted.meaning and upper is None:
        return None
    if numeral.over is not None:
        return _fraction(mention, numeral.over)
    kind, unit, end = Kind.QUANTITY, counted.written, counted.end
    if counted.unit is not None:
        kind = counted.unit.kind
        if kind is Kind.PERCENT and unit != "‰":
            unit = "%"
        if counted.unit.tenth:
            low, high = low * 10, None if high is None else high * 10
        if kind is Kind.DURATION and _half_follows(mention.text, end):
            low, end = low + _HALF, end + 1
        elif counted.half:
            low += _HALF
    start, end, qualifier = _qualified(mention, end, counted)
    upper_value = "" if high is None else plain(high)
    return mention.figure(
        start, end, kind, value=plain(low), value_high=upper_value, unit=unit, qualifier=qualifier
    )


def _fraction(mention: Mention, over: Decimal) -> Figure:
    """Make the figure of a fraction: of 100 and 1000 a percentage, else a quantity without unit."""
    numeral, high = mention.numeral, mention.numeral.high
    start, end, qualifier = _qualified(mention, numeral.end, Counted(numeral.end))
    if over in (100, 1000):
        unit, kind, value = "%" if over == 100 else "‰", Kind.PERCENT, numeral.value
    else:
        unit, kind, value = "", Kind.QUANTITY, _ROUNDING.divide(numeral.value, over or Decimal(1))
        high = None
    upper_value = "" if high is None else plain(high)
    return mention.figure(
        start, end, kind, value=plain(value), value_high=upper_value, unit=unit, qualifier=qualifier
    )


def _half_follows(text: str, end: int) -> bool:
    """Whether 半 adds a half to a span of time: 四十二天半."""
    return text[end : end + 1] == "半" and text[end + 1 : end + 2] not in _AFTER_HALF


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


def _qualified(mention: Mention, end: int, counted: Counted) -> tuple[int, int, str]:
    """Extend the span over the qualifiers before and after; of several the one nearest to the unit holds."""
    if counted.written in _RECENT and mention.follows(("近",)):
        begin, leading = mention.start, ""
    else:
        begin, leading = qualified.before(mention)
    end, trailing = qualified.after(mention, end, counted)
    return begin, end, trailing or counted.meaning or leading

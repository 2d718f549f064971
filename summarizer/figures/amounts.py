"""Amounts: quantities, percentages, money and durations, with unit and qualifier."""

from __future__ import annotations

from decimal import Context
from typing import TYPE_CHECKING, NamedTuple

from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import Mention, plain
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from decimal import Decimal

    from summarizer.figures.words import Unit
    from summarizer.numerals import Numeral

_DASHES = ("——", "--", "-", "－", "—", "–", "~", "～", "至", "到")
_ROUNDING = Context(prec=6)  # digits kept of a fraction that has no end


class _Counted(NamedTuple):
    """A numeral with the qualifier and the unit right after it."""

    end: int
    unit: Unit | None
    written: str
    inner: str


def read_amount(mention: Mention) -> Figure | None:
    """Read the amount at a mention; an Arabic numeral without a unit is a quantity, a Chinese one is none."""
    first = _counted(mention, mention.numeral)
    numeral, high, last = mention.numeral, mention.numeral.high, first
    second = _range_end(mention, first)
    if second is not None:
        numeral, high, last = _joined(mention.numeral, first, *second)
    if last.unit is None and not mention.arabic and numeral.over is None:
        return None
    value, unit, kind = _measured(numeral, last)
    start, end, qualifier = _qualified(mention, last)
    return mention.figure(
        start,
        end,
        kind,
        value=plain(value),
        value_high="" if high is None else plain(high),
        unit=unit,
        qualifier=qualifier,
    )


def _counted(mention: Mention, numeral: Numeral) -> _Counted:
    """Read the qualifier and the unit after a numeral."""
    text, words = mention.text, mention.page.words
    end = mention.past_blank(numeral.end)
    inner = words.inner.get(text[end : end + 1], "")
    unit = unit_at(mention, mention.past_blank(end + 1)) if inner else None
    if unit is None:
        inner = ""
        unit = unit_at(mention, end)
        at = end
    else:
        at = mention.past_blank(end + 1)
    inner = inner or words.inner.get(numeral.more, "")
    if unit is None:
        return _Counted(numeral.end, None, "", inner)
    return _Counted(at + len(unit.word), unit, unit.word, inner)


def unit_at(mention: Mention, position: int) -> Unit | None:
    """Return the longest unit at ``position``."""
    text = mention.text
    for unit in mention.page.words.units.get(text[position : position + 1], ()):
        if text.startswith(unit.word, position) and (mention.arabic or not unit.weak):
            after = text[position + len(unit.word) : position + len(unit.word) + 1]
            if not after or after not in unit.not_before:
                return unit
    return None


def _range_end(mention: Mention, first: _Counted) -> tuple[Numeral, _Counted] | None:
    """Read the upper end of a range: a dash or 至, a numeral above the first, of the same unit if both have one."""
    text = mention.text
    for dash in _DASHES:
        if text.startswith(dash, first.end):
            at = first.end + len(dash)
            numeral = read_numeral(text, at, at)
            if numeral is None or numeral.high is not None:
                return None
            counted = _counted(mention, numeral)
            if counted.unit is None or (first.unit is not None and first.unit.kind is not counted.unit.kind):
                return None
            return numeral, counted
    return None


def _joined(
    low: Numeral, first: _Counted, numeral: Numeral, last: _Counted
) -> tuple[Numeral, Decimal | None, _Counted]:
    """Return both ends as one; a scale written once (2-3万元) belongs to both."""
    if first.unit is None and low.scale == 1 and numeral.scale > 1 and low.value * numeral.scale < numeral.value:
        low = low._replace(value=low.value * numeral.scale)
    if low.value >= numeral.value:
        return low, None, first
    return low, numeral.value, last


def _measured(numeral: Numeral, counted: _Counted) -> tuple[Decimal, str, Kind]:
    """Return value, unit and kind: fractions of 100 and 1000 are percentages."""
    value, over = numeral.value, numeral.over
    if over is not None and over == 100:
        return value, "%", Kind.PERCENT
    if over is not None and over == 1000:
        return value, "‰", Kind.PERCENT
    if over:
        value = _ROUNDING.divide(value, over)
    if counted.unit is None:
        return value, "", Kind.QUANTITY
    kind = counted.unit.kind
    return value, "%" if kind is Kind.PERCENT and counted.written != "‰" else counted.written, kind


def _qualified(mention: Mention, last: _Counted) -> tuple[int, int, str]:
    """Extend the span over the qualifiers before and after, and say which one holds."""
    text, words = mention.text, mention.page.words
    start, end, meaning = mention.start, last.end, last.inner
    for qualifier in words.after.get(text[end : end + 1], ()):
        if text.startswith(qualifier.word, end):
            end, meaning = end + len(qualifier.word), qualifier.meaning
            break
    for qualifier in words.before.get(text[start - 1 : start], ()) if start else ():
        at = start - len(qualifier.word)
        if at >= mention.floor and text.startswith(qualifier.word, at) and text[at - 1 : at] not in qualifier.not_after:
            return at, end, meaning or qualifier.meaning
    return start, end, meaning

"""Dates: years, months, days, quarters and ranges of years, as far as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention
    from summarizer.numerals import Numeral

_ISO = re.compile(
    r"((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年?[-－—–~～至到]{1,2}((?:19|20)\d\d)(年度|年)")
_MIXED_YEAR = re.compile("([二一2１1])([〇零○0０九9])([〇零○0０一二三四五六七八九]{2})年")
_AS_ARABIC = str.maketrans("〇零○一二三四五六七八九０", "00012345678990"[:13])


def read_date(mention: Mention) -> Figure | None:
    """Read the date at a mention."""
    text, start = mention.text, mention.start
    if mention.arabic:
        iso = _ISO.match(text, start)
        if iso is not None:
            value = f"{iso[1]}-{int(iso[3]):02}-{int(iso[4]):02}"
            return mention.figure(start, iso.end(), Kind.DATE, value=value)
        years = _YEARS.match(text, start)
        if years is not None and years[1] < years[2]:
            return mention.figure(
                start, years.end(), Kind.YEAR_RANGE, value=years[1], value_high=years[2], unit=years[3]
            )
    return _calendar(mention)


def _calendar(mention: Mention) -> Figure | None:
    """Read 年 月 日 after the numeral."""
    text = mention.text
    end = mention.past_blank(mention.end)
    sign = text[end : end + 1]
    if sign == "年" and 1000 <= mention.numeral.value <= 2999:
        return _from_year(mention, end)
    if sign == "月" and 1 <= mention.numeral.value <= 12:
        return _from_month(mention, end)
    if sign == "季" and text.startswith("季度", end) and 1 <= mention.numeral.value <= 4:
        start = mention.start
        if start > mention.floor and text[start - 1] in "第前":
            start -= 1
        return mention.figure(start, end + 2, Kind.DATE, value=str(mention.numeral.value), unit="季度")
    return None


def _from_year(mention: Mention, end: int) -> Figure:
    """Read on after 年."""
    text, year = mention.text, str(mention.numeral.value)
    if text.startswith("年度", end):
        return mention.figure(mention.start, end + 2, Kind.DATE, value=year, unit="年度")
    month = _part(mention, end + 1, "月", 12)
    if month is None:
        return mention.figure(mention.start, end + 1, Kind.DATE, value=year, unit="年")
    value = f"{year}-{int(month[0].value):02}"
    day = _part(mention, month[1], "日号", 31)
    if day is None:
        return mention.figure(mention.start, month[1], Kind.DATE, value=value, unit="月")
    return mention.figure(
        mention.start, day[1], Kind.DATE, value=f"{value}-{int(day[0].value):02}", unit=text[day[1] - 1]
    )


def _from_month(mention: Mention, end: int) -> Figure:
    """Read on after 月."""
    text, value = mention.text, f"--{int(mention.numeral.value):02}"
    if text.startswith("月份", end):
        return mention.figure(mention.start, end + 2, Kind.DATE, value=value, unit="月份")
    day = _part(mention, end + 1, "日号", 31)
    if day is None:
        return mention.figure(mention.start, end + 1, Kind.DATE, value=value, unit="月")
    return mention.figure(
        mention.start, day[1], Kind.DATE, value=f"{value}-{int(day[0].value):02}", unit=text[day[1] - 1]
    )


def _part(mention: Mention, at: int, signs: str, limit: int) -> tuple[Numeral, int] | None:
    """Read a numeral up to ``limit`` and one of ``signs`` after it: the next part of a date and where it ends."""
    text = mention.text
    numeral = read_numeral(text, mention.past_blank(at), mention.past_blank(at))
    if numeral is None or not 1 <= numeral.value <= limit:
        return None
    end = mention.past_blank(numeral.end)
    return (numeral, end + 1) if text[end : end + 1] in signs and end < len(text) else None

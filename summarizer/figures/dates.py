"""Dates: years, months, days, quarters and ranges of years, as far as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.calendar import splits
from summarizer.figures.clock import read_clock
from summarizer.figures.figure import Figure, Kind
from summarizer.lexicon import table
from summarizer.numerals import read_numeral

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.figures.mention import Mention

_YEAR = "(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"
_DASH = "[ ]?(?:——|--|[-－—–~～/至到])[ ]?"
_DASH_ONLY = re.compile(_DASH)
_ISO = re.compile(
    f"({_YEAR})([-/.．－])([0０]?[1-9１-９]|[1１][0-2０-２])\\2([0０]?[1-9１-９]|[12１２][0-9０-９]|[3３][01０１])(?![0-9０-９])"
    "(?:[ T\xa0\u3000]{1,2}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
)
_ISO_MONTH = re.compile(f"({_YEAR})[-/.](0[1-9]|1[0-2])(?![0-9%年]|[-/.][0-9]{{1,2}}(?![0-9])|[\u4e00-\u9fff])")
_YEARS = re.compile(f"({_YEAR})[ ]?年?度?{_DASH}({_YEAR})(?![0-9０-９])[ ]?(学年|年度|年|)")
_MONTHS = re.compile(f"([0-9０-９]{{1,2}}){_DASH}([0-9０-９]{{1,2}})[ ]?(月份|月|季度)")
_QUARTERS = re.compile(f"([一二三四]){_DASH}([一二三四])季度")
_DAYS = re.compile(f"[ ]?([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})[ ]?([日号])")
_MIXED_YEAR = re.compile("[二2２][〇零○0０][〇零○0０一二三四五六七八九]{2}年")
_TIME = re.compile("[ \xa0\u3000]{1,2}[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?")
_MIXED_DIGITS = str.maketrans("〇零○一二三四五六七八九２０", "00012345678920"[:14])
_DASHES = frozenset("-－—–~～/.．至到")
_LISTED = re.compile(
    "(?:、[0-9一二三四五六七八九十]{1,4}){1,6}(?:和[0-9一二三四五六七八九十]{1,4})?(月|季度|日|年|号|等奖|级|类)"
)
_LIMITS = {"月": 12, "季": 4, "日": 31, "年": 31}
_DATE_LABELS = tuple(table("calendar")["labels"]["words"])
_ZEROS = frozenset("0０〇零○")
_OF_A_MONTH = tuple(table("calendar")["days"]["months"])
_NEAR_DAY = tuple(table("calendar")["days"]["after"])
_AFTER_DAY = frozenset("至到、-—–~～和及")


def read_weekday(mention: Mention) -> Figure | None:
    """Read 星期五 and 周三; but 每周三次 counts."""
    text, start, end, value = mention.text, mention.start, mention.end, mention.numeral.value
    if end - start != 1 or not 1 <= value <= 6 or not mention.follows(mention.page.words.weekdays):
        return None
    unit = next(word for word in mention.page.words.weekdays if text.endswith(word, mention.floor, start))
    if len(unit) == 1 and mention.counted.unit is not None and text[end] != "组":
        return None
    return mention.figure(start - len(unit), end, Kind.DATE, value=str(value), unit=unit)


def read_date(mention: Mention) -> Figure | None:
    """Read the date at a mention, or the time of a day."""
    sign_at = mention.past_blank(mention.end)
    sign = mention.text[sign_at : sign_at + 1]
    reader = _BY_SIGN.get(sign)
    if reader is not None:
        return reader(mention, sign_at)
    if sign in _DASHES and mention.arabic:
        return _dashed(mention)
    if sign in _ZEROS:
        return _mixed_year(mention)
    if sign == "、" and (listed := _LISTED.match(mention.text, mention.end)) is not None:
        return _first_of_list(mention, listed[1])
    if mention.arabic:
        return _bare_year(mention) or _compact(mention)
    return _quarters(mention) or _chinese_years(mention, "") if sign in _DASHES else None


def _dashed(mention: Mention) -> Figure | None:
    """Read 2020-03-12, 2018-2019年, 1-10月."""
    text, start = mention.text, mention.start
    if (iso := _ISO.match(text, start)) is not None:
        return mention.figure(start, iso.end(), Kind.DATE, value=f"{int(iso[1])}-{int(iso[3]):02}-{int(iso[4]):02}")
    if (years := _years(mention)) is not None:
        return years
    if (month := _ISO_MONTH.match(text, start)) is not None:
        return mention.figure(start, month.end(), Kind.DATE, value=f"{int(month[1])}-{month[2]}")
    months = _MONTHS.match(text, start)
    if months is not None and 1 <= int(months[1]) < int(months[2]) <= 12:
        low, high = (str(int(months[1])), str(int(months[2])))
        if months[3] != "季度":
            low, high = f"--{low:0>2}", f"--{high:0>2}"
        return mention.figure(start, months.end(), Kind.DATE, value=low, value_high=high, unit=months[3])
    return _bare_year(mention)


def _years(mention: Mention) -> Figure | None:
    """Read a range of years; 年 may stand after each of them."""
    years = _YEARS.match(mention.text, mention.start)
    if years is None or int(years[1]) >= int(years[2]):
        return None
    low, high = str(int(years[1])), str(int(years[2]))
    end = years.end() if years[3] else years.end(2)
    return mention.figure(mention.start, end, Kind.YEAR_RANGE, value=low, value_high=high, unit=years[3])


def _first_of_list(mention: Mention, unit: str) -> Figure | None:
    """Read 3 in 3、4月份, 一 in 一、二季度, 1 in 1、2号楼: what follows the list says what it is."""
    value, limit = mention.numeral.value, _LIMITS.get(unit[0], 0)
    if limit and 1 <= value <= limit:
        written = f"--{int(value):02}" if unit[0] == "月" else str(int(value))
        return mention.figure(mention.start, mention.end, Kind.DATE, value=written)
    return mention.figure(mention.start, mention.end, Kind.NAME) if not limit else _bare_year(mention)


def _quarters(mention: Mention) -> Figure | None:
    """Read 一至三季度."""
    span = _QUARTERS.match(mention.text, mention.start)
    if span is None:
        return None
    low, high = ("一二三四".index(digit) + 1 for digit in span.groups())
    values = {"value": str(low), "value_high": str(high)}
    return mention.figure(mention.start, span.end(), Kind.DATE, unit="季度", **values) if low < high else None


def _chinese_years(mention: Mention, after_first: str) -> Figure | None:
    """Read 二〇一五—二〇二〇年, with ``after_first`` between the first year and the dash."""
    text = mention.text
    dash = _DASH_ONLY.match(text, mention.end + len(after_first))
    high = read_numeral(text, dash.end(), dash.end()) if dash else None
    if high is None or high.end - high.start != 4 or not 1900 <= mention.numeral.value < high.value <= 2100:
        return None
    unit = next((unit for unit in ("年度", "年") if text.startswith(unit, high.end)), "")
    values = {"value": str(mention.numeral.value), "value_high": str(high.value)}
    return mention.figure(mention.start, high.end + len(unit), Kind.YEAR_RANGE, unit=unit, **values)


def _mixed_year(mention: Mention) -> Figure | None:
    """Read a year in which Arabic zeros stand among Chinese numerals: 二0三五年."""
    match = _MIXED_YEAR.match(mention.text, mention.start)
    if match is None:
        return None
    value = match[0][:-1].translate(_MIXED_DIGITS)
    return mention.figure(mention.start, match.end(), Kind.DATE, value=value, unit="年")


def _bare_year(mention: Mention) -> Figure | None:
    """Read a year that has lost its 年, or never had it: 回顾2013工作, 2021、2022年."""
    digits, counted = mention.text[mention.start : mention.end], mention.counted
    if len(digits) != 4 or not digits.isdecimal() or not 1949 <= int(digits) <= 2049:
        return None
    if counted.unit is not None or counted.meaning or not _is_year_cell(mention):
        return None
    return mention.figure(mention.start, mention.end, Kind.DATE, value=str(int(digits)))


def _is_year_cell(mention: Mention) -> bool:
    """Whether the number, if it is all of a cell, labels a row or stands in a row of years."""
    page, start, end = mention.page, mention.start, mention.end
    return not page.fills_cell(start, end) or page.opens_row(start) or page.is_row_of_years(start)


def _compact(mention: Mention) -> Figure | None:
    """Read 2022.12, and 20220315 after 日期 or 时间."""
    digits = mention.text[mention.start : mention.end]
    if (month := _ISO_MONTH.fullmatch(digits)) is not None and _ISO_MONTH.match(mention.text, mention.start):
        return mention.figure(mention.start, mention.end, Kind.DATE, value=f"{int(month[1])}-{month[2]}")
    if len(digits) != 8 or not digits.isdecimal() or not mention.follows(_DATE_LABELS, ":： "):
        return None
    value = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return mention.figure(mention.start, mention.end, Kind.DATE, value=value) if value in splits(digits) else None


def _year(mention: Mention, sign: int) -> Figure | None:
    """Read 年 and what follows it."""
    text, value = mention.text, mention.numeral.value
    if not 1900 <= value <= 2100 or mention.end - mention.start != 4:
        return None
    if (years := _years(mention) if mention.arabic else _chinese_years(mention, "年")) is not None:
        return years
    for unit in ("年度", "学年"):
        if text.startswith(unit, sign):
            return mention.figure(mention.start, sign + 2, Kind.DATE, value=str(value), unit=unit)
    return _month_of(mention, str(value), sign + 1) or mention.figure(
        mention.start, sign + 1, Kind.DATE, value=str(value), unit="年"
    )


def _month_of(mention: Mention, year: str, position: int) -> Figure | None:
    """Read the month after a year, and the day after it."""
    text, at = mention.text, mention.past_blank(position)
    months = _MONTHS.match(text, at)
    if months is not None and months[3] != "季度" and 1 <= int(months[1]) < int(months[2]) <= 12:
        low, high = (f"{year}-{int(months[group]):02}" for group in (1, 2))
        return mention.figure(mention.start, months.end(), Kind.DATE, value=low, value_high=high, unit=months[3])
    month = read_numeral(text, at, at)
    if month is None or not 1 <= month.value <= 12:
        return None
    sign = mention.past_blank(month.end)
    return _day_of(mention, f"{year}-{int(month.value):02}", sign) if text.startswith("月", sign) else None


def _month(mention: Mention, sign: int) -> Figure | None:
    """Read a month without its year."""
    value = mention.numeral.value
    if not 1 <= value <= 12 or mention.numeral.high is not None:
        return None
    return _day_of(mention, f"--{int(value):02}", sign)


def _day_of(mention: Mention, month: str, sign: int) -> Figure:
    """Read what follows 月, which stands at ``sign``: a day or a span of days, and the time."""
    text, start = mention.text, mention.start
    if text.startswith("月份", sign):
        return mention.figure(start, sign + 2, Kind.DATE, value=month, unit="月份")
    days = _DAYS.match(text, sign + 1)
    if days is not None and 1 <= int(days[1]) < int(days[2]) <= 31:
        low, high = (f"{month}-{int(days[group]):02}" for group in (1, 2))
        return mention.figure(start, days.end(), Kind.DATE, value=low, value_high=high, unit=days[3])
    at = mention.past_blank(sign + 1)
    day = read_numeral(text, at, at)
    if day is not None and 1 <= day.value <= 31 and day.high is None:
        end = mention.past_blank(day.end)
        if text[end : end + 1] in ("日", "号"):
            time = _TIME.match(text, end + 1)
            until = time.end() if time else end + 1
            return mention.figure(start, until, Kind.DATE, value=f"{month}-{int(day.value):02}", unit=text[end])
    return mention.figure(start, sign + 1, Kind.DATE, value=month, unit="月")


def _day(mention: Mention, sign: int) -> Figure | None:
    """Read a day without its month, where the words around it say so: 每月15日前, 3月5日、8日."""
    value, text = mention.numeral.value, mention.text
    if not 1 <= value <= 31 or text[sign] != "日" or mention.numeral.high is not None:
        return None
    beside = mention.char_before(mention.start) == "" and mention.start > 1 and text[mention.start - 2] == "日"
    joined = mention.start > 1 and text[mention.start - 1] in _AFTER_DAY and text[mention.start - 2] == "日"
    if joined or beside or mention.follows(_OF_A_MONTH) or (mention.precedes(_NEAR_DAY, sign + 1) and mention.arabic):
        return mention.figure(mention.start, sign + 1, Kind.DATE, value=str(int(value)), unit="日")
    return None


def _quarter(mention: Mention, sign: int) -> Figure | None:
    """Read 第三季度, 前三季度, 一季度."""
    value, start = mention.numeral.value, mention.start
    if not mention.text.startswith("季度", sign) or not 1 <= value <= 4:
        return None
    if mention.char_before(start) in ("第", "前"):
        start -= 1
    return mention.figure(start, sign + 2, Kind.DATE, value=str(value), unit="季度")


def _clock(mention: Mention, sign: int) -> Figure | None:
    """Read the time of a day: a name, since it counts nothing."""
    end = read_clock(mention.text, mention.start, sign)
    return None if end is None else mention.figure(mention.start, end, Kind.NAME)


_BY_SIGN: dict[str, Callable[[Mention, int], Figure | None]] = {
    "年": _year,
    "学": _year,
    "月": _month,
    "日": _day,
    "季": _quarter,
    ":": _clock,
    "：": _clock,
    "时": _clock,
    "点": _clock,
}

"""Dates whose separators were lost: the readings that a calendar allows."""

from __future__ import annotations

import re
from calendar import monthrange

_YEAR = re.compile("(?:19|20)[0-9]{2}")


def splits(digits: str) -> list[str]:
    """Return the days that ``digits`` may have been: ``2020317`` → ``2020-03-17``, ``328`` → ``--03-28``."""
    year, rest = (digits[:4], digits[4:]) if len(digits) > 4 and _YEAR.match(digits) else ("", digits)
    cuts = ((rest[:at], rest[at:]) for at in (1, 2) if 1 <= len(rest) - at <= 2)
    return [
        f"{year or '-'}-{int(month):02}-{int(day):02}" for month, day in cuts if _is_day(year or "2000", month, day)
    ]


def month_split(digits: str) -> list[str]:
    """Return the month that ``digits`` may have been: ``20203`` → ``2020-03``."""
    month = digits[4:]
    return (
        [f"{digits[:4]}-{int(month):02}"] if _YEAR.match(digits) and month[:1] != "0" and 1 <= int(month) <= 12 else []
    )


def year_pair(digits: str) -> list[str]:
    """Return the two years that eight digits may have been: ``20132015`` → ``2013—2015``."""
    first, last = digits[:4], digits[4:]
    return [f"{first}—{last}"] if _YEAR.match(first) and _YEAR.match(last) and first < last else []


def _is_day(year: str, month: str, day: str) -> bool:
    """Whether the calendar has this day, and a lone digit is none with a lost zero beside it (1|05 is 1-05)."""
    return 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(int(year), int(month))[1]

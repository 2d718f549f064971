"""Whether a report was published in time, under the rule of its year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Timeliness

if TYPE_CHECKING:
    from summarizer.form import Deadline, Form


def judge_timeliness(form: Form, year: str, published: str, level: str) -> Timeliness:
    """Return whether a report of ``year`` published on ``published`` (ISO date or empty) was in time.

    The value is ``on_time``, ``boundary`` (the one day that reviewers read differently), ``late`` (with the days after
    the deadline), ``undated`` (no publication date of the calendar: a signature does not publish) or ``no_rule``.
    """
    rule = form.deadline(int(year)) if year.isdecimal() else None
    if rule is None:
        return Timeliness("no_rule" if year.isdecimal() else "undated", "", "")
    name = f"{rule.basis} (applies_by_local_rule)" if level in rule.local else rule.basis
    day = _date(published)
    if day is None:
        return Timeliness("undated", name, "")
    return _compare(rule, day, int(year) + 1, name)


def _compare(rule: Deadline, published: date, year: int, name: str) -> Timeliness:
    last = _day(year, rule.on_time)
    boundary = _day(year, rule.boundary) if rule.boundary else last
    if published <= last:
        return Timeliness("on_time", name, "")
    if published <= boundary:
        return Timeliness("boundary", name, "")
    return Timeliness("late", name, str((published - boundary).days))


def _date(published: str) -> date | None:
    """Return a day of the calendar; a report may well name the 31st of February."""
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def _day(year: int, month_day: str) -> date:
    """Return the day that ``03-31`` names in a year."""
    month, day = month_day.split("-")
    return date(year, int(month), int(day))

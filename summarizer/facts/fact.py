"""The fact: a figure bound to subject, period, mood and role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.figures import Figure
    from summarizer.spans import Cell, Span

TIMES = "倍"  # the unit of how many times another number a number is


class Mood(StrEnum):
    """Whether a number reports what happened, what is planned, or what a rule asks."""

    RESULT = "result"
    PLAN = "plan"
    NORM = "norm"


class Role(StrEnum):
    """The part a number plays among its neighbours."""

    PLAIN = "plain"
    TOTAL = "total"
    PART = "part"
    BASE = "base"
    CHANGE = "change"
    RATE = "rate"


class Direction(StrEnum):
    """Which way a change goes; empty where the number is no change."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class PeriodKind(StrEnum):
    """How the time of a number is given."""

    REPORT_YEAR = "report_year"
    PRIOR = "prior"
    NEXT = "next"
    SINCE = "since"
    AS_OF = "as_of"
    CUMULATIVE = "cumulative"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a number is about: ``year`` as four digits where known, ``words`` as the text has them or empty."""

    kind: PeriodKind = PeriodKind.REPORT_YEAR
    year: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount of a report and what it is said of.

    ``subject`` is what is counted, nearest words first: spans of kind ``own`` (words of the figure's own clause),
    ``carried`` (a subject printed once and carried over from an earlier clause), ``row`` and ``column`` (table labels).
    ``worded`` is true where the number is said in words (未收到 → 0, 全部 → 100 %): then ``figure`` covers those words.
    ``clause`` and ``sentence`` are ``(start, end)``; ``section`` is the index of the section. ``whole`` is where the
    figure begins of which this one counts a part (其中…), or -1; ``aside`` is true in a bracket beside another figure.
    """

    figure: Figure
    subject: tuple[Span, ...]
    period: Period
    mood: Mood
    role: Role
    direction: Direction
    scope: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    section: int
    cell: Cell | None = None
    worded: bool = False
    whole: int = -1
    aside: bool = False

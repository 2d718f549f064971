"""The rows of a review: what every writer shows, in one order. No writer decides for itself what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.assessment import Place
    from summarizer.review.decisions import Decided
    from summarizer.writers.wording import Evidence


class Group(StrEnum):
    """What a row is about, in the order in which rows are shown. All before ``DECIDED`` need a person."""

    FINDING = "finding"
    UNCHECKED = "unchecked"
    CONFLICT = "conflict"
    CONTRADICTION = "contradiction"
    BREACH = "breach"
    UNANSWERED = "unanswered"
    UNCLAIMED = "unclaimed"
    WARNING = "warning"
    DECIDED = "decided"
    SHOWN = "shown"
    ACCEPTED = "accepted"
    BLANK = "blank"


NEEDS_A_PERSON = tuple(Group)[: list(Group).index(Group.DECIDED)]


class Attribution(StrEnum):
    """Whether the source says the number of what the form says it of."""

    FITS = "fits"
    DIFFERS = "differs"
    OPEN = "open"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a review.

    ``key`` names it in a file of decisions, ``about`` is the id of its value or statement; ``code`` is an indicator's
    code or a statement's kind, ``dimension`` a dimension's code or empty. ``shown`` is the number as the form has it,
    ``text`` the sentence it stands in (for statements) or what the row is about. ``places`` are where the form says it
    stands; ``evidence`` is what it was compared with; ``rivals`` are the other values of a cell in conflict.
    ``verdict``, ``reason``, ``quote`` and ``attribution`` are empty where nothing was judged. ``decided`` are the
    decisions of reviewers on it, as applied.
    """

    key: str
    group: Group
    about: str = ""
    code: str = ""
    dimension: str = ""
    part: str = ""
    shown: str = ""
    text: str = ""
    status: str = ""
    verdict: str = ""
    reason: str = ""
    quote: str = ""
    attribution: str = ""
    formula: str = ""
    rivals: str = ""
    note: str = ""
    places: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    decided: tuple[Decided, ...] = ()

"""Claims and findings, as the contract has them: the number, the quote and the evidence kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.facts import Fact


class Verdict(StrEnum):
    """What the cross-check says of a number."""

    SUPPORTED = "supported"
    CONVERTED = "converted"
    ROUNDED = "rounded"
    DERIVED = "derived"
    MISATTRIBUTED = "misattributed"
    ALTERED = "altered"
    UNSUPPORTED = "unsupported"
    UNCERTAIN = "uncertain"
    UNREADABLE = "unreadable"


ACCEPTED_VERDICTS = frozenset({Verdict.SUPPORTED, Verdict.CONVERTED, Verdict.ROUNDED, Verdict.DERIVED})


class Reason(StrEnum):
    """Why; empty for a number that is plainly supported."""

    NONE = ""
    SUBJECT = "subject"
    PERIOD = "period"
    MOOD = "mood"
    BASE = "base"
    PART = "part"
    DIGITS = "digits"
    TRANSPOSED = "transposed"
    SCALE = "scale"
    UNIT = "unit"
    PERCENT_POINTS = "percent_points"
    QUALIFIER = "qualifier"
    DIRECTION = "direction"
    YEAR = "year"
    DAMAGED = "damaged"


class Quote(StrEnum):
    """What becomes of the cited quote."""

    HOLDS = "holds"
    ELSEWHERE = "elsewhere"
    NOT_IN_SOURCE = "not_in_source"
    NONE_GIVEN = "none_given"


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that somebody asserts about a report; all strings, all but ``value`` optional.

    ``value`` may be as written or scaled (900 + 万元, 9000000 + 元). ``text`` is the sentence that asserts it,
    ``quote`` the words of the report it cites. ``start, end`` are the number's place in the checked prose (set by
    ``check_text``). ``aliases`` are other names of the indicator, ``quote_start`` where the quote was located,
    ``id`` the value or statement of a form that the claim stands for. ``mood`` is ``norm`` for what a rule asks; a
    claim of a name and a number asserts a result otherwise.
    """

    indicator: str = ""
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    text: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    aliases: tuple[str, ...] = ()
    quote_start: int | None = None
    id: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim judged.

    ``figures`` are the source facts it rests on or was compared with; ``formula`` is set for ``derived`` (``6+5=11``).
    """

    claim: Claim
    verdict: Verdict
    reason: Reason
    quote: Quote
    figures: tuple[Fact, ...] = ()
    formula: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the verdict says yes and the quote holds or none was given."""
        return self.verdict in ACCEPTED_VERDICTS and self.quote in (Quote.HOLDS, Quote.NONE_GIVEN)


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetic relation that the source itself states: ``holds`` is None where the text cannot decide."""

    relation: str
    holds: bool | None
    figures: tuple[Fact, ...]
    note: str

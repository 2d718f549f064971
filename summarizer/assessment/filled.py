"""The types of a filled form, as the contract's review file has them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

_NOWHERE: Final = 2**62


class Status(StrEnum):
    """What a report says of an indicator."""

    STATED = "stated"
    STATED_ZERO = "stated_zero"
    DERIVED = "derived"
    NORM = "norm"
    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"
    CONFLICT = "conflict"

    @property
    def is_blank(self) -> bool:
        """Whether the cell has no number: not stated, or not applicable."""
        return self in {Status.NOT_STATED, Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer rests: ``quote`` is the report's own text at ``[start, end)``.

    ``cited`` keeps the engine's words where they differ from ``quote``, else it is empty. ``located`` is ``exact``,
    ``folded``, ``fuzzy`` or ``none``; with ``none``, quote, start and end are None.
    """

    quote: str | None
    start: int | None
    end: int | None
    cited: str = ""
    located: str = "exact"

    @property
    def order(self) -> tuple[int, int]:
        """A sort key: by place in the report; what was not located comes last."""
        return (_NOWHERE, _NOWHERE) if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change of a value: ``同比下降73%`` → down, 73, %, 同比."""

    direction: str
    amount: str
    unit: str
    base: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine says of one indicator, with the one place it rests on.

    ``value`` is a decimal as a string, scaled (万 and 亿 applied); ``complaints`` say what is wrong with the answer
    itself (unknown code, number not in its quote …) and are kept with it.
    """

    code: str
    part: str
    value: str
    value_high: str
    unit: str
    qualifier: str
    status: Status
    place: Place
    change: Change | None = None
    period: str = ""
    scope: str = ""
    formula: str = ""
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as an engine gives it, before it gets its id: kind, dimension, own words, place."""

    kind: str
    dimension: str
    text: str
    place: Place


class PartAnswered(Protocol):
    """What an engine says of one part, as far as the form needs it."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers to the form's indicators."""
        ...

    @property
    def statements(self) -> tuple[Spoken, ...]:
        """The measures, problems, causes and plans the part states."""
        ...


@dataclass(frozen=True, slots=True)
class Value:
    """A cell of the filled form. ``id`` is made of code, part and first place, never a running number."""

    id: str
    code: str
    part: str
    value: str
    value_high: str
    unit: str
    qualifier: str
    status: Status
    change: Change | None
    period: str
    scope: str
    formula: str
    places: tuple[Place, ...]
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A stated measure, problem, cause, plan, first-responsible sentence, or an overview.

    ``answers`` is the id of the problem that a plan answers, or empty.
    """

    id: str
    kind: str
    dimension: str
    text: str
    answers: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field of the form's header; ``status`` is ``stated``, ``inferred`` or ``not_stated``."""

    field: str
    value: str
    status: str
    quote: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Whether the report was published in time: value, the rule applied, days late (empty when not late)."""

    value: str
    rule: str
    days: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a dimension is covered: ``figures mentioned absent not_applicable``."""

    dimension: str
    value: str


@dataclass(frozen=True, slots=True)
class Check:
    """One of the form's identities held against the values: ``dr_mediators = a + b: 1054 = 392 + 662``.

    ``strictness`` is ``hard`` (a breach is a contradiction) or ``soft`` (a breach is worth a look). ``holds`` is None
    where the values cannot decide. ``values`` are the ids of the values compared, the checked one first.
    """

    code: str
    relation: str
    strictness: str
    holds: bool | None
    values: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A filled form."""

    header: tuple[HeaderField, ...]
    items: tuple[tuple[str, str], ...]
    timeliness: Timeliness
    values: tuple[Value, ...]
    statements: tuple[Statement, ...]
    coverage: tuple[Coverage, ...]
    checks: tuple[Check, ...] = ()

"""The types of a filled form, as the contract's review file has them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a report says of an indicator."""

    STATED = "stated"
    STATED_ZERO = "stated_zero"
    DERIVED = "derived"
    NORM = "norm"
    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"
    CONFLICT = "conflict"


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
class Assessment:
    """A filled form."""

    header: tuple[HeaderField, ...]
    items: tuple[tuple[str, str], ...]
    timeliness: Timeliness
    values: tuple[Value, ...]
    statements: tuple[Statement, ...]
    coverage: tuple[Coverage, ...]

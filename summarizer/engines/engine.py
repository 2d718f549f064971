"""What every engine is: a part of a report in, answers out; a filled form in, an overview out, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from summarizer.assessment import Answer, Assessment, Spoken
    from summarizer.parts import Part


@dataclass(frozen=True, slots=True)
class Identity:
    """Which engine answered, and all that can change its answers."""

    name: str
    model: str = ""
    prompts: str = ""
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What answering cost: calls made, tokens in and out, cost as a decimal string in the price table's currency.

    ``seconds`` is the time that a report took from its text to its review.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cached: int = 0
    cost: str = "0"
    seconds: float = field(default=0.0, compare=False)

    def __add__(self, other: Usage) -> Usage:
        """Add two bills."""
        return Usage(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cached + other.cached,
            str(Decimal(self.cost) + Decimal(other.cost)),
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """The answers to one part. ``failure`` says why there are none (refused, truncated …), or is empty."""

    answers: tuple[Answer, ...] = ()
    statements: tuple[Spoken, ...] = ()
    failure: str = ""
    usage: Usage = field(default_factory=Usage)


class Engine(Protocol):
    """Fills the form, one part at a time, and may word an overview of what is filled."""

    @property
    def identity(self) -> Identity:
        """Which engine this is."""
        ...

    @property
    def jobs(self) -> int:
        """How many parts may be asked at the same time."""
        ...

    @property
    def budget(self) -> int | None:
        """The most characters a part may have, None for no bound."""
        ...

    def answer(self, part: Part) -> PartAnswers:
        """Answer one part; where there is no answer to it, say why as the ``failure``.

        Raises:
            EngineError: no part of the report can be answered.
        """
        ...

    def overview(self, assessment: Assessment) -> PartAnswers:
        """Word an overview of the filled form, as statements of kind ``overview``; an engine may have none to give."""
        ...

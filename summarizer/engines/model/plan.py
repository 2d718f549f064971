"""The plan of a run, before anything is sent: calls, tokens, cost, and which text would leave this machine."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.engines.model.price import count_tokens, price_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.engines.model.engine import ModelEngine
    from summarizer.parts import Part
    from summarizer.prompting import Message

# Usual lengths, in tokens of the report's parts: a part's reply, and the filled form that an overview is made from.
_REPLY = 0.6
_FILLED = 0.5
# The longest overview that the prompt allows, in tokens.
_OVERVIEW = 800


@dataclass(frozen=True, slots=True)
class Plan:
    """What asking for the parts of a report would take, or of several.

    ``kept`` parts are answered from the store. ``overviews`` are calls too, made when the parts are answered.
    ``tokens_in`` and ``tokens_out`` are estimates; ``cost``, in ``currency``, is None where the model has no price, and
    so is ``dearest``, the most that a single call may cost, which a bound must leave room for. ``texts`` is what would
    be sent of the reports, call by call. Re-asks come on top.
    """

    calls: int = 0
    kept: int = 0
    overviews: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal | None = Decimal(0)
    dearest: Decimal | None = Decimal(0)
    currency: str = ""
    texts: tuple[str, ...] = ()

    def __add__(self, other: Plan) -> Plan:
        """Put two plans together."""
        priced = self.cost is not None and other.cost is not None
        return Plan(
            self.calls + other.calls,
            self.kept + other.kept,
            self.overviews + other.overviews,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            _or_nothing(self.cost) + _or_nothing(other.cost) if priced else None,
            max(_or_nothing(self.dearest), _or_nothing(other.dearest)) if priced else None,
            other.currency,
            self.texts + other.texts,
        )


def plan(engine: ModelEngine, parts: Iterable[Part]) -> Plan:
    """Say what asking for the ``parts`` of a report would take; nothing is sent."""
    asked = [engine.questions(part) for part in parts]
    questions = [question for part in asked for question in part]
    texts = tuple(question[-1]["content"] for question in questions)
    tokens_in = sum(map(_tokens, questions))
    tokens_out = sum(int(count_tokens(text) * _REPLY) for text in texts)
    if questions:
        tokens_in += _tokens(engine.overview_question("")) + int(sum(map(count_tokens, texts)) * _FILLED)
        tokens_out += _OVERVIEW
    price = price_of(engine.identity.model)
    return Plan(
        calls=len(questions),
        kept=sum(not part for part in asked),
        overviews=int(bool(questions)),
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost=price.of(tokens_in, tokens_out) if price else None,
        dearest=max(map(engine.most, questions), default=Decimal(0)) if price else None,
        currency=price.currency if price else "",
        texts=texts,
    )


def _tokens(question: list[Message]) -> int:
    return sum(count_tokens(message["content"]) for message in question)


def _or_nothing(cost: Decimal | None) -> Decimal:
    return cost or Decimal(0)

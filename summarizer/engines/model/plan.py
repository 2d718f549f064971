"""The plan of a run, before anything is sent: calls, tokens, cost, and which text would leave this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.engines.model.price import count_tokens, price_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from summarizer.engines.model.engine import ModelEngine
    from summarizer.parts import Part

# A usual reply is this share of the part it answers, in tokens.
_REPLY = 0.6


@dataclass(frozen=True, slots=True)
class Plan:
    """What asking some parts would take.

    ``kept`` parts are answered from the store. ``tokens_in`` and ``tokens_out`` are estimates; ``cost``, in
    ``currency``, is None where the model has no price. ``texts`` is what would be sent of the reports, call by call.
    Re-asks and overviews come on top.
    """

    calls: int
    kept: int
    tokens_in: int
    tokens_out: int
    cost: Decimal | None
    currency: str
    texts: tuple[str, ...]


def plan(engine: ModelEngine, parts: Iterable[Part]) -> Plan:
    """Say what asking ``parts`` would take; nothing is sent."""
    calls = kept = tokens_in = tokens_out = 0
    texts: list[str] = []
    for part in parts:
        questions = engine.questions(part)
        kept += not questions
        calls += len(questions)
        for messages in questions:
            text = messages[-1]["content"]
            tokens_in += sum(count_tokens(message["content"]) for message in messages)
            tokens_out += int(count_tokens(text) * _REPLY)
            texts.append(text)
    price = price_of(engine.identity.model)
    cost = price.of(tokens_in, tokens_out) if price else None
    return Plan(calls, kept, tokens_in, tokens_out, cost, price.currency if price else "", tuple(texts))

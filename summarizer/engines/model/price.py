"""Tokens and prices: how many a text has, and what a model charges (``schemas/prices.toml``, yours to edit)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.errors import ResourceError
from summarizer.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

_MILLION = 1_000_000

# Tokens to a character, measured on reports of this kind: 0.70 to 0.71 in all.
TOKENS_A_CHARACTER = 0.8
_TOKENS_A_LETTER = 0.35
_FIRST_WIDE = "⺀"


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in and out, in ``currency``."""

    into: Decimal
    out: Decimal
    currency: str

    def of(self, tokens_in: int, tokens_out: int) -> Decimal:
        """Return what so many tokens cost."""
        return (self.into * tokens_in + self.out * tokens_out) / _MILLION


def price_table() -> Path:
    """Return where the price table lies."""
    return resource("schemas", "prices.toml")


def price_of(model: str, path: Path | None = None) -> Price | None:
    """Return the price of a model: that of the longest name in the table that the model's name begins with.

    None where the table has none.

    Raises:
        ResourceError: the table is not what it should be.
    """
    path = path or price_table()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        prices = {
            name: Price(Decimal(price["in"]), Decimal(price["out"]), currency)
            for currency, models in table.items()
            for name, price in models.items()
        }
    except (OSError, ValueError, ArithmeticError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: not a price table ({error}); see the comment at its top") from error
    known = [name for name in prices if model.startswith(name)]
    return prices[max(known, key=len)] if known else None


@lru_cache(maxsize=16)  # the fixed beginning of every call is counted once
def count_tokens(text: str) -> int:
    """Estimate the tokens of a text, a little high: a Han character is most of a token, anything else a third of one.

    No tokenizer: every model has its own, and the usual ones fetch their tables over the network.
    """
    wide = sum(map(_FIRST_WIDE.__le__, text))
    return int(wide * TOKENS_A_CHARACTER + (len(text) - wide) * _TOKENS_A_LETTER) + 1

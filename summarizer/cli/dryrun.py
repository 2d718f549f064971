"""``--dry-run``: what a run would ask, cost, and send away, before anything is sent."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING

import typer

from summarizer.cli.options import counted
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.engines import Engine
    from summarizer.engines.model import Plan

_SMALLEST = Decimal("0.0001")  # of any currency; costs are shown to this, rounded up


def tell(engine: Engine, reports: Sequence[Path], texts: bool) -> None:
    """Print calls, tokens and cost of filling the form for ``reports``; with ``texts``, what would leave this machine.

    Raises:
        UsageError: the engine asks no endpoint.
    """
    from summarizer.engines.model import ModelEngine, Plan, plan
    from summarizer.parts import pack
    from summarizer.reading import read
    from summarizer.sources import load

    if not isinstance(engine, ModelEngine):
        raise UsageError(f"--dry-run: the {engine.identity.name} engine sends nothing; add --engine model")
    total = Plan()
    for path in reports:
        planned = plan(engine, pack(read(load(path)), engine.budget))
        total += planned
        typer.echo(f"{path}: {_said(planned)}")
        if texts:
            typer.echo("\n".join(planned.texts))
    if len(reports) > 1:
        typer.echo(f"{counted(len(reports), 'report')}: {_said(total)}")
    if total.overviews:
        typer.echo("asking again for what is wrong comes on top; an overview is made from the filled form", err=True)
    if total.dearest:
        typer.echo(f"--max-cost needs room for one call: at least {_money(total.dearest, total.currency)}", err=True)


def _said(planned: Plan) -> str:
    """Say a plan in one line."""
    calls = counted(planned.calls, "call")
    if planned.overviews:
        calls += f" and {counted(planned.overviews, 'overview')}"
    if planned.kept:
        calls += f" ({counted(planned.kept, 'part')} kept from before)"
    cost = "no price known" if planned.cost is None else f"about {_money(planned.cost, planned.currency)}"
    return f"{calls}, about {planned.tokens_in} tokens in and {planned.tokens_out} out, {cost}"


def _money(cost: Decimal, currency: str) -> str:
    return f"{cost.quantize(_SMALLEST, ROUND_UP)} {currency}"

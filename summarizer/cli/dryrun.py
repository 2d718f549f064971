"""``--dry-run``: what a run would ask, cost, and send away, before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from summarizer.engines import Engine


def tell(engine: Engine, reports: Iterable[Path], texts: bool) -> None:
    """Print calls, tokens and cost of filling the form for ``reports``; with ``texts``, what would leave this machine.

    Raises:
        UsageError: the engine asks no endpoint.
    """
    from summarizer.engines.model import ModelEngine, plan
    from summarizer.parts import pack
    from summarizer.reading import read
    from summarizer.sources import load

    if not isinstance(engine, ModelEngine):
        raise UsageError(f"--dry-run: the {engine.identity.name} engine sends nothing; add --engine model")
    for path in reports:
        planned = plan(engine, pack(read(load(path)), engine.budget))
        cost = "no price known" if planned.cost is None else f"{planned.cost} {planned.currency}"
        typer.echo(
            f"{path}: {planned.calls} calls ({planned.kept} parts kept from before), "
            f"about {planned.tokens_in} tokens in and {planned.tokens_out} out, {cost}"
        )
        if texts:
            typer.echo("\n".join(planned.texts))

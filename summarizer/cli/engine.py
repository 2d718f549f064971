"""Which engine a command uses: the options, and the engine they choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.engines import Engine
    from summarizer.form import Form


class EngineName(StrEnum):
    """The engines there are."""

    RULES = "rules"
    MODEL = "model"
    REPLAY = "replay"


@dataclass(frozen=True)
class EngineOptions:
    """The options by which a command chooses its engine."""

    engine: Annotated[
        EngineName | None,
        typer.Option("--engine", help="rules, model or replay; model if one is configured, else rules."),
    ] = None
    recording: Annotated[
        Path | None, typer.Option("--recording", help="Recorded answers, for --engine replay.", show_default=False)
    ] = None


def choose(options: EngineOptions, form: Form) -> Engine:
    """Return the engine that the options ask for.

    Raises:
        UsageError: the options contradict each other or lack something.
    """
    from summarizer.engines.rules import RulesEngine

    if options.engine is EngineName.REPLAY:
        if options.recording is None:
            raise UsageError("--engine replay: no recording given; add --recording FILE")
        from summarizer.engines.replay import ReplayEngine

        return ReplayEngine(options.recording)
    return RulesEngine(form)

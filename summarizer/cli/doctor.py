"""``summarizer doctor``: is the endpoint reachable, can it do what is needed, and what should be set."""

from __future__ import annotations

import typer

from summarizer.cli.engine import EngineOptions, endpoint
from summarizer.cli.gather import gather
from summarizer.cli.options import FormName


@gather("engine", EngineOptions)
def doctor(engine: EngineOptions, form: FormName = "rule-of-law") -> None:
    """Make a few small calls and say in plain words what the endpoint can do.

    Example: summarizer doctor --base-url http://127.0.0.1:8080/v1 --model local
    """
    from summarizer.engines.model import diagnose
    from summarizer.errors import EndpointError
    from summarizer.form import load_form

    diagnosis = diagnose(endpoint(engine), load_form(form))
    for line in diagnosis.lines():
        typer.echo(line)
    raise typer.Exit(0 if diagnosis.healthy else EndpointError.exit_code)

"""``summarizer doctor``: is the endpoint reachable, can it do what is needed, and what should be set."""

from __future__ import annotations

from typing import Annotated

import typer

from summarizer.cli.engine import EndpointOptions, found_endpoint
from summarizer.cli.gather import gather
from summarizer.cli.options import FormName, Lang


@gather("options", EndpointOptions)
def doctor(
    options: EndpointOptions,
    form: FormName = "rule-of-law",
    lang: Annotated[Lang, typer.Option("--lang", help="zh or en")] = Lang.EN,
) -> None:
    """Make a few small calls and say in plain words what the endpoint can do.

    Example: summarizer doctor --base-url http://127.0.0.1:8080/v1 --model local
    """
    from summarizer.engines.model import diagnose
    from summarizer.errors import EndpointError
    from summarizer.form import load_form

    diagnosis = diagnose(found_endpoint(options), load_form(form))
    for line in diagnosis.lines(lang.value):
        typer.echo(line)
    raise typer.Exit(0 if diagnosis.healthy else EndpointError.exit_code)

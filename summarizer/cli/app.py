"""All commands together, and the one place where an error becomes a line on stderr and an exit code."""

from __future__ import annotations

import sys

import typer

from summarizer.cli import batch, cache, check, diff, doctor, fill, forms, review, see
from summarizer.errors import SummarizerError

# Rich help would double the start-up time.
app = typer.Typer(
    name="summarizer",
    help="Fill a standard form from a report and prove every number in it against the source.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(fill.fill)
app.command(cls=batch.BatchCommand)(batch.batch)
app.command()(check.check)
app.command()(check.explain)
app.command()(diff.diff)
app.command()(doctor.doctor)
app.command()(see.figures)
app.command()(see.outline)
app.add_typer(cache.app, name="cache")
app.add_typer(forms.app, name="forms")
app.add_typer(review.app, name="review")


def main() -> None:
    """Run the command line; exit with the code of the README's table."""
    try:
        app()
    except SummarizerError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)


def _version(wanted: bool) -> None:
    if wanted:
        from summarizer import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    del version

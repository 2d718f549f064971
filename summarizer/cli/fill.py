"""``summarizer fill``: reports in, checked forms out."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.dryrun import tell
from summarizer.cli.engine import EngineOptions, choose
from summarizer.cli.gather import gather
from summarizer.cli.interrupt import stopped_at_once
from summarizer.cli.options import FormName, LangOption, Quiet, counted, formats_of
from summarizer.errors import BoundReached, EndpointError, SummarizerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.engines import Engine
    from summarizer.form import Form
    from summarizer.review import Review


@dataclass(frozen=True)
class OutputOptions:
    """Where reviews go and in which formats."""

    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the reviews.", show_default=False)] = None
    formats: Annotated[str, typer.Option("--format", help="With --out, any of json,md,html,xlsx,docx,csv.")] = "json"
    lang: LangOption = None
    everything: Annotated[bool, typer.Option("--all", help="Print accepted values and blanks too.")] = False
    quiet: Quiet = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print calls, tokens, cost and what would be sent.")] = (
        False
    )


@gather("engine", EngineOptions)
@gather("output", OutputOptions)
def fill(
    reports: Annotated[list[Path], typer.Argument(help="Reports: txt, md, html, docx or pdf.", show_default=False)],
    output: OutputOptions,
    engine: EngineOptions,
    form: FormName = "rule-of-law",
) -> None:
    """Fill the form for reports, cross-check every number, print the review.

    Example: summarizer fill report.txt --out reviews --format json,html
    """
    from summarizer.form import load_form

    wanted = formats_of(output.formats)
    blank = load_form(form)
    chosen = choose(engine, blank)
    if output.dry_run:
        tell(chosen, reports, texts=not output.quiet)
        return
    with stopped_at_once(), chosen if isinstance(chosen, AbstractContextManager) else nullcontext():
        raise typer.Exit(_fill_all(reports, chosen, blank, partial(_hand_over, output, wanted, blank)))


def _fill_all(reports: list[Path], engine: Engine, form: Form, hand_over: Callable[[Review, str], None]) -> int:
    """Fill the form for one report after another, as far as the engine goes; return the exit code."""
    from summarizer.batch import names_of
    from summarizer.pipeline import fill as fill_form
    from summarizer.sources import load

    worst = 0
    for done, (path, name) in enumerate(zip(reports, names_of([Path(path.name) for path in reports]), strict=True)):
        try:
            review = fill_form(load(path), form, engine)
            hand_over(review, name)
        except SummarizerError as error:
            typer.echo(f"error: {error}", err=True)
            worst = max(worst, error.exit_code)
            if isinstance(error, BoundReached | EndpointError):
                _say_stopped(reports[done:])
                break
        else:
            worst = max(worst, int(review.needs_person))
    return worst


def _say_stopped(left: list[Path]) -> None:
    """Say which reports have no review: every other would fail in the same way."""
    rest = f" and {counted(len(left) - 1, 'report')} after it" if left[1:] else ""
    typer.echo(f"stopped: no review of {left[0]}{rest}", err=True)


def _hand_over(output: OutputOptions, formats: list[str], form: Form, review: Review, name: str) -> None:
    from summarizer.writers import write_files, write_terminal

    lang = output.lang.value if output.lang else ""
    if not output.quiet:
        typer.echo(write_terminal(review, lang, _colour(), output.everything, form))
    if output.out:
        for path in write_files(review, output.out / name, formats, lang, form):
            if not output.quiet:
                typer.echo(f"wrote {path}", err=True)


def _colour() -> bool:
    import os
    import sys

    return sys.stdout.isatty() and "NO_COLOR" not in os.environ

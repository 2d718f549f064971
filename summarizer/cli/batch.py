"""``summarizer batch``: folders, globs, lists and manifests of reports in, a folder of reviews and tables out.

It takes paths, so it is a command and no group; ``submit``, ``status`` or ``collect`` in place of the first path call
the commands of `summarizer.cli.post`. A folder of that name is ``./submit``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from summarizer.cli.engine import EngineName, EngineOptions
from summarizer.cli.gather import gather
from summarizer.cli.hands import gathered
from summarizer.cli.options import FormName
from summarizer.cli.post import POST
from summarizer.cli.progress import Progress
from summarizer.cli.running import OutOptions, before, carry_out, currency_of, end, say, task_of, write_results
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.batch import Again, Results

Paths = Annotated[
    list[str],
    typer.Argument(help="Reports, folders, globs, .lst lists, .jsonl manifests, or - .", show_default=False),
]


class BatchCommand(TyperCommand):
    """A command that hands over to another if its first word is that one's name."""

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> Any:
        """Read the words of the command line."""
        others = typer.main.get_group(POST).commands
        if args and args[0] in others:
            return others[args[0]].make_context(f"{info_name} {args[0]}", args[1:], *more, **extra)
        return super().make_context(info_name, args, *more, **extra)


class Only(StrEnum):
    """What a run is narrowed to."""

    CHANGED = "changed"


@dataclass(frozen=True)
class BatchOptions(OutOptions):
    """How a batch runs and what it writes."""

    only: Annotated[
        Only | None, typer.Option(help="Only new and changed reports, even if form or engine are others now.")
    ] = None
    on: Annotated[str, typer.Option(help="Work on a Ray cluster: ray, or ray://host:port.", show_default=False)] = ""
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Cross-check the reviews that there are again; no engine is asked.")
    ] = False


@gather("engine", EngineOptions)
@gather("options", BatchOptions)
def batch(paths: Paths, options: BatchOptions, engine: EngineOptions, form: FormName = "rule-of-law") -> None:
    """Fill the form for many reports; a run that was stopped goes on where it was.

    `summarizer batch submit`, `status` and `collect` do so through an endpoint's Batch API, at half the price.

    Example: summarizer batch reports/ --out reviews
    """
    from summarizer.batch import Ledger, Results, Way, find_jobs, run, survey

    again = _again(options)
    if options.recheck:
        engine = replace(engine, engine=EngineName.RULES)
    jobs = find_jobs(paths, options.out)
    with gathered(options, engine, form) as (hands, make), Ledger(options.out) as ledger:
        blank, chosen = make()
        task = task_of(options, make, Way.RECHECK if options.recheck else Way.FILL)
        found = survey(jobs, ledger, task, again)
        say(before(jobs, found, "without a review" if options.recheck else "finished before"), options.quiet)
        progress = Progress(len(found.todo), currency_of(chosen))
        ended = carry_out(partial(run, found.todo, task, ledger, hands), progress, options.quiet)
        results = Results(jobs, ledger, found.twins)
        code = write_results(task, results, blank, options.quiet)
        if options.recheck and progress.done == progress.total:
            _tell_changes(results)
    end(ended, progress, code)


def _again(options: BatchOptions) -> Again:
    """Return what is to be done again.

    Raises:
        UsageError: the options contradict each other.
    """
    from summarizer.batch import Again

    if options.recheck and (options.retry_failed or options.only):
        raise UsageError("--recheck: fills no report, so there is nothing to retry or narrow; give it alone")
    return Again(options.retry_failed, options.only is Only.CHANGED, options.recheck)


def _tell_changes(results: Results) -> None:
    """Print what the recheck changed, a finding a line."""
    count = reports = 0
    for job, entry in results.entries():
        changes = entry.changes if job.name == entry.name else []
        for change in changes:
            typer.echo(f"{job.name}  {change['claim']}  {change['value']}  {change['before']} → {change['after']}")
        count, reports = count + len(changes), reports + bool(changes)
    say(f"{count} findings of {reports} reports changed")

"""``summarizer batch``: folders, globs, lists and manifests of reports in, a folder of reviews and tables out.

It takes paths, so it is a command and no group; ``submit``, ``status`` or ``collect`` in place of the first path call
the commands of `summarizer.cli.post`. A folder of that name is ``./submit``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from summarizer.cli.engine import EngineName, EngineOptions, choose
from summarizer.cli.gather import gather
from summarizer.cli.options import FormName
from summarizer.cli.post import POST
from summarizer.cli.progress import Progress
from summarizer.cli.running import OutOptions, before, carry_out, currency_of, end, say, task_of, write_results
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.batch import Again, Hands, Results
    from summarizer.engines import Engine
    from summarizer.form import Form

_CALLS = 16  # calls at a time that one process can keep up with, at a second each

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
    from summarizer.batch import Ledger, Results, Way, cores, find_jobs, run, survey

    again = _again(options)
    if options.recheck:
        engine = replace(engine, engine=EngineName.RULES)
    blank, chosen = _make(engine, form)
    hands = _hands(options.workers or cores(), engine, chosen)
    make = partial(_make, _share(engine, hands), form)
    task = task_of(options, make, Way.RECHECK if options.recheck else Way.FILL)
    jobs = find_jobs(paths, options.out)
    with Ledger(options.out) as ledger:
        found = survey(jobs, ledger, task, again)
        say(before(jobs, found, "without a review" if options.recheck else "finished before"), options.quiet)
        progress = Progress(len(found.todo), currency_of(chosen))
        ended = carry_out(partial(run, found.todo, task, ledger, hands), progress, options.quiet)
        results = Results(jobs, ledger, found.twins)
        code = write_results(task, results, blank, options.quiet)
        if options.recheck and progress.done == progress.total:
            _tell_changes(results)
    end(ended, progress, code)


@cache
def _make(options: EngineOptions, form: str) -> tuple[Form, Engine]:
    """Make form and engine; each process of a batch does this once."""
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, choose(options, blank)


def _hands(processes: int, engine: EngineOptions, chosen: Engine) -> Hands:
    """Return how many processes and threads work: all that compute get one each, all that wait share the calls."""
    from summarizer.batch import Hands

    if chosen.identity.name != EngineName.MODEL:
        return Hands(processes)
    # What may be spent in the whole run is counted in one place.
    counted = any(bound is not None for bound in (engine.max_calls, engine.max_tokens, engine.max_cost))
    processes = 1 if counted else max(1, min(processes, engine.jobs // _CALLS))
    return Hands(processes, engine.jobs // processes)


def _share(engine: EngineOptions, hands: Hands) -> EngineOptions:
    """Return the options of one process: its share of the calls at a time and of the rates, which hold for all."""
    rpm, tpm = (rate and max(1, rate // hands.processes) for rate in (engine.rpm, engine.tpm))
    return replace(engine, jobs=hands.threads, rpm=rpm, tpm=tpm)


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

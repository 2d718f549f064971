"""``summarizer batch``: folders, globs, lists and manifests of reports in, a folder of reviews and tables out."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.engine import EngineName, EngineOptions, choose
from summarizer.cli.gather import gather
from summarizer.cli.interrupt import INTERRUPTED, asked_to_stop
from summarizer.cli.options import FormName, LangOption, Quiet, formats_of
from summarizer.cli.progress import Progress, watch
from summarizer.errors import EngineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.batch import Again, Entry, Hands, Job, Results, Survey, Task
    from summarizer.engines import Engine
    from summarizer.form import Form

_NAMED = 3  # how many reports a line on stderr names
_CALLS = 16  # calls at a time that one process can keep up with, at a second each


class Only(StrEnum):
    """What a run is narrowed to."""

    CHANGED = "changed"


@dataclass(frozen=True)
class BatchOptions:
    """How a batch runs and what it writes."""

    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for reviews and tables.", show_default=False)]
    formats: Annotated[str, typer.Option("--format", help="Beside json, any of md,html,xlsx,docx,csv.")] = "json"
    lang: LangOption = None
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes for an engine that computes; one a core by default.")
    ] = None
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what has no whole answer.")] = False
    only: Annotated[
        Only | None, typer.Option(help="Only new and changed reports, even if form or engine are others now.")
    ] = None
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Cross-check the reviews that there are again; no engine is asked.")
    ] = False
    quiet: Quiet = False


@gather("engine", EngineOptions)
@gather("options", BatchOptions)
def batch(
    paths: Annotated[
        list[str],
        typer.Argument(help="Reports, folders, globs, .lst lists, .jsonl manifests, or - .", show_default=False),
    ],
    options: BatchOptions,
    engine: EngineOptions,
    form: FormName = "rule-of-law",
) -> None:
    """Fill the form for many reports; a run that was stopped goes on where it was.

    Example: summarizer batch reports/ --out reviews
    """
    from summarizer.batch import Ledger, Results, find_jobs, run, survey, write_pages, write_tables

    if options.recheck:
        engine = replace(engine, engine=EngineName.RULES)
    blank, chosen = _make(engine, form)
    hands = _hands(options, engine, chosen)
    task = _task(options, partial(_make, _share(engine, hands), form))
    jobs = find_jobs(paths, options.out)
    with Ledger(options.out) as ledger:
        found = survey(jobs, ledger, task, _again(options))
        results = Results(jobs, ledger, found.twins)
        _say(_before(jobs, found, options.recheck), options.quiet)
        progress = Progress(len(found.todo), _currency(chosen))
        ended = _run(partial(run, found.todo, task, ledger, hands), progress, options.quiet)
        left_out = write_tables(options.out, results, blank)
        write_pages(task, results, blank)
        code = _tell(results, left_out, options)
        if options.recheck and progress.done == progress.total:
            _tell_changes(results)
    if ended:
        raise ended
    if progress.done < progress.total:
        _say(f"stopped with {progress.total - progress.done} reports to go; the same command goes on from here")
        code = INTERRUPTED
    raise typer.Exit(code)


def _task(options: BatchOptions, make: Callable[[], tuple[Form, Engine]]) -> Task:
    from summarizer.batch import Task, stamp
    from summarizer.writers import FORMATS

    # The review itself is always written: the index and a recheck are made from it.
    wanted = {"json", *formats_of(options.formats)}
    formats = tuple(name for name in FORMATS if name in wanted)
    lang = options.lang.value if options.lang else ""
    blank, chosen = make()
    return Task(make, options.out, formats, lang, stamp(blank, chosen.identity, formats, lang), options.recheck)


def _hands(options: BatchOptions, engine: EngineOptions, chosen: Engine) -> Hands:
    """Return how many processes and threads work: all that compute get one each, all that wait share the calls."""
    from summarizer.batch import Hands, cores

    processes = options.workers or cores()
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


@cache
def _make(options: EngineOptions, form: str) -> tuple[Form, Engine]:
    """Make form and engine; each process of a batch does this once."""
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, choose(options, blank)


def _run(run: Callable[[Callable[[], bool]], Iterator[Entry]], progress: Progress, quiet: bool) -> EngineError | None:
    """Do the jobs; return the error that ended it early, if the engine gave up: what is finished still counts."""
    try:
        with asked_to_stop() as stopped:
            watch(run(stopped), progress, quiet)
    except EngineError as error:
        return error
    except KeyboardInterrupt:
        _say("stopped at once; the same command goes on from here")
        # Not by an exception: Python would wait at its end for every thread that still waits for an endpoint.
        os._exit(INTERRUPTED)
    return None


def _currency(engine: Engine) -> str:
    """Return the currency of what an engine's calls cost, or nothing where they cost nothing that is known."""
    from summarizer.engines.model.price import price_of

    price = price_of(engine.identity.model) if engine.identity.model else None
    return price.currency if price else ""


def _before(jobs: list[Job], found: Survey, recheck: bool) -> str:
    """Say what the batch has, and what of it is left to do."""
    rest = len(jobs) - len(found.todo) - len(found.twins)
    said = [f"{len(jobs)} reports", f"{rest} of them {'without a review' if recheck else 'finished before'}"]
    if found.twins:
        said.append(f"{len(found.twins)} the same as another ({_named(list(found.twins))})")
    if found.missing:
        said.append(f"{len(found.missing)} not there ({_named([job.name for job in found.missing])})")
    return ", ".join(said)


def _tell(results: Results, left_out: list[str], options: BatchOptions) -> int:
    """Say what a person should look at, and return the exit code: the highest that applies."""
    codes = [results.ledger.lines[results.twins.get(name, name)].code for name in results.names()]
    failed = sum(code > 1 for code in codes)
    if failed:
        _say(f"{failed} reports failed: see {options.out / 'failures.jsonl'}; --retry-failed tries them again")
    if results.near:
        _say(
            f"{len(results.near)} nearly the same as another ({_named(list(results.near))}): see the tables",
            options.quiet,
        )
    if left_out:
        _say(
            f"not written: {', '.join(left_out)}; pip install 'summarizer[xlsx,table]' adds what they need",
            options.quiet,
        )
    return max(codes, default=0)


def _tell_changes(results: Results) -> None:
    """Print what the recheck changed, a finding a line."""
    count = reports = 0
    for job, entry in results.entries():
        changes = entry.changes if job.name == entry.name else []
        for change in changes:
            typer.echo(f"{job.name}  {change['claim']}  {change['value']}  {change['before']} → {change['after']}")
        count, reports = count + len(changes), reports + bool(changes)
    _say(f"{count} findings of {reports} reports changed")


def _named(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _say(line: str, quiet: bool = False) -> None:
    if not quiet:
        typer.echo(line, err=True)

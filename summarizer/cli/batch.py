"""``summarizer batch``: folders, globs, lists and manifests of reports in, a folder of reviews and tables out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.engine import EngineOptions, choose
from summarizer.cli.gather import gather
from summarizer.cli.options import FormName, LangOption, Quiet, formats_of
from summarizer.cli.progress import watch

if TYPE_CHECKING:
    from summarizer.engines import Engine
    from summarizer.form import Form


@dataclass(frozen=True)
class BatchOptions:
    """How a batch runs and what it writes."""

    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for reviews and tables.", show_default=False)]
    formats: Annotated[str, typer.Option("--format", help="For each report, any of json,md,html,xlsx,docx.")] = "json"
    lang: LangOption = None
    workers: Annotated[int, typer.Option(min=1, help="Processes for an engine that computes.")] = os.cpu_count() or 1
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what failed before.")] = False
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
    from summarizer.batch import Ledger, Task, find_jobs, run, stamp, unfinished, write_tables

    jobs = find_jobs(paths)
    formats = formats_of(options.formats)
    lang = options.lang.value if options.lang else ""
    make = partial(_make, engine, form)
    task = Task(make, options.out, tuple(formats), lang, stamp(*make(), formats, lang))
    with Ledger(options.out) as ledger:
        todo = unfinished(jobs, ledger, task.stamp, options.retry_failed)
        _say(f"{len(jobs)} reports, {len(jobs) - len(todo)} of them finished before", options.quiet)
        done = watch(run(todo, task, ledger, options.workers), len(todo), options.quiet)
        write_tables(options.out, jobs, ledger)
        codes = [ledger.lines[job.name].code for job in jobs if job.name in ledger.lines]
    failed = sum(code > 1 for code in codes)
    if failed:
        _say(f"{failed} reports failed: see {options.out / 'failures.jsonl'}; --retry-failed tries them again")
    if done < len(todo):
        _say(f"stopped with {len(todo) - done} reports to go; the same command goes on from here")
    raise typer.Exit(max(codes, default=0))


def _make(options: EngineOptions, form: str) -> tuple[Form, Engine]:
    """Make form and engine; each process of a batch calls this once."""
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, choose(options, blank)


def _say(line: str, quiet: bool = False) -> None:
    if not quiet:
        typer.echo(line, err=True)

"""What the batch commands share: the task that the options make, the run with its progress, what is said about it."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.interrupt import INTERRUPTED, asked_to_stop
from summarizer.cli.options import LangOption, Quiet, formats_of
from summarizer.cli.progress import Progress, watched
from summarizer.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarizer.batch import Entry, Job, Posted, Results, Survey, Task, Way
    from summarizer.engines import Engine
    from summarizer.form import Form

    Outcomes = Iterator[Entry | Posted]

_NAMED = 3  # how many reports a line on stderr names


@dataclass(frozen=True)
class OutOptions:
    """Where a batch writes, and what."""

    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for reviews and tables.", show_default=False)]
    formats: Annotated[str, typer.Option("--format", help="Beside json, any of md,html,xlsx,docx,csv.")] = "json"
    lang: LangOption = None
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes for an engine that computes; one a core by default.")
    ] = None
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try again what has no whole answer.")] = False
    quiet: Quiet = False


def task_of(out: OutOptions, make: Callable[[], tuple[Form, Engine]], way: Way) -> Task:
    """Return what is done with every report."""
    from summarizer.batch import Task, stamp
    from summarizer.writers import FORMATS

    # The review itself is always written: the index and a recheck are made from it.
    wanted = {"json", *formats_of(out.formats)}
    formats = tuple(name for name in FORMATS if name in wanted)
    lang = out.lang.value if out.lang else ""
    blank, chosen = make()
    return Task(make, out.out, formats, lang, stamp(blank, chosen.identity, formats, lang), way)


def _exhaust(outcomes: Outcomes) -> None:
    deque(outcomes, maxlen=0)


def carry_out(
    run: Callable[[Callable[[], bool]], Outcomes],
    progress: Progress,
    quiet: bool,
    use: Callable[[Outcomes], None] = _exhaust,
) -> EngineError | None:
    """Do the jobs; return the error that ended it early, if the engine gave up: what is finished still counts."""
    try:
        with asked_to_stop() as stopped:
            use(watched(run(stopped), progress, quiet))
    except EngineError as error:
        return error
    except KeyboardInterrupt:
        say("stopped at once; the same command goes on from here")
        # Not by an exception: Python would wait at its end for every thread that still waits for an endpoint.
        os._exit(INTERRUPTED)
    return None


def write_results(task: Task, results: Results, form: Form, quiet: bool) -> int:
    """Write tables and index, say what a person should look at, return the exit code: the highest that applies."""
    from summarizer.batch import write_pages, write_tables

    left_out = write_tables(task.out, results, form)
    write_pages(task, results, form)
    codes = [results.ledger.lines[results.twins.get(name, name)].code for name in results.names()]
    if failed := sum(code > 1 for code in codes):
        say(f"{failed} reports failed: see {task.out / 'failures.jsonl'}; --retry-failed tries them again")
    if results.near:
        say(f"{len(results.near)} nearly the same as another ({_named(results.near)}): see the tables", quiet)
    if left_out:
        say(f"not written: {', '.join(left_out)}; pip install 'summarizer[table]' for it", quiet)
    return max(codes, default=0)


def end(ended: EngineError | None, progress: Progress, code: int) -> None:
    """End the command: with the error that ended the run, or with an exit code.

    Raises:
        EngineError, typer.Exit: always one of them.
    """
    if ended:
        raise ended
    if progress.done < progress.total:
        say(f"stopped with {progress.total - progress.done} reports to go; the same command goes on from here")
        code = INTERRUPTED
    raise typer.Exit(code)


def before(jobs: list[Job], found: Survey, rest: str = "finished before") -> str:
    """Say what the batch has, and what of it is left to do."""
    said = [f"{len(jobs)} reports", f"{len(jobs) - len(found.todo) - len(found.twins)} of them {rest}"]
    if found.outdated:
        said.append(f"{len(found.outdated)} filled by another version, form, engine or format and filled again")
    if found.twins:
        said.append(f"{len(found.twins)} the same as another ({_named(found.twins)})")
    if found.missing:
        said.append(f"{len(found.missing)} not there ({_named(job.name for job in found.missing)})")
    return ", ".join(said)


def currency_of(engine: Engine) -> str:
    """Return the currency of what an engine's calls cost, or nothing where they cost nothing that is known."""
    from summarizer.engines.model.price import price_of

    price = price_of(engine.identity.model) if engine.identity.model else None
    return price.currency if price else ""


def say(line: str, quiet: bool = False) -> None:
    """Print a line on stderr."""
    if not quiet:
        typer.echo(line, err=True)


def _named(names: Iterable[str]) -> str:
    """Name the first few."""
    few = list(islice(names, _NAMED + 1))
    return ", ".join(few[:_NAMED]) + (", …" if len(few) > _NAMED else "")

"""How far a batch has come: a bar on a terminal, a plain line now and then elsewhere; always on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.batch import Entry

EVERY = 10.0  # seconds between two plain lines


def watch(entries: Iterable[Entry], total: int, quiet: bool) -> int:
    """Show progress while ``entries`` come in, and return how many came."""
    shown = entries if quiet else _with_bar(entries, total) if sys.stderr.isatty() else _with_lines(entries, total)
    return sum(1 for _ in shown)


def _with_lines(entries: Iterable[Entry], total: int) -> Iterator[Entry]:
    began = last = time.monotonic()
    failed = 0
    for done, entry in enumerate(entries, 1):
        yield entry
        failed += bool(entry.failure)
        now = time.monotonic()
        if now - last >= EVERY or done == total:
            rate = done / max(now - began, 1e-9)
            typer.echo(f"{done}/{total}  {rate:.1f}/s  {(total - done) / rate:.0f} s left  {failed} failed", err=True)
            last = now


def _with_bar(entries: Iterable[Entry], total: int) -> Iterator[Entry]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    speed = TextColumn("{task.fields[rate]:.1f}/s {task.fields[failed]} failed")
    columns = (BarColumn(), MofNCompleteColumn(), speed, TimeRemainingColumn())
    failed = 0
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reports", total=total, rate=0.0, failed=0)
        for entry in entries:
            yield entry
            failed += bool(entry.failure)
            bar.update(task, advance=1, rate=bar.tasks[task].speed or 0.0, failed=failed)

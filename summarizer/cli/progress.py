"""How far a batch has come: a bar on a terminal, a plain line now and then elsewhere; always on stderr."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarizer.batch import Entry, Posted

EVERY = 10.0  # seconds between two plain lines


@dataclass
class Progress:
    """What has come in so far: ``done`` of ``total`` reports, ``failed`` of them without a review, their ``cost``.

    ``currency`` is that of the cost; empty where nothing costs anything.
    """

    total: int
    currency: str = ""
    done: int = 0
    failed: int = 0
    cost: Decimal = Decimal(0)
    began: float = field(default_factory=time.monotonic)

    def count(self, outcome: Entry | Posted) -> None:
        """Count one report; one that waits for the post has neither failed nor cost anything yet."""
        self.done += 1
        self.failed += bool(getattr(outcome, "failure", ""))
        self.cost += Decimal(getattr(outcome, "cost", 0))

    @property
    def rate(self) -> float:
        """Reports a second, over the whole run."""
        return self.done / max(time.monotonic() - self.began, 1e-9)

    def __str__(self) -> str:
        """Say it in one line; the time left is what the rest takes at the rate so far."""
        left = (self.total - self.done) / self.rate if self.done else 0.0
        cost = f"  {self.cost:.2f} {self.currency}" if self.currency else ""
        return f"{self.done}/{self.total}  {self.rate:.1f}/s  {_clock(left)} left{cost}  {self.failed} failed"


def watched(outcomes: Iterable[Entry | Posted], progress: Progress, quiet: bool = False) -> Iterator[Entry | Posted]:
    """Yield what comes in, count it, and show how far it has come."""
    with _bar(progress) if sys.stderr.isatty() and not quiet else _lines(progress, quiet) as show:
        for outcome in outcomes:
            progress.count(outcome)
            show()
            yield outcome


@contextmanager
def _bar(progress: Progress) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    with Bar(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True)) as bar:
        task = bar.add_task(str(progress), total=progress.total)
        yield lambda: bar.update(task, completed=progress.done, description=str(progress))


@contextmanager
def _lines(progress: Progress, quiet: bool) -> Iterator[Callable[[], None]]:
    last = progress.began

    def show() -> None:
        nonlocal last
        now = time.monotonic()
        if not quiet and (now - last >= EVERY or progress.done == progress.total):
            typer.echo(str(progress), err=True)
            last = now

    yield show


def _clock(seconds: float) -> str:
    """Return a time as ``1:02:03``."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"

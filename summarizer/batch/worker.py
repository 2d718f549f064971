"""One report of a batch, from its path to its files and its row."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.batch.inputs import digest
from summarizer.batch.ledger import Entry
from summarizer.batch.rows import row
from summarizer.errors import SummarizerError
from summarizer.pipeline import fill
from summarizer.sources import load
from summarizer.writers import write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarizer.batch.inputs import Job
    from summarizer.engines import Engine
    from summarizer.form import Form


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with every report of a batch; it can be sent to another process.

    ``make`` returns form and engine; ``formats`` and ``lang`` are those of the writers.
    """

    make: Callable[[], tuple[Form, Engine]]
    out: Path
    formats: tuple[str, ...]
    lang: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Worker:
    """A task with its form and engine made."""

    task: Task
    form: Form
    engine: Engine

    def __call__(self, job: Job) -> Entry:
        """Fill one report and write its files; what is wrong with the report ends up in the entry, not in the batch."""
        try:
            report = load(job.path)
            review = fill(report, self.form, self.engine)
            write_files(review, self.task.out, job.name, self.task.formats, self.task.lang)
        except SummarizerError as error:
            return Entry(job.name, digest(job.path), self.task.stamp, error.exit_code, dict(job.metadata), str(error))
        code = int(review.needs_person)
        return Entry(job.name, report.digest, self.task.stamp, code, dict(job.metadata) | row(review))


# A process makes its worker once and keeps it: sending form and engine with every job would cost more than filling.
_kept: list[Worker] = []


def start(task: Task) -> None:
    """Make this process's worker. Ctrl-C is the parent's to handle: what is in flight here is finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _kept[:] = [Worker(task, *task.make())]


def work(job: Job) -> Entry:
    """Fill one report in this process."""
    return _kept[0](job)

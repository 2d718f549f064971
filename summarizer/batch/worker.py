"""One report of a batch, from its path to its files and its entry in the ledger."""

from __future__ import annotations

import signal
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.batch.ledger import Entry
from summarizer.batch.likeness import sketch
from summarizer.batch.names import readable
from summarizer.batch.rows import row
from summarizer.batch.survey import digest
from summarizer.errors import BoundReached, EndpointError, OutputError, SummarizerError
from summarizer.pipeline import fill
from summarizer.sources import load
from summarizer.writers import write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from summarizer.batch.inputs import Job
    from summarizer.engines import Engine
    from summarizer.form import Form
    from summarizer.review import Review

_FAULT = 3  # the exit code where no report is to blame


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

    def files(self, name: str) -> Iterator[Path]:
        """Return the files of a review."""
        return (self.out / f"{name}.review.{form}" for form in self.formats)


@dataclass(frozen=True, slots=True)
class Worker:
    """A task with its form and engine made."""

    task: Task
    form: Form
    engine: Engine

    def __call__(self, job: Job) -> Entry:
        """Fill one report and write its files; what is wrong with the report ends up in the entry, not in the batch.

        Raises:
            OutputError, BoundReached, EndpointError: what is wrong is not the report, or need not be.
        """
        try:
            review = self._review(job)
            write_files(review, self.task.out, job.name, self.task.formats, self.task.lang)
        except (OutputError, BoundReached, EndpointError):
            raise
        except SummarizerError as error:
            return failed(job, self.task, str(error), error.exit_code)
        except Exception as error:  # noqa: BLE001 - a fault of ours that one report brings to light ends that report only
            said = f"{job.path}: {type(error).__name__}: {error}; this is a fault of summarizer's, please report it"
            return failed(job, self.task, said, _FAULT)
        return self._entry(job, review)

    def _review(self, job: Job) -> Review:
        report = load(job.path)
        return fill(replace(report, name=readable(report.name)), self.form, self.engine)

    def _entry(self, job: Job, review: Review) -> Entry:
        return Entry(
            name=job.name,
            digest=review.report.digest,
            stamp=self.task.stamp,
            code=int(review.needs_person),
            row=row(review),
            unanswered=review.answered.count(False),
            sketch=sketch(review.report.text),
            cost=review.usage.cost,
        )


def failed(job: Job, task: Task, failure: str, code: int) -> Entry:
    """Return the entry of a report that has no review."""
    return Entry(job.name, digest(job.path), task.stamp, code, failure=failure)


# A process makes its worker once and keeps it: sending form and engine with every job would cost more than filling.
_kept: list[Worker] = []


def start(task: Task) -> None:
    """Make this process's worker. Ctrl-C is the parent's to handle: what is in flight here is finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _kept[:] = [Worker(task, *task.make())]


def work(job: Job) -> Entry:
    """Fill one report in this process."""
    return _kept[0](job)

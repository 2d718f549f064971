"""One report of a batch, from its path to its files and its entry in the ledger."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, cast

from summarizer import __version__
from summarizer.batch.changes import changes
from summarizer.batch.ledger import Entry
from summarizer.batch.likeness import sketch
from summarizer.batch.names import readable
from summarizer.batch.rows import row
from summarizer.engines import Usage
from summarizer.engines.model import ModelEngine
from summarizer.errors import BoundReached, EndpointError, OutputError, SummarizerError
from summarizer.pipeline import fill, recheck
from summarizer.review import read_review
from summarizer.sources import digest, load
from summarizer.writers import FORMATS, brief, write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from summarizer.batch.inputs import Job
    from summarizer.engines import Engine, Identity
    from summarizer.engines.model.post import PostEngine, Request
    from summarizer.form import Form
    from summarizer.review import Review

_FAULT = 3  # the exit code where no report is to blame


def stamp(form: Form, engine: Identity, formats: Sequence[str], lang: str) -> str:
    """Return what must be equal for a finished report to be kept, as a digest.

    It is form, engine, what is written, and this package's version: another reads and checks otherwise.
    """
    parts = (__version__, form.digest, repr(engine), ",".join(formats), lang)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Way(Enum):
    """How a report comes to its review."""

    FILL = "fill"
    """An engine is asked."""
    RECHECK = "recheck"
    """The review that there is is checked again, and no engine asked."""
    POST = "post"
    """A `PostEngine` is asked, whose answers may not have come yet."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A report that waits for replies; ``requests`` are the questions."""

    name: str
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with every report of a batch; it can be sent to another process.

    ``make`` returns form and engine; ``formats`` and ``lang`` are those of the writers, json always among them.
    """

    make: Callable[[], tuple[Form, Engine]]
    out: Path
    formats: tuple[str, ...]
    lang: str
    stamp: str
    way: Way = Way.FILL

    def files(self, name: str) -> Iterator[Path]:
        """Return the files of a review."""
        return (self.out / f"{name}.review.{form}" for form in self.formats)

    def review(self, name: str) -> Path:
        """Return the file that a review is read back from."""
        return self.out / f"{name}.review.json"


@dataclass(frozen=True, slots=True)
class Worker:
    """A task with its form and engine made."""

    task: Task
    form: Form
    engine: Engine

    def __call__(self, job: Job) -> Entry | Posted:
        """Do one report and write its files; what is wrong with it ends up in its entry.

        Raises:
            OutputError, BoundReached, EndpointError: what is wrong is not the report, or need not be.
        """
        try:
            match self.task.way:
                case Way.FILL:
                    return self._written(job, self._filled(job))
                case Way.RECHECK:
                    return self._recheck(job)
                case Way.POST:
                    return self._post(job)
        except (OutputError, BoundReached, EndpointError):
            raise
        except SummarizerError as error:
            return failed(job, self.task, str(error), error.exit_code)
        except Exception as error:  # noqa: BLE001 - a fault of ours that one report brings to light ends that report only
            said = f"{job.path}: {type(error).__name__}: {error}; this is a fault of summarizer's, please report it"
            return failed(job, self.task, said, _FAULT)

    def _filled(self, job: Job) -> Review:
        report = load(job.path)
        return fill(replace(report, name=readable(report.name)), self.form, self.engine)

    def _post(self, job: Job) -> Entry | Posted:
        engine = cast("PostEngine", self.engine)
        engine.take()  # what a report before this one left when it failed
        review = self._filled(job)
        requests = engine.take()
        return Posted(job.name, requests) if requests else self._written(job, review)

    def _written(self, job: Job, review: Review) -> Entry:
        write_files(review, self.task.out / job.name, self.task.formats, self.task.lang, self.form)
        return self._entry(job, review)

    def _recheck(self, job: Job) -> Entry:
        """Cross-check a review again, and renew each of its files that there is."""
        before = replace(read_review(self.task.review(job.name)), usage=self._paid(job))
        after = recheck(before, self.form)
        formats = [name for name in FORMATS if name in self.task.formats or self._is_there(job, name)]
        write_files(after, self.task.out / job.name, formats, self.task.lang, self.form)
        entry = self._entry(job, after)
        own = stamp(self.form, after.engine, formats, self.task.lang)
        return replace(entry, stamp=own, cost="0", changes=changes(before, after))

    def _is_there(self, job: Job, name: str) -> bool:
        return (self.task.out / f"{job.name}.review.{name}").exists()

    def _paid(self, job: Job) -> Usage:
        """Return the bill of a review, so that it is written again as it was."""
        bill = self.task.out / f"{job.name}.usage.json"
        return Usage(**json.loads(bill.read_bytes())) if bill.exists() else Usage()

    def _entry(self, job: Job, review: Review) -> Entry:
        return Entry(
            name=job.name,
            digest=review.report.digest,
            stamp=self.task.stamp,
            code=int(review.needs_person),
            row=row(review),
            brief=brief(review).to_data(),
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
    """Make this process's worker, ready to ask."""
    form, engine = task.make()
    if isinstance(engine, ModelEngine) and task.way is Way.FILL:
        engine.open()
    _kept[:] = [Worker(task, form, engine)]


def work(job: Job) -> Entry | Posted:
    """Do one report in this process."""
    return _kept[0](job)

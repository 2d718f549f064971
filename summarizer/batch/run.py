"""A batch run: what is left is done, a few reports at a time, each written down once its files are whole."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from summarizer.batch.crew import Crew
from summarizer.batch.ledger import Entry
from summarizer.batch.processes import Processes
from summarizer.batch.worker import Posted, Worker, failed, start, work
from summarizer.errors import BoundReached, EndpointError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from summarizer.batch.crew import Pool
    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Ledger
    from summarizer.batch.worker import Task
    from summarizer.errors import SummarizerError

_IN_A_ROW = 3  # reports that the endpoint fails one after the other before it is taken to fail all


@dataclass(frozen=True, slots=True)
class Hands:
    """How many reports are worked on at a time: ``threads`` in each of so many ``processes``, in this one if 0.

    ``pool`` makes the processes.
    """

    processes: int
    threads: int = 1
    pool: Pool = Processes


def run(
    jobs: Iterable[Job], task: Task, ledger: Ledger, hands: Hands, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Entry | Posted]:
    """Do the jobs and yield each entry once its files and its line in the ledger are written; or what is to be posted.

    Once ``stopped`` is true, or nothing more can be done, what is in flight is finished and no more begun.

    Raises:
        OutputError: results cannot be written any more; what is written is whole.
        BoundReached, EndpointError: the engine answers no more; what it answered is kept.
    """
    if hands.processes:
        crew = Crew(work, hands.threads, hands.processes, partial(start, task), hands.pool)
    else:
        crew = Crew(Worker(task, *task.make()), hands.threads)
    course = _Course(task)
    todo = _until(lambda: stopped() or course.end is not None, jobs)
    for job, future in crew.do(todo):
        for done in course.entries(job, future):
            if isinstance(done, Entry):
                ledger.add(done)
            yield done
    for entry in course.left():
        ledger.add(entry)
        yield entry


def _until(stop: Callable[[], bool], jobs: Iterable[Job]) -> Iterator[Job]:
    for job in jobs:
        if stop():
            return
        yield job


@dataclass(slots=True)
class _Course:
    """Tells what is wrong with one report from what is wrong with the run.

    What an endpoint says of one report (it refuses its words) looks like what it says of all (the key is wrong). So
    such failures are held until a report succeeds, which makes them those of their reports, or too many came in a row.
    """

    task: Task
    end: SummarizerError | None = None
    _held: list[Entry] = field(default_factory=list)

    def entries(self, job: Job, future: Future[Entry | Posted]) -> list[Entry | Posted]:
        """Return the entries that are certain now that this future is finished."""
        error = future.exception()
        if error is None:
            return [*self._release(), future.result()]
        if isinstance(error, BrokenProcessPool):
            said = f"{job.path}: reading it ended the process (out of memory, or a fault in a library); leave it out"
            return [failed(job, self.task, said, 3)]
        if isinstance(error, EndpointError):
            self._held.append(failed(job, self.task, str(error), error.exit_code))
            self.end = self.end or (error if len(self._held) == _IN_A_ROW else None)
        elif isinstance(error, OutputError | BoundReached):
            self.end = self.end or error
        else:
            raise error
        return []

    def left(self) -> list[Entry]:
        """Return the entries still held when everything was tried.

        Raises:
            SummarizerError: the run was ended; its failures are no report's, and the reports are as if not tried.
        """
        if self.end is not None:
            raise self.end
        return self._release()

    def _release(self) -> list[Entry]:
        held, self._held = self._held, []
        return held

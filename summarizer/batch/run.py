"""A batch run: what is finished is kept, what is left is done, a few reports at a time."""

from __future__ import annotations

import hashlib
import signal
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import takewhile
from multiprocessing import get_context
from typing import TYPE_CHECKING

from summarizer.batch.inputs import digest
from summarizer.batch.window import as_finished
from summarizer.batch.worker import Task, Worker, start, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Entry, Ledger
    from summarizer.engines import Engine
    from summarizer.form import Form

WAITING = 4  # jobs waiting for each process: enough to keep it busy, few enough to keep memory flat


def stamp(form: Form, engine: Engine, formats: Sequence[str], lang: str) -> str:
    """Return what must be equal for a finished report to be kept: form, engine and what is written, as a digest."""
    parts = (form.digest, repr(engine.identity), ",".join(formats), lang)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def unfinished(jobs: Sequence[Job], ledger: Ledger, stamp: str, retry_failed: bool) -> list[Job]:
    """Return the jobs that are not in the ledger as they are now: new, changed, of another form or engine, or failed.

    A report that failed is tried again only with ``retry_failed`` or when its file has changed.
    """
    return [job for job in jobs if not _is_done(job, ledger, stamp, retry_failed)]


def _is_done(job: Job, ledger: Ledger, stamp: str, retry_failed: bool) -> bool:
    line = ledger.lines.get(job.name)
    if line is None or line.stamp != stamp or (line.failed and retry_failed):
        return False
    return line.digest == digest(job.path)


def run(jobs: Sequence[Job], task: Task, ledger: Ledger, workers: int) -> Iterator[Entry]:
    """Do the jobs and yield each entry once its files and its line in the ledger are written.

    Ctrl-C finishes what is in flight and ends; a second one stops at once.
    """
    with _stopping() as stopped, _pool(task, workers) as (pool, do, window):
        left = takewhile(lambda _: not stopped(), jobs)
        for _, future in as_finished(pool, do, left, window):
            entry = future.result()
            ledger.add(entry)
            yield entry


@contextmanager
def _pool(task: Task, workers: int) -> Iterator[tuple[Executor, Callable[[Job], Entry], int]]:
    """Give threads to an engine that waits for an endpoint, processes to one that computes."""
    form, engine = task.make()
    if engine.jobs > 1:
        with ThreadPoolExecutor(engine.jobs) as threads:
            yield threads, Worker(task, form, engine), engine.jobs
    else:
        spawn = get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=spawn, initializer=start, initargs=(task,)) as processes:
            yield processes, work, workers * WAITING


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C into a flag; the second one raises KeyboardInterrupt as ever."""
    asked = []

    def ask(signum: int, _: FrameType | None) -> None:
        asked.append(signum)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)

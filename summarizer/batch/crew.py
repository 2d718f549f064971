"""A crew: the threads or processes that share out work, and what becomes of them when one dies or the user stops.

Threads are for work that waits for an endpoint, processes for work that computes. A process whose parent is gone ends
by itself, so a run that is killed leaves nothing running.
"""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Generic

from summarizer.batch.window import Item, Result, as_finished, in_order, submit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

_WAITING = 4  # items waiting for each process: enough to keep it busy, few enough to keep memory flat


@dataclass(frozen=True, slots=True)
class Crew(Generic[Item, Result]):
    """``size`` hands that each do ``work``; with ``start``, which each calls first, they are processes, else threads.

    What processes are given (``work``, ``start``, items) and give back is pickled.
    """

    work: Callable[[Item], Result]
    size: int
    start: Callable[[], None] | None = None

    def do(self, items: Iterable[Item], ordered: bool = False) -> Iterator[tuple[Item, Future[Result]]]:
        """Yield each item with its finished future, as they finish or in order; items are taken a few ahead.

        An item that kills its process (out of memory, a fault in a library) comes back with `BrokenProcessPool`; the
        others that were in flight with it are done again. When the caller stops early, what is in flight is finished.
        """
        window = in_order if ordered else as_finished
        if self.start is None:
            with _leaving(ThreadPoolExecutor(self.size)) as pool:
                yield from window(pool, self.work, items, self.size)
            return
        source = iter(items)
        lost: list[Item] = []
        while True:
            with self._processes(self.size) as pool:
                for item, future in window(pool, self.work, _while(lambda: not lost, source), self.size * _WAITING):
                    if lost or _is_broken(future):
                        lost.append(item)
                    else:
                        yield item, future
            if not lost:
                return
            yield from self._alone(lost)
            lost.clear()

    def _alone(self, items: Iterable[Item]) -> Iterator[tuple[Item, Future[Result]]]:
        """Do one item at a time, in another process after each that kills it, so that it is known which one does."""
        left = iter(items)
        broken = True
        while broken:
            broken = False
            with self._processes(1) as pool:
                for item in left:
                    future = submit(pool, self.work, item)
                    broken = _is_broken(future)
                    yield item, future
                    if broken:
                        break

    @contextmanager
    def _processes(self, size: int) -> Iterator[Executor]:
        pool = ProcessPoolExecutor(size, mp_context=get_context("spawn"), initializer=partial(_begin, self.start))
        with _leaving(pool):
            with _deaf():
                # Each of these starts a process, which inherits that it does not hear Ctrl-C.
                ready = [pool.submit(_nothing) for _ in range(size)]
            ready[0].result()
            yield pool


def cores() -> int:
    """Return how many processes can compute at a time: the cores that this one may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(start: Callable[[], None] | None) -> None:
    threading.Thread(target=_follow_parent, daemon=True).start()
    if start:
        start()


def _follow_parent() -> None:
    """End this process when its parent is gone, however that came about."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _is_broken(future: Future[Result]) -> bool:
    """Whether the process died that was to do this; waits for it."""
    return isinstance(future.exception(), BrokenProcessPool)


def _nothing() -> None:
    """Do nothing; done when the process is ready."""


def _while(go_on: Callable[[], bool], source: Iterator[Item]) -> Iterator[Item]:
    """Yield items while it holds; the item that would come next stays in ``source``."""
    while go_on():
        for item in source:
            yield item
            break
        else:
            return


@contextmanager
def _leaving(pool: Executor) -> Iterator[Executor]:
    """Wait at the end for what is in flight, but not after a Ctrl-C that asks to stop at once."""
    at_once = False
    try:
        yield pool
    except KeyboardInterrupt:
        at_once = True
        raise
    finally:
        pool.shutdown(wait=not at_once, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Do not hear Ctrl-C for a moment: only the main thread of a program can be told so, others never hear it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

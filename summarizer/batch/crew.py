"""A crew: the threads and processes that share out work, and what becomes of them when one dies or the user stops."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic

from summarizer.batch.processes import Processes
from summarizer.batch.window import Item, Result, as_finished, in_order, submit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    # Makes so many processes with so many threads each, which call a function first.
    Pool = Callable[[int, int, Callable[[], None]], Executor]

_WAITING = 3  # items waiting in each process: enough to keep it busy, few enough to keep memory flat


@dataclass(frozen=True, slots=True)
class Crew(Generic[Item, Result]):
    """``threads`` hands that each do ``work``, or, with ``start``, so many in each of some ``processes``.

    Threads are for work that waits, processes for work that computes. Each process calls ``start`` first; what it is
    given (``work``, ``start``, items) and gives back is pickled. ``pool`` makes the processes, here or elsewhere.
    """

    work: Callable[[Item], Result]
    threads: int = 1
    processes: int = 1
    start: Callable[[], None] | None = None
    pool: Pool = Processes

    def do(self, items: Iterable[Item], ordered: bool = False) -> Iterator[tuple[Item, Future[Result]]]:
        """Yield each item with its finished future, as they finish or in order; items are taken a few ahead.

        An item that kills its process (out of memory, a fault in a library) comes back with `BrokenProcessPool`; the
        others that died with it are done again. When the caller stops early, what is in flight is finished.
        """
        window = in_order if ordered else as_finished
        if self.start is None:
            with _leaving(ThreadPoolExecutor(self.threads)) as pool:
                yield from window(pool, self.work, items, self.threads)
            return
        source = iter(items)
        first = list(islice(source, 1))  # where there is nothing to do, no process is started
        if not first:
            return
        source = chain(first, source)
        held: list[tuple[Item, Future[Result]]] = []
        flight = self.processes * (self.threads + _WAITING)
        while True:
            with _leaving(self.pool(self.processes, self.threads, self.start)) as pool:
                for item, future in window(pool, self.work, _while(lambda: not held, source), flight):
                    if held or _is_broken(future):
                        held.append((item, future))
                    else:
                        yield item, future
            if not held:
                return
            yield from self._alone(held, self.start)
            held.clear()

    def _alone(
        self, held: Iterable[tuple[Item, Future[Result]]], start: Callable[[], None]
    ) -> Iterator[tuple[Item, Future[Result]]]:
        """Do again what died, one at a time, in another process after each that kills it, so that it is known."""
        left = iter(held)
        broken = True
        while broken:
            broken = False
            with _leaving(self.pool(1, 1, start)) as pool:
                for item, future in left:
                    again = submit(pool, self.work, item) if _is_broken(future) else future
                    broken = _is_broken(again)
                    yield item, again
                    if broken:
                        break


def cores() -> int:
    """Return how many processes can compute at a time: the cores that this one may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_broken(future: Future[Result]) -> bool:
    """Whether the process died that was to do this; waits for it."""
    return isinstance(future.exception(), BrokenProcessPool)


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

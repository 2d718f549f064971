"""Processes that each do several things at a time.

`concurrent.futures` gives a process one item at a time. An endpoint that thinks for a second is asked many things at a
time, and what is made of its answers keeps more than one core busy: that takes threads in several processes.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

_SPAWN = get_context("spawn")  # a fork would copy locks that other threads hold
_NEW_OBJECTS = 10_000  # between two runs of the collector; a report makes some, and few in circles
_DIED = "the process ended before its work was done"


class Processes(Executor):
    """``size`` processes with ``threads`` threads each, which call ``start`` first.

    What they are given and give back is pickled. When one dies, what it had in flight ends in `BrokenProcessPool`, and
    so does everything submitted later. They end with this process, however that comes about.
    """

    def __init__(self, size: int, threads: int, start: Callable[[], None]) -> None:
        """Return when all have started.

        Raises:
            SummarizerError: ``start`` failed in one of them.
            BrokenProcessPool: one died in it.
        """
        with _deaf():
            self._members = [_Member(threads, start) for _ in range(size)]
        try:
            for member in self._members:
                member.ready.result()
        except BaseException:
            self.shutdown(wait=False)
            raise

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a call to the process that has the fewest.

        Raises:
            BrokenProcessPool: one of the processes has died.
        """
        if any(member.is_dead for member in self._members):
            raise BrokenProcessPool(_DIED)
        return min(self._members, key=lambda member: len(member.flight)).take(partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, after what they have in flight, or at once; nothing is cancelled."""
        del cancel_futures
        for member in self._members:
            member.end(wait)


class _Member:
    """One of the processes as seen from here: what it has in flight, and a thread that hears what becomes of it."""

    def __init__(self, threads: int, start: Callable[[], None]) -> None:
        self._line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, threads, start), daemon=True)
        self._process.start()
        theirs.close()
        self._numbers = count(1)
        self._lock = threading.Lock()
        self.ready: Future[Any] = Future()
        self.flight: dict[int, Future[Any]] = {0: self.ready}
        self.is_dead = False
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()

    def take(self, call: Callable[[], Any]) -> Future[Any]:
        """Hand over a call."""
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # what is handed over cannot be taken back
        number = next(self._numbers)
        with self._lock:
            if self.is_dead:
                raise BrokenProcessPool(_DIED)
            self.flight[number] = future
        with suppress(OSError):  # it has died: its thread here will say so of all that is in flight
            self._line.send((number, call))
        return future

    def end(self, wait_first: bool) -> None:
        """End the process and the thread that hears it."""
        if wait_first:
            wait(list(self.flight.values()))
            with suppress(OSError):
                self._line.send(None)
        else:
            self._process.kill()
        self._hearing.join()
        self._process.join()
        self._line.close()

    def _hear(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                number, error, result = self._line.recv()
                future = self.flight.pop(number)
                if error is None:
                    future.set_result(result)
                else:
                    future.set_exception(error)
        with self._lock:
            self.is_dead = True
        while self.flight:
            self.flight.popitem()[1].set_exception(BrokenProcessPool(_DIED))


def _serve(line: Connection, threads: int, start: Callable[[], None]) -> None:
    """Do calls as they come, until there are no more; in the process itself.

    Ctrl-C and the system's wish to end are the parent's to hear: what is in flight here is finished.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    lock = threading.Lock()
    with ThreadPoolExecutor(threads) as pool:
        begun = pool.submit(_begin, start)
        _tell(line, lock, 0, begun)
        while message := _next(line):
            number, call = message
            pool.submit(call).add_done_callback(partial(_tell, line, lock, number))


def _begin(start: Callable[[], None]) -> None:
    """Start, and spare the collector what is there from now on: libraries, mostly, which stay to the end."""
    start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def _next(line: Connection) -> tuple[int, Callable[[], Any]] | None:
    try:
        message: tuple[int, Callable[[], Any]] | None = line.recv()
    except (EOFError, OSError):
        os._exit(1)  # the parent is gone; what is in flight is nobody's any more
    return message


def _tell(line: Connection, lock: threading.Lock, number: int, future: Future[Any]) -> None:
    error = future.exception()
    said = (number, None, future.result()) if error is None else (number, portable(error), None)
    with lock:
        try:
            line.send(said)
        except OSError:
            os._exit(1)


def portable(error: BaseException) -> BaseException:
    """Return an error that comes out of another process as it went in, or what it says."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made in the same breath
    except Exception:  # noqa: BLE001 - whatever an error's class makes of it
        return SummarizerError(f"{type(error).__name__}: {error}")
    return error


@contextmanager
def _deaf() -> Iterator[None]:
    """Let what is started in here never hear Ctrl-C, from its first moment on; only a main thread can ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

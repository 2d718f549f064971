"""Ctrl-C: of a batch the first asks to stop and the second stops; of anything shorter the first one stops."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

INTERRUPTED = 130  # the exit code of a run that was stopped by hand

_ASKING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether Ctrl-C was pressed or the system asked to end; a second time is a KeyboardInterrupt."""
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        # Not by print: the handler may have come in the middle of one.
        os.write(sys.stderr.fileno(), b"\nfinishing what is in flight; Ctrl-C again stops at once\n")

    with _heard_by(ask):
        yield lambda: bool(asked)


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """Let Ctrl-C, or the system, end the process where it is: what was answered is kept, no file is half written."""

    def stop(*_: object) -> None:
        os.write(sys.stderr.fileno(), b"\nstopped; the answers so far are kept\n")
        # Not by an exception: Python would wait for every thread that still waits for an endpoint.
        os._exit(INTERRUPTED)

    with _heard_by(stop):
        yield


@contextmanager
def _heard_by(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Have both signals handled in here; after it they are handled as before."""
    before = {number: signal.signal(number, handler) for number in _ASKING}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)

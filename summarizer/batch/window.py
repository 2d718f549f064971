"""A bounded window of work in flight: memory does not grow with the number of items."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    pool: Executor, work: Callable[[Item], Result], items: Iterable[Item], window: int
) -> Iterator[tuple[Item, Future[Result]]]:
    """Yield each item with its finished future, in the order of ``items``, at most ``window`` in flight.

    When the caller stops early, what has not begun is cancelled.
    """
    source = iter(items)
    flight = deque((item, pool.submit(work, item)) for item in islice(source, window))
    try:
        while flight:
            item, future = flight.popleft()
            wait([future])
            yield item, future
            flight.extend((nxt, pool.submit(work, nxt)) for nxt in islice(source, 1))
    finally:
        for _, future in flight:
            future.cancel()


def as_finished(
    pool: Executor, work: Callable[[Item], Result], items: Iterable[Item], window: int
) -> Iterator[tuple[Item, Future[Result]]]:
    """Yield each item with its finished future as they finish; otherwise as :func:`in_order`."""
    source = iter(items)
    flight = {pool.submit(work, item): item for item in islice(source, window)}
    try:
        while flight:
            done, _ = wait(flight, return_when=FIRST_COMPLETED)
            for future in done:
                yield flight.pop(future), future
            flight.update((pool.submit(work, item), item) for item in islice(source, len(done)))
    finally:
        for future in flight:
            future.cancel()

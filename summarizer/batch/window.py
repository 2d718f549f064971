"""A bounded window of work in flight: memory does not grow with the number of items."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
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
    flight = deque((item, submit(pool, work, item)) for item in islice(source, window))
    try:
        while flight:
            item, future = flight.popleft()
            wait([future])
            flight.extend((item, submit(pool, work, item)) for item in islice(source, 1))
            yield item, future
    finally:
        for _, future in flight:
            future.cancel()


def as_finished(
    pool: Executor, work: Callable[[Item], Result], items: Iterable[Item], window: int
) -> Iterator[tuple[Item, Future[Result]]]:
    """Yield each item with its finished future as they finish; otherwise as :func:`in_order`."""
    source = iter(items)
    flight = {submit(pool, work, item): item for item in islice(source, window)}
    try:
        while flight:
            done, _ = wait(flight, return_when=FIRST_COMPLETED)
            finished = [(flight.pop(future), future) for future in done]
            flight.update((submit(pool, work, item), item) for item in islice(source, len(done)))
            yield from finished
    finally:
        for future in flight:
            future.cancel()


def submit(pool: Executor, work: Callable[[Item], Result], item: Item) -> Future[Result]:
    """Hand an item to a pool; one whose processes have died gives the item back as a future that says so."""
    try:
        return pool.submit(work, item)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken

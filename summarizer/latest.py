"""The latest result of a function, kept: a report is filled, then explained, then shown, and read once for all of them.

It is kept for each thread. The threads of a batch have a report each, and would only drive out each other's.
"""

from __future__ import annotations

import threading
from functools import update_wrapper
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Latest(Generic[Thing, Result]):
    """A function of one thing, which is not asked again for the thing that this thread asked it last; a decorator."""

    def __init__(self, function: Callable[[Thing], Result]) -> None:
        self._function = function
        self._kept = threading.local()
        update_wrapper(self, function)

    def __call__(self, thing: Thing) -> Result:
        """Return the function's result for ``thing``."""
        kept: tuple[Thing, Result] | None = getattr(self._kept, "latest", None)
        if kept is None or (kept[0] is not thing and kept[0] != thing):
            kept = self._kept.latest = thing, self._function(thing)
        return kept[1]

    def forget(self) -> None:
        """Forget this thread's latest result."""
        self._kept.latest = None

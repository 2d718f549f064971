"""How much longer a longer text takes, measured so that a busy machine does not decide the answer."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 6
_LEAST_S = 0.005
"""Below this many seconds a clock measures itself: a shorter run counts as this long."""


def grows_within(limit: float, short: Callable[[], object], long: Callable[[], object]) -> bool:
    """Say whether ``long`` takes at most ``limit`` times as long as ``short``, in processor time.

    The quickest of several turns counts, taken in turns, since noise only ever adds; the garbage of other tests is not
    collected meanwhile, for that costs by the size of the whole test run and not by the text.
    """
    times = [float("inf"), float("inf")]
    gc.collect()
    gc.disable()
    try:
        for _ in range(_ROUNDS):
            for place, run in enumerate((short, long)):
                times[place] = min(times[place], _seconds(run))
            if times[1] <= limit * max(times[0], _LEAST_S):
                return True
    finally:
        gc.enable()
    return False


def quickest(run: Callable[[], object], turns: int = 3) -> float:
    """Return the processor seconds of the quickest of some turns."""
    return min(_seconds(run) for _ in range(turns))


def _seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun

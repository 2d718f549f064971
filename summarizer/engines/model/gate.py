"""The gate: every call to the endpoint goes through it, so that no bound is passed however many threads are asking."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from summarizer.errors import BoundReached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.model.endpoint import Bounds
    from summarizer.engines.model.price import Price

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Bill:
    """Tokens in and out."""

    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.tokens_in + self.tokens_out


@dataclass(slots=True)
class Call:
    """A call: ``expected`` is the most that it may cost, ``bill`` what it did cost once that is known.

    ``number`` is its own in the account, 0 until it is entered. ``is_made`` once its question goes out; ``is_kept``
    where its reply was kept and nothing goes out. ``arrived`` are the names that the replies about one part are kept
    under, this call's among them.
    """

    expected: Bill
    bill: Bill = Bill()
    number: int = 0
    is_made: bool = False
    is_kept: bool = False
    arrived: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Recent:
    """A call of the last minute: when it began, on the monotonic clock, and its tokens."""

    when: float
    tokens: int


class Account:
    """What one run asks and spends, held to its bounds; threads may share it, and so may processes where it is served.

    A call is entered before it is made, at what it may cost at most, and settled after it at what it did cost. One that
    is never settled, because its process died, stays counted at the most.
    """

    def __init__(self, bounds: Bounds, price: Price | None) -> None:
        """``price`` is what tokens cost, None if that is not known."""
        self._bounds = bounds
        self._price = price
        self._lock = threading.Lock()
        self._calls = self._tokens = 0
        self._cost = Decimal(0)
        self._closed_until = 0.0
        self._recent: deque[_Recent] = deque()
        self._numbers = count(1)
        self._entered: dict[int, tuple[Bill, _Recent]] = {}

    def enter(self, expected: Bill) -> tuple[int, float]:
        """Enter a call that will cost at most ``expected``: its number, and how many seconds it must wait first.

        A call that must wait is not entered, and has no number; ask again then.

        Raises:
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        with self._lock:
            if (pause := self._pause(expected.tokens)) > 0:
                return 0, pause
            self._book(expected)
            recent = _Recent(time.monotonic(), expected.tokens)
            self._recent.append(recent)
            number = next(self._numbers)
            self._entered[number] = expected, recent
            return number, 0.0

    def settle(self, number: int, bill: Bill) -> None:
        """Put what a call really cost in the place of what was expected."""
        with self._lock:
            expected, recent = self._entered.pop(number)
            recent.tokens = bill.tokens
            self._tokens += bill.tokens - expected.tokens
            self._cost += self._cost_of(bill) - self._cost_of(expected)

    def close_for(self, seconds: float) -> None:
        """Let nobody through for some seconds: the endpoint asked for it."""
        with self._lock:
            self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    def _pause(self, tokens: int) -> float:
        """Return how long a call of so many tokens must still wait."""
        now = time.monotonic()
        while self._recent and now - self._recent[0].when >= _MINUTE:
            self._recent.popleft()
        if now < self._closed_until:
            return self._closed_until - now
        if self._recent and self._over_rate(tokens):
            return _MINUTE - (now - self._recent[0].when)
        return 0.0

    def _over_rate(self, tokens: int) -> bool:
        rpm, tpm = self._bounds.rpm, self._bounds.tpm
        many = rpm is not None and len(self._recent) >= rpm
        return many or (tpm is not None and tokens + sum(recent.tokens for recent in self._recent) > tpm)

    def _book(self, expected: Bill) -> None:
        """Count a call before it is made, at its expected cost."""
        cost = self._cost_of(expected)
        for name, spent, more, bound in (
            ("calls", self._calls, 1, self._bounds.calls),
            ("tokens", self._tokens, expected.tokens, self._bounds.tokens),
            ("cost", self._cost, cost, self._bounds.cost),
        ):
            if bound is not None and spent + more > bound:
                raise BoundReached(
                    f"--max-{name} {bound}: reached ({spent} spent, the next call may need {more}); "
                    "the answers so far are kept, run again with a higher bound to go on"
                )
        self._calls += 1
        self._tokens += expected.tokens
        self._cost += cost

    def _cost_of(self, bill: Bill) -> Decimal:
        return self._price.of(bill.tokens_in, bill.tokens_out) if self._price else Decimal(0)


class Gate:
    """Lets the calls of one process through, so many at a time and within the bounds of an account."""

    def __init__(self, jobs: int, account: Account) -> None:
        """``jobs`` calls run at a time."""
        self._slots = threading.BoundedSemaphore(jobs)
        self._account = account

    @contextmanager
    def hold(self, call: Call) -> Iterator[None]:
        """Hold one of the slots while a call is on its way, from its first byte to the last of its reply.

        Waits for a free slot and for the rates; does not wait for a bound on the whole run.

        Raises:
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        with self._slots:
            call.number = self._enter(call.expected)
            yield

    def settle(self, call: Call) -> None:
        """Count a call at what it did cost, now that its reply is read; one that was never entered counts nothing."""
        if call.number:
            self._account.settle(call.number, call.bill)

    def close_for(self, seconds: float) -> None:
        """Let nobody through for some seconds: the endpoint asked for it."""
        self._account.close_for(seconds)

    def _enter(self, expected: Bill) -> int:
        """Wait until the rates allow a call; return its number in the account."""
        while True:
            number, pause = self._account.enter(expected)
            if number:
                return number
            time.sleep(pause)

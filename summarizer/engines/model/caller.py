"""The caller: one question, asked until it is answered, within the bounds. The only place where a call is repeated."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from tenacity import Retrying, retry_if_exception_type, stop_before_delay, wait_exponential_jitter

from summarizer.engines.engine import Usage
from summarizer.engines.model.checkup import blank
from summarizer.engines.model.failure import BusyError, PartError, RejectedError, UnreachableError
from summarizer.engines.model.gate import Account, Bill, Call, Gate
from summarizer.engines.model.price import count_tokens, price_of, price_table
from summarizer.errors import EndpointError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel
    from tenacity import RetryCallState

    from summarizer.engines.model.connection import Completion, Connection
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.store import Store
    from summarizer.prompting import Message

_LONGEST_WAIT = 60.0
_USUAL_REPLY = 2000  # tokens, where the endpoint is told no limit


@dataclass(slots=True)
class Tally:
    """What the answers to one question cost, and what its replies are kept under; each thread has its own."""

    usage: Usage = field(default_factory=Usage)
    arrived: list[str] = field(default_factory=list)

    def add(self, usage: Usage) -> None:
        """Add to it."""
        self.usage += usage


class Caller:
    """Asks an endpoint; safe to use from many threads."""

    _retried: ClassVar[type[BusyError]] = BusyError

    def __init__(self, endpoint: Endpoint, account: Account | None = None, store: Store | None = None) -> None:
        """Prepare to ask; nothing is sent, and nothing heavy imported, before the first question.

        ``account`` is one that other callers share; without it this one is held to the endpoint's bounds by itself.
        ``store`` keeps each reply as it arrives; a question whose reply is there is not sent.

        Raises:
            UsageError: there is a bound on cost, and the model has no price.
        """
        self._endpoint = endpoint
        self._store = store
        self._price = price_of(endpoint.model)
        if endpoint.bounds.cost is not None and self._price is None:
            raise UsageError(f"--max-cost: no price for {endpoint.model}; add it to {price_table()}")
        self._gate = Gate(endpoint.bounds.jobs, account or Account(endpoint.bounds, self._price))
        self._lock = threading.Lock()
        self._opened: Connection | None = None
        self._answered = False
        self._backoff = wait_exponential_jitter(max=_LONGEST_WAIT, jitter=endpoint.backoff, multiplier=endpoint.backoff)

    def ask(self, messages: Sequence[Message], shape: type[BaseModel], tally: Tally) -> Completion:
        """Ask once, and again while the endpoint is busy and patience lasts; ``tally`` takes what it cost.

        Raises:
            BusyError: patience ran out.
            TruncatedError, RefusedError, EndpointError: see `Connection.ask`.
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        retrying = Retrying(
            retry=retry_if_exception_type(self._retried),
            wait=self._wait,
            stop=stop_before_delay(self._endpoint.patience),
            reraise=True,
        )
        try:
            return retrying(self._once, messages, shape, tally)
        except UnreachableError as error:
            raise EndpointError(f"{error}; the answers so far are kept, run again when it is back") from error

    def expected(self, messages: Sequence[Message]) -> Bill:
        """Estimate what a call may cost at most."""
        tokens_in = sum(count_tokens(message["content"]) for message in messages)
        return Bill(tokens_in, self._endpoint.longest_reply or _USUAL_REPLY)

    def cost(self, bill: Bill) -> Decimal:
        """Return what so many tokens cost, 0 where the model has no price."""
        return self._price.of(bill.tokens_in, bill.tokens_out) if self._price else Decimal(0)

    def open(self) -> None:
        """Open the connection, which the first question would do."""
        self._connection()

    def close(self) -> None:
        """Close the connection, if there is one."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _once(self, messages: Sequence[Message], shape: type[BaseModel], tally: Tally) -> Completion:
        try:
            completion = self._call(messages, shape, tally)
        except RejectedError as error:
            if self._answered or self._takes_another(shape, tally):
                raise PartError(str(error)) from None
            raise
        self._answered = True
        return completion

    def _takes_another(self, shape: type[BaseModel], tally: Tally) -> bool:
        """Whether an endpoint that rejects a question takes a small one: then it has something against the first."""
        try:
            self._call(blank(), shape, tally)
        except (RejectedError, PartError):
            return False
        return True

    def _call(self, messages: Sequence[Message], shape: type[BaseModel], tally: Tally) -> Completion:
        connection = self._connection()
        call = Call(self.expected(messages), arrived=tally.arrived)
        try:
            return connection.ask(messages, shape, call)
        finally:
            self._gate.settle(call)
            tokens = call.bill.tokens_in, call.bill.tokens_out
            tally.add(Usage(int(call.is_made), *tokens, int(call.is_kept), str(self.cost(call.bill))))

    def _wait(self, state: RetryCallState) -> float:
        """Return how long to wait before the next try: what the endpoint asked for, else longer each time."""
        error = state.outcome.exception() if state.outcome else None
        if not isinstance(error, BusyError) or error.after is None:
            return self._backoff(state)
        self._gate.close_for(error.after)
        return error.after

    def _connection(self) -> Connection:
        with self._lock:
            if self._opened is None:
                from summarizer.engines.model.connection import Connection  # noqa: PLC0415 - takes seconds to import

                self._opened = Connection(self._endpoint, self._gate, self._store)
            return self._opened

"""The engine's questions, answered from replies that came by post; what has no reply yet is noted.

Everything else is as in a live call: openai's client writes the requests and reads the replies, so they are the same to
the byte, and what is wrong in a reply is found, and asked again, by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.engines.engine import Usage
from summarizer.engines.model.caller import Caller
from summarizer.engines.model.endpoint import Bounds
from summarizer.engines.model.price import count_tokens, price_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from pydantic import BaseModel

    from summarizer.engines.model.caller import Tally
    from summarizer.engines.model.connection import Connection
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.gate import Bill
    from summarizer.engines.model.post.box import Box

DISCOUNT = 2  # what is handed in costs half


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it is sent: ``id`` is a digest of ``body``, the JSON of a chat completion."""

    id: str
    body: dict[str, Any]


class Replies(Protocol):
    """The replies that have come, by the ids of their requests: HTTP status and body."""

    def get(self, key: str) -> dict[str, Any] | None:
        """Return ``{"status": 200, "body": {…}}``, or None where no reply has come."""
        ...


class PostCaller(Caller):
    """Asks by post: a question is answered if its reply has come; for one process with one thread."""

    def __init__(self, endpoint: Endpoint, replies: Replies) -> None:
        # What comes by post has been waited for already.
        super().__init__(replace(endpoint, patience=0.0, backoff=0.0, bounds=Bounds()))
        self._replies = replies
        self._box: Box | None = None

    @property
    def noted(self) -> list[Request]:
        """The questions so far that have no reply; yours to empty."""
        return self._box.noted if self._box else []

    def cost(self, bill: Bill) -> Decimal:
        """Return what so many tokens cost by post."""
        return super().cost(bill) / DISCOUNT

    def _takes_another(self, shape: type[BaseModel], tally: Tally) -> bool:  # noqa: ARG002 - nothing is asked
        """Whether the endpoint takes other questions: whatever came by post, the batch as a whole was taken."""
        return True

    def _connection(self) -> Connection:
        if self._opened is None:
            from summarizer.engines.model.post.box import Box, BoxConnection  # noqa: PLC0415 - takes seconds to import

            self._box = Box(self._replies)
            self._opened = BoxConnection(self._endpoint, self._box)
        return self._opened


def estimate(endpoint: Endpoint, requests: Iterable[Request]) -> Usage:
    """Return what handing in requests may cost at most; ``cost`` is 0 where the model has no price."""
    price = price_of(endpoint.model)
    total = Usage()
    for request in requests:
        tokens_in = sum(count_tokens(message["content"] or "") for message in request.body["messages"])
        tokens_out = endpoint.longest_reply or 0
        cost = price.of(tokens_in, tokens_out) / DISCOUNT if price else 0
        total += Usage(1, tokens_in, tokens_out, 0, str(cost))
    return total

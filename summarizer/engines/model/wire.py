"""The wire: what openai sends goes through the gate, unless its reply is kept.

A slot of the gate is held while something is on its way and not a moment longer: making a question and reading its
reply take the processor, and while they wait for it another question can be at the endpoint.
"""

from __future__ import annotations

from contextlib import nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import openai

if TYPE_CHECKING:
    import httpx2

    from summarizer.engines.model.arrivals import Arrivals
    from summarizer.engines.model.gate import Call, Gate

under_way: ContextVar[Call | None] = ContextVar("under_way", default=None)
"""The call that this thread makes; openai hands nothing of ours down to its HTTP client."""


class Wire(openai.DefaultHttpxClient):
    """An HTTP client for the calls of one endpoint; a request that belongs to none, of its models, simply goes out."""

    gate: Gate | None = None
    arrivals: Arrivals | None = None

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Return the reply that is kept, or send the request when it may be sent, and read the reply.

        Raises:
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        call = under_way.get()
        if call is None:
            return super().send(request, **options)
        kept = self.arrivals.find(request, call) if self.arrivals else None
        if kept is not None:
            return kept
        with self.gate.hold(call) if self.gate else nullcontext():
            call.is_made = True
            return super().send(request, **options)

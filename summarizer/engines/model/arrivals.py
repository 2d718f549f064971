"""Replies, kept the moment they are here, before anything reads them, until the answer that they belong to is kept.

A part may take several calls: its questions, and what is asked again. A run that is killed between two of them, or
between a reply and what is made of it, goes on from the replies that had arrived. One is kept before its connection is
free for the next call, so what may be lost is only what was on its way.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import httpx2  # openai's own transport
import openai

from summarizer.engines.store import ARRIVED
from summarizer.files import parse_json
from summarizer.prompting import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.engines.model.gate import Bill
    from summarizer.engines.store import Store

_NAME = "arrived"  # in a request's extensions: what its reply is kept under
_OK = 200


class Arrivals(threading.local):
    """The replies that have arrived; ``bill`` is that of the call that this thread makes.

    ``scrub`` takes out of a reply what nobody may read.
    """

    bill: Bill | None = None

    def __init__(self, store: Store, scrub: Callable[[str], str]) -> None:
        self._store = store
        self._scrub = scrub

    def find(self, request: httpx2.Request) -> httpx2.Response | None:
        """Return the reply to a question of this thread's call if it is kept; its bill then says that it is no call."""
        if self.bill is None or request.method != "POST":
            return None
        name = request.extensions[_NAME] = _name(request, self.bill.arrived)
        kept = self._store.get(name)
        if kept is None:
            return None
        self.bill.calls = 0
        self.bill.arrived.append(name)
        return httpx2.Response(_OK, json=kept, request=request)

    def watch(self, response: httpx2.Response) -> None:
        """Keep the reply once its last byte is here; a hook for an HTTP client."""
        if response.status_code == _OK and _NAME in response.request.extensions:
            response.stream = _Arriving(response, self._keep)

    def _keep(self, response: httpx2.Response, content: bytes) -> None:
        body = _completion(self._scrub(httpx2.Response(_OK, headers=response.headers, content=content).text))
        if body and self.bill:
            name = response.request.extensions[_NAME]
            self._store.put(name, body)
            self.bill.arrived.append(name)


class KeepingClient(openai.DefaultHttpxClient):
    """An HTTP client that sends no question whose reply is among its ``arrivals``."""

    arrivals: Arrivals | None = None

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Return the reply that is kept, or send the request."""
        kept = self.arrivals.find(request) if self.arrivals else None
        return kept or super().send(request, **options)


class _Arriving(httpx2.SyncByteStream):
    """The body of a reply, handed to ``keep`` when it is whole."""

    def __init__(self, response: httpx2.Response, keep: Callable[[httpx2.Response, bytes], None]) -> None:
        self._response, self._stream, self._keep = response, response.stream, keep

    def __iter__(self) -> Iterator[bytes]:
        chunks = []
        for chunk in self._stream:  # type: ignore[union-attr]  # a client's streams are of this kind
            chunks.append(chunk)
            yield chunk
        self._keep(self._response, b"".join(chunks))

    def close(self) -> None:
        self._stream.close()  # type: ignore[union-attr]  # as above


def _name(request: httpx2.Request, arrived: Sequence[str]) -> str:
    """Return what a reply is kept under: a digest of address and question, and how often it was answered before.

    The same question may be asked again about the same part, in the hope of a better reply.
    """
    name = ARRIVED + digest(f"{request.url}\n{request.content.decode()}")
    return f"{name}/{sum(other.startswith(name) for other in arrived)}"


def _completion(text: str) -> dict[str, Any] | None:
    """Read the body of a model's reply; None for what is none and may be another one next time."""
    try:
        body = parse_json(text)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("choices"), list) else None

"""Replies, kept the moment they are here, before anything reads them, until the answer that they belong to is kept.

A part may take several calls: its questions, and what is asked again. A run that is killed between two of them, or
between a reply and what is made of it, goes on from the replies that had arrived. One is kept before its connection is
free for the next call, so what may be lost is only what was on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2  # openai's own transport

from summarizer.engines.store import ARRIVED
from summarizer.files import parse_json
from summarizer.prompting import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarizer.engines.model.gate import Call
    from summarizer.engines.store import Store

_NAME = "arrived"  # in a request's extensions: what its reply is kept under
_CALL = "call"  # and the call that it belongs to
_OK = 200


class Arrivals:
    """The replies that have arrived; safe to use from many threads."""

    def __init__(self, store: Store, scrub: Callable[[str], str]) -> None:
        """``scrub`` takes out of a reply what nobody may read."""
        self._store = store
        self._scrub = scrub

    def find(self, request: httpx2.Request, call: Call) -> httpx2.Response | None:
        """Return the reply to a call's question if it is kept; the call then says that it is none."""
        name = request.extensions[_NAME] = _name(request, call.arrived)
        request.extensions[_CALL] = call
        kept = self._store.get(name)
        if kept is None:
            return None
        call.is_kept = True
        call.arrived.append(name)
        return httpx2.Response(_OK, json=kept, request=request)

    def watch(self, response: httpx2.Response) -> None:
        """Keep the reply once its last byte is here; a hook for an HTTP client."""
        if response.status_code == _OK and _NAME in response.request.extensions:
            response.stream = _Arriving(response, self._keep)

    def _keep(self, response: httpx2.Response, content: bytes) -> None:
        body = _completion(self._scrub(httpx2.Response(_OK, headers=response.headers, content=content).text))
        if body:
            name = response.request.extensions[_NAME]
            self._store.put(name, body)
            response.request.extensions[_CALL].arrived.append(name)


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

"""The deadline of a call: openai's timeout is for each read, and a reply that trickles in is always in time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx2  # openai's own transport

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = "end"  # in a request's extensions: when, on the monotonic clock, its reply must be complete


class Deadline:
    """Hooks for an HTTP client that end a call after ``seconds``, however it spends them."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def start(self, request: httpx2.Request) -> None:
        """Note when a call must have ended."""
        request.extensions[_END] = time.monotonic() + self._seconds

    def watch(self, response: httpx2.Response) -> None:
        """Watch over the body of a reply."""
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Timed(response.stream, response.request.extensions[_END])


class _Timed(httpx2.SyncByteStream):
    """A body that ends when its time is up."""

    def __init__(self, stream: httpx2.SyncByteStream, end: float) -> None:
        self._stream, self._end = stream, end

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            if time.monotonic() > self._end:
                raise httpx2.ReadTimeout("the reply trickles in")
            yield chunk

    def close(self) -> None:
        self._stream.close()

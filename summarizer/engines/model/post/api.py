"""The Batch API of an endpoint, as OpenAI has it: files of requests in, files of replies out."""

from __future__ import annotations

import json
import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2  # openai's own transport
import openai

from summarizer.engines.model.connection import Connection
from summarizer.engines.model.deadline import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from openai.types import Batch as TheirBatch

# The states in which nothing more will come of a batch.
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})

_MARK = "summarizer"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch at the endpoint: its state in the endpoint's own word, how many of its requests are done and failed.

    ``files`` hold the replies and the errors, as far as there are any; ``note`` says why it failed as a whole.
    """

    id: str
    status: str
    done: int
    failed: int
    files: tuple[str, ...]
    note: str


class BatchApi(Connection):
    """Hands batches in and fetches what came of them.

    Every method raises what `Connection.ask` does where the endpoint does not take it, or is not there.
    """

    def hand_in(self, requests: Path, mark: str) -> Batch:
        """Hand in a file of requests under a ``mark`` of ours."""
        with self._guarded(), requests.open("rb") as file:
            uploaded = self._client.files.create(file=(requests.name, file), purpose="batch")
            made = self._client.batches.create(
                input_file_id=uploaded.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_MARK: mark},
            )
        return _batch(made)

    def find(self, mark: str) -> Batch | None:
        """Return the batch with a mark, if there is one: a run may have been killed before it heard of it."""
        with self._guarded():
            listed = self._client.batches.list(limit=100)
            found = next((batch for batch in listed if (batch.metadata or {}).get(_MARK) == mark), None)
        return _batch(found) if found else None

    def batch(self, name: str) -> Batch:
        """Return a batch as it is now."""
        with self._guarded():
            return _batch(self._client.batches.retrieve(name))

    def lines(self, file: str) -> Iterator[dict[str, Any]]:
        """Yield the lines of a file of replies, as they come; what is no reply counts as not come."""
        with self._guarded(), self._client.files.with_streaming_response.content(file) as response:
            yield from filter(None, map(_reply, _lines(response.iter_bytes())))

    def _deadline(self) -> Deadline:
        """Set no limit on a whole call: a file of replies may be large. Each read still has one."""
        return Deadline(math.inf)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except openai.OpenAIError as error:
            raise self._translated(error) from None
        except httpx2.HTTPError as error:  # while a file was coming
            raise self._unconnected(error) from None


def _batch(batch: TheirBatch) -> Batch:
    counts, errors = batch.request_counts, batch.errors.data if batch.errors else None
    return Batch(
        id=batch.id,
        status=batch.status,
        done=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
        files=tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
        note="; ".join(error.message or error.code or "" for error in errors or ()),
    )


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut what comes into lines, at line feeds only: a reply may hold other characters that end a line of text."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    yield rest


def _reply(line: bytes) -> dict[str, Any] | None:
    """Read a line of a file of replies; None where it is none, such as one that was cut off."""
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = isinstance(read, dict) and isinstance(read.get("custom_id"), str)
    return read if named and all(isinstance(read.get(part) or {}, dict) for part in ("response", "error")) else None

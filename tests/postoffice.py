"""An endpoint's Batch API on loopback: files and batches, which stand still until a test lets something become of them.

with PostOffice(from_table(records)) as office:
...                      # a client hands a batch in
office.work()            # every request of every batch is answered
office.work("expired", answered=3)
"""

from __future__ import annotations

import email
import json
import re
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from loopback import Call, Loopback, completion, error

if TYPE_CHECKING:
    from loopback import Answer


@dataclass
class Batch:
    """A batch: the requests handed in, and what has become of it."""

    id: str
    requests: list[dict[str, Any]]
    metadata: dict[str, str]
    status: str = "in_progress"
    files: dict[str, str] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)
    replies: int = 0
    failures: int = 0

    def told(self) -> dict[str, Any]:
        """Return the batch as the endpoint tells of it."""
        counts = {"total": len(self.requests), "completed": self.replies, "failed": self.failures}
        return {
            "id": self.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "input_file_id": "file-in",
            "completion_window": "24h",
            "created_at": 0,
            "status": self.status,
            "metadata": self.metadata,
            "request_counts": counts,
            "output_file_id": self.files.get("output"),
            "error_file_id": self.files.get("error"),
            "errors": {"object": "list", "data": self.errors} if self.errors else None,
        }


class PostOffice(Loopback):
    """The server; use it as a context manager."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.RequestHandlerClass = PostCall
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, Batch] = {}
        self.lose_next = False
        self.break_next = False
        self._numbers = count(1)

    @property
    def open(self) -> list[Batch]:
        """The batches that nothing has become of yet."""
        return [batch for batch in self.batches.values() if batch.status == "in_progress"]

    @property
    def handed_in(self) -> list[dict[str, Any]]:
        """Every request handed in so far, in all batches."""
        return [request for batch in self.batches.values() for request in batch.requests]

    def work(self, status: str = "completed", answered: int | None = None, failing: int = 0, code: int = 500) -> None:
        """Let the open batches end with so many requests answered, the first ``failing`` of them with an error."""
        for batch in self.open:
            batch.status = status
            done = list(islice(batch.requests, answered))
            lines = [
                _reply(request, 200, completion(request["body"], self.answer(request["body"])))
                for request in done[failing:]
            ]
            wrong = [_reply(request, code, error("scripted", "")) for request in done[:failing]]
            wrong += [_lost(request, f"batch_{status}") for request in batch.requests[len(done) :]]
            batch.replies, batch.failures = len(lines), len(wrong)
            for name, content in (("output", lines), ("error", wrong)):
                if content:
                    said = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in content)
                    batch.files[name] = self.keep_file(said.encode())

    def fail(self, message: str) -> None:
        """Let the open batches fail as a whole."""
        for batch in self.open:
            batch.status = "failed"
            batch.errors = [{"code": "invalid", "message": message, "line": None, "param": None}]

    def keep_file(self, data: bytes) -> str:
        """Keep a file; return its id."""
        name = f"file-{next(self._numbers)}"
        self.files[name] = data
        return name

    def make_batch(self, body: dict[str, Any]) -> Batch:
        """Make a batch of an uploaded file."""
        lines = self.files[body["input_file_id"]].decode().splitlines()
        batch = Batch(f"batch-{next(self._numbers)}", [json.loads(line) for line in lines], body.get("metadata") or {})
        self.batches[batch.id] = batch
        return batch


def _reply(request: dict[str, Any], status: int, body: dict[str, Any]) -> dict[str, Any]:
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": "x", "custom_id": request["custom_id"], "response": response, "error": None}


def _lost(request: dict[str, Any], code: str) -> dict[str, Any]:
    return {"id": "x", "custom_id": request["custom_id"], "response": None, "error": {"code": code, "message": code}}


class PostCall(Call):
    """One connection of a client to the post office."""

    server: PostOffice

    def do_GET(self) -> None:  # noqa: N802 - the name it has in the base class
        """Tell of a batch, of all, or give a file."""
        if found := re.search(r"/files/([\w-]+)/content$", self.path):
            self._give(self.server.files[found[1]])
        elif found := re.search(r"/batches/([\w-]+)$", self.path):
            self.send(200, self.server.batches[found[1]].told())
        elif "/batches" in self.path:
            told = [batch.told() for batch in reversed(self.server.batches.values())]
            self.send(200, {"object": "list", "data": told, "has_more": False})
        else:
            super().do_GET()

    def _give(self, file: bytes) -> None:
        """Give a file, or most of it where the connection is to break; lines that are whole are given whole."""
        sent = file
        if self.server.break_next:
            self.server.break_next = False
            self.close_connection = True
            sent = file[: file.rindex(b"\n", 0, -1) + 9]
        headers = {"content-type": "application/octet-stream", "content-length": str(len(file))}
        self.send_bytes(200, sent, headers)

    def do_POST(self) -> None:  # noqa: N802 - as above
        """Take a file, or make a batch of one; anything else is a call."""
        if self.path.endswith("/files"):
            data = self.rfile.read(int(self.headers["content-length"]))
            head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
            parts = email.message_from_bytes(head + data).get_payload()
            content = next(part for part in parts if part.get_filename())
            name = self.server.keep_file(content.get_payload(decode=True))
            told = {
                "id": name,
                "object": "file",
                "bytes": len(data),
                "created_at": 0,
                "filename": "x",
                "purpose": "batch",
            }
            self.send(200, {**told, "status": "processed"})
        elif self.path.endswith("/batches"):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            batch = self.server.make_batch(body)
            if self.server.lose_next:
                self.server.lose_next = False
                self.close_connection = True  # made, but the client never hears of it
            else:
                self.send(200, batch.told())
        else:
            super().do_POST()

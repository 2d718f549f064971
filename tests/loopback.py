"""An OpenAI-compatible endpoint on loopback: answers from a table, records what it is sent, fails as it is told to.

For tests::

    with Loopback(from_table(records)) as server:
        server.script(Status(429, headers={"Retry-After": "0"}), TRUNCATED)
        engine = ModelEngine(Endpoint(server.base_url, "any"), form)

For demonstrations and benchmarks, a process of its own that answers from a file::

    python -m tests.loopback --port 8099 --latency 0.2 --table table.json
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Answer = Callable[[dict[str, Any]], str]

_WORD = re.compile(r"记住这个暗号：(\w+)")
_PART = re.compile(r"<原文 (?P<mark>\w+)>\n(?P<text>.*)\n</原文 (?P=mark)>", re.DOTALL)


class Fault(Protocol):
    """A way in which one call goes wrong."""

    def act(self, call: Call, body: dict[str, Any]) -> None:
        """Reply to ``body``, or do not."""


@dataclass(frozen=True)
class Status:
    """Answer with an HTTP error."""

    code: int
    message: str = "scripted"
    error_code: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def act(self, call: Call, body: dict[str, Any]) -> None:  # noqa: ARG002 - not all faults look at it
        """Send the error."""
        call.send(self.code, error(self.message, self.error_code), self.headers)


@dataclass(frozen=True)
class Says:
    """Answer with this text where the reply's JSON should stand; None and a refusal for a model that declines."""

    text: str | None
    finish: str = "stop"
    refusal: str | None = None

    def act(self, call: Call, body: dict[str, Any]) -> None:
        """Send the text."""
        call.send(200, completion(body, self.text, self.finish, self.refusal))


@dataclass(frozen=True)
class Empty:
    """Answer with no choices at all."""

    def act(self, call: Call, body: dict[str, Any]) -> None:
        """Send a reply without choices."""
        call.send(200, {**completion(body, ""), "choices": []})


@dataclass(frozen=True)
class Drops:
    """Drop the connection after so many seconds, without a word."""

    after: float = 0.0

    def act(self, call: Call, body: dict[str, Any]) -> None:  # noqa: ARG002 - not all faults look at it
        """Hang up."""
        time.sleep(self.after)
        call.close_connection = True


@dataclass(frozen=True)
class Drips:
    """Send the reply one byte at a time, so many seconds apart."""

    pause: float

    def act(self, call: Call, body: dict[str, Any]) -> None:
        """Send the reply slowly."""
        call.send(200, completion(body, call.server.answer(body)), pause=self.pause)


@dataclass(frozen=True)
class Raw:
    """Answer with these bytes, whatever they are."""

    data: bytes
    media_type: str

    def act(self, call: Call, body: dict[str, Any]) -> None:  # noqa: ARG002 - as above
        """Send the bytes."""
        call.send_bytes(200, self.data, {"content-type": self.media_type})


TRUNCATED = Says('{"records": [', finish="length")
FILTERED = Says("", finish="content_filter")
REFUSED = Says(None, refusal="I cannot help with that.")


@dataclass(frozen=True)
class Sent:
    """What a client sent: path, headers (names in lower case), and the body as JSON."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def contents(self) -> list[str]:
        """The text of each message."""
        return [message["content"] for message in self.body["messages"]]


def part_of(body: dict[str, Any]) -> str:
    """Return the text of the part that a request asks about, empty if it asks about none."""
    found = [match["text"] for message in body["messages"] if (match := _PART.search(message["content"]))]
    return found[0] if found else ""


def from_table(records: Iterable[dict[str, Any]] = (), statements: Iterable[dict[str, Any]] = ()) -> Answer:
    """Answer with those records and statements of a table whose quote stands in the part."""
    table = {"records": list(records), "statements": list(statements)}

    def answer(body: dict[str, Any]) -> str:
        text = part_of(body)
        said = {name: [entry for entry in entries if entry["quote"] in text] for name, entries in table.items()}
        return json.dumps(said, ensure_ascii=False)

    return answer


def as_model(answer: Answer, *, window: int = 100_000, held: bool = True) -> Answer:
    """Answer as a whole model does: a part as ``answer`` does, an overview without numbers, and what a doctor asks.

    It reads the last ``window`` characters, and keeps to a schema or does not.
    """

    def reply(body: dict[str, Any]) -> str:
        if part_of(body):
            return answer(body)
        text = body["messages"][-1]["content"][-window:]
        said: dict[str, Any] = {"report": "各项工作有序推进。", "dimensions": []}
        if "暗号是什么" in text:
            known = _WORD.search(text)
            said = {"word": known[1] if known else "不记得"}
        elif '"word"' in text:
            constrained = held and ("tools" in body or body["response_format"]["type"] == "json_schema")
            said = {"word": "甲" if constrained else "丙"}
        return json.dumps(said, ensure_ascii=False)

    return reply


class Loopback(ThreadingHTTPServer):
    """The server; use it as a context manager."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(
        self, answer: Answer, *, key: str = "", models: tuple[str, ...] = (), latency: float = 0.0, port: int = 0
    ) -> None:
        """Prepare to answer with what ``answer`` makes of a request body.

        A non-empty ``key`` is asked of every client, and a model that is among ``models`` if there are any;
        ``latency`` is in seconds.
        """
        super().__init__(("127.0.0.1", port), Call)
        self.answer = answer
        self.key = key
        self.models = models
        self.latency = latency
        self.sent: list[Sent] = []
        self.keep = True
        self.gone = False
        self._faults: deque[Fault | None] = deque()
        self._lock = threading.Lock()

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def script(self, *faults: Fault | None) -> None:
        """Let the next calls go wrong in these ways, one each; None lets one pass."""
        self._faults.extend(faults)

    def forget_faults(self) -> None:
        """Let everything pass from now on."""
        self._faults.clear()

    def next_fault(self) -> Fault | None:
        """Take the next scripted fault, if there is one left."""
        with self._lock:
            return self._faults.popleft() if self._faults else None

    def record(self, sent: Sent) -> None:
        """Keep what was sent."""
        if self.keep:
            with self._lock:
                self.sent.append(sent)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client goes away."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gone = True
        self.shutdown()
        self.server_close()


class Call(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one write a reply
    server: Loopback

    def do_GET(self) -> None:
        """List the models."""
        self.send(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.server.models]})

    def do_POST(self) -> None:
        """Answer one call, or let it go wrong as scripted."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.record(Sent(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        if self.server.gone:
            self.close_connection = True
        elif not self.path.endswith("/chat/completions"):
            self.send(404, error(f"no such path: {self.path}", "not_found"))
        elif self.server.key and self.headers.get("authorization") != f"Bearer {self.server.key}":
            self.send(401, error(f"Incorrect API key: {self.headers.get('authorization')}", "invalid_api_key"))
        elif self.server.models and body["model"] not in self.server.models:
            self.send(404, error(f"the model {body['model']} does not exist", "model_not_found"))
        else:
            time.sleep(self.server.latency)
            if fault := self.server.next_fault():
                fault.act(self, body)
            else:
                self.send(200, completion(body, self.server.answer(body)))

    def send(self, status: int, content: Any, headers: dict[str, str] | None = None, pause: float = 0.0) -> None:
        """Send a reply as JSON, all at once or a byte at a time."""
        self.send_bytes(
            status, json.dumps(content).encode(), {"content-type": "application/json"} | (headers or {}), pause
        )

    def send_bytes(self, status: int, data: bytes, headers: dict[str, str], pause: float = 0.0) -> None:
        """Send a reply."""
        self.send_response(status)
        for name, value in {"content-length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if not pause:
            self.wfile.write(data)
            return
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(pause)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has in the base class
        """Say nothing."""


def error(message: str, code: str) -> dict[str, Any]:
    """Return the body of an HTTP error as OpenAI sends it."""
    return {"error": {"message": message, "type": "error", "param": None, "code": code or None}}


def completion(
    body: dict[str, Any], text: str | None, finish: str = "stop", refusal: str | None = None
) -> dict[str, Any]:
    """Return a chat completion: the text as the arguments of the tool that was asked for, or as the content."""
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": refusal}
    tools = body.get("tools")
    if tools and text is not None:
        call = {"name": tools[0]["function"]["name"], "arguments": text}
        message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": call}]}
    tokens_in = sum(len(message["content"] or "") for message in body["messages"]) * 7 // 10
    tokens_out = len(text or "") * 7 // 10
    return {
        "id": "chatcmpl-loopback",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
        "usage": {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out},
    }


def main() -> None:
    """Serve until interrupted; the first line printed is the address."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="", help="the key that is asked for")
    parser.add_argument("--window", type=int, default=100_000, help="characters that are read")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each reply")
    parser.add_argument(
        "--table", type=Path, help="a JSON file: records and statements, given where their quote stands"
    )
    given = parser.parse_args()
    table = json.loads(given.table.read_text(encoding="utf-8")) if given.table else {}
    with Loopback(
        as_model(from_table(**table), window=given.window), key=given.key, latency=given.latency, port=given.port
    ) as server:
        server.keep = False
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()

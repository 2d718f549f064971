"""The connection to an endpoint: the one module that knows openai and instructor.

One method, one HTTP call, and every error of theirs turned into one of ours. Both libraries take seconds to import, so
this module is imported when the first call is made, and not before. instructor holds the reply to the schema and reads
it; its own re-asking is off (ours names what is wrong, in the report's language), its ``context=`` is never used (it
would read report text as a template), and its log, which repeats report text on every failure, is silenced. What it
leaves out of the request (``strict``) or would overwrite (``response_format``) is put there by ``extra_body``.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import httpx2  # openai's own transport
import instructor
import openai
from instructor.core import Hooks, IncompleteOutputException, InstructorRetryException

from summarizer.engines.model.endpoint import Mode
from summarizer.engines.model.failure import BusyError, RefusedError, TruncatedError
from summarizer.engines.model.reply import salvage
from summarizer.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openai.types.chat import ChatCompletion, ChatCompletionMessage, ChatCompletionMessageParam
    from pydantic import BaseModel

    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.gate import Bill
    from summarizer.engines.model.reply import Fault
    from summarizer.prompting import Message

# Codes by which endpoints say that the question was too long, that they decline, or that the account is empty.
_TOO_LONG = frozenset({"context_length_exceeded", "string_above_max_length", "exceed_context_size_error"})
_DECLINED = frozenset({"content_filter", "content_policy_violation", "data_inspection_failed"})
_NO_CREDIT = frozenset({"insufficient_quota", "insufficient_balance", "Arrearage"})

_END = "end"  # in a request's extensions: when, on the monotonic clock, its reply must be complete


@dataclass(frozen=True, slots=True)
class Completion:
    """A reply, read: ``data`` is the schema's object, without the items that ``faults`` name.

    ``data`` is None where nothing in the reply can be used; ``text`` is then the reply as it came.
    """

    data: dict[str, Any] | None
    faults: Sequence[Fault] = ()
    text: str = ""


class Connection:
    """Asks one endpoint; safe to use from many threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        _silence()
        self._endpoint = endpoint
        self._client = self._connect()
        mode = instructor.Mode.TOOLS if endpoint.mode is Mode.TOOLS else instructor.Mode.JSON_SCHEMA
        self._instructor = instructor.from_openai(self._client, mode=mode)
        self._options: dict[str, Any] = {"model": endpoint.model, "max_retries": 0, "strict": False}
        if endpoint.temperature is not None:
            self._options["temperature"] = endpoint.temperature
        if endpoint.reply_tokens is not None:
            self._options["max_tokens"] = endpoint.reply_tokens

    def ask(self, messages: Sequence[Message], shape: type[BaseModel], bill: Bill) -> Completion:
        """Make one call and read its reply into ``shape``; ``bill`` takes the tokens that the endpoint counted.

        Raises:
            BusyError: the call may work if it is made again later.
            TruncatedError: question or reply are longer than the model allows.
            RefusedError: the model or a filter declined.
            EndpointError: the call will not work until something is changed.
        """
        replies: list[ChatCompletion] = []
        hooks = Hooks()
        hooks.on("completion:response", replies.append)
        try:
            read = self._instructor.create(
                response_model=shape,
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                hooks=hooks,
                extra_body=_constraint(self._endpoint.mode, shape),
                **self._options,
            )
        except IncompleteOutputException:
            raise TruncatedError("the reply was cut off at its longest allowed length") from None
        except InstructorRetryException as error:
            if isinstance(error.__cause__, openai.OpenAIError):
                # Not chained: the original error repeats the request, and what the server says may repeat the key.
                raise self._translated(error.__cause__) from None
            return _completion(replies[0], shape)
        finally:
            _write(bill, replies)
        return Completion(read.model_dump(mode="json"))

    def _connect(self) -> openai.OpenAI:
        """Open the connection: no retries, no redirects, no proxy for this machine, a limit on each whole call."""
        endpoint = self._endpoint
        http = openai.DefaultHttpxClient(
            follow_redirects=False,
            trust_env=not endpoint.is_local,
            event_hooks={"request": [self._start], "response": [_watch]},
        )
        return openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key or "none",
            max_retries=0,
            timeout=endpoint.timeout,
            http_client=http,
        )

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _start(self, request: httpx2.Request) -> None:
        """Note when a call must have ended."""
        request.extensions[_END] = time.monotonic() + self._endpoint.timeout

    def _translated(self, error: openai.OpenAIError) -> Exception:
        """Turn an error of openai's into one that says what to do."""
        shown, model = self._endpoint.shown, self._endpoint.model
        if isinstance(error, openai.APITimeoutError):
            return BusyError(f"{shown}: no answer within {self._endpoint.timeout:g} s")
        if isinstance(error, openai.APIConnectionError):
            reason = error.__cause__ or error
            return BusyError(
                f"{shown}: cannot be reached ({self._endpoint.scrub(str(reason)) or type(reason).__name__})"
            )
        if not isinstance(error, openai.APIStatusError):
            return EndpointError(f"{shown}: {self._endpoint.scrub(str(error))}")
        return self._status(error, f"{shown}, model {model}")

    def _status(self, error: openai.APIStatusError, where: str) -> Exception:
        """Turn an HTTP status into an error that says what to do."""
        said = self._endpoint.scrub(_said(error))
        code = error.code or ""
        status = error.status_code
        if code in _DECLINED:
            return RefusedError(f"a content filter refused the part ({said})")
        if code in _TOO_LONG or (status == 400 and "context" in said.lower()):
            return TruncatedError("the question is longer than the model's window")
        if code in _NO_CREDIT:
            return EndpointError(f"{where}: the account is used up ({said}); add credit or use another key")
        if status == 429 or status >= 500:
            return BusyError(f"{where}: busy or failing ({status}: {said})", _seconds(error.response.headers))
        cure = _CURES.get(status, "run `summarizer doctor` to see what the endpoint can do")
        return EndpointError(f"{where}: {status} {said}; {cure}")


_CURES = {
    400: "it does not take this kind of request: try another --mode, or run `summarizer doctor`",
    401: "the key was refused: set SUMMARIZER_API_KEY to a key of this endpoint",
    403: "this key may not use this model: choose another --model, or ask for access",
    404: "no such model or address: check --model, and that --base-url ends where /chat/completions begins (often /v1)",
    422: "it does not take this kind of request: try another --mode, or run `summarizer doctor`",
}


def _said(error: openai.APIStatusError) -> str:
    """Return what the server said, in one short line."""
    body = error.body if isinstance(error.body, dict) else {}
    said = str(body.get("message") or error.message)
    return " ".join(said.split())[:200]


def _seconds(headers: Any) -> float | None:
    """Return how many seconds a server asks to wait: Retry-After as a number or as a date."""
    after = headers.get("retry-after")
    if not after:
        return None
    try:
        return max(0.0, float(after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(after).timestamp() - time.time())
    except ValueError:
        return None


def _completion(reply: ChatCompletion, shape: type[BaseModel]) -> Completion:
    """Take what can be used of a reply that does not fit the schema."""
    choice = reply.choices[0] if reply.choices else None
    if choice and (choice.message.refusal or choice.finish_reason == "content_filter"):
        raise RefusedError(f"the model declined to answer ({choice.message.refusal or 'content filter'})")
    text = _text(choice.message) if choice else ""
    return Completion(*salvage(text, shape), text)


def _write(bill: Bill, replies: Sequence[ChatCompletion]) -> None:
    """Write down the tokens of a reply, if there was one and it says."""
    usage = replies[0].usage if replies else None
    if usage:
        bill.tokens_in, bill.tokens_out = usage.prompt_tokens, usage.completion_tokens


def _text(message: ChatCompletionMessage) -> str:
    """Return the JSON of a reply: the arguments of the tool call, or the content."""
    for call in message.tool_calls or ():
        if call.type == "function":
            return call.function.arguments
    return message.content or ""


@cache
def _constraint(mode: Mode, shape: type[BaseModel]) -> dict[str, Any]:
    """Return the part of the request body that holds the model to a schema, with ``strict`` where there is a schema."""
    tool = openai.pydantic_function_tool(shape)
    if mode is Mode.TOOLS:
        return {"tools": [tool]}
    if mode is Mode.JSON:
        return {"response_format": {"type": "json_object"}}
    function = tool["function"]
    schema = {"name": function["name"], "strict": True, "schema": function["parameters"]}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}


class _Timed(httpx2.SyncByteStream):
    """The body of a reply that ends when its time is up: of a body that trickles in, each single read is in time."""

    def __init__(self, stream: httpx2.SyncByteStream, end: float) -> None:
        self._stream, self._end = stream, end

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            if time.monotonic() > self._end:
                raise httpx2.ReadTimeout("the reply trickles in")
            yield chunk

    def close(self) -> None:
        self._stream.close()


def _watch(response: httpx2.Response) -> None:
    """Put a time limit on the body of a reply."""
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Timed(response.stream, response.request.extensions[_END])


def _silence() -> None:
    """Silence instructor's log: it prints what failed together with its input."""
    logger = logging.getLogger("instructor")
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False

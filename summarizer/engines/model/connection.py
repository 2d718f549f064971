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
from pydantic import create_model

from summarizer.engines.model.endpoint import Mode
from summarizer.engines.model.failure import (
    AddressError,
    BusyError,
    PartError,
    RefusedError,
    RejectedError,
    TruncatedError,
    UnreachableError,
)
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

_OTHER_MODE = "it does not take this kind of request: try another --mode, or run `summarizer doctor`"
_NO_CHAT = "check that --base-url ends where /chat/completions begins, often in /v1"
_KINDS = {400: RejectedError, 404: AddressError, 422: RejectedError}
_CURES = {
    400: _OTHER_MODE,
    401: "the key was refused: set SUMMARIZER_API_KEY to a key of this endpoint",
    402: "the account is used up: add credit, or use another key",
    403: "this key may not use this model: choose another --model, or ask for access",
    422: _OTHER_MODE,
    404: f"no such model or address: check --model, and {_NO_CHAT}",
}

_END = "end"  # in a request's extensions: when, on the monotonic clock, its reply must be complete
_SAID = 200  # characters of what a server says that are shown


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
        self._reached = False
        self._client = self._connect()
        mode = instructor.Mode.TOOLS if endpoint.mode is Mode.TOOLS else instructor.Mode.JSON_SCHEMA
        self._instructor = instructor.from_openai(self._client, mode=mode)
        self._options: dict[str, Any] = {"model": endpoint.model, "max_retries": 0, "strict": False}
        if endpoint.temperature is not None:
            self._options["temperature"] = endpoint.temperature
        if endpoint.longest_reply is not None:
            self._options["max_tokens"] = endpoint.longest_reply

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
                response_model=_prepared(shape),
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                hooks=hooks,
                extra_body=_constraint(self._endpoint.mode, shape),
                **self._options,
            )
        except IncompleteOutputException:
            raise TruncatedError(_CUT_OFF) from None
        except InstructorRetryException as error:
            if isinstance(error.__cause__, openai.OpenAIError):
                # Not chained: the original error repeats the request, and what the server says may repeat the key.
                raise self._translated(error.__cause__) from None
            return self._misfit(replies, shape)
        finally:
            _write(bill, replies)
        return Completion(read.model_dump(mode="json"))

    def models(self) -> list[str]:
        """Return the names of the models that the endpoint offers, as far as it tells."""
        try:
            return sorted(model.id for model in self._client.models.list())
        except (openai.OpenAIError, AttributeError, TypeError):
            return []  # many servers have no such list; it only makes an advice better

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _connect(self) -> openai.OpenAI:
        """Open the connection: no retries, no redirects, no proxy for this machine, a limit on each whole call."""
        endpoint = self._endpoint
        http = openai.DefaultHttpxClient(
            follow_redirects=False,
            trust_env=not endpoint.is_local,
            event_hooks={"request": [self._start], "response": [self._watch]},
        )
        return openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key or "none",
            max_retries=0,
            timeout=endpoint.timeout,
            http_client=http,
        )

    def _start(self, request: httpx2.Request) -> None:
        """Note when a call must have ended."""
        request.extensions[_END] = time.monotonic() + self._endpoint.timeout

    def _watch(self, response: httpx2.Response) -> None:
        """Note that the endpoint is there, and put a time limit on the body of its reply."""
        self._reached = True
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Timed(response.stream, response.request.extensions[_END])

    def _misfit(self, replies: Sequence[ChatCompletion], shape: type[BaseModel]) -> Completion:
        """Take what can be used of a reply that does not fit the schema."""
        reply = replies[0]
        choices = getattr(reply, "choices", None)
        if choices is None:
            raise EndpointError(f"{self._endpoint.shown}: what answers there is no chat endpoint; {_NO_CHAT}")
        choice = choices[0] if choices else None
        if choice is None or choice.message is None:
            return Completion(*salvage("", shape))
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise RefusedError(f"the model declined to answer ({choice.message.refusal or 'content filter'})")
        longest = self._endpoint.longest_reply
        if longest and reply.usage and reply.usage.completion_tokens >= longest:
            raise TruncatedError(_CUT_OFF)  # some servers do not say so
        text = _text(choice.message)
        return Completion(*salvage(text, shape), text)

    def _translated(self, error: openai.OpenAIError) -> Exception:
        """Turn an error of openai's into one that says what to do."""
        shown = self._endpoint.shown
        if isinstance(error, openai.APITimeoutError):
            return BusyError(f"{shown}: no whole answer within {self._endpoint.timeout:g} s")
        if isinstance(error, openai.APIConnectionError):
            return self._unconnected(error.__cause__ or error)
        if not isinstance(error, openai.APIStatusError):
            return EndpointError(f"{shown}: {self._endpoint.scrub(str(error))}")
        return self._status(error)

    def _unconnected(self, reason: BaseException) -> Exception:
        """Tell an endpoint that was never there from one that went away."""
        why = self._endpoint.scrub(str(reason)) or type(reason).__name__
        if not isinstance(reason, httpx2.ConnectError):
            return BusyError(f"{self._endpoint.shown}: the connection broke ({why})")
        if self._reached:
            return UnreachableError(f"{self._endpoint.shown}: no longer answers ({why})")
        return EndpointError(
            f"{self._endpoint.shown}: nothing answers there ({why}); start the server, or check --base-url"
        )

    def _status(self, error: openai.APIStatusError) -> Exception:
        """Turn an HTTP status into an error that says what to do."""
        where = f"{self._endpoint.shown}, model {self._endpoint.model}"
        said, status = self._endpoint.scrub(_said(error)), error.status_code
        if error.code in _NO_CREDIT:
            return EndpointError(f"{where}: {said}; {_CURES[402]}")
        if passing := _passing(error, where, said):
            return passing
        if 300 <= status < 400:
            return EndpointError(f"{where}: redirects, which is not followed; give the final address as --base-url")
        kind = _KINDS.get(status, EndpointError)
        return kind(f"{where}: {status} {said}; {_CURES.get(status, 'run `summarizer doctor`')}")


_CUT_OFF = "the reply was cut off at its longest allowed length"


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


class _Prepared(instructor.ResponseSchema):
    """A model that makes its schema once; instructor asks for it at every call, which is half the cost of a call."""

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """Return the schema, the same object every time."""
        return _schema(cls)


@cache
def _schema(prepared: type[_Prepared]) -> dict[str, Any]:
    return super(_Prepared, prepared).model_json_schema()


@cache
def _prepared(shape: type[BaseModel]) -> type[BaseModel]:
    """Return a model as instructor would make it, so that it need not."""
    return create_model(shape.__name__, __base__=(shape, _Prepared))


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


def _text(message: ChatCompletionMessage) -> str:
    """Return the JSON of a reply: the arguments of the tool call, or the content."""
    for call in message.tool_calls or ():
        if call.type == "function":
            return call.function.arguments
    return message.content or ""


def _write(bill: Bill, replies: Sequence[ChatCompletion]) -> None:
    """Write down the tokens of a reply, if there was one and it says."""
    usage = getattr(replies[0], "usage", None) if replies else None
    if usage:
        bill.tokens_in, bill.tokens_out = usage.prompt_tokens or 0, usage.completion_tokens or 0


def _passing(error: openai.APIStatusError, where: str, said: str) -> PartError | None:
    """Return the error for a status that is about this one call, None if it is about the endpoint."""
    if error.code in _DECLINED:
        return RefusedError(f"a content filter refused the part ({said})")
    if error.code in _TOO_LONG or (error.status_code == 400 and "context" in said.lower()):
        return TruncatedError("the question is longer than the model's window")
    if error.status_code == 429 or error.status_code >= 500:
        after = _seconds(error.response.headers)
        return BusyError(f"{where}: busy or failing ({error.status_code} {said})", after)
    return None


def _said(error: openai.APIStatusError) -> str:
    """Return what a server said, in one short line."""
    body = error.body if isinstance(error.body, dict) else {}
    return " ".join(str(body.get("message") or error.message).split())[:_SAID]


def _seconds(headers: httpx2.Headers) -> float | None:
    """Return how many seconds a server asks to wait, given as a number or as a date; None if it does not ask."""
    after = headers.get("retry-after", "")
    try:
        return max(
            0.0, float(after) if after.strip().isdigit() else parsedate_to_datetime(after).timestamp() - time.time()
        )
    except ValueError:
        return None


def _silence() -> None:
    """Silence instructor's log: it prints what failed together with its input."""
    logger = logging.getLogger("instructor")
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False

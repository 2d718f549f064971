"""The connection to an endpoint: the one module that knows instructor; openai is known here, to the wire and to `post`.

One method, one HTTP call, and every error of theirs turned into one of ours. Both libraries take seconds to import, so
this module is imported when the connection is opened, and not before. instructor holds the reply to the schema and
reads it; its own re-asking is off (ours names what is wrong, in the report's language), its ``context=`` is never used
(it would read report text as a template), and its log, which repeats report text on every failure, is silenced. What
it leaves out of the request (``strict``) or would overwrite (``response_format``) is put there by ``extra_body``, and
so are the messages: openai holds each of them to every kind of message that it knows, a tenth of what a call costs.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import httpx2  # openai's own transport
import instructor
import openai
from instructor.core import Hooks, IncompleteOutputException, InstructorRetryException
from pydantic import BaseModel, create_model

from summarizer.engines.model.arrivals import Arrivals
from summarizer.engines.model.deadline import Deadline
from summarizer.engines.model.endpoint import Mode
from summarizer.engines.model.failure import (
    AbsentError,
    AgainError,
    BusyError,
    PartError,
    RefusedError,
    TruncatedError,
    UnreachableError,
)
from summarizer.engines.model.gate import Bill
from summarizer.engines.model.reply import salvage
from summarizer.engines.model.status import NO_CHAT, Status, error_for
from summarizer.engines.model.wire import Wire, under_way
from summarizer.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openai.types.chat import ChatCompletion, ChatCompletionMessage

    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.gate import Call, Gate
    from summarizer.engines.model.reply import Fault
    from summarizer.engines.store import Store
    from summarizer.prompting import Message

_CUT_OFF = "the reply was cut off at its longest allowed length"
# Options that some models refuse, each with the one that stands for it there; none, and it is left out.
_INSTEAD = {"temperature": "", "max_tokens": "max_completion_tokens"}
_OF_THE_NETWORK = (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError)
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

    def __init__(self, endpoint: Endpoint, gate: Gate | None = None, store: Store | None = None) -> None:
        """``gate`` lets the calls through; without it all may go at once.

        ``store`` keeps each reply as it arrives; a question whose reply is there is not sent.
        """
        _silence()
        self._endpoint = endpoint
        self._gate = gate
        self._arrivals = Arrivals(store, endpoint.scrub) if store else None
        self._reached = False
        self._client = self._connect()
        mode = instructor.Mode.TOOLS if endpoint.mode is Mode.TOOLS else instructor.Mode.JSON_SCHEMA
        self._instructor = instructor.from_openai(self._client, mode=mode)
        self._options: dict[str, Any] = {"model": endpoint.model, "max_retries": 0, "strict": False}
        if endpoint.temperature is not None:
            self._options["temperature"] = endpoint.temperature
        if endpoint.longest_reply is not None:
            self._options["max_tokens"] = endpoint.longest_reply

    def ask(self, messages: Sequence[Message], shape: type[BaseModel], call: Call) -> Completion:
        """Make one call and read its reply into ``shape``; the call's bill takes what the endpoint counted.

        Raises:
            BusyError: the call may work if it is made again later.
            TruncatedError: question or reply are longer than the model allows.
            RefusedError: the model or a filter declined.
            EndpointError: the call will not work until something is changed.
            BoundReached: see `Gate.hold`.
        """
        options = self._options
        mark = under_way.set(call)
        replies: list[ChatCompletion] = []
        hooks = Hooks()
        hooks.on("completion:response", replies.append)
        try:
            read = self._instructor.create(
                response_model=_stand_in(shape),
                messages=[],
                hooks=hooks,
                extra_body={"messages": messages, **_constraint(self._endpoint.mode, shape)},
                **options,
            )
        except IncompleteOutputException:
            raise TruncatedError(_CUT_OFF) from None
        except InstructorRetryException as error:
            if isinstance(error.__cause__, openai.OpenAIError):
                # Not chained: the original error repeats the request, and what the server says may repeat the key.
                raise self._spared(error.__cause__, options) or self._translated(error.__cause__) from None
            if not replies:
                raise PartError(f"the question cannot be sent ({type(error.__cause__).__name__})") from None
            return self._misfit(replies[0], shape)
        finally:
            under_way.reset(mark)
            _write(call, replies)
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
        deadline = self._deadline()
        arriving = [self._arrivals.watch] if self._arrivals else []
        http = Wire(
            follow_redirects=False,
            trust_env=not endpoint.is_local,
            event_hooks={"request": [deadline.start], "response": [self._watch, deadline.watch, *arriving]},
        )
        http.gate, http.arrivals = self._gate, self._arrivals
        return openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key or "none",
            max_retries=0,
            timeout=endpoint.timeout,
            http_client=http,
        )

    def _deadline(self) -> Deadline:
        """Return the limit on each whole call."""
        return Deadline(self._endpoint.timeout)

    def _watch(self, _: httpx2.Response) -> None:
        """Note that the endpoint is there."""
        self._reached = True

    def _misfit(self, reply: ChatCompletion, shape: type[BaseModel]) -> Completion:
        """Take what can be used of a reply that does not fit the schema."""
        choices = getattr(reply, "choices", None)
        if choices is None:
            raise EndpointError(f"{self._endpoint.shown}: what answers there is no chat endpoint; {NO_CHAT}")
        choice = choices[0] if choices else None
        if choice is None or choice.message is None:
            return Completion(*salvage("", shape))
        if choice.message.refusal or choice.finish_reason == "content_filter":
            why = self._endpoint.scrub(choice.message.refusal or "content filter")
            raise RefusedError(f"the model declined to answer ({why})")
        longest = self._endpoint.longest_reply
        if longest and reply.usage and reply.usage.completion_tokens >= longest:
            raise TruncatedError(_CUT_OFF)  # some servers do not say so
        text = self._endpoint.scrub(_text(choice.message))
        return Completion(*salvage(text, shape), text)

    def _spared(self, error: openai.OpenAIError, sent: dict[str, Any]) -> AgainError | None:
        """Do without an option that was ``sent`` and that the model refuses; the call may be made again at once."""
        said = error.message.lower() if isinstance(error, openai.BadRequestError) else ""
        refused = next((name for name in _INSTEAD if name in sent and name in said and "support" in said), None)
        if refused is None:
            return None
        options = dict(self._options)
        value = options.pop(refused, None)
        if value is not None and _INSTEAD[refused]:
            options[_INSTEAD[refused]] = value
        self._options = options
        return AgainError(f"{self._endpoint.shown}: the model does not take {refused}", 0.0)

    def _translated(self, error: openai.OpenAIError) -> Exception:
        """Turn an error of openai's into one that says what to do."""
        shown = self._endpoint.shown
        if isinstance(error, openai.APITimeoutError):
            return BusyError(f"{shown}: no whole answer within {self._endpoint.timeout:g} s")
        if isinstance(error, openai.APIConnectionError):
            reason = error.__cause__
            if isinstance(reason, Exception) and not isinstance(reason, _OF_THE_NETWORK):
                return reason  # ours, from the wire: a bound is reached, or the reply cannot be kept
            return self._unconnected(reason or error)
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
        return AbsentError(
            f"{self._endpoint.shown}: nothing answers there ({why}); start the server, or check --base-url"
        )

    def _status(self, error: openai.APIStatusError) -> Exception:
        """Turn an HTTP status into an error that says what to do."""
        body = error.body if isinstance(error.body, dict) else {}
        said = " ".join(self._endpoint.scrub(str(body.get("message") or error.message)).split())
        after = error.response.headers.get("retry-after", "")
        status = Status(error.status_code, str(error.code or ""), said[:_SAID], after)
        return error_for(status, f"{self._endpoint.shown}, model {self._endpoint.model}")


class _StandIn(instructor.ResponseSchema):
    """Stands for a model before instructor, and reads replies with that model.

    At every call instructor makes a model's schema, where ``extra_body`` sends the real one, and walks five times
    through all of its types: more than half of what a call costs.
    """

    shape: ClassVar[type[BaseModel]]

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """Return what instructor needs of a schema."""
        return {"title": cls.__name__, "description": "", "type": "object", "properties": {}}

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Any:
        """Read a reply with the model itself."""
        return cls.shape.model_validate_json(json_data, **options)


@cache
def _stand_in(shape: type[BaseModel]) -> type[_StandIn]:
    made = create_model(shape.__name__, __base__=_StandIn)
    made.shape = shape
    return made


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


def _write(call: Call, replies: Sequence[ChatCompletion]) -> None:
    """Write down the tokens of a reply, if there was one that was called for and it says."""
    usage = getattr(replies[0], "usage", None) if replies and not call.is_kept else None
    if usage:
        call.bill = Bill(usage.prompt_tokens or 0, usage.completion_tokens or 0)


def _silence() -> None:
    """Silence instructor's log: it prints what failed together with its input."""
    logger = logging.getLogger("instructor")
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False

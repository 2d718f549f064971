"""The doctor: what an endpoint can do, found out by a few small calls and said in plain words."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from string import Template
from typing import TYPE_CHECKING

from summarizer.engines.model.caller import Caller, Tally
from summarizer.engines.model.checkup import blank, hold, recall
from summarizer.engines.model.endpoint import Bounds, Mode
from summarizer.engines.model.failure import (
    AbsentError,
    AddressError,
    AgainError,
    KeyRefusedError,
    PartError,
    RejectedError,
    TruncatedError,
)
from summarizer.engines.model.price import TOKENS_A_CHARACTER, count_tokens
from summarizer.errors import EndpointError
from summarizer.form import response_model
from summarizer.lexicon import table
from summarizer.prompting import Prompts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from summarizer.engines.model.connection import Completion
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.form import Form
    from summarizer.prompting import Message

_REPLY_TOKENS = 100
_SMALLEST_WINDOW = 1000  # tokens
_PREFERRED = (Mode.JSON_SCHEMA, Mode.TOOLS, Mode.JSON)

# What stands in the way, by the error it shows in; a row of `schemas/lexicon/doctor.<language>.toml` says it.
_TROUBLES = {AbsentError: "dead", KeyRefusedError: "key", AddressError: "model", AgainError: "busy"}


@dataclass(frozen=True, slots=True)
class ModeCheck:
    """How one mode did: ``held`` to the schema, ``loose``, ``prose`` instead of JSON, or ``refused`` for a reason."""

    mode: Mode
    outcome: str
    reason: str = ""

    @property
    def works(self) -> bool:
        """Whether reports can be filled in this mode."""
        return self.outcome in {"held", "loose"}

    @property
    def held(self) -> bool:
        """Whether the endpoint holds the model to the schema."""
        return self.outcome == "held"


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """How many tokens the model was seen to read, 0 if that is not known, perhaps for a reason; and in what time."""

    size: int = 0
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to set: a row of the doctor's table, and the value for it."""

    row: str
    value: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an endpoint can do.

    ``problem`` says why no report can be filled with it, ``trouble`` of which kind that is; empty where reports can.
    ``needed`` is how many tokens this form, a whole part and its reply take. ``advice`` says what to set.
    """

    trouble: str = ""
    problem: str = ""
    modes: tuple[ModeCheck, ...] = ()
    needed: int = 0
    window: SeenWindow = SeenWindow()
    advice: tuple[Advice, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether reports can be filled with this endpoint."""
        return not self.trouble

    def lines(self, language: str = "en") -> Iterator[str]:
        """Say it all, a sentence a line; ``language`` is ``en`` or ``zh``."""
        rows = table(f"doctor.{language}")

        def say(row: str, **words: object) -> str:
            return Template(rows[row]).substitute(words)

        yield say(self.trouble or "healthy", problem=self.problem)
        yield from (say(check.outcome, mode=check.mode.value, reason=check.reason) for check in self.modes)
        window = self.window
        if window.size:
            enough = "enough" if window.size >= self.needed else "not_enough"
            yield say(enough, window=window.size, needed=self.needed)
            yield say("speed", seconds=f"{window.seconds:.1f}")
        elif self.healthy:
            yield say("untold" if window.reason else "unknown", reason=window.reason)
        yield from (say(advice.row, value=advice.value) for advice in self.advice)


class _Examiner(Caller):
    """Asks again only where the endpoint wants it: whatever else goes wrong is what the doctor looks for."""

    _retried = AgainError

    def _takes_another(self, shape: type[BaseModel], tally: Tally) -> bool:  # noqa: ARG002 - nothing is asked
        return False


def diagnose(endpoint: Endpoint, form: Form) -> Diagnosis:
    """Find out what an endpoint can do: two small calls for each mode, then a few that search for its window."""
    try:
        modes = tuple(_check(replace(endpoint, mode=mode), form) for mode in _PREFERRED)
        best = next((check for check in modes if check.held), None) or next((c for c in modes if c.works), None)
        if best is None:
            return Diagnosis("modes", modes=modes)
        needed = _needed(form, endpoint)
        window = _window(replace(endpoint, mode=best.mode), needed)
    except (EndpointError, AgainError) as error:
        advice = tuple(_other_models(endpoint)) if isinstance(error, AddressError) else ()
        return Diagnosis(_TROUBLES.get(type(error), "other"), str(error), advice=advice)
    return Diagnosis("", "", modes, needed, window, tuple(_advice(endpoint, best.mode, needed, window)))


def _check(endpoint: Endpoint, form: Form) -> ModeCheck:
    """Ask in one mode for a word that the schema does not allow, then for an empty form."""
    mode = endpoint.mode
    try:
        completion, _ = _ask(endpoint, *hold())
        if mode is not Mode.JSON:
            _ask_for_blank(endpoint, form)
    except AgainError:
        raise
    except (RejectedError, PartError) as error:  # some servers answer 500 to a mode that they do not know
        return ModeCheck(mode, "refused", str(error))
    if completion.data is not None:
        return ModeCheck(mode, "held")
    return ModeCheck(mode, "loose" if "{" in completion.text else "prose")


def _ask_for_blank(endpoint: Endpoint, form: Form) -> None:
    """Send the form's own schema: some endpoints take a small one, and this one is too much for them."""
    with suppress(TruncatedError):  # the schema was taken
        _ask(endpoint, blank(), response_model(form))


def _window(endpoint: Endpoint, needed: int) -> SeenWindow:
    """Find how many tokens the model reads from end to end, up to those needed: small windows overflow in silence."""
    size, reason = needed, ""
    while size > _SMALLEST_WINDOW:
        messages, shape, word = recall(size)
        try:
            completion, seconds = _ask(endpoint, messages, shape)
        except AgainError:
            raise
        except PartError as error:  # too long, too slow, or a server that breaks over it
            reason = str(error)
        else:
            if word in completion.text or word in str(completion.data):
                return SeenWindow(size, seconds)
            reason = ""
        size //= 2
    return SeenWindow(reason=reason)


def _ask(endpoint: Endpoint, messages: Sequence[Message], shape: type[BaseModel]) -> tuple[Completion, float]:
    """Ask one small question; return the reply and how long it took."""
    caller = _Examiner(replace(endpoint, reply_tokens=_REPLY_TOKENS, context=None, bounds=Bounds()))
    started = time.monotonic()
    try:
        return caller.ask(messages, shape, Tally()), time.monotonic() - started
    finally:
        caller.close()


def _needed(form: Form, endpoint: Endpoint) -> int:
    """Return how many tokens instructions, form, a whole part and its reply take, or are fitted into."""
    if endpoint.context:
        return endpoint.context
    part = int(endpoint.part_characters * TOKENS_A_CHARACTER)
    return count_tokens(Prompts(form).system) + part + (endpoint.longest_reply or part)


def _advice(endpoint: Endpoint, best: Mode, needed: int, window: SeenWindow) -> Iterator[Advice]:
    if best is not endpoint.mode:
        yield Advice("set_mode", best.value)
    if not window.size:
        yield Advice("look_up", str(needed))
    elif window.size < needed:
        yield Advice("set_context", str(window.size))
    if window.seconds > endpoint.timeout / 2:
        yield Advice("set_timeout", str(int(window.seconds * 4)))


def _other_models(endpoint: Endpoint) -> Iterator[Advice]:
    """Name the models that there are."""
    from summarizer.engines.model.connection import Connection  # noqa: PLC0415 - takes seconds to import

    connection = Connection(endpoint)
    try:
        if models := connection.models():
            yield Advice("set_model", ", ".join(models[:10]))
    finally:
        connection.close()

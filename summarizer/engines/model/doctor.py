"""The doctor: what an endpoint can do, found out by a few small calls and said in plain words."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from summarizer.engines.model.endpoint import Mode
from summarizer.engines.model.failure import AddressError, PartError, RejectedError
from summarizer.engines.model.gate import Bill
from summarizer.engines.model.price import TOKENS_A_CHARACTER, count_tokens
from summarizer.errors import EndpointError
from summarizer.prompting import Phrases, Prompts, digest, user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from summarizer.engines.model.connection import Completion
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.form import Form

_REPLY_TOKENS = 100
_SMALLEST_WINDOW = 1000  # tokens
_PREFERRED = (Mode.JSON_SCHEMA, Mode.TOOLS, Mode.JSON)


@dataclass(frozen=True, slots=True)
class ModeCheck:
    """How one mode did: whether it works, whether the model was held to the schema, and what is to be said of it."""

    mode: Mode
    works: bool
    held: bool
    note: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What an endpoint can do.

    ``problem`` says why no report can be filled with it, and is empty where reports can. ``needed`` is how many tokens
    this form, a whole part and its reply take; ``window`` how many the model was seen to read, at most that many were
    tried. ``seconds`` is how long it took over them. ``advice`` says what to set.
    """

    problem: str = ""
    modes: tuple[ModeCheck, ...] = ()
    needed: int = 0
    window: int = 0
    seconds: float = 0.0
    advice: tuple[str, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether reports can be filled with this endpoint."""
        return not self.problem

    def lines(self) -> Iterator[str]:
        """Say it all, a sentence a line."""
        yield self.problem or "the endpoint answers, and reports can be filled with it"
        for check in self.modes:
            yield f"mode {check.mode.value}: {check.note}"
        if self.window:
            enough = "enough" if self.window >= self.needed else "not enough"
            yield f"window: read {self.window} tokens from end to end; {self.needed} are needed, so that is {enough}"
            yield f"speed: {self.seconds:.1f} s for a question of that size"
        elif self.healthy:
            yield "window: not known, the model never repeated a word from the beginning of a longer text"
        yield from (f"set {advice}" for advice in self.advice)


def diagnose(endpoint: Endpoint, form: Form) -> Diagnosis:
    """Find out what an endpoint can do: one small call for each mode, then a few that search for its window."""
    try:
        modes = tuple(_check(endpoint, mode) for mode in _PREFERRED)
    except AddressError as error:
        return Diagnosis(problem=str(error), advice=tuple(_other_models(endpoint)))
    except EndpointError as error:
        return Diagnosis(problem=str(error))
    best = next((check for check in modes if check.held), None) or next((c for c in modes if c.works), None)
    if best is None:
        return Diagnosis("no mode works: see each mode for why", modes)
    needed = _needed(form, endpoint)
    window, seconds = _window(replace(endpoint, mode=best.mode), needed)
    return Diagnosis("", modes, needed, window, seconds, tuple(_advice(endpoint, best, needed, window, seconds)))


def _check(endpoint: Endpoint, mode: Mode) -> ModeCheck:
    """Ask in one mode for a word that the schema does not allow."""
    try:
        completion, _ = _ask(replace(endpoint, mode=mode), Phrases("checkup").say("hold"), _hold())
    except (RejectedError, PartError) as error:  # some servers answer 500 to a mode that they do not know
        return ModeCheck(mode, works=False, held=False, note=f"not taken ({error})")
    if completion.data is not None:
        return ModeCheck(mode, works=True, held=True, note="works, and the model is held to the schema")
    if "{" in completion.text:
        return ModeCheck(mode, works=True, held=False, note="works, but nothing holds the model to the schema")
    return ModeCheck(mode, works=False, held=False, note="taken, but the reply is no JSON; choose another model")


def _window(endpoint: Endpoint, needed: int) -> tuple[int, float]:
    """Return how many tokens the model reads from end to end, up to those needed, and how long it took over them."""
    size = needed
    while size > _SMALLEST_WINDOW:
        remembered, seconds = _recalls(endpoint, size)
        if remembered:
            return size, seconds
        size //= 2
    return 0, 0.0


def _recalls(endpoint: Endpoint, size: int) -> tuple[bool, float]:
    """Whether the model still knows the first word of a text of ``size`` tokens: small windows overflow in silence."""
    phrases, word = Phrases("checkup"), digest(str(size))[:6]
    filler = phrases.say("filler")
    text = phrases.say("recall", word=word, filler="\n".join([filler] * (size // count_tokens(filler))))
    try:
        completion, seconds = _ask(endpoint, text, _recall())
    except PartError:
        return False, 0.0
    return word in completion.text or word in str(completion.data), seconds


def _ask(endpoint: Endpoint, text: str, shape: type[BaseModel]) -> tuple[Completion, float]:
    """Ask one small question; return the reply and how long it took."""
    from summarizer.engines.model.connection import Connection  # noqa: PLC0415 - takes seconds to import

    connection = Connection(replace(endpoint, reply_tokens=_REPLY_TOKENS, context=None))
    started = time.monotonic()
    try:
        return connection.ask([user(text)], shape, Bill()), time.monotonic() - started
    finally:
        connection.close()


def _needed(form: Form, endpoint: Endpoint) -> int:
    """Return how many tokens instructions, form, a whole part and its reply take."""
    part = int(endpoint.part_characters * TOKENS_A_CHARACTER)
    return count_tokens(Prompts(form).system) + part + (endpoint.longest_reply or part)


def _advice(endpoint: Endpoint, best: ModeCheck, needed: int, window: int, seconds: float) -> Iterator[str]:
    if best.mode is not endpoint.mode:
        yield f"--mode {best.mode.value}"
    if window < needed:
        yield f"--context {window or _SMALLEST_WINDOW}, and the form will be asked in smaller pieces"
    if seconds > endpoint.timeout / 2:
        yield f"--timeout {int(seconds * 4)}, since a part may take longer than {endpoint.timeout:g} s"


def _other_models(endpoint: Endpoint) -> Iterator[str]:
    """Name the models that there are."""
    from summarizer.engines.model.connection import Connection  # noqa: PLC0415 - takes seconds to import

    connection = Connection(endpoint)
    try:
        if models := connection.models():
            yield f"--model to one of those it has: {', '.join(models[:10])}"
    finally:
        connection.close()


@cache
def _hold() -> type[BaseModel]:
    from pydantic import create_model  # noqa: PLC0415 - only an engine that asks a model pays for it

    word: Any = Literal["甲", "乙"]
    return create_model("Word", word=(word, ...))


@cache
def _recall() -> type[BaseModel]:
    from pydantic import create_model  # noqa: PLC0415 - as above

    return create_model("Word", word=(str, ...))

"""The model engine: a part in, one schema-constrained call or a few, answers with their complaints out."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Self

from summarizer.engines.engine import Identity, PartAnswers, Usage
from summarizer.engines.model.caller import Caller, Tally
from summarizer.engines.model.failure import BusyError, PartError, TruncatedError
from summarizer.engines.model.interview import Interview, Reply
from summarizer.engines.model.overview import overview_shape, word
from summarizer.engines.model.window import fit
from summarizer.engines.overview import spoken, tell
from summarizer.engines.records import FORMAT, Records
from summarizer.prompting import Prompts, digest, render

if TYPE_CHECKING:
    from decimal import Decimal

    from summarizer.assessment import Assessment
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.window import Question
    from summarizer.engines.store import Store
    from summarizer.form import Form
    from summarizer.parts import Part
    from summarizer.prompting import Message

_SMALLEST = 500  # characters; a part that is cut off and shorter than this is not cut again


class ModelEngine:
    """Fills the form with a model; safe to ask from many threads. Close it after use."""

    def __init__(
        self, endpoint: Endpoint, form: Form, store: Store | None = None, caller: Caller | None = None
    ) -> None:
        """``store`` keeps the answers; without it every part is asked every time. ``caller`` asks in another way."""
        self._endpoint = endpoint
        self._form = form
        self._store = store
        self._prompts = Prompts(form)
        self._window = fit(form, endpoint)
        self._caller = caller or Caller(endpoint, store=store)

    @property
    def identity(self) -> Identity:
        """Which model answers, with all that can change its answers."""
        endpoint = self._endpoint
        parameters = {
            "context": endpoint.context,
            "endpoint": endpoint.kind,
            "mode": endpoint.mode.value,
            "reply_tokens": endpoint.longest_reply,
            "rounds": endpoint.rounds,
            "temperature": endpoint.temperature,
        }
        named = tuple((name, str(value)) for name, value in parameters.items() if value is not None)
        return Identity("model", endpoint.model, self._prompts.digest, named)

    @property
    def jobs(self) -> int:
        """How many parts may be asked at the same time."""
        return self._endpoint.bounds.jobs

    @property
    def budget(self) -> int:
        """The most characters a part may have."""
        return self._window.part_characters

    def answer(self, part: Part) -> PartAnswers:
        """Answer one part; where the model gives no usable answer, the reason comes back as the failure.

        Raises:
            EndpointError: the endpoint will answer no part until something is changed.
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        tally = Tally()
        records = Records(self._form, part)
        reply = self._reply(part, records, tally)
        self._settle(reply, tally)
        return PartAnswers(
            tuple(records.answer(record) for record in reply.records),
            tuple(records.spoken(statement) for statement in reply.statements),
            "; ".join(dict.fromkeys(reply.failures)),
            tally.usage,
        )

    def questions(self, part: Part) -> list[list[Message]]:
        """Return what would be sent to answer a part, call by call; nothing if its answer is kept."""
        if self._kept(self._key(render(part)), Tally()):
            return []
        return [question.prompts.part(part) for question in self._window.questions]

    def overview_question(self, told: str) -> list[Message]:
        """Return what would be sent to have an overview of a filled form, ``told`` as text."""
        return self._prompts.overview(told)

    def most(self, question: list[Message]) -> Decimal:
        """Return the most that one question may cost, 0 where the model has no price."""
        return self._caller.cost(self._caller.expected(question))

    def overview(self, assessment: Assessment) -> PartAnswers:
        """Word an overview of a filled form: a statement for each dimension that says something, and one for all.

        A form that says nothing has no overview, and costs no call.

        Raises:
            EndpointError, BoundReached: as `answer`.
        """
        tally = Tally()
        told = tell(self._form, assessment)
        if not told:
            return PartAnswers()
        key = self._key(told)
        reply = self._kept(key, tally)
        if reply is None:
            ask = partial(self._caller.ask, shape=overview_shape(self._form), tally=tally)
            try:
                reply = word(ask, self._prompts, told, self._endpoint.rounds)
            except PartError as failure:
                reply = _failed(failure)
            self._keep(key, told, reply)
            self._settle(reply, tally)
        return PartAnswers(statements=spoken(reply.statements), failure="".join(reply.failures), usage=tally.usage)

    def open(self) -> None:
        """Open the connection now; otherwise the first question does so, and waits for what that takes."""
        self._caller.open()

    def close(self) -> None:
        """Close the connection; also done at the end of a ``with``."""
        self._caller.close()

    def __enter__(self) -> Self:
        """Use the engine for the length of a ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reply(self, part: Part, records: Records, tally: Tally) -> Reply:
        """Return the reply to a part, kept or asked for; what failed is not kept, so the next run asks again."""
        asked = render(part)
        key = self._key(asked)
        if kept := self._kept(key, tally):
            return kept
        try:
            reply = sum(
                (self._interview(part, records, question, tally) for question in self._window.questions), Reply()
            )
        except TruncatedError as failure:
            reply = self._by_halves(part, tally, failure)
        self._keep(key, asked, reply)
        return reply

    def _interview(self, part: Part, records: Records, question: Question, tally: Tally) -> Reply:
        """Ask one question about a part; a part that is too long for it is the caller's business."""
        interview = Interview(part, question.prompts, records, self._endpoint.rounds)
        try:
            return interview.hold(partial(self._caller.ask, shape=question.shape, tally=tally))
        except TruncatedError:
            raise
        except PartError as failure:
            return _failed(failure)

    def _by_halves(self, part: Part, tally: Tally, failure: TruncatedError) -> Reply:
        """Ask for the two halves of a part that proved too long."""
        halves = part.halves() if len(part.text) > _SMALLEST else ()
        if len(halves) < 2:
            return _failed(failure)
        return sum((self._reply(half, Records(self._form, half), tally) for half in halves), Reply())

    def _key(self, asked: str) -> str:
        """Return the key of a question: a digest of all that can change its answer, and of nothing else."""
        who = self.identity
        return digest(json.dumps([FORMAT, who.model, who.prompts, who.parameters, self._form.digest, asked]))

    def _kept(self, key: str, tally: Tally) -> Reply | None:
        """Return the reply that is kept under a key."""
        kept = self._store.get(key) if self._store else None
        if kept is None:
            return None
        tally.add(Usage(cached=1))
        return Reply(**kept["reply"])

    def _keep(self, key: str, asked: str, reply: Reply) -> None:
        """Keep a whole and settled reply, and enough to know its question again without the report's text."""
        if self._store is None or reply.failures or not reply.settled:
            return
        who = self.identity
        entry = {
            "format": FORMAT,
            "engine": {"model": who.model, "prompts": who.prompts, "parameters": dict(who.parameters)},
            "form": self._form.digest,
            "budget": self.budget,
            "asked": digest(asked),
            "reply": {"records": reply.records, "statements": reply.statements},
        }
        self._store.put(key, entry)

    def _settle(self, reply: Reply, tally: Tally) -> None:
        """Forget the single replies that a settled one was made of; one that is not settled may yet go on from them."""
        if self._store and reply.settled and tally.arrived:
            self._store.drop(tally.arrived)


def _failed(failure: PartError) -> Reply:
    """Return the reply that is none, with the reason; only of an endpoint that was busy is more to be had."""
    return Reply(failures=[str(failure)], settled=not isinstance(failure, BusyError))

"""The model engine: a part in, one schema-constrained call or a few, answers with their complaints out."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from summarizer.engines.engine import Identity, PartAnswers, Usage
from summarizer.engines.model.caller import Caller, Tally
from summarizer.engines.model.failure import PartError, TruncatedError
from summarizer.engines.model.interview import Interview
from summarizer.engines.records import Records
from summarizer.form import response_model
from summarizer.prompting import Prompts, digest, render

if TYPE_CHECKING:
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.records import Record
    from summarizer.engines.store import Store
    from summarizer.form import Form
    from summarizer.parts import Part

FORMAT = "summarizer.reply/1"


class ModelEngine:
    """Fills the form with a model; safe to ask from many threads. Close it after use."""

    def __init__(self, endpoint: Endpoint, form: Form, store: Store | None = None) -> None:
        """``store`` keeps the answers; without it every part is asked every time."""
        self._endpoint = endpoint
        self._form = form
        self._store = store
        self._prompts = Prompts(form)
        self._shape = response_model(form)
        self._caller = Caller(endpoint)

    @property
    def identity(self) -> Identity:
        """Which model answers, with all that can change its answers."""
        endpoint = self._endpoint
        parameters = {
            "endpoint": endpoint.kind,
            "mode": endpoint.mode.value,
            "temperature": endpoint.temperature,
            "reply_tokens": endpoint.reply_tokens,
            "rounds": endpoint.rounds,
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
        return self._endpoint.part_characters

    def answer(self, part: Part) -> PartAnswers:
        """Answer one part; a part that the model gives no usable answer to comes back with the reason.

        Raises:
            EndpointError: the endpoint will answer no part until something is changed.
            BoundReached: the call could pass a bound on calls, tokens or cost.
        """
        tally = Tally()
        try:
            reply = self._reply(part, tally)
        except PartError as failure:
            return PartAnswers(failure=str(failure), usage=tally.usage)
        records = Records(self._form, self._prompts, part)
        return PartAnswers(
            tuple(records.answer(record) for record in reply["records"]),
            tuple(records.spoken(statement) for statement in reply["statements"]),
            usage=tally.usage,
        )

    def close(self) -> None:
        """Close the connection; also done at the end of a ``with``."""
        self._caller.close()

    def __enter__(self) -> Self:
        """Use the engine for the length of a ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reply(self, part: Part, tally: Tally) -> dict[str, list[Record]]:
        """Return the reply to a part, kept or asked for; a part that proves too long is asked for by halves."""
        key = self._key(part)
        kept = self._store.get(key) if self._store else None
        if kept:
            tally.add(Usage(cached=1))
            reply: dict[str, list[Record]] = kept["reply"]
            return reply
        try:
            reply = self._interview(part, tally)
        except TruncatedError:
            halves = part.halves()
            if len(halves) < 2:
                raise
            replies = [self._reply(half, tally) for half in halves]
            reply = {name: [item for said in replies for item in said[name]] for name in ("records", "statements")}
        if self._store:
            self._store.put(key, self._entry(part, reply))
        return reply

    def _interview(self, part: Part, tally: Tally) -> dict[str, list[Record]]:
        records = Records(self._form, self._prompts, part)
        interview = Interview(part, self._prompts, records, self._endpoint.rounds)
        return interview.hold(partial(self._caller.ask, shape=self._shape, tally=tally))

    def _key(self, part: Part) -> str:
        """Return the key of a part: a digest of all that can change its answer, and of nothing else."""
        who = self.identity
        return digest(json.dumps([FORMAT, who.model, who.prompts, who.parameters, self._form.digest, render(part)]))

    def _entry(self, part: Part, reply: dict[str, list[Record]]) -> dict[str, Any]:
        """Return what is kept of a part's reply: enough to know it again without the report's text."""
        who = self.identity
        return {
            "format": FORMAT,
            "engine": {"model": who.model, "prompts": who.prompts, "parameters": dict(who.parameters)},
            "form": self._form.digest,
            "budget": self.budget,
            "part": digest(render(part)),
            "reply": reply,
        }

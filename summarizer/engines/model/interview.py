"""The interview: a part is asked for, and what is wrong in the reply is asked for again, a few times.

Only the records with complaints are asked for again, with exactly these complaints. What is still wrong after the last
round stays, with its complaints; a record that the model no longer gives stays too, and says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.engines.complaints import wording
from summarizer.engines.model.failure import BusyError, PartError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.engines.model.connection import Completion
    from summarizer.engines.records import Record, Records
    from summarizer.parts import Part
    from summarizer.prompting import Message, Prompts

_SHOWN = 500  # characters of an unreadable reply that are shown to the model again


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said of a part, and why it said nothing of some of it.

    ``settled`` is False where it could not be asked again, though it might yet give a better answer.
    """

    records: list[Record] = field(default_factory=list)
    statements: list[Record] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    settled: bool = True

    def __add__(self, other: Reply) -> Reply:
        """Put two replies together."""
        return Reply(
            self.records + other.records,
            self.statements + other.statements,
            self.failures + other.failures,
            self.settled and other.settled,
        )


class Ask(Protocol):
    """One question to the model."""

    def __call__(self, messages: Sequence[Message]) -> Completion:
        """Return its reply."""
        ...


@dataclass(slots=True)
class Rounds:
    """How often one may still ask again."""

    left: int

    def spend(self) -> bool:
        """Spend one; False when there is none left."""
        self.left -= 1
        return self.left >= 0


def readable(ask: Ask, question: list[Message], prompts: Prompts, rounds: Rounds) -> Completion:
    """Ask until there is a reply that can be read.

    Raises:
        PartError: there is none.
    """
    completion = ask(question)
    while completion.data is None:
        fault = "; ".join(fault.message for fault in completion.faults)
        if not rounds.spend():
            raise PartError(f"the model's reply cannot be read: {fault}")
        completion = ask([*question, *prompts.unreadable(completion.text[:_SHOWN], fault)])
    return completion


class Interview:
    """Asks one part; ``rounds`` is how often it may ask again."""

    def __init__(self, part: Part, prompts: Prompts, records: Records, rounds: int) -> None:
        self._prompts = prompts
        self._question = prompts.part(part)
        self._records = records
        self._rounds = Rounds(rounds)

    def hold(self, ask: Ask) -> Reply:
        """Return all that the model says of the part.

        Raises:
            PartError: nothing it says can be read.
        """
        completion = readable(ask, self._question, self._prompts, self._rounds)
        records, statements = self._said(completion, "records"), self._said(completion, "statements")
        while (bad := [record for record in records if self._complaints(record)]) and self._rounds.spend():
            try:
                completion = ask(self._again(bad))
            except PartError as failure:
                return Reply(records, statements, settled=not isinstance(failure, BusyError))
            records = self._mended(records, bad, self._said(completion, "records"))
        return Reply(records, statements)

    def _said(self, completion: Completion, within: str) -> list[Record]:
        """Return the items of one list of a reply, those that do not fit the schema with what is wrong in them."""
        good = (completion.data or {}).get(within, [])
        bad = [(fault.raw, fault.message) for fault in completion.faults if fault.within == within]
        return [*good, *(self._misshapen(raw, message) for raw, message in bad)]

    def _misshapen(self, raw: Any, message: str) -> Record:
        """Keep of a record that does not fit the schema what can be kept."""
        fields = raw.items() if isinstance(raw, dict) else [("quote", raw)]
        record: Record = {str(name): str(value) for name, value in fields if isinstance(value, str | int | float)}
        return {**record, "complaints": [wording().say("wrong_shape", fault=message)]}

    def _complaints(self, record: Record) -> tuple[str, ...]:
        return self._records.answer(record).complaints

    def _again(self, bad: Sequence[Record]) -> list[Message]:
        """Return the messages that ask again for some records."""
        shown = [{name: value for name, value in record.items() if name != "complaints"} for record in bad]
        wrong = ["；".join(self._complaints(record)) for record in bad]
        text = json.dumps({"records": shown}, ensure_ascii=False)
        return [*self._question, *self._prompts.reask(text, wrong)]

    def _mended(self, records: Sequence[Record], bad: Sequence[Record], fresh: list[Record]) -> list[Record]:
        """Put fresh records in the places of the bad ones that they answer; what is left of them is added."""
        withdrawn = wording().say("withdrawn")
        mended: list[Record] = []
        for record in records:
            if not any(record is faulty for faulty in bad):
                mended.append(record)
                continue
            match = next((new for new in fresh if _same(new, record)), None)
            if match is None:
                noted = [note for note in record.get("complaints", []) if note != withdrawn]
                mended.append({**record, "complaints": [*noted, withdrawn]})
            else:
                fresh.remove(match)
                mended.append(match)
        return [*mended, *(record for record in fresh if record not in mended)]


def _same(new: Record, old: Record) -> bool:
    """Whether a new record takes the place of an old one: of the same indicator and part, or with the same quote."""
    same_cell = (new.get("code"), new.get("part")) == (old.get("code"), old.get("part"))
    return same_cell or (bool(new.get("quote")) and new.get("quote") == old.get("quote"))

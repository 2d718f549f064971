"""Rounds: questions handed in together through an endpoint's Batch API, and the replies that come of them.

A round is a file of requests and the batch made of it. The file is written, and the round written down, before anything
is sent; so a run that is killed at any moment hands nothing in twice, and a batch that it did not live to hear of is
found again by its mark. What of a round has no reply when it has ended (cancelled, expired, failed) may be handed in
again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from itertools import chain
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from summarizer.engines.store import Store
from summarizer.files import write_bytes, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from summarizer.engines.model.post import Request
    from summarizer.engines.model.post.api import Batch, BatchApi

_OK = 200


class Limits(NamedTuple):
    """What an endpoint takes in one batch; by default OpenAI's own, 200 MB less room for the request that fills it."""

    requests: int = 50_000
    bytes: int = 195_000_000


@dataclass(frozen=True, slots=True)
class Round:
    """A file of so many requests under its ``mark``: the ``batch`` it became, empty before, and how that stands.

    ``note`` says why a batch failed as a whole. ``fetched`` is true once it has ended and its replies are here.
    """

    mark: str
    requests: int
    batch: str = ""
    status: str = "prepared"
    done: int = 0
    failed: int = 0
    note: str = ""
    fetched: bool = False


class Mail:
    """The replies that have come, by the ids of their requests.

    One that failed for a reason that may pass is as if it had not come, in two rounds; in the third it is the answer.
    """

    _TRIES = 3
    _PASSING = frozenset({0, 408, 409, 429, 500, 502, 503, 504})

    def __init__(self, folder: Path, again: bool = False) -> None:
        """With ``again`` no failure is an answer: its question is asked once more."""
        self._store = Store(folder)
        self._again = again

    def get(self, key: str) -> dict[str, Any] | None:
        """Return a reply, ``{"status": 200, "body": {…}}``, or None where none has come."""
        kept = self._store.get(key)
        return kept if kept and (kept["status"] == _OK or (kept["final"] and not self._again)) else None

    def put(self, line: dict[str, Any], mark: str) -> None:
        """Keep a line of the replies to the round ``mark``, as the endpoint wrote it; it may come again."""
        response, error = line.get("response") or {}, line.get("error") or {}
        if str(error.get("code", "")).startswith("batch_"):
            return  # expired or cancelled before its turn: it was not asked
        status = int(response.get("status_code") or 0)
        body = response.get("body") or {"error": error}
        if status == _OK and not isinstance(body, dict):
            status = 0  # no reply of a model
        tries = sorted({*(self._store.get(line["custom_id"]) or {"tries": []})["tries"], mark})
        final = status not in self._PASSING or len(tries) >= self._TRIES
        self._store.put(line["custom_id"], {"status": status or 500, "body": body, "tries": tries, "final": final})

    def close(self) -> None:
        """Close the store."""
        self._store.close()


class Rounds:
    """The rounds of one output folder, whose ledger the caller holds."""

    def __init__(self, folder: Path, mail: Mail, limits: Limits | None = None) -> None:
        self._folder = folder
        self._mail = mail
        self._limits = limits or Limits()
        state = folder / "rounds.json"
        self.rounds = [Round(**entry) for entry in json.loads(state.read_bytes())] if state.exists() else []

    def settle(self, api: BatchApi) -> None:
        """Take up the batches that a killed run handed in and did not hear of, and forget what it only prepared."""
        for number, known in enumerate(self.rounds):
            if not known.batch and (found := api.find(known.mark)):
                self.rounds[number] = _standing(known, found)
        self.forget()

    def prepare(self, requests: Iterable[Request]) -> Iterator[Request]:
        """Write requests into new rounds, as they come; yield those that are in no round that is under way."""
        fresh = self.fresh(requests)
        for first in fresh:
            yield from self._write(chain([first], fresh))

    def fresh(self, requests: Iterable[Request]) -> Iterator[Request]:
        """Yield the requests that are in no round that is under way, each once."""
        waiting = self._waiting()
        for request in requests:
            if request.id not in waiting:
                waiting.add(request.id)
                yield request

    def hand_in(self, api: BatchApi) -> Iterator[Round]:
        """Hand in the rounds that are prepared, and yield each when it is."""
        for number, prepared in enumerate(self.rounds):
            if not prepared.batch:
                made = api.hand_in(self._file(prepared), prepared.mark)
                self.rounds[number] = _standing(prepared, made)
                self._save()
                yield self.rounds[number]

    def forget(self) -> None:
        """Forget the rounds that are prepared, and the files that belong to no round that is under way."""
        self.rounds = [known for known in self.rounds if known.batch]
        self._save()
        needed = {self._file(known) for known in self.rounds if not known.fetched}
        for file in self._folder.glob("*.jsonl"):
            if file not in needed:
                file.unlink()

    def ask_how_they_stand(self, api: BatchApi) -> None:
        """Ask how each batch stands that has not been fetched."""
        for number, known in enumerate(self.rounds):
            if known.batch and not known.fetched:
                self.rounds[number] = _standing(known, api.batch(known.batch))
        self._save()

    def fetch(self, api: BatchApi, ended: frozenset[str]) -> int:
        """Fetch the replies of the batches that have ended since, and return how many these are."""
        fetched = 0
        for number, known in enumerate(self.rounds):
            if known.fetched or not known.batch or (batch := api.batch(known.batch)).status not in ended:
                continue
            for file in batch.files:
                for line in api.lines(file):
                    self._mail.put(line, known.mark)
                    fetched += 1
            self.rounds[number] = replace(_standing(known, batch), fetched=True)
            self._save()
            self._file(known).unlink(missing_ok=True)
        return fetched

    def _write(self, requests: Iterable[Request]) -> Iterator[Request]:
        """Write one round, until it is full."""
        mark = token_hex(8)
        count = size = 0
        with writing(self._folder / f"{mark}.jsonl") as file:
            for request in requests:
                size += file.write(_line(request))
                count += 1
                yield request
                if count == self._limits.requests or size >= self._limits.bytes:
                    break
        self.rounds.append(Round(mark, count))
        self._save()

    def _waiting(self) -> set[str]:
        """Return the ids of the requests that are under way."""
        found: set[str] = set()
        for known in self.rounds:
            if not known.fetched:
                with self._file(known).open("rb") as file:
                    found.update(json.loads(line)["custom_id"] for line in file)
        return found

    def _file(self, known: Round) -> Path:
        return self._folder / f"{known.mark}.jsonl"

    def _save(self) -> None:
        state = json.dumps([asdict(known) for known in self.rounds], indent=1) + "\n"
        write_bytes(self._folder / "rounds.json", state.encode())


def _standing(known: Round, batch: Batch) -> Round:
    return replace(known, batch=batch.id, status=batch.status, done=batch.done, failed=batch.failed, note=batch.note)


def _line(request: Request) -> bytes:
    """Return a request as a line of the file that is handed in."""
    line = {"custom_id": request.id, "method": "POST", "url": "/v1/chat/completions", "body": request.body}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"

"""A batch killed at random moments, and what of it is done again."""

from __future__ import annotations

import json
import random
import subprocess
import threading
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from batch_run import COMMAND, ROOT, asking, environment, results, row, run
from loopback import Loopback, Sent
from reports import write_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KILLS = 20
JOBS = 8


@dataclass
class Reply:
    """A reply of the endpoint: in which run, counted by kills, and whether the run is known to have read it."""

    run: int
    read: bool = False


class Counting(Loopback):
    """An endpoint that keeps, of each question, its replies.

    What it has sent may still wait for the process that is to read it, and is then in flight. It knows that a reply was
    read when the same connection brings the next question; each connection has a thread of its own here.
    """

    def __init__(self) -> None:
        super().__init__(self._reply, latency=0.1)
        self.kills = 0
        self.replies: dict[str, list[Reply]] = {}
        self._connection = threading.local()

    def record(self, sent: Sent) -> None:
        """Note that what this connection brought last was read."""
        del sent
        if last := getattr(self._connection, "last", None):
            last.read = True

    def _reply(self, body: dict[str, object]) -> str:
        reply = self._connection.last = Reply(self.kills)
        with self._lock:
            self.replies.setdefault(json.dumps(body["messages"]), []).append(reply)
        return '{"records": [], "statements": []}'

    def kill(self) -> None:
        """Count a kill."""
        self.kills += 1

    def repeated(self, *, read: bool) -> int:
        """How many replies were given again after a kill, though the run before had read them; or had not."""
        given = (pair for replies in self.replies.values() for pair in pairwise(replies))
        return sum(first.read is read and first.run < again.run for first, again in given)


def kill_rows(count: int, folder: Path) -> Iterator[str]:
    """Kill a run again and again, with either engine, and compare what it ends with."""
    inputs = write_reports(folder / "in", count)
    run(inputs, "--out", folder / "whole")
    killed(count, inputs, folder / "killed")
    yield row(f"rules, {count:,} reports, killed {KILLS} times", *alike(folder / "killed", folder / "whole"))
    with Counting() as endpoint:
        model = (*asking(endpoint.base_url), "--jobs", JOBS)
        run(inputs, "--out", folder / "asked", *model, "--no-cache")
        calls = sum(map(len, endpoint.replies.values()))
        endpoint.replies.clear()
        killed(count, inputs, folder / "again", *model, "--cache", folder / "cache", tell=endpoint.kill)
    yield row(f"model, {count:,} reports, killed {KILLS} times", *alike(folder / "again", folder / "asked"))
    finished, flying = endpoint.repeated(read=True), endpoint.repeated(read=False)
    yield row(f"finished calls made again, of {calls:,}", str(finished), "0")
    yield row("calls in flight at a kill, and made again", f"{flying / KILLS:.1f} a kill", f"≤ {JOBS} a kill")


def alike(one: Path, other: Path) -> tuple[str, str]:
    """Say whether two batches wrote the same, and what they should."""
    return "the same bytes" if results(one) == results(other) else "other bytes", "the same bytes"


def killed(count: int, inputs: Path, out: Path, *options: object, tell: Callable[[], None] = lambda: None) -> None:
    """Run a batch that is killed at random moments of its work, then to its end; ``tell`` of each kill."""
    chance = random.Random(count)  # noqa: S311 - no secret
    command = [*COMMAND, str(inputs), "--out", str(out), "--quiet", *map(str, options)]
    for finished in sorted(chance.sample(range(count), KILLS)):
        running = subprocess.Popen(command, cwd=ROOT, env=environment())
        while finished_in(out) < finished and running.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.1))
        running.kill()
        running.wait()
        time.sleep(0.2)  # the endpoint may still be writing to it
        tell()
    run(inputs, "--out", out, *options)


def finished_in(out: Path) -> int:
    """Return how many reports a batch has finished so far."""
    ledger = out / ".summarizer" / "ledger.jsonl"
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0

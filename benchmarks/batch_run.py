"""One run of the batch command, measured from outside: seconds of the clock and of the processors, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarizer", "batch"]

_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Run:
    """What a run took: seconds of the clock and of the processors, and the memory of all its processes at its height.

    Memory is in MB, resident; what processes share is counted in each of them.
    """

    seconds: float
    processor: float
    memory: float


def run(*words: object) -> Run:
    """Run a batch to its end."""
    before, began = os.times(), time.perf_counter()
    command = [*COMMAND, *map(str, words), "--quiet"]
    peak = 0.0
    with subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True) as running:
        while running.poll() is None:
            peak = max(peak, memory(running.pid))
            time.sleep(0.2)
    assert running.returncode in (0, 1), running.returncode
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(time.perf_counter() - began, spent, peak)


def environment() -> dict[str, str]:
    """Return this process's environment without an endpoint in it, the checkout put first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
    return kept | {"PYTHONPATH": str(ROOT)}


def memory(session: int) -> float:
    """Return the resident memory of all processes of a session, in MB."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == session:
            pages += int(fields[21])
    return pages * _PAGE_SIZE / 1e6


def asking(url: str) -> tuple[str, ...]:
    """Return the options that ask an endpoint."""
    return ("--engine", "model", "--model", "bench", "--base-url", url)


def results(out: Path) -> dict[str, bytes]:
    """Return what a batch wrote, but for the ledger and the bills: a call that was kept is not paid again."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".summarizer" not in path.parts and not path.name.endswith(".usage.json")
    }


def row(what: str, measured: str, reach: str) -> str:
    """Return a row of the page."""
    return f"| {what} | {measured} | {reach} |"

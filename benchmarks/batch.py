"""A batch, measured: rate on one core and two, memory and cost as it grows, kills, and a slow endpoint kept busy.

    python benchmarks/batch.py                 everything, about twenty minutes, written to docs/benchmarks/batch.md
    python benchmarks/batch.py --reports 1000  the same with fewer reports, printed only
    python benchmarks/batch.py --only kills    one of: rate, memory, kills, model, tiny, cluster

The reports are of 5,000 characters: a fixture report each, its numbers drawn anew, with sentences of the other fixtures
that hold no figure put behind it, which makes them about as dense as real ones. Every run is the command itself, in
processes of its own; its processor time and memory are those of all of them together.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from loopback import Loopback  # noqa: E402 - the checkout is put first
from model import server  # noqa: E402 - as above
from reports import CHARACTERS, write_reports  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = ROOT / "docs" / "benchmarks" / "batch.md"
COMMAND = [sys.executable, "-m", "summarizer", "batch"]
KILLS = 20
JOBS = 64

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


def rate_rows(count: int, folder: Path) -> Iterator[str]:
    """Compare one core with two."""
    inputs = write_reports(folder / "in", count)
    one, two = (run(inputs, "--out", folder / f"out{cores}", "--workers", cores) for cores in (1, 2))
    yield row(f"rules, {count:,} reports, one core", f"{count / one.seconds:.0f} reports/s", "")
    yield row(f"rules, {count:,} reports, two cores", f"{count / two.seconds:.0f} reports/s", "≥ 150")
    yield row("two cores against one", f"{one.seconds / two.seconds:.2f} ×", "≥ 1.7 ×")


def growth_rows(count: int, folder: Path) -> Iterator[str]:
    """Compare memory and processor time of many reports with those of a hundredth of them."""
    counts = (1, count // 100, count)
    runs = [
        run(write_reports(folder / f"in{number}", number), "--out", folder / f"out{number}", "--workers", 2)
        for number in counts
    ]
    start, few, many = runs
    each = [(run.processor - start.processor) / (number - 1) for run, number in zip(runs[1:], counts[1:], strict=True)]
    yield row(f"peak memory, {counts[1]:,} reports", f"{few.memory:.0f} MB", "")
    times = f"{many.memory / few.memory:.2f} × that"
    yield row(f"peak memory, {count:,} reports", f"{many.memory:.0f} MB, {times}", "≤ 400 MB, ≤ 1.5 ×")
    yield row(f"processor a report, {counts[1]:,} reports", f"{each[0] * 1000:.1f} ms", "")
    growth = f"{each[1] * 1000:.1f} ms, {each[1] / each[0] - 1:+.0%}"
    yield row(f"processor a report, {count:,} reports", growth, "within 10 %")


def model_rows(count: int, folder: Path) -> Iterator[str]:
    """Keep an endpoint busy that thinks for a second, with as many calls at a time as it takes."""
    inputs = write_reports(folder / "in", count, draw=False)
    with server(1.0) as url:
        done = run(inputs, "--out", folder / "out", *asking(url), "--jobs", JOBS, "--no-cache")
    calls = sum(json.loads(bill.read_bytes())["calls"] for bill in (folder / "out").rglob("*.usage.json"))
    share = calls / JOBS / done.seconds
    yield row(f"model, {count:,} reports, {calls:,} calls of 1 s, {JOBS} at a time", f"{share:.0%} of ideal", "≥ 85 %")
    yield row("its processor time a call", f"{done.processor / calls * 1000:.1f} ms", "")


def asking(url: str) -> tuple[str, ...]:
    """Return the options that ask an endpoint."""
    return ("--engine", "model", "--model", "bench", "--base-url", url)


class Counting(Loopback):
    """An endpoint that keeps, of each call, only when it was answered."""

    def __init__(self) -> None:
        super().__init__(self._reply, latency=0.1)
        self.keep = False
        self.answered: dict[str, list[float]] = {}

    def _reply(self, body: dict[str, object]) -> str:
        asked = json.dumps(body["messages"])
        with self._lock:
            self.answered.setdefault(asked, []).append(time.monotonic())
        return '{"records": [], "statements": []}'

    @property
    def repeated(self) -> int:
        """How many calls were made again."""
        return sum(len(times) - 1 for times in self.answered.values())

    def repeated_after(self, kills: list[float], moment: float) -> int:
        """How many calls were made again though they were answered so many seconds before a kill."""
        again = [times for times in self.answered.values() if len(times) > 1]
        return sum(any(times[0] + moment < kill < times[1] for kill in kills) for times in again)


def kill_rows(count: int, folder: Path) -> Iterator[str]:
    """Kill a run again and again, with either engine, and compare what it ends with."""
    inputs = write_reports(folder / "in", count)
    run(inputs, "--out", folder / "whole")
    killed(count, inputs, folder / "killed")
    same = results(folder / "killed") == results(folder / "whole")
    yield row(f"rules, killed {KILLS} times", "the same bytes" if same else "other bytes", "the same bytes")
    with Counting() as endpoint:
        model = (*asking(endpoint.base_url), "--jobs", 8)
        run(inputs, "--out", folder / "asked", *model, "--no-cache")
        endpoint.answered.clear()
        kills = killed(count, inputs, folder / "again", *model, "--cache", folder / "cache")
    same = results(folder / "again") == results(folder / "asked")
    yield row(f"model, killed {KILLS} times", "the same bytes" if same else "other bytes", "the same bytes")
    yield row("calls answered a moment before a kill, and made again", str(endpoint.repeated_after(kills, 0.5)), "0")
    yield row("calls in flight at a kill, and made again", f"{endpoint.repeated / KILLS:.1f} a kill", "≤ 8 a kill")


def killed(count: int, inputs: Path, out: Path, *options: object) -> list[float]:
    """Run a batch that is killed at random moments of its work, then to its end; return when it was killed."""
    chance = random.Random(count)  # noqa: S311 - no secret
    command = [*COMMAND, str(inputs), "--out", str(out), "--quiet", *map(str, options)]
    moments = []
    for finished in sorted(chance.sample(range(count), KILLS)):
        running = subprocess.Popen(command, cwd=ROOT, env=environment())
        while finished_in(out) < finished and running.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.1))
        running.kill()
        moments.append(time.monotonic())
        running.wait()
    run(inputs, "--out", out, *options)
    return moments


def finished_in(out: Path) -> int:
    """Return how many reports a batch has finished so far."""
    ledger = out / ".summarizer" / "ledger.jsonl"
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def results(out: Path) -> dict[str, bytes]:
    """Return what a batch wrote, but for the ledger and the bills: a call that was kept is not paid again."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".summarizer" not in path.parts and not path.name.endswith(".usage.json")
    }


def tiny_rows(count: int, folder: Path) -> Iterator[str]:
    """Fill a great many reports of one sentence."""
    for number in range(count):
        path = folder / "in" / f"{number // 1000:03}" / f"第 {number} 号.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"一、普法\n全年开展法治宣传活动{number + 1}场次。\n", encoding="utf-8")
    done = run(folder / "in", "--out", folder / "out")
    yield row(f"{count:,} tiny files", f"{count / done.seconds:.0f} reports/s, {done.memory:.0f} MB", "")


def cluster_rows(count: int, folder: Path) -> Iterator[str]:
    """Compare a Ray cluster of two nodes with one core each with two processes, on reports that take their time."""
    if find_spec("ray") is None:
        yield row("Ray, two nodes against two local processes", "not measured: Ray is not installed", "≥ 0.8 ×")
        return
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    inputs = write_reports(folder / "in", count, characters=10 * CHARACTERS)
    here = run(inputs, "--out", folder / "here", "--workers", 2)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    os.environ["RAY_ADDRESS"] = cluster.address
    there = run(inputs, "--out", folder / "there", "--on", "ray")
    cluster.shutdown()
    assert results(folder / "here") == results(folder / "there")
    work = f"{count:,} reports, {here.processor:.0f} s of work in tasks of {here.processor / count:.2f} s"
    yield row(f"Ray, two nodes, {work}", f"{here.seconds / there.seconds:.2f} × two local processes", "≥ 0.8 ×")


def row(what: str, measured: str, reach: str) -> str:
    """Return a row of the page."""
    return f"| {what} | {measured} | {reach} |"


PARTS: dict[str, tuple[Callable[[int, Path], Iterator[str]], float]] = {
    "rate": (rate_rows, 0.2),
    "memory": (growth_rows, 1.0),
    "model": (model_rows, 0.1),
    "kills": (kill_rows, 0.04),
    "tiny": (tiny_rows, 10.0),
    "cluster": (cluster_rows, 0.05),
}


def page(count: int, wanted: list[str]) -> Iterator[str]:
    """Yield the page's lines as they are measured."""
    yield "# Batches, measured\n"
    on = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} before it began"
    yield f"`python benchmarks/batch.py --reports {count}` on {on}.\n"
    yield "| | measured | to reach |\n|---|---|---|"
    for name in wanted:
        rows, share = PARTS[name]
        with tempfile.TemporaryDirectory() as folder:
            yield from rows(int(count * share), Path(folder))


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=10_000, help="reports of the longest run")
    parser.add_argument("--only", choices=PARTS, help="one of the parts")
    given = parser.parse_args()
    lines = []
    for line in page(given.reports, [given.only] if given.only else list(PARTS)):
        print(line, flush=True)
        lines.append(line)
    if given.reports == 10_000 and not given.only:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

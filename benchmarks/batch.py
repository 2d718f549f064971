"""A batch, measured: rate on one core and two, memory and cost as it grows, kills, and a slow endpoint kept busy.

    python benchmarks/batch.py --write         everything, about twenty minutes, written to docs/benchmarks/batch.md
    python benchmarks/batch.py kills tiny      some of the parts: rate, memory, model, kills, tiny, cluster
    python benchmarks/batch.py --reports 1000  with fewer reports

With ``--write`` each part that was measured takes its place on the page, and the others stay as they are there.

The reports are of 5,000 characters: a fixture report each, its numbers drawn anew, with sentences of the other fixtures
that hold no figure put behind it, which makes them about as dense as real ones. Every run is the command itself, in
processes of its own; its processor time and memory are those of all of them together.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from batch_kills import kill_rows  # noqa: E402 - the checkout is put first
from batch_run import asking, results, row, run  # noqa: E402 - as above
from model import server  # noqa: E402 - as above
from reports import CHARACTERS, write_reports  # noqa: E402 - as above

from summarizer.files import write_bytes  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = ROOT / "docs" / "benchmarks" / "batch.md"
JOBS = 64


def rate_rows(count: int, folder: Path) -> Iterator[str]:
    """Compare one core with two, and with what a second core is worth on this machine to two runs of their own."""
    inputs = write_reports(folder / "in", count)
    one, two = (run(inputs, "--out", folder / f"out{cores}", "--workers", cores) for cores in (1, 2))
    files = sorted(inputs.rglob("*.txt"))
    for part in (0, 1):
        (folder / f"{part}.lst").write_text("\n".join(map(str, files[part::2])))
    with ThreadPoolExecutor(2) as pool:
        both = pool.map(
            lambda part: run(folder / f"{part}.lst", "--out", folder / f"half{part}", "--workers", 1), (0, 1)
        )
        apart = max(half.seconds for half in both)
    yield row(f"rules, {count:,} reports, one core", f"{count / one.seconds:.0f} reports/s", "")
    yield row(f"rules, {count:,} reports, two cores", f"{count / two.seconds:.0f} reports/s", "≥ 150")
    yield row("two cores against one", f"{one.seconds / two.seconds:.2f} ×", "≥ 1.7 ×")
    yield row("two separate runs, half of the reports each, against one", f"{one.seconds / apart:.2f} ×", "")


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
    """Keep an endpoint busy that thinks for a second, with as many calls at a time as it takes.

    No answer is kept: the reports repeat, and what was asked before would not be asked again.
    """
    inputs = write_reports(folder / "in", count, draw=False)
    with server(1.0) as url:
        done = run(inputs, "--out", folder / "out", *asking(url), "--jobs", JOBS, "--no-cache")
    calls = sum(json.loads(bill.read_bytes())["calls"] for bill in (folder / "out").rglob("*.usage.json"))
    share = calls / JOBS / done.seconds
    yield row(f"model, {count:,} reports, {calls:,} calls of 1 s, {JOBS} at a time", f"{share:.0%} of ideal", "≥ 85 %")
    yield row("its processor time a call", f"{done.processor / calls * 1000:.1f} ms", "")


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


PARTS: dict[str, tuple[Callable[[int, Path], Iterator[str]], float]] = {
    "rate": (rate_rows, 0.2),
    "memory": (growth_rows, 1.0),
    "model": (model_rows, 0.2),
    "kills": (kill_rows, 0.02),
    "tiny": (tiny_rows, 10.0),
    "cluster": (cluster_rows, 0.05),
}

_HEAD = f"""# Batches, measured

`python benchmarks/batch.py --write` measures all of this on a machine that does nothing else, and
`python benchmarks/batch.py rate kills --write` some of it anew. The reports have {CHARACTERS:,} characters.

Where a row falls short it is the processors: a report costs some 45 ms, and half of that is the fill. A call of the
model costs 22 ms, its report's reading and checking among them, which two cores find time for while 64 calls wait.
"""


def measured(name: str, count: int) -> Iterator[str]:
    """Yield the lines of a part of the page as they are measured."""
    rows, share = PARTS[name]
    began = f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} before it began"
    yield f"## {name}\n"
    yield f"`--reports {count}`, {began}.\n"
    yield "| | measured | to reach |\n|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        yield from rows(int(count * share), Path(folder))


def renew(fresh: dict[str, str]) -> None:
    """Write the page anew with some parts of it, the others as they are."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    there = {part.split()[0]: f"## {part.rstrip()}" for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]}
    parts = there | fresh
    text = "\n\n".join([_HEAD.rstrip(), *(parts[name] for name in PARTS if name in parts)])
    write_bytes(PAGE, f"{text}\n".encode())


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--reports", type=int, default=10_000, help="reports of the longest run")
    parser.add_argument("--write", action="store_true", help=f"put what is measured into {PAGE.relative_to(ROOT)}")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in given.parts or PARTS:
        lines = []
        for line in measured(name, given.reports):
            print(line, flush=True)
            lines.append(line)
        if given.write:
            renew({name: "\n".join(lines)})


if __name__ == "__main__":
    main()

"""The model engine against the raw openai client and bare instructor, all doing the same calls.

    python benchmarks/model.py                 everything, about four minutes, written to docs/benchmarks/model.md
    python benchmarks/model.py --parts 200     the same with fewer parts, printed only

The endpoint is the tests' loopback server in a process of its own, which waits as long as a model would and answers
from a table. The parts are the fixture reports, packed as the engine packs them, each with a number of its own so that
no two are the same. Each way of asking runs in a process of its own: its processor time and memory are its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import instructor
import openai

from summarizer.engines.model import Bounds, Endpoint, ModelEngine, plan
from summarizer.engines.overview import tell
from summarizer.engines.store import Store
from summarizer.form import Form, load_form, response_model
from summarizer.parts import NOISE, Part, pack
from summarizer.pipeline import fill
from summarizer.prompting import Prompts
from summarizer.reading import Reading, read
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
REPORTS = sorted((ROOT / "fixtures" / "reports").glob("*.txt"))
PAGE = ROOT / "docs" / "benchmarks" / "model.md"
WAYS = ("raw openai", "bare instructor", "summarizer")
BUDGET = 5000


@dataclass(frozen=True)
class Run:
    """What one way of asking took: seconds of the clock and of the processor, and the memory at its height in MB."""

    calls: int
    seconds: float
    cpu: float
    memory: float


@contextmanager
def server(latency: float) -> Iterator[str]:
    """Run the loopback endpoint in a process of its own; yields its address."""
    table: dict[str, list[Any]] = {"records": [], "statements": []}
    for path in sorted((ROOT / "fixtures" / "replies").glob("*.table.json")):
        for name, entries in json.loads(path.read_text(encoding="utf-8")).items():
            table[name] += entries
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.json"
        file.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-m", "tests.loopback", "--latency", str(latency), "--table", str(file)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
            try:
                assert running.stdout
                yield running.stdout.readline().strip()
            finally:
                running.terminate()


def readings() -> list[Reading]:
    """Return the fixture reports, read."""
    return [read(load(path)) for path in REPORTS]


def parts_of(count: int) -> Iterator[Part]:
    """Return so many different parts, made as they are asked for."""
    packed = [part for reading in readings() for part in pack(reading, BUDGET)]
    for number in range(count):
        yield renamed(packed[number % len(packed)], number)


def renamed(part: Part, number: int) -> Part:
    """Return a part whose first characters say its number."""
    report, at = part.reading.report, part.start
    text = f"{report.text[:at]}{number:08}{report.text[at + 8 :]}"
    return replace(part, reading=replace(part.reading, report=replace(report, text=text)))


def asker(way: str, url: str, jobs: int) -> Callable[[Part], Any]:
    """Return what asks one part in one of the three ways."""
    form = load_form("rule-of-law")
    if way == "summarizer":
        # Rounds are off: the others do not ask again, and all ways must make the same calls.
        return ModelEngine(Endpoint(url, "bench", rounds=0, bounds=Bounds(jobs=jobs)), form).answer
    return instructor_asker(url, form) if way == "bare instructor" else openai_asker(url, form)


def openai_asker(url: str, form: Form) -> Callable[[Part], Any]:
    """Ask with the openai client alone, the reply read with pydantic."""
    client, prompts, shape = (
        openai.OpenAI(base_url=url, api_key="none", max_retries=0),
        Prompts(form),
        response_model(form),
    )
    tool = openai.pydantic_function_tool(shape)["function"]
    schema: Any = {"name": "Reply", "strict": True, "schema": tool["parameters"]}

    def ask(part: Part) -> Any:
        messages: Any = prompts.part(part)
        reply = client.chat.completions.create(
            model="bench", messages=messages, response_format={"type": "json_schema", "json_schema": schema}
        )
        return shape.model_validate_json(reply.choices[0].message.content or "")

    return ask


def instructor_asker(url: str, form: Form) -> Callable[[Part], Any]:
    """Ask with instructor as it comes."""
    client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)
    ask = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    prompts, shape = Prompts(form), response_model(form)
    return lambda part: ask.create(model="bench", messages=prompts.part(part), response_model=shape, max_retries=0)  # type: ignore[arg-type]


def run_here(way: str, url: str, jobs: int, count: int) -> Run:
    """Ask so many parts in this process, after one to warm up."""
    ask = asker(way, url, jobs)
    parts = parts_of(count + 1)
    ask(next(parts))
    started, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(jobs) as pool:
        calls = sum(1 for _ in feed(pool, ask, parts, jobs))
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return Run(calls, seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def feed(pool: ThreadPoolExecutor, ask: Callable[[Part], Any], parts: Iterator[Part], jobs: int) -> Iterator[Any]:
    """Keep a pool busy without making all parts at once."""
    waiting = deque(pool.submit(ask, part) for _, part in zip(range(jobs * 2), parts, strict=False))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(ask, part) for part in [next(parts, None)] if part)


def run(way: str, url: str, jobs: int, count: int) -> Run:
    """Ask in a fresh process."""
    command = [sys.executable, __file__, "--one", json.dumps([way, url, jobs, count])]
    return Run(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def speed_rows(latency: float, jobs: int, count: int) -> Iterator[str]:
    """Compare the three ways at one latency."""
    with server(latency) as url:
        runs = {way: run(way, url, jobs, count) for way in WAYS}
    ideal = jobs / latency
    for way, done in runs.items():
        rate = done.calls / done.seconds
        bare = runs["bare instructor"].cpu
        yield (
            f"| {latency:g} s, {jobs} jobs, {count} parts | {way} | {rate:.1f} | {rate / ideal:.0%} "
            f"| {done.cpu / done.calls * 1000:.1f} | {done.cpu / bare:.2f} |"
        )


def memory_row(count: int) -> str:
    """Compare the memory that ten times the parts take."""
    with server(0.0) as url:
        few, many = (run("summarizer", url, 16, number).memory for number in (count, count * 10))
    return f"| peak memory, {count * 10} parts | {many:.0f} MB, {many / few:.2f} × that of {count} | ≤ 1.3 × |"


def warm_row() -> str:
    """Fill the fixture reports twice with the same store, at 200 ms a call."""
    form = load_form("rule-of-law")
    packed = [part for reading in readings() for part in pack(reading, BUDGET)]
    with server(0.2) as url, tempfile.TemporaryDirectory() as folder:
        seconds, calls = [], []
        for _ in range(2):
            store = Store(Path(folder))
            with ModelEngine(Endpoint(url, "bench"), form, store) as engine:
                started = time.perf_counter()
                calls.append(sum(engine.answer(part).usage.calls for part in packed))
                seconds.append(time.perf_counter() - started)
            store.close()
    cold, warm = seconds
    return f"| warm re-run | {calls[1]} calls, {cold / warm:.0f} × faster than cold | 0 calls, ≥ 20 × |"


def size_rows() -> Iterator[str]:
    """Count what the fixture reports take in calls and characters."""
    form = load_form("rule-of-law")
    engine = ModelEngine(Endpoint("http://127.0.0.1:9/v1", "bench"), form)
    shares, overviews, calls = [], [], []
    for reading in readings():
        text = reading.report.text
        kept = len(text) - sum(span.end - span.start for span in reading.report.spans if span.kind in NOISE)
        asked = plan(engine, pack(reading, engine.budget))
        shares.append(sum(map(len, asked.texts)) / kept)
        overviews.append(len(tell(form, fill(reading.report, form).assessment)) / kept)
        calls.append(asked.calls / max(1.0, len(text) / 2500))
    yield f"| prompt characters beyond the fixed beginning, of the report's | {max(shares):.3f} × at most | ≤ 1.15 × |"
    yield f"| the same, of the overview's call | {max(overviews):.3f} × at most | – |"
    yield f"| calls a report, by 2,500 characters (at least 1), without overview | {max(calls):.2f} at most | ≤ 1 |"


def page(count: int) -> str:
    """Return the whole page."""
    lines = [
        "# The model engine, measured",
        "",
        f"`python benchmarks/model.py`, {len(REPORTS)} fixture reports, endpoint on loopback in a process of its own;",
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before it began.",
        "",
        "| setting | way | calls a second | share of the ideal | processor ms a call | of bare instructor |",
        "|---|---|---|---|---|---|",
        *speed_rows(1.0, 64, count),
        *speed_rows(0.2, 16, count),
        "",
        "To reach: at least 85 % of the ideal at both, at most 1.3 × the processor time of bare instructor.",
        "",
        "| | measured | to reach |",
        "|---|---|---|",
        *size_rows(),
        warm_row(),
        memory_row(count),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--parts", type=int, default=1000, help="parts in each run")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(asdict(run_here(*json.loads(given.one)))))
        return
    text = page(given.parts)
    print(text, end="")
    if given.parts == 1000:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

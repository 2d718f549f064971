"""Where the time of a fill goes: what each stage takes for 5,000 characters, with the rules engine.

    python benchmarks/stages.py                      the fixture reports, joined to about 5,000 characters each
    python benchmarks/stages.py --reports DIR        the reports of a folder instead

Processor time of one process, the best of several runs; the form is read and compiled once, before. Printed as
Markdown. `fill.py` measures the whole, and how it grows with length.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.assessment import assemble
from summarizer.engines import RulesEngine
from summarizer.form import load_form
from summarizer.layout import scan
from summarizer.layout.marker import marker_at
from summarizer.layout.paragraphs import paragraphs
from summarizer.parts import pack
from summarizer.pipeline import fill
from summarizer.reading import read, read_text, reading_of
from summarizer.review import judge
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summarizer.layout import Layout
    from summarizer.reading import Reading
    from summarizer.sources import Report

ROOT = Path(__file__).parent.parent
LENGTH = 5000
RUNS = 7


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of the best of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def sample(folder: Path) -> list[Reading]:
    """Read the reports of a folder, short ones joined in order until they have the length."""
    joined: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        text = load(path).text
        if joined and len(joined[-1]) < LENGTH:
            joined[-1] += "\n" + text
        else:
            joined.append(text)
    return [read_text(text, f"report {number}") for number, text in enumerate(joined)]


def scan_afresh(text: str) -> Layout:
    """Scan a text as if its lines had not been looked at just before."""
    paragraphs.forget()
    marker_at.cache_clear()
    return scan(text)


def afresh(report: Report) -> Reading:
    """Read a report as if it had not been read just before; what follows finds it read."""
    reading_of.forget()
    return read(report)


def stages(readings: Sequence[Reading]) -> dict[str, Callable[[], object]]:
    """Return the work of each stage of a fill over all readings, and of the whole."""
    form = load_form("rule-of-law")
    engine = RulesEngine(form)
    replies = [[engine.answer(part) for part in pack(reading)] for reading in readings]
    filled = [assemble(form, reading, reply) for reading, reply in zip(readings, replies, strict=True)]
    return {
        "layout": lambda: [scan_afresh(r.report.text) for r in readings],
        "sections, figures and facts": lambda: [afresh(r.report) for r in readings],
        "rules engine": lambda: [engine.answer(part) for r in readings for part in pack(r)],
        "merging and the rest of the form": lambda: [
            assemble(form, r, reply) for r, reply in zip(readings, replies, strict=True)
        ],
        "cross-check": lambda: [list(judge(form, a, r)) for a, r in zip(filled, readings, strict=True)],
        "the whole fill": lambda: [fill(afresh(r.report).report, form, engine) for r in readings],
    }


def where_the_time_goes(readings: Sequence[Reading]) -> None:
    """Print what each stage takes for 5,000 characters, and how many reports of that length a second it makes."""
    characters = sum(len(r.report.text) for r in readings)
    facts = sum(len(r.facts) for r in readings)
    print(f"{len(readings)} reports, {characters} characters, {facts * LENGTH // characters} numbers in 5,000\n")
    print("| stage | ms for 5,000 characters | reports a second |\n|---|---|---|")
    for name, work in stages(readings).items():
        taken = milliseconds(work) * LENGTH / characters
        print(f"| {name} | {taken:.1f} | {1000 / taken:.0f} |")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, default=ROOT / "fixtures" / "reports", help="a folder of .txt reports")
    where_the_time_goes(sample(parser.parse_args().reports))


if __name__ == "__main__":
    main()

"""How fast the rules engine fills the form: reports of 5,000 characters a second on one core, and the cost of length.

usage: python benchmarks/fill.py [--rounds N]

The reports are the fixtures, strung together and cut to length. Measured is the way from the file to the filled and
cross-checked form: loading, reading, answering, putting together, checking; writing the review is not. Processor time,
the best of some rounds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from summarizer import pipeline
from summarizer.engines.rules import RulesEngine
from summarizer.form import load_form
from summarizer.sources import load

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
LENGTH = 5000  # characters of a report
TIMES = (1, 2, 5, 10)
EVERY = 4  # fixtures from one report's beginning to the next one's
WANTED = 100  # reports a second


def write_reports(folder: Path, times: int) -> list[Path]:
    """Write the fixtures as reports of ``times`` × 5,000 characters, every one beginning with another fixture."""
    whole = [path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    written = []
    for at in range(0, len(whole), EVERY):
        text = "\n".join(whole[at:] + whole[:at])
        path = folder / f"{times}x{at}.txt"
        path.write_text((text * (times * LENGTH // len(text) + 1))[: times * LENGTH], encoding="utf-8")
        written.append(path)
    return written


def seconds(paths: list[Path], rounds: int) -> float:
    """Return the processor seconds that a report takes."""
    form = load_form("rule-of-law")
    engine = RulesEngine(form)
    pipeline.fill(load(paths[0]), form, engine)  # compiles what is compiled once
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        for path in paths:
            pipeline.fill(load(path), form, engine)
        spent.append((time.process_time() - start) / len(paths))
    return min(spent)


def main() -> None:
    """Print the table of docs/benchmarks/fill.md."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=5)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        costs = {times: seconds(write_reports(Path(folder), times), rounds) for times in TIMES}
    print("| characters | ms a report | reports a second | ms per 5,000 characters | of one length |")
    print("|---|---|---|---|---|")
    for times, cost in costs.items():
        each = cost / times
        row = (times * LENGTH, 1000 * cost, 1 / cost, 1000 * each, each / costs[1])
        print("| {:,} | {:.1f} | {:.1f} | {:.1f} | {:.2f} × |".format(*row))
    print(f"\nTo reach: {WANTED} reports of {LENGTH:,} characters a second; a cost per character that does not grow.")


if __name__ == "__main__":
    main()

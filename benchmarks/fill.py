"""How fast the rules engine fills the form: reports of 5,000 characters a second on one core, and the cost of length.

    python benchmarks/fill.py                      the fixture reports, strung together and cut to length
    python benchmarks/fill.py --reports DIR        the reports of a folder instead

Measured is the way from the file to the filled and cross-checked form: loading, reading, answering, putting together,
checking; writing the review is not. Processor time, of each report the best of some rounds, every time as if it had
never been read. A busy or slow machine is slow at everything: each time is also given as a multiple of the time that a
plain Python loop takes to count the pairs of neighbouring characters of the same text.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from summarizer import pipeline
from summarizer.crosscheck.terms import terms
from summarizer.engines.rules import RulesEngine
from summarizer.facts.subject import content
from summarizer.form import load_form
from summarizer.layout.marker import marker_at
from summarizer.layout.paragraphs import paragraphs
from summarizer.reading import reading_of
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.form import Form

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
LENGTH = 5000  # characters of a report
TIMES = (1, 2, 5, 10)
BEGINNINGS = 4  # reports of one length, each beginning with another one of the folder
WANTED = 100  # reports a second


class Cost(NamedTuple):
    """What a report takes: seconds, the seconds of the reference over the same text, the numbers that stand in it."""

    seconds: float
    reference: float
    numbers: float


def write_reports(source: Path, folder: Path, times: int) -> list[Path]:
    """Write reports of ``times`` × 5,000 characters, every one beginning with another report of the source."""
    whole = [path.read_text(encoding="utf-8") for path in sorted(source.glob("*.txt"))]
    written = []
    for at in range(0, len(whole), max(1, len(whole) // BEGINNINGS)):
        text = "\n".join(whole[at:] + whole[:at])
        path = folder / f"{times}x{at}.txt"
        path.write_text((text * (times * LENGTH // len(text) + 1))[: times * LENGTH], encoding="utf-8")
        written.append(path)
    return written


def forget() -> None:
    """Empty what is remembered of texts read before; what is compiled of form and lexicon stays."""
    for latest in (reading_of, paragraphs):
        latest.forget()
    for remembered in (marker_at, content, terms):
        remembered.cache_clear()


def count_pairs(text: str) -> dict[str, int]:
    """Count the pairs of neighbouring characters: the reference."""
    pairs: dict[str, int] = {}
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        pairs[pair] = pairs.get(pair, 0) + 1
    return pairs


def quickest(work: Callable[[], object], rounds: int) -> float:
    """Return the processor seconds of the quickest round."""
    spent = []
    for _ in range(rounds):
        forget()
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def _fill(path: Path, form: Form, engine: RulesEngine) -> None:
    pipeline.fill(load(path), form, engine)


def cost(paths: list[Path], rounds: int) -> Cost:
    """Return what a report takes, on the average of some."""
    form = load_form("rule-of-law")
    engine = RulesEngine(form)
    _fill(paths[0], form, engine)  # compiles what is compiled once
    seconds = reference = numbers = 0.0
    for path in paths:
        report = load(path)
        numbers += len(reading_of(report).facts)
        seconds += quickest(partial(_fill, path, form, engine), rounds)
        reference += quickest(partial(count_pairs, report.text), rounds)
    return Cost(seconds / len(paths), reference / len(paths), numbers / len(paths))


def main() -> None:
    """Print the table of docs/benchmarks/fill.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reports", type=Path, default=REPORTS, help="a folder of .txt reports")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = {times: cost(write_reports(options.reports, Path(folder), times), options.rounds) for times in TIMES}
    print("| characters | numbers | ms a report | reports a second | ms per 5,000 | of one length | × reference |")
    print("|---|---|---|---|---|---|---|")
    for times, spent in costs.items():
        each = spent.seconds / times
        row = (times * LENGTH, spent.numbers, 1000 * spent.seconds, 1 / spent.seconds, 1000 * each)
        print("| {:,} | {:.0f} | {:.1f} | {:.1f} | {:.1f} |".format(*row), end="")
        print(f" {each / costs[1].seconds:.2f} × | {spent.seconds / spent.reference:.1f} × |")
    print(f"\nTo reach: {WANTED} reports of {LENGTH:,} characters a second; a cost per character that does not grow.")


if __name__ == "__main__":
    main()

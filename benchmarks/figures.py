"""Amounts found, traps fallen into and characters a second: this package beside the peers that install, in one run.

Every tool gives mentions: a span and a value. A mention is right where it overlaps a gold amount and has its value
(a percentage may be given out as 95.4 or as 0.954); the exact columns also want the gold's span, unit and qualifier.
Of the peers none gives a qualifier and none but the first a unit, so the exact columns are there to show what is
missing, and the value columns to compare.

usage: python benchmarks/figures.py [--reports DIR --gold DIR]… [--only NAME]…
"""

from __future__ import annotations

import argparse
import gc
import json
import time
import warnings
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from figure_finders import TOOLS, Finder, Mention

ROOT = Path(__file__).parent.parent
AMOUNTS = {"quantity", "percent", "money", "duration"}
RUNS = 5
HEADINGS = (
    "tool",
    "value precision",
    "value recall",
    "value F1",
    "exact span F1",
    "full recall",
    "traps",
    "chars/s",
    "×",
)


@dataclass(frozen=True)
class Annotated:
    """A report's text with its gold rows."""

    text: str
    rows: list[dict[str, Any]]


@dataclass
class Score:
    """Counts over all reports, and the seconds that finding took."""

    gold: int = 0
    found: int = 0
    right_found: int = 0
    right_gold: int = 0
    spans: int = 0
    full: int = 0
    traps: int = 0
    trapped: int = 0
    characters: int = 0
    seconds: float = 0.0


def read(folders: list[tuple[Path, Path]]) -> list[Annotated]:
    """Read the reports that have gold figures."""
    annotated = []
    for reports, gold in folders:
        for path in sorted(gold.glob("*.jsonl")):
            (report,) = reports.glob(f"{path.stem}*.txt")
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            annotated.append(Annotated(report.read_bytes().decode(), rows))
    return annotated


def overlaps(mention: Mention, row: dict[str, Any]) -> bool:
    """Whether a mention shares a character with a gold row."""
    return bool(mention.start < row["end"] and row["start"] < mention.end)


def says(mention: Mention, row: dict[str, Any]) -> bool:
    """Whether a mention gives the gold's value, or the upper end of its range; of a percentage also the fraction."""
    wanted = {Decimal(row["value"]), Decimal(row["value_high"] or row["value"])}
    if row["kind"] == "percent":
        wanted |= {value / 100 for value in wanted} | {value / 1000 for value in wanted}
    return mention.value in wanted


def measure(finders: dict[str, Finder], annotated: list[Annotated]) -> dict[str, Score]:
    """Run the tools in turn over each report, several rounds; of each the quickest run counts, in processor time."""
    scores = {name: Score() for name in finders}
    for report in annotated:
        rounds = [{name: seconds(find, report.text) for name, find in finders.items()} for _ in range(RUNS)]
        for name, find in finders.items():
            scores[name].seconds += min(taken[name] for taken in rounds)
            scores[name].characters += len(report.text)
            add(scores[name], find(report.text), report.rows)
    return scores


def seconds(find: Finder, text: str) -> float:
    """Return the processor time of one run: what else the machine does is left out."""
    begin = time.process_time()
    find(text)
    return time.process_time() - begin


def add(score: Score, mentions: list[Mention], rows: list[dict[str, Any]]) -> None:
    """Add one report's counts."""
    amounts = [row for row in rows if row["kind"] in AMOUNTS]
    others = [row for row in rows if row["kind"] not in AMOUNTS]
    spans = {(mention.start, mention.end): mention for mention in mentions}
    score.gold += len(amounts)
    score.found += len(mentions)
    score.right_found += sum(any(overlaps(m, row) and says(m, row) for row in amounts) for m in mentions)
    score.right_gold += sum(any(overlaps(m, row) and says(m, row) for m in mentions) for row in amounts)
    score.spans += sum((row["start"], row["end"]) in spans for row in amounts)
    score.full += sum(same(spans.get((row["start"], row["end"])), row) for row in amounts)
    score.traps += len(others)
    score.trapped += sum(any(overlaps(m, row) for m in mentions) for row in others)


def same(mention: Mention | None, row: dict[str, Any]) -> bool:
    """Whether a mention of the gold's span has its value, unit and qualifier too."""
    return (
        mention is not None
        and says(mention, row)
        and (mention.unit, mention.qualifier) == (row["unit"], row["qualifier"])
    )


def f1(right_found: int, found: int, right_gold: int, gold: int) -> float:
    """Return the harmonic mean of precision and recall, in percent."""
    precision, recall = right_found / max(found, 1), right_gold / max(gold, 1)
    return 200 * precision * recall / max(precision + recall, 1e-9)


def row(name: str, score: Score, slowest: float) -> str:
    """Return a line of the table; × is how many times faster than Recognizers-Text."""
    speed = score.characters / score.seconds
    cells = (
        name,
        f"{100 * score.right_found / max(score.found, 1):.1f}",
        f"{100 * score.right_gold / max(score.gold, 1):.1f}",
        f"{f1(score.right_found, score.found, score.right_gold, score.gold):.1f}",
        f"{f1(score.spans, score.found, score.spans, score.gold):.1f}",
        f"{100 * score.full / max(score.gold, 1):.1f}",
        f"{score.trapped} of {score.traps}",
        f"{speed:,.0f}",
        f"{speed / slowest:,.1f}",
    )
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print one Markdown table."""
    parser = argparse.ArgumentParser(description="Compare finders of amounts on annotated reports.")
    parser.add_argument("--reports", type=Path, action="append", default=None)
    parser.add_argument("--gold", type=Path, action="append", default=None)
    parser.add_argument("--only", action="append", choices=TOOLS, default=None)
    asked = parser.parse_args()
    reports = asked.reports or [ROOT / "fixtures" / "reports"]
    gold = asked.gold or [ROOT / "fixtures" / "gold" / "figures"]
    warnings.simplefilter("ignore")
    annotated = read(list(zip(reports, gold, strict=True)))
    finders = {name: TOOLS[name]() for name in asked.only or TOOLS}
    gc.collect()
    gc.freeze()  # what a tool has loaded is not searched again while another runs
    scores = measure(finders, annotated)
    base = scores.get("recognizers-text-suite", next(iter(scores.values())))
    print("| " + " | ".join(HEADINGS) + " |")
    print("|---" * len(HEADINGS) + "|")
    for name, score in scores.items():
        print(row(name, score, base.characters / base.seconds))


if __name__ == "__main__":
    main()

"""What makes time grow faster than the text: repeated units of all that the rules look for, at two lengths.

    python benchmarks/growth.py --minutes 20

A unit is put together of words of ``schemas/lexicon``, numerals, brackets and line ends, by a seeded generator, and
repeated to some 2,000 and 16,000 characters. Each is read, filled by the rules engine, and checked: claims against it,
and it as prose against a report. Where eight times the text takes more than ``LIMIT`` times as long, the unit is listed
with what grew. Nothing listed is the result to reach.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer import Claim, check_text
from summarizer.crosscheck import check
from summarizer.engines.rules import RulesEngine
from summarizer.form import load_form
from summarizer.lexicon import table
from summarizer.pipeline import fill
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
LENGTHS = (2_000, 16_000)
LIMIT = 20.0
"""Two and a half times what is linear: below that it is caches, garbage and clocks."""
LEAST_S = 0.002
FORM = load_form("rule-of-law")
ENGINE = RulesEngine(FORM)
NUMBERS = "12件 3 95.5% 近900万元 2023年 十二 1,234人次 12件3人 第3 三分之一 1.2个百分点 〔2023〕5号".split()  # noqa: SIM905
SIGNS = [*"，、；。（）(“”《：:;,|\t \n", "\n一、", "\n（一）", "\n1.", "一是", "其中", "分别为", "比上年", "\n　　"]
REPORT = "一、化解矛盾纠纷\n办理行政复议案件12件，行政处罚3人，应诉率95.5%，追回欠薪近900万元。\n" * 5
CLAIMS = [
    Claim("行政复议案件", "12", "件", text="办理行政复议案件12件。"),
    Claim("行政处罚", "95.5", "%", quote="12件"),
    Claim(text="上年同期9件，增长12%。", value="9", unit="件"),
]


def words() -> list[str]:
    """Return every word in the tables of the lexicon, once."""
    tables = sorted(path.stem for path in (ROOT / "schemas" / "lexicon").glob("*.toml"))
    return sorted({word for name in tables for word in strings(table(name)) if 0 < len(word) <= 12})


def strings(data: Any) -> Iterator[str]:
    """Yield the strings of a table, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def units(rng: random.Random) -> Iterator[str]:
    """Yield units without end: first each word alone and beside a number, then words, numbers and signs anyhow."""
    known = words()
    for word in rng.sample(known, len(known)):
        yield word
        yield f"{word}{rng.choice(NUMBERS)}{rng.choice(SIGNS)}"
    while True:
        kinds = rng.choices((known, NUMBERS, SIGNS), (3, 2, 3), k=rng.randint(2, 6))
        yield "".join(rng.choice(kind) for kind in kinds)


STAGES: dict[str, Callable[[str], object]] = {
    "read": read_text,
    "fill": lambda text: fill(read_text(text).report, FORM, ENGINE),
    "check": lambda text: check(CLAIMS, read_text(text)),
    "prose": lambda text: check_text(text, REPORT),
}


def growth(stage: Callable[[str], object], unit: str, turns: int) -> float:
    """Return how many times as long the longest text takes as the shortest, the quickest of so many turns each."""
    short, long = (quickest(stage, unit * max(1, length // len(unit)), turns) for length in LENGTHS)
    return long / max(short, LEAST_S)


def quickest(stage: Callable[[str], object], text: str, turns: int) -> float:
    """Return the processor seconds of the quickest of some turns."""
    best = float("inf")
    for _ in range(turns):
        begun = time.process_time()
        stage(text)
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    """List the units under which time grows too fast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20, help="of the processor")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    end, tried, found = time.process_time() + 60 * given.minutes, 0, 0
    for unit in units(random.Random(given.seed)):  # noqa: S311 - texts, no secrets
        if time.process_time() > end:
            break
        tried += 1
        for name, stage in STAGES.items():
            if growth(stage, unit, 1) > LIMIT and (times := growth(stage, unit, 4)) > LIMIT:
                found += 1
                print(f"{name} {times:.0f} × {unit!r}", flush=True)
    sys.stderr.write(f"{tried} units, {found} findings\n")


if __name__ == "__main__":
    main()

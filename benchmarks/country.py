"""The plan for one year of the whole country: calls, tokens, cost and hours, from reports cut and counted.

    python benchmarks/country.py    the tables of docs/batch.md, in a minute; nothing is sent

The number of reports is that of the country's governments. How long a report of each level is, is what we have seen of
them. Calls and tokens are those of `summarizer batch --dry-run` for reports of that length.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from reports import write_reports  # noqa: E402 - the checkout is put first

from summarizer.engines.model import Endpoint, ModelEngine, Plan, plan  # noqa: E402 - as above
from summarizer.engines.model.post.caller import DISCOUNT  # noqa: E402 - as above
from summarizer.form import load_form  # noqa: E402 - as above
from summarizer.parts import pack  # noqa: E402 - as above
from summarizer.reading import read  # noqa: E402 - as above
from summarizer.sources import load  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = 20  # reports of each length that are cut and counted
SECONDS = 8  # that a call takes at an endpoint
JOBS = 64


class Level(NamedTuple):
    """A level of government: how many reports a year, of so many characters."""

    name: str
    reports: int
    characters: int


LEVELS = (
    Level("provinces", 31, 9000),
    Level("prefectures", 333, 7500),
    Level("counties", 2844, 5500),
    Level("townships", 38741, 4000),
)

# Calls and tokens a minute that accounts are allowed: a new one, a usual one, a large one.
RATES = ((500, 200_000), (5_000, 2_000_000), (10_000, 10_000_000))


def planned(level: Level) -> Plan:
    """Return the plan of a level's reports: that of a sample, times as many as there are."""
    form = load_form("rule-of-law")
    with ModelEngine(Endpoint("http://127.0.0.1/v1", "any"), form) as engine, tempfile.TemporaryDirectory() as folder:
        reports = sorted(write_reports(Path(folder), SAMPLE, characters=level.characters).rglob("*.txt"))
        plans = [plan(engine, pack(read(load(path)), engine.budget)) for path in reports]
    total = sum(plans, Plan())
    return Plan(
        calls=(total.calls + total.overviews) * level.reports // SAMPLE,
        tokens_in=total.tokens_in * level.reports // SAMPLE,
        tokens_out=total.tokens_out * level.reports // SAMPLE,
    )


def work(plans: dict[Level, Plan]) -> Iterator[str]:
    """Yield the table of what is asked."""
    yield "| | reports | characters each | calls | million tokens in | million tokens out |"
    yield "|---|---|---|---|---|---|"
    for level, made in plans.items():
        yield row(level.name, level.reports, level.characters, *sums(made))
    reports = sum(level.reports for level in plans)
    yield row("all", reports, "", *sums(total(plans)))


def total(plans: dict[Level, Plan]) -> Plan:
    """Return the plan of all levels."""
    return sum(plans.values(), Plan())


def sums(made: Plan) -> tuple[int, str, str]:
    """Return calls and millions of tokens."""
    return made.calls, f"{made.tokens_in / 1e6:,.1f}", f"{made.tokens_out / 1e6:,.1f}"


def costs(made: Plan) -> Iterator[str]:
    """Yield the table of costs, live and through the Batch API where the maker has one at half the price."""
    yield "| model | cost, live | cost, `batch submit` |"
    yield "|---|---|---|"
    for currency, models in tomllib.loads((ROOT / "schemas" / "prices.toml").read_text("utf-8")).items():
        for name, price in models.items():
            cost = (Decimal(price["in"]) * made.tokens_in + Decimal(price["out"]) * made.tokens_out) / 1_000_000
            posted = f"{cost / DISCOUNT:,.0f} {currency}" if currency == "USD" else "–"
            yield row(name, f"{cost:,.0f} {currency}", posted)


def hours(made: Plan) -> Iterator[str]:
    """Yield the table of hours by what an account is allowed."""
    yield "| allowed a minute | hours | what binds |"
    yield "|---|---|---|"
    tokens = made.tokens_in + made.tokens_out
    for rpm, tpm in RATES:
        by = {"calls": made.calls / rpm / 60, "tokens": tokens / tpm / 60}
        binding = max(by, key=lambda name: by[name])
        yield row(f"{rpm:,} calls, {tpm:,} tokens", f"{by[binding]:,.1f}", binding)
    yield row(
        f"no bound, {JOBS} calls of {SECONDS} s at a time", f"{made.calls * SECONDS / JOBS / 3600:,.1f}", "the calls"
    )


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in cells)} |"


def main() -> None:
    """Print the tables."""
    plans = {level: planned(level) for level in LEVELS}
    for table in (work(plans), costs(total(plans)), hours(total(plans))):
        print("\n".join(table), end="\n\n")


if __name__ == "__main__":
    main()

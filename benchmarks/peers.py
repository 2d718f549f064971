"""LangExtract, ContextGem and Instructor's citations beside this package, behind one endpoint, told the same figures.

    python -m venv .venv-peers && .venv-peers/bin/pip install -r benchmarks/peers-requirements.txt
    python benchmarks/peers.py --python .venv-peers/bin/python      writes docs/benchmarks/peers.md, about five minutes

The endpoint is the tests' loopback server. It plays a model that makes mistakes: a share of the figures that it tells
is wrong in a known way, the same for every tool. What a tool then hands on, at what cost, and what it does when one
reply fails, makes the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from peer_replies import ROUNDS, SHAPES, Teller, Told, reports, rounds, stated

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the loopback endpoint is the tests'
from tests.loopback import Loopback, Says, Status  # noqa: E402 - found only now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.loopback import Fault

_TROUBLE = re.compile("error|fail|skip|warn|unanswered", re.IGNORECASE)
PAGE = ROOT / "docs" / "benchmarks" / "peers.md"
SEED = 7
PACKAGES = ("langextract", "contextgem", "instructor", "openai")
FAULTS: dict[str, Fault] = {
    "does not parse": Says("这份报告中的数据如下"),
    "HTTP 400": Status(400, "the input was rejected", "invalid_request_error"),
    "HTTP 500": Status(500, "internal error"),
}


@dataclass
class Run:
    """What one run of one tool gave: figures handed on, what it was told and sent, how long it took, what it said."""

    handed: dict[str, list[dict[str, str]] | None]
    told: dict[tuple[str, str], Told]
    calls: int
    characters: int
    seconds: float
    said: str

    def has(self, one: Told) -> bool:
        """Whether a figure is handed on with the number that was told."""
        handed = (figure for figure in self.handed[one.report] or () if figure["indicator"] == one.key)
        return any(same(figure["value"], one.value) for figure in handed)


def same(handed: str, told: str) -> bool:
    """Whether two numbers are one, 万 and 亿 applied or not; what is no digits is taken for the same."""
    try:
        one, other = (Decimal(value.replace(",", "")) for value in (handed, told))
    except InvalidOperation:
        return True
    return any(one == other * scale for scale in (1, 10**4, 10**8))


@dataclass
class Score:
    """Counts of one tool over all rounds."""

    wrong: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    right: int = 0
    refused: int = 0
    untold: int = 0
    runs: list[Run] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    @property
    def whole(self) -> Run:
        """The run in which every figure is right and no reply fails, which comes last."""
        return self.runs[-1]

    def add(self, run: Run, told: Iterable[Told]) -> None:
        """Count one run."""
        self.runs.append(run)
        for one in told:
            if (one.report, one.key) not in run.told:
                self.untold += 1
            elif one.label:
                self.wrong[one.label] += 1
                self.passed[one.label] += run.has(one)
            else:
                self.right += 1
                self.refused += not run.has(one)


def run(tool: str, python: str, told: list[Told], fault: Fault | None = None) -> Run:
    """Let a tool read all reports in a process of its own; with a fault, its second call goes wrong in that way."""
    teller = Teller(tool, told)
    with Loopback(teller) as server, tempfile.TemporaryDirectory() as folder:
        if fault:
            server.script(None, fault)
        file = Path(folder, "reports.json")
        file.write_text(json.dumps(reports()), encoding="utf-8")
        command = [python, str(ROOT / "benchmarks" / "peer_tools.py"), tool, server.base_url, str(file)]
        quiet = {**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=quiet, cwd=folder)
        if done.returncode:
            sys.exit(f"{tool}: {done.stderr.strip().splitlines()[-1]}")
        result = json.loads(done.stdout.splitlines()[-1])
        sent = sum(len(text) for one in server.sent for text in one.contents)
        return Run(result["handed"], teller.told, len(server.sent), sent, result["seconds"], result["said"])


def lost(whole: Run, broken: Run, told: list[Told]) -> str:
    """Say what one failed reply costs: reports without a figure, figures missing besides, and whether it is said."""
    gone = [name for name, figures in broken.handed.items() if not figures]
    missing = sum(whole.has(one) and not broken.has(one) for one in told if one.report not in gone)
    if not gone and not missing:
        return "nothing"
    words = [f"{len(gone)} of {len(broken.handed)} reports"] if gone else []
    words += [f"{missing} figures of the others"] if missing else []
    raised = any(broken.handed[name] is None for name in gone)
    said = "raised" if raised else "said" if _TROUBLE.search(broken.said) else "not said"
    return f"{' and '.join(words)}, {said}"


def versions(python: str) -> str:
    """Return which versions of the peers were run."""
    code = f"from importlib.metadata import version as v; print(', '.join(f'{{p}} {{v(p)}}' for p in {PACKAGES}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def share(part: int, whole: int) -> str:
    """Return a count of a whole, and its percentage."""
    return f"{100 * part / max(whole, 1):.1f} % ({part} of {whole})"


def row(tool: str, score: Score, characters: int) -> str:
    """Return a tool's line of the first table: what is handed on, and at what cost."""
    whole = score.whole
    calls = sum(one.calls for one in score.runs) / len(score.runs)
    cells = [
        tool,
        share(sum(score.passed.values()), sum(score.wrong.values())),
        share(score.refused, score.right),
        f"{whole.calls} ({calls:.0f})",
        f"{whole.characters:,} ({whole.characters / characters:.1f} ×)",
        f"{whole.seconds:.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def by_label(scores: dict[str, Score]) -> list[str]:
    """Return the second table: wrong figures passed on, by the way in which they are wrong."""
    labels = sorted({label for score in scores.values() for label in score.wrong})
    lines = ["| wrong in | " + " | ".join(scores) + " |", "|---" * (len(scores) + 1) + "|"]
    for label in labels:
        cells = [f"{score.passed[label]} of {score.wrong[label]}" for score in scores.values()]
        lines.append(f"| {label.replace('_', ' ')} | " + " | ".join(cells) + " |")
    return lines


def measure(tool: str, python: str, seed: int) -> Score:
    """Run a tool over every round, then over right figures alone, then with every fault."""
    told = {name: rounds(stated(name), seed) for name in reports()}
    right = [one for name in told for one in stated(name)]
    score = Score()
    for number in range(ROUNDS):
        turn = [one for name in told for one in told[name][number]]
        score.add(run(tool, python, turn), turn)
    score.add(run(tool, python, right), right)
    score.losses = [lost(score.whole, run(tool, python, right, fault), right) for fault in FAULTS.values()]
    return score


def page(scores: dict[str, Score], python: str, seed: int) -> str:
    """Return the whole page."""
    words = (ROOT / "benchmarks" / "peers.md").read_text(encoding="utf-8")
    texts = reports()
    characters = sum(map(len, texts.values()))
    losses = [f"| {tool} | " + " | ".join(score.losses) + " |" for tool, score in scores.items()]
    return words.format(
        reports=len(texts),
        characters=f"{characters:,}",
        figures=sum(len(stated(name)) for name in texts),
        rounds=ROUNDS,
        seed=seed,
        versions=versions(python),
        untold=max(score.untold for score in scores.values()),
        rows="\n".join(row(tool, score, characters) for tool, score in scores.items()),
        losses="\n".join(losses),
        labels="\n".join(by_label(scores)),
    )


def main() -> None:
    """Write the page, or print it where another seed is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", default=sys.executable, help="the Python of the environment that has the peers")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    scores = {}
    for tool in SHAPES:
        sys.stderr.write(f"{tool}\n")
        scores[tool] = measure(tool, sys.executable if tool == "summarizer" else given.python, given.seed)
    text = page(scores, given.python, given.seed)
    print(text, end="")
    if given.seed == SEED:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

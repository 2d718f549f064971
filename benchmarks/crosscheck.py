"""False accepts, false alarms and milliseconds a claim: this checker beside the peers that install, on the same claims.

Every gold amount of the reports gives claims that are right (as printed, in another numeral style, scaled, rounded) and
claims that are wrong in one known way, by a seeded generator. False accepts come first: they are what a checker is for.

    python benchmarks/crosscheck.py            everything, about five minutes, written to docs/benchmarks/crosscheck.md
    python benchmarks/crosscheck.py [--reports DIR --gold DIR]… [--seed N] [--every N] [--only NAME]… [--errors]
                                               some of it, printed
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from claim_checkers import CHECKERS
from mutations import RIGHT, Labelled, labelled_claims

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks" / "crosscheck.md"
HARD = Path(__file__).with_name("crosscheck-hard.toml")
HEAD = """# The cross-check, measured

A checker is there to refuse what is wrong, so false accepts come first; a checker that refuses everything is no use
either, so false alarms come second.

`benchmarks/mutations.py` takes every gold amount of the sixteen reports in `fixtures/` and makes claims of it by a
seeded generator: right in every writing (as printed, as indicator and number, in Chinese numerals, with separators,
scaled by 万, rounded with 余), and wrong in one known way, most with the *true* quote. All checkers judge the same
claims in one run and none calls a model; each is called as `benchmarks/claim_checkers.py` shows. Made in an environment
of its own, since none of the peers is a dependency of the package:

```sh
python -m venv .venv-crosscheck
.venv-crosscheck/bin/pip install . -r benchmarks/crosscheck-requirements.txt
.venv-crosscheck/bin/python benchmarks/crosscheck.py
```

"""
NOTE = """
A cell is the share of claims that were judged rightly, and processor milliseconds a claim with each source read and
indexed once. evidence-check is the quicker: it compares a value with the words cited beside it and looks at nothing
else of the source, which is also why a swapped indicator with a true quote passes it.

The reports were looked at while the rules were written. What the rules do on reports that nobody had looked at is in
`fixtures/unseen/README.md`.

## Every false accept
"""


@dataclass
class Score:
    """What one checker did: claims, acceptances and seconds by label, seconds of reading, the claims it got wrong."""

    total: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    read: float = 0.0
    taken: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    wrong: list[Labelled] = field(default_factory=list)

    def share(self, label: str) -> float:
        """Return the percentage of a label's claims that were judged rightly."""
        done = self.accepted[label] if label in RIGHT else self.total[label] - self.accepted[label]
        return 100 * done / self.total[label]

    def each(self, label: str) -> float:
        """Return the milliseconds that a claim of a label took."""
        return 1000 * self.taken[label] / self.total[label]

    @property
    def false_accepts(self) -> tuple[int, int]:
        """Wrong claims accepted, of all wrong claims."""
        labels = [label for label in self.total if label not in RIGHT]
        return sum(self.accepted[w] for w in labels), sum(self.total[w] for w in labels)

    @property
    def false_alarms(self) -> tuple[int, int]:
        """Right claims refused, of all right claims."""
        return sum(self.total[r] - self.accepted[r] for r in RIGHT), sum(self.total[r] for r in RIGHT)


def judge(name: str, cases: list[tuple[str, list[Labelled]]]) -> Score:
    """Run one checker over all reports."""
    score = Score()
    for text, claims in cases:
        begun = time.process_time()
        CHECKERS[name]([], text)
        score.read += time.process_time() - begun
        for label in dict.fromkeys(case.label for case in claims):
            labelled = [case for case in claims if case.label == label]
            begun = time.process_time()
            verdicts = CHECKERS[name]([case.claim for case in labelled], text)
            score.taken[label] += time.process_time() - begun
            score.total[label] += len(labelled)
            score.accepted[label] += sum(verdicts)
            score.wrong += [c for c, accepted in zip(labelled, verdicts, strict=True) if accepted != (label in RIGHT)]
    return score


def table(scores: dict[str, Score]) -> str:
    """Lay the scores out as a Markdown table, a checker a column."""
    names = list(scores)
    first = next(iter(scores.values()))
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for title, attribute in (("**false accepts**", "false_accepts"), ("**false alarms**", "false_alarms")):
        cells = [getattr(score, attribute) for score in scores.values()]
        lines.append(f"| {title} | " + " | ".join(f"{100 * a / b:.1f} % ({a} of {b})" for a, b in cells) + " |")
    claims = sum(first.total.values())
    once = [1000 * sum(score.taken.values()) / claims for score in scores.values()]
    read = [each + 1000 * score.read / claims for each, score in zip(once, scores.values(), strict=True)]
    lines.append("| ms a claim | " + " | ".join(f"{each:.2f}" for each in once) + " |")
    lines.append("| ms a claim, reading included | " + " | ".join(f"{each:.2f}" for each in read) + " |")
    for label in (*RIGHT, *sorted(set(first.total) - set(RIGHT))):
        word = "accepted" if label in RIGHT else "caught"
        judged = " | ".join(f"{s.share(label):.1f} % · {s.each(label):.2f} ms" for s in scores.values())
        lines.append(f"| {label}, {word} of {first.total[label]} | {judged} |")
    return "\n".join(lines)


def told(case: Labelled) -> str:
    """Write one claim with what it says and cites."""
    claim = case.claim
    number = f"{claim.value}{claim.unit}{claim.qualifier}"
    return f"{case.doc} {case.label}: {claim.indicator} = {number} | {claim.text} | {claim.quote}"


def page(scores: dict[str, Score]) -> str:
    """Write the page: how it was made, the table, and each false accept with the reason it is hard."""
    reasons = {entry["claim"]: entry["why"] for entry in tomllib.loads(HARD.read_text(encoding="utf-8"))["hard"]}
    lines = []
    for case in scores["summarizer"].wrong:
        if case.label not in RIGHT:
            why = reasons.get(f"{case.doc} {case.label} {case.claim.indicator}", "Unexplained.")
            lines.append(f"- `{told(case).replace('|', '·')}`\n  {why}")
    return f"{HEAD}{table(scores)}\n{NOTE}\n" + "\n".join(lines or ["None."]) + "\n"


def installed(name: str) -> bool:
    """Whether a checker can be imported here."""
    try:
        CHECKERS[name]([], "")
    except ImportError:
        return False
    return True


def main() -> None:
    """Run the benchmark and print one table; without arguments, and with every peer installed, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", action="append", type=Path, default=[])
    parser.add_argument("--gold", action="append", type=Path, default=[])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", type=int, default=1, help="judge only each Nth claim")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--errors", action="store_true", help="list every claim that this package gets wrong")
    options = parser.parse_args()
    reports = options.reports or [ROOT / "fixtures" / "reports"]
    cases = []
    for folder, gold in zip(reports, options.gold or [ROOT / "fixtures" / "gold" / "facts"], strict=True):
        for path in sorted(gold.glob("*.json")):
            text = next(folder.glob(f"{path.stem}*.txt")).read_bytes().decode("utf-8")
            cases.append((text, labelled_claims(path.stem, path, options.seed)[:: options.every]))
    scores = {name: judge(name, cases) for name in options.only or CHECKERS if installed(name)}
    if len(sys.argv) == 1 and len(scores) == len(CHECKERS):
        PAGE.write_text(page(scores), encoding="utf-8")
    print(table(scores))
    for case in scores["summarizer"].wrong if options.errors and "summarizer" in scores else ():
        print(told(case))


if __name__ == "__main__":
    main()

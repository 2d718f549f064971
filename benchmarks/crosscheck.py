"""False accepts, false alarms and milliseconds a claim: this checker beside the peers that install, on the same claims.

Every gold amount of the reports gives claims that are right (as printed, in another numeral style, scaled, rounded) and
claims that are wrong in one known way, by a seeded generator. False accepts come first: they are what a checker is for.

usage: python benchmarks/crosscheck.py [--reports DIR --gold DIR]… [--seed N] [--every N] [--only NAME]… [--errors]
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from claim_checkers import CHECKERS
from mutations import RIGHT, Labelled, labelled_claims

ROOT = Path(__file__).parent.parent


@dataclass
class Score:
    """What one checker did: claims and acceptances by label, seconds taken, the claims it got wrong."""

    total: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    taken: float = 0.0
    wrong: list[Labelled] = field(default_factory=list)

    def share(self, label: str) -> float:
        """Return the percentage of a label's claims that were judged rightly."""
        done = self.accepted[label] if label in RIGHT else self.total[label] - self.accepted[label]
        return 100 * done / self.total[label]

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
        verdicts = CHECKERS[name]([c.claim for c in claims], text)
        score.taken += time.process_time() - begun
        for case, accepted in zip(claims, verdicts, strict=True):
            score.total[case.label] += 1
            score.accepted[case.label] += accepted
            if accepted != (case.label in RIGHT):
                score.wrong.append(case)
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
    lines.append("| ms a claim | " + " | ".join(f"{1000 * s.taken / claims:.2f}" for s in scores.values()) + " |")
    for label in (*RIGHT, *sorted(set(first.total) - set(RIGHT))):
        word = "accepted" if label in RIGHT else "caught"
        cells = " | ".join(f"{score.share(label):.1f} %" for score in scores.values())
        lines.append(f"| {label}, {word} of {first.total[label]} | {cells} |")
    return "\n".join(lines)


def installed(name: str) -> bool:
    """Whether a checker can be imported here."""
    try:
        CHECKERS[name]([], "")
    except ImportError:
        return False
    return True


def main() -> None:
    """Run the benchmark and print one table."""
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
    print(table(scores))
    for case in scores["summarizer"].wrong if options.errors and "summarizer" in scores else ():
        claim = case.claim
        print(f"{case.doc} {case.label}: {claim.indicator} = {claim.value}{claim.unit}{claim.qualifier}", end=" ")
        print(f"| {claim.text} | {claim.quote}")


if __name__ == "__main__":
    main()

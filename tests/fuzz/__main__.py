"""Run one target under atheris: from ``tests``, ``python -m fuzz TARGET [--seconds N]``.

Inputs are kept in ``--corpus``; one that fails is written beside them as ``crash-…``, and runs again when it is given
behind the target's name. Without a target their names are listed.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summarizer"]):
    from fuzz import files, texts

ROOT = Path(__file__).parents[2]
TARGETS = {
    "numerals": texts.numerals,
    "figures": texts.figures,
    "outline": texts.outlines,
    "fill": texts.filling,
    "check": texts.checking,
    "txt": files.plain,
    "html": files.page,
    "docx": files.word,
    "pdf": files.printed,
    "zip": files.archive,
    "review": files.reviewed,
    "decisions": files.decided,
    "claims": files.claimed,
    "form": files.form,
}
LONGEST = 1200
"""In bytes; more are drawn from slowly and say little more."""


def seed(corpus: Path) -> None:
    """Begin with pieces of the fixture reports as they are, and with choices at random."""
    for path in sorted((ROOT / "fixtures" / "reports").glob("*.txt"))[:4]:
        text = path.read_bytes()
        for at in range(0, len(text), LONGEST):
            (corpus / f"{path.stem}-{at}").write_bytes(b"\0" + text[at : at + LONGEST - 1])
    for number in range(40):
        size = LONGEST * (number + 1) // 40
        (corpus / f"random-{number}").write_bytes(random.Random(number).randbytes(size))


def main() -> None:
    """Fuzz one target, or run it on the files that are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, default=ROOT / "out" / "fuzz")
    given = parser.parse_args()
    if given.target is None:
        sys.stdout.write(" ".join(TARGETS) + "\n")
        return
    target = TARGETS[given.target]
    for file in given.files:
        target(file.read_bytes())
    if given.files:
        return
    corpus = given.corpus / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    seed(corpus)
    target(random.Random(0).randbytes(LONGEST))  # what is made once is made before the clock of an input runs
    bounds = [f"-max_total_time={given.seconds}", f"-max_len={LONGEST}", "-len_control=0", "-timeout=120"]
    output = ["-print_final_stats=1", f"-artifact_prefix={corpus}/"]
    atheris.Setup([sys.argv[0], *bounds, *output, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

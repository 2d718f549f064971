"""Reports of any length and number for the other benchmarks: fixture reports, their numbers drawn anew, made longer."""

from __future__ import annotations

import random
import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from summarizer.figures import extract_figures  # noqa: E402 - the checkout is put first

FIXTURES = sorted((ROOT / "fixtures" / "reports").glob("*.txt"))
CHARACTERS = 5000

_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))[1-9]\d*")


@cache
def fixtures() -> tuple[list[str], list[str]]:
    """Return the fixture reports' texts, and their sentences without a figure."""
    texts = [path.read_text(encoding="utf-8") for path in FIXTURES]
    sentences = [said + "。" for text in texts for said in re.split(r"[。\n]", text) if 15 < len(said) < 80]
    return texts, [said for said in sentences if not extract_figures(said)]


def write_reports(folder: Path, count: int, draw: bool = True, characters: int = CHARACTERS) -> Path:
    """Write so many reports, all different, the same ones every time; not ``draw``n anew, they keep their numbers."""
    texts, sentences = fixtures()
    chance = random.Random(count)  # noqa: S311 - no secret
    for number in range(count):
        text = texts[number % len(texts)]
        if draw:
            text = _NUMBER.sub(lambda found: drawn(chance, found[0]), text)
        while len(text) < characters:
            text += "".join(chance.choices(sentences, k=6)) + "\n"
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def drawn(chance: random.Random, number: str) -> str:
    """Return another number of as many digits."""
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))

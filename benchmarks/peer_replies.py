"""What the endpoint of benchmarks/peers.py answers: figures of the reports, some wrong, as each tool wants them.

The figures are those that the fixture reports state (``fixtures/replies``). Each is wrong in one of ``ROUNDS`` rounds
and right in the others; which, and in what way, is drawn by a seed. All tools are told the same.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from mutations import OTHER_UNITS, GoldFact, wrong_numbers

ROOT = Path(__file__).parent.parent
ROUNDS = 4
_NUMBER = re.compile(r"\d+(\.\d+)?")
_PARAGRAPH = re.compile(
    r"<paragraph_id>(P\d+)</paragraph_id>.*?<paragraph_text>\n(.*?)\n\s*</paragraph_text>", re.DOTALL
)


@dataclass(frozen=True)
class Told:
    """A figure as the endpoint tells it; ``label`` is empty where it is right, else the way in which it is wrong.

    ``source`` is where the report has the words of ``quote``, which a wrong reply may have altered.
    """

    report: str
    key: str
    value: str
    unit: str
    qualifier: str
    quote: str
    source: str
    record: dict[str, Any]
    label: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields that every tool is told."""
        return {"indicator": self.key, "value": self.value, "unit": self.unit, "qualifier": self.qualifier}


def reports() -> dict[str, str]:
    """Return the text of each fixture report that has replies."""
    names = sorted(path.name.partition(".")[0] for path in (ROOT / "fixtures" / "replies").glob("*.table.json"))
    found = {name: next((ROOT / "fixtures" / "reports").glob(f"{name}_*.txt")) for name in names}
    return {name: path.read_bytes().decode("utf-8") for name, path in found.items()}


def stated(name: str) -> list[Told]:
    """Return the figures that a report states, without those that the fixture's table has wrong on purpose."""
    folder = ROOT / "fixtures" / "replies"
    table = json.loads((folder / f"{name}.table.json").read_text(encoding="utf-8"))["records"]
    planted = {
        (p["code"], p["quote"]) for p in json.loads((folder / f"{name}.planted.json").read_text(encoding="utf-8"))
    }
    right = [
        r for r in table if (r["code"], r["quote"]) not in planted and r["status"] == "stated" and not r["value_high"]
    ]
    told = [
        Told(name, f"{r['code']}/{r['part']}", r["value"], r["unit"], r["qualifier"], r["quote"], r["quote"], r)
        for r in right
    ]
    keys = [one.key for one in told]
    return [one for one in told if keys.count(one.key) == 1]


def rounds(told: list[Told], seed: int) -> list[list[Told]]:
    """Return the rounds: in each, a share of the figures is wrong; over all of them each figure is wrong once."""
    rng = random.Random(f"{seed}-{told[0].report}")  # noqa: S311 - mistakes, no secrets
    when = [number % ROUNDS for number in range(len(told))]
    rng.shuffle(when)
    wrong = [spoiled(one, told, rng) for one in told]
    return [
        [bad if at == number else one for one, bad, at in zip(told, wrong, when, strict=True)]
        for number in range(ROUNDS)
    ]


def spoiled(one: Told, others: list[Told], rng: random.Random) -> Told:
    """Return a figure wrong in one way, drawn among those that it can be wrong in; as it is where there is none."""
    ways = [*misread(one, rng), *misplaced(one, others, rng)]
    if one.unit in OTHER_UNITS:
        ways.append(replace(one, unit=OTHER_UNITS[one.unit], label="unit_changed"))
    if one.qualifier:
        ways.append(replace(one, qualifier="", label="qualifier_dropped"))
    if not ways:
        return one
    label = rng.choice(sorted({way.label for way in ways}))
    return rng.choice([way for way in ways if way.label == label])


def misread(one: Told, rng: random.Random) -> list[Told]:
    """Return a figure with its number changed: under its own quote, or with the quote changed in the same way."""
    number = one.value.replace(",", "")
    if not _NUMBER.fullmatch(number):
        return []
    fact = GoldFact(one.key, Decimal(number), one.unit, one.qualifier, one.quote)
    changed = [(label, value) for label, value in wrong_numbers(fact, rng) if value != fact.value]
    ways = [replace(one, value=f"{value:f}", label=label) for label, value in changed]
    if one.quote.count(one.value) != 1:
        return ways
    altered = [replace(way, quote=one.quote.replace(one.value, way.value)) for way in ways]
    return [*ways, *(replace(way, label="quote_altered_too") for way in altered)]


def misplaced(one: Told, others: list[Told], rng: random.Random) -> list[Told]:
    """Return a figure with the number of another, of the same unit, under that one's own quote."""
    for other in rng.sample(others, len(others)):
        apart = other.value not in one.quote and one.value not in other.quote
        if other.unit == one.unit and apart:
            taken = replace(one, value=other.value, qualifier=other.qualifier, label="swapped_indicator")
            return [replace(taken, quote=other.quote, source=other.source)]
    return []


class Teller:
    """Answers one tool's calls: what it told is kept in ``told``, how much it was sent in ``characters``."""

    def __init__(self, tool: str, told: list[Told]) -> None:
        self._shape = SHAPES[tool]
        self._known = told
        self.told: dict[tuple[str, str], Told] = {}

    def __call__(self, body: dict[str, Any]) -> str:
        """Return the reply to one request: the figures whose words it was sent."""
        sent = "\n".join(message["content"] for message in body["messages"])
        here = [one for one in self._known if one.source in sent]
        self.told.update({(one.report, one.key): one for one in here})
        return json.dumps(self._shape(here, sent), ensure_ascii=False)


def _ours(told: list[Told], sent: str) -> Any:
    del sent
    records = [
        {**one.record, "value": one.value, "unit": one.unit, "qualifier": one.qualifier, "quote": one.quote}
        for one in told
    ]
    return {"records": records, "statements": []}


def _extractions(told: list[Told], sent: str) -> Any:
    del sent
    return {"extractions": [{"figure": one.quote, "figure_attributes": one.fields} for one in told]}


def _numbers_in_words(told: list[Told], sent: str) -> Any:
    """As above, but the extracted words always have the number that is told."""
    said = []
    for one in told:
        own = one.record["value"]
        words = one.quote.replace(own, one.value) if one.quote == one.record["quote"] else one.quote
        said.append(replace(one, quote=words))
    return _extractions(said, sent)


def _concepts(told: list[Told], sent: str) -> Any:
    paragraphs = _PARAGRAPH.findall(sent)
    items = [
        {"value": one.fields, "reference_paragraph_ids": [name for name, text in paragraphs if one.source in text][:1]}
        for one in told
    ]
    return [{"concept_id": "C0", "extracted_items": items}]


def _citations(told: list[Told], sent: str) -> Any:
    del sent
    return {"figures": [{**one.fields, "substring_quotes": [one.quote]} for one in told]}


SHAPES = {
    "summarizer": _ours,
    "LangExtract": _extractions,
    "LangExtract, number in the words": _numbers_in_words,
    "ContextGem": _concepts,
    "Instructor citations": _citations,
}

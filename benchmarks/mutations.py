"""Labelled claims made from gold facts by a seeded generator: right in every writing, or wrong in one known way."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import summarizer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIGITS = "零一二三四五六七八九"
RIGHT = ("verbatim", "templated", "spelled", "separated", "scaled", "rounded")
OTHER_UNITS = {
    "件": "人",
    "起": "人",
    "宗": "人",
    "次": "人次",
    "场": "人",
    "名": "件",
    "人": "件",
    "人次": "件",
    "份": "人",
    "个": "人",
}
FOREIGN = (
    "公证办理件数",
    "仲裁案件受理数",
    "行政裁决件数",
    "不动产登记办理件数",
    "法律援助受援人数",
    "社区矫正对象人数",
)
# An indicator that itself names another year: then a year put before it proves nothing.
OTHER_YEAR = re.compile(r"上年|去年|原|倍|较|(?:19|20)\d\d")


@dataclass(frozen=True)
class GoldFact:
    """One reported number of a report, as annotated."""

    indicator: str
    value: Decimal
    unit: str
    qualifier: str
    quote: str


@dataclass(frozen=True)
class Labelled:
    """A claim with what is known of it."""

    doc: str
    label: str
    claim: summarizer.Claim


def spell(number: int) -> str:
    """Write a whole number below 10^8 in Chinese numerals."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return spell(number // 10_000) + "万" + (gap + spell(rest) if rest else "")
    written = ""
    zero = False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return (written[1:] if written.startswith("一十") else written) or "零"


def plain(value: Decimal) -> str:
    """Write a decimal without exponent."""
    return format(value.normalize(), "f")


def written(fact: GoldFact, digits: str, qualifier: str | None = None, unit: str | None = None) -> str:
    """Write a number with qualifier and unit as reports do."""
    qualifier = fact.qualifier if qualifier is None else qualifier
    unit = fact.unit if unit is None else unit
    if qualifier in {"近", "约", "超过", "不足"}:
        return f"{qualifier}{digits}{unit}"
    return f"{digits}{qualifier}{unit}" if qualifier in {"余", "多"} else f"{digits}{unit}{qualifier}"


def claim_of(fact: GoldFact, value: Decimal, number: str, quote: str, prefix: str = "") -> summarizer.Claim:
    """Assert a number of a fact's indicator in one sentence."""
    is_rate = fact.unit == "%" or fact.indicator.endswith(("率", "比例", "幅"))
    text = f"{prefix}{fact.indicator}{'为' if is_rate else ''}{number}。"
    return summarizer.Claim(fact.indicator, plain(value), fact.unit, fact.qualifier, text, quote)


def right_claims(fact: GoldFact) -> Iterator[tuple[str, summarizer.Claim]]:
    """Yield claims that say what the source says."""
    base = claim_of(fact, fact.value, written(fact, plain(fact.value)), fact.quote)
    yield "verbatim", replace(base, text=fact.quote + "。")
    yield "templated", base
    whole = fact.value == fact.value.to_integral_value()
    if whole and 0 < fact.value < 10**8 and fact.unit != "元":
        spelled = f"百分之{spell(int(fact.value))}" if fact.unit == "%" else None
        number = written(fact, spelled, unit="") if spelled else written(fact, spell(int(fact.value)))
        yield "spelled", replace(base, text=base.text.replace(written(fact, plain(fact.value)), number))
    if whole and fact.value >= 1000:
        yield "separated", claim_of(fact, fact.value, written(fact, f"{int(fact.value):,}"), fact.quote)
        scaled = f"{plain(fact.value / 10_000)}万"
        yield "scaled", claim_of(fact, fact.value, written(fact, scaled), fact.quote)
    place = Decimal(1).scaleb(fact.value.adjusted() - 1)  # two digits are kept
    if whole and fact.value > 1000 and fact.value % place and not fact.qualifier:
        rounded = fact.value // place * place
        yield (
            "rounded",
            replace(claim_of(fact, rounded, written(fact, plain(rounded), "余"), fact.quote), qualifier="余"),
        )


def _rounds(fact: GoldFact, shorter: Decimal) -> bool:
    """Whether a number with a digit dropped is but the number rounded, or still true (98%以上 of 98.5%以上)."""
    place = Decimal(1).scaleb(int(shorter.as_tuple().exponent))
    still = fact.qualifier in {"以上", "超过", "余", "多"} and 0 <= fact.value - shorter < place
    return still or fact.value.quantize(place, ROUND_HALF_UP) == shorter


def wrong_numbers(fact: GoldFact, rng: random.Random) -> Iterator[tuple[str, Decimal]]:
    """Yield the number changed in one way."""
    digits = plain(fact.value)
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    at = rng.choice(places)
    other = rng.choice([d for d in "123456789" if d != digits[at]])
    yield "altered_value", Decimal(digits[:at] + other + digits[at + 1 :])
    if len(places) > 1:
        dropped = digits[:-1] if rng.random() < 0.5 else digits[1:]
        if dropped.strip("0.") and not _rounds(fact, Decimal(plain(Decimal(dropped)))):
            yield "dropped_digit", Decimal(dropped)
        pairs = [i for i in places if i + 1 in places and digits[i] != digits[i + 1] and digits[i + 1] != "0"]
        if pairs:
            i = rng.choice(pairs)
            yield "transposed_digits", Decimal(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])
    if fact.value:
        yield "scale_lost", fact.value * 10 if rng.random() < 0.5 or fact.unit == "%" else fact.value / 10


def wrong_claims(fact: GoldFact, year: int, rng: random.Random) -> Iterator[tuple[str, summarizer.Claim]]:
    """Yield claims about a fact that are wrong in one way, most with the true quote."""
    for label, value in wrong_numbers(fact, rng):
        if value != fact.value:
            yield label, claim_of(fact, value, written(fact, plain(value)), fact.quote)
    base = claim_of(fact, fact.value, written(fact, plain(fact.value)), fact.quote)
    if fact.unit in OTHER_UNITS:
        unit = OTHER_UNITS[fact.unit]
        changed = claim_of(fact, fact.value, written(fact, plain(fact.value), unit=unit), fact.quote)
        yield "unit_changed", replace(changed, unit=unit)
    if fact.unit == "%":
        text = f"{fact.indicator}提高{plain(fact.value)}个百分点。"
        yield "percent_vs_points", replace(base, unit="个百分点", text=text)
    if fact.qualifier:
        bare = claim_of(fact, fact.value, written(fact, plain(fact.value), ""), fact.quote)
        yield "qualifier_dropped", replace(bare, qualifier="")
    wrong = year + rng.choice((-1, 1, -2))
    if not OTHER_YEAR.search(fact.indicator):
        yield "wrong_year", claim_of(fact, fact.value, written(fact, plain(fact.value)), fact.quote, f"{wrong}年,")


def amounts_in(quote: str) -> set[Decimal]:
    """Return the amounts that a quote carries."""
    return {Decimal(f.value) for f in summarizer.extract_figures(quote) if f.is_amount}


def between_facts(facts: list[GoldFact], rng: random.Random) -> Iterator[tuple[str, summarizer.Claim]]:
    """Yield claims that mix facts: another fact's number with its true quote, a true number with another's quote."""
    for fact in facts:
        others = [f for f in facts if f.unit == fact.unit and f.value != fact.value and f.indicator != fact.indicator]
        others = [f for f in others if fact.value not in amounts_in(f.quote) and f.value not in amounts_in(fact.quote)]
        if others:
            other = rng.choice(others[:6])
            yield "swapped_indicator", claim_of(fact, other.value, written(other, plain(other.value)), other.quote)
            yield "wrong_quote", claim_of(fact, fact.value, written(fact, plain(fact.value)), other.quote)
    for _ in range(len(facts) // 6):
        one, other = rng.sample(facts, 2)
        total = one.value + other.value
        if one.unit == other.unit == "件" and total not in {f.value for f in facts}:
            fact = replace(one, indicator="各类案件总数", qualifier="")
            yield "sum_invented", claim_of(fact, total, f"{plain(total)}件", one.quote)
    for _ in range(max(2, len(facts) // 8)):
        fact = GoldFact(rng.choice(FOREIGN), Decimal(rng.randint(13, 980)), "件", "", "")
        if fact.value not in {f.value for f in facts}:
            yield "invented", claim_of(fact, fact.value, f"{plain(fact.value)}件", "")


def gold_facts(path: Path) -> tuple[int, list[GoldFact]]:
    """Read the year and the reported numbers of one report from its gold file."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    facts = []
    for row in gold.get("facts", []):  # annotated for its figures alone
        plain_value = str(row["value"]).replace(".", "", 1).isdigit() and not row.get("value_high")
        if plain_value and row["unit"] and "stated_zero" not in str(row.get("note")) and row.get("core", True):
            value = Decimal(row["value"])
            facts.append(GoldFact(row["indicator"], value, row["unit"], row["qualifier"], row["quote"]))
    return int(gold["header"]["year"]), facts


def labelled_claims(doc: str, path: Path, seed: int) -> list[Labelled]:
    """Make all claims about one report."""
    year, facts = gold_facts(path)
    rng = random.Random(f"{seed}-{doc}")  # noqa: S311 - mutations, no secrets
    claims = [(label, claim) for fact in facts for label, claim in right_claims(fact)]
    claims += [(label, claim) for fact in facts for label, claim in wrong_claims(fact, year, rng)]
    claims += between_facts(facts, rng)
    return [Labelled(doc, label, claim) for label, claim in claims]

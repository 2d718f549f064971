"""The finders that benchmarks/figures.py compares: this package and the peers that install, behind one shape.

Each is imported when it is asked for, so that one that does not install keeps no other from running.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

HAN_NUMBER = re.compile("[0-9.零〇一二两三四五六七八九十百千万亿点]+")


@dataclass(frozen=True)
class Mention:
    """A number that a tool found: where, how much, and what else it says of it."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    qualifier: str = ""


Finder = Callable[[str], list[Mention]]


def ours() -> Finder:
    """Return this package's own finder: its amounts only, as it tells them from all else."""
    extract_figures = import_module("summarizer.figures").extract_figures

    def find(text: str) -> list[Mention]:
        return [
            Mention(f.start, f.end, Decimal(f.value), f.unit, f.qualifier) for f in extract_figures(text) if f.is_amount
        ]

    return find


def recognizers() -> Finder:
    """Return Recognizers-Text's numbers, percentages and numbers with units, the longest where they overlap."""
    plain, units = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    models = [plain.recognize_number, plain.recognize_percentage, units.recognize_currency]
    models += [units.recognize_dimension, units.recognize_age, units.recognize_temperature]
    chinese = import_module("recognizers_text").Culture.Chinese

    def find(text: str) -> list[Mention]:
        results = [result for recognize in models for result in recognize(text, chinese)]
        return longest(
            Mention(r.start, r.end + 1, value, "%" if r.text.endswith("%") else "")
            for r in results
            if (value := decimal((r.resolution or {}).get("value"))) is not None
        )

    return find


def jionlp() -> Finder:
    """Return JioNLP's money extraction; it has no extractor of other amounts."""
    ner = import_module("jionlp").ner

    def find(text: str) -> list[Mention]:
        return [
            Mention(m["offset"][0], m["offset"][1], value, "元")
            for m in ner.extract_money(text)
            if (value := decimal(m["detail"]["num"])) is not None
        ]

    return find


def cn2an_over_jieba() -> Finder:
    """Return jieba's numeral tokens, read by cn2an."""
    cn2an, tagger = import_module("cn2an"), import_module("jieba.posseg")

    def find(text: str) -> list[Mention]:
        mentions, at = [], 0
        for token in tagger.cut(text):
            number = HAN_NUMBER.match(token.word) if token.flag.startswith("m") else None
            if number is not None:
                with suppress(ValueError):
                    value = decimal(cn2an.cn2an(number[0], "smart"))
                    mentions.append(Mention(at, at + number.end(), value or Decimal(0)))
            at += len(token.word)
        return mentions

    return find


def chinese2digits() -> Finder:
    """Return chinese2digits' numbers; it gives strings, whose places are found again in order."""
    take = import_module("chinese2digits").takeNumberFromString

    def find(text: str) -> list[Mention]:
        taken, mentions, at = take(text), [], 0
        for written, value in zip(taken["CHNumberStringList"], taken["digitsStringList"], strict=True):
            start = text.find(written, at)
            if start >= 0 and (number := decimal(value)) is not None:
                at = start + len(written)
                mentions.append(Mention(start, at, number, "%" if written.endswith("%") else ""))
        return mentions

    return find


def quantulum() -> Finder:
    """Return quantulum3's quantities; it reads English."""
    parse = import_module("quantulum3.parser").parse

    def find(text: str) -> list[Mention]:
        quantities = (quantity for line in lines(text) for quantity in shifted(parse(line[1]), line[0]))
        return [Mention(start, end, Decimal(str(value))) for start, end, value in quantities]

    return find


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with the offset at which it begins."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line
        at += len(line)


def shifted(quantities: list[Any], offset: int) -> Iterator[tuple[int, int, float]]:
    """Yield spans and values of quantulum3's quantities, offsets into the whole text."""
    for quantity in quantities:
        yield quantity.span[0] + offset, quantity.span[1] + offset, quantity.value


def longest(mentions: Iterator[Mention]) -> list[Mention]:
    """Drop what lies inside or across a longer mention."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return kept


def decimal(value: object) -> Decimal | None:
    """Return a tool's value as a decimal, a percentage without its sign; None where it gives none."""
    with suppress(InvalidOperation):
        return Decimal(str(value).rstrip("%").replace(",", ""))
    return None


TOOLS: dict[str, Callable[[], Finder]] = {
    "summarizer": ours,
    "recognizers-text-suite": recognizers,
    "chinese2digits": chinese2digits,
    "cn2an over jieba": cn2an_over_jieba,
    "jionlp (money)": jionlp,
    "quantulum3": quantulum,
}

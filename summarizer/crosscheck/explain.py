"""Explanations: one plain sentence for a finding, made when asked for. The wording is data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Claim, Finding, Quote
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.facts import Fact
    from summarizer.reading import Reading


def explain(finding: Finding, reading: Reading, lang: str = "zh") -> str:
    """Say in one sentence why a finding has its verdict, with the source figure and its place.

    ``reading`` is that of the report checked; ``lang`` is ``zh`` or ``en``.
    """
    words = table("explanations")[lang]
    key = f"{finding.verdict}.{finding.reason}"
    template = words["reason"].get(key) or words[str(finding.verdict)]
    fact = finding.figures[0] if finding.figures else None
    sentence = template.format(
        claim=_claimed(finding.claim),
        source=fact.figure.surface if fact else "",
        section=_section(fact, reading, words) if fact else "",
        subject=_subject(fact, reading.report.text) if fact else "",
        formula=finding.formula,
        lost=_lost(finding.claim, fact, words) if fact else "",
    )
    verdict_is_no = finding.quote in (Quote.ELSEWHERE, Quote.NOT_IN_SOURCE)
    return str(sentence + (words["quote"][str(finding.quote)] if verdict_is_no else ""))


def _claimed(claim: Claim) -> str:
    """Return the number as the claim has it, qualifier in front."""
    return f"{claim.qualifier}{claim.value}{claim.unit}"


def _section(fact: Fact, reading: Reading, words: dict[str, dict[str, str]]) -> str:
    heading = reading.sections[fact.section].heading
    return heading.strip() if heading else words["words"]["top"]


def _subject(fact: Fact, text: str) -> str:
    """Return what the source counts: the nearest words of the fact's subject."""
    return text[fact.subject[0].start : fact.subject[0].end].strip() if fact.subject else fact.figure.surface


def _lost(claim: Claim, fact: Fact, words: dict[str, dict[str, str]]) -> str:
    """Name the characters beside the digits that the source's number has and the claim's has not."""
    claimed = _claimed(claim)
    lost = [c for c in fact.figure.surface if not (c.isdigit() or c in ".,，．") and c not in claimed]
    return words["words"]["lost"].format(characters="”“".join(dict.fromkeys(lost))) if lost else ""

"""Checking: claims or prose against a source that is read and indexed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Claim, Finding
from summarizer.crosscheck.index import SourceIndex
from summarizer.crosscheck.judge import Judge
from summarizer.crosscheck.number import source_amount
from summarizer.crosscheck.said import Said, read_claim_text
from summarizer.crosscheck.subject import said_of
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.facts import Fact
    from summarizer.reading import Reading


def check(claims: Iterable[Claim], reading: Reading) -> list[Finding]:
    """Judge claims against a reading, one finding a claim, in order."""
    judge = Judge(SourceIndex(reading))
    return [judge.judge(claim) for claim in claims]


def check_claims(claims: Iterable[Claim], text: str) -> list[Finding]:
    """Judge claims against a source text, one finding a claim, in order."""
    return check(claims, read_text(text))


def check_text(prose: str, source_text: str) -> list[Finding]:
    """Judge every number of some prose against a source text, in order of appearance.

    Each finding's claim has the number's place in the prose as ``start, end`` and its sentence as ``text``.
    """
    return check_prose(prose, read_text(source_text))


def check_prose(prose: str, reading: Reading, name: str = "") -> list[Finding]:
    """Judge every number of some prose against a reading; every claim gets ``name`` as its id."""
    index = SourceIndex(reading)
    judge = Judge(index)
    facts = tuple(read_claim_text(prose, index.year))
    return [judge.judge_said(_said(prose, facts, fact, name)) for fact in facts]


def _said(prose: str, facts: tuple[Fact, ...], fact: Fact, name: str) -> Said:
    figure = fact.figure
    claim = Claim(
        value=figure.value,
        unit=figure.unit,
        qualifier=figure.qualifier,
        text=prose[slice(*fact.sentence)].strip(),
        start=figure.start,
        end=figure.end,
        id=name,
    )
    beside = tuple(other for other in facts if other.sentence == fact.sentence)
    return Said(claim, source_amount(fact), said_of(fact, prose), fact, beside, words=prose)

"""Checking: claims or prose against a source that is read and indexed once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Claim, Finding
from summarizer.crosscheck.index import index_of
from summarizer.crosscheck.judge import Judge
from summarizer.crosscheck.said import EMPTY, Said, read_claim_text
from summarizer.figures import extract_figures
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.facts import Fact
    from summarizer.reading import Reading


def check(claims: Iterable[Claim], reading: Reading) -> list[Finding]:
    """Judge claims against a reading, one finding a claim, in order."""
    judge = Judge(index_of(reading))
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
    index = index_of(reading)
    judge = Judge(index)
    figures = tuple(extract_figures(prose))
    facts = tuple(read_claim_text(prose, figures, index.year))
    whole = Said(Claim(), None, EMPTY, words=prose, figures=figures, facts=facts)
    return [judge.judge_said(_one(whole, fact, name)) for fact in facts]


def _one(whole: Said, fact: Fact, name: str) -> Said:
    """Return one number of some prose as a claim of its own."""
    prose = whole.words
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
    beside = tuple(other for other in whole.facts if other.sentence == fact.sentence)
    return replace(whole.read(fact), claim=claim, facts=beside)

"""Checkers of claims: ours and the peers that install, each with one shape: claims and a source in, verdicts out.

A peer that is not installed is left out of the table. Each is called as its own documentation says, without a model.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.crosscheck import check
from summarizer.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import summarizer
    from summarizer.reading import Reading


def ours(claims: list[summarizer.Claim], text: str) -> list[bool]:
    """Judge with this package."""
    return [finding.accepted for finding in check(claims, _read(text))]


@lru_cache(maxsize=1)
def _read(text: str) -> Reading:
    reading = read_text(text)
    check([], reading)  # indexes it
    return reading


def quote_exists(claims: list[summarizer.Claim], text: str) -> list[bool]:
    """Accept what cites words of the source: the check that most pipelines stop at."""
    return [bool(claim.quote) and claim.quote in text for claim in claims]


def evidence_check(claims: list[summarizer.Claim], text: str) -> list[bool]:
    """evidence-check of pyligent-agents: the value against the cited words."""
    from evidencecheck import check_field  # noqa: PLC0415 - a peer is imported where it is run

    return [check_field(claim.indicator, claim.value, claim.quote, text) is None for claim in claims]


def onus(claims: list[summarizer.Claim], text: str) -> list[bool]:
    """Onus with --no-llm: every number of a document against the evidence."""
    from onus import engine, evidence, settings  # noqa: PLC0415

    known = evidence.load(texts=[text])
    verdicts = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claim.txt")
        for claim in claims:
            path.write_text(claim.text, encoding="utf-8")
            verdicts.append(not engine.check(path, known, settings.Settings(llm=False)).findings)
    return verdicts


def langextract(claims: list[summarizer.Claim], text: str) -> list[bool]:
    """Langextract's grounding filter: keep an extraction that was aligned with the source."""
    from langextract import resolver  # noqa: PLC0415
    from langextract.core import data  # noqa: PLC0415

    verdicts = []
    with contextlib.redirect_stdout(io.StringIO()):
        for claim in claims:
            cited = data.Extraction(claim.indicator, claim.quote or claim.text, attributes={"value": claim.value})
            aligned = resolver.WordAligner().align_extractions([[cited]], text)
            verdicts.append(aligned[0][0].char_interval is not None)
    return verdicts


CHECKERS: dict[str, Callable[[list[summarizer.Claim], str], list[bool]]] = {
    "summarizer": ours,
    "evidence-check 0.4": evidence_check,
    "onus 0.1 --no-llm": onus,
    "langextract 1.7 grounding": langextract,
    "the quote exists": quote_exists,
}

"""One plain sentence for each finding that needs a person, in the report's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck import explain
from summarizer.reading import read

if TYPE_CHECKING:
    from summarizer.review.result import Review


def language(text: str) -> str:
    """Return ``zh`` for a text with Chinese characters, else ``en``."""
    return "zh" if any("一" <= character <= "鿿" for character in text) else "en"


def notes(review: Review, lang: str = "") -> list[str]:
    """Return one sentence a finding, empty for those that are accepted.

    ``lang`` is ``zh`` or ``en``; empty means the report's own language.
    """
    if all(finding.accepted for finding in review.findings):
        return [""] * len(review.findings)
    reading = read(review.report)
    lang = lang or language(review.report.text)
    return ["" if finding.accepted else explain(finding, reading, lang) for finding in review.findings]

"""How a number is put into words: the form's value as a report would write it, and the figure it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from summarizer.lexicon import table
from summarizer.written import written

if TYPE_CHECKING:
    from summarizer.assessment import Value
    from summarizer.crosscheck import Claim, Finding
    from summarizer.facts import Fact
    from summarizer.figures import Figure


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure of the source: its place and words, and, where it is bound, its subject, period, mood and role."""

    start: int
    end: int
    surface: str
    subject: str = ""
    period: str = ""
    period_words: str = ""
    mood: str = ""
    role: str = ""


def evidence(fact: Fact, text: str) -> Evidence:
    """Return what a reviewer sees of a source fact; ``text`` is the report's."""
    figure = fact.figure
    subject = " ".join(text[span.start : span.end] for span in fact.subject)
    period = fact.period
    return Evidence(
        start=figure.start,
        end=figure.end,
        surface=text[figure.start : figure.end],
        subject=subject,
        period=period.kind.value,
        period_words=period.words,
        mood=fact.mood.value,
        role=fact.role.value,
    )


def figure_evidence(figure: Figure) -> Evidence:
    """Return what a reviewer sees of a figure that nothing is known of but its words."""
    return Evidence(figure.start, figure.end, figure.surface)


def value_words(value: Value, like: str = "") -> str:
    """Return a value of the form as a report would write it: ``近900万元``, ``20余场次``, ``1—2次``.

    ``like`` is the source's own writing; where it uses 万 or 亿, so does the value, exactly.
    """
    number = scaled(value.value, like)
    if value.value_high:
        number = f"{number}—{scaled(value.value_high, like)}"
    return written(number, value.unit, value.qualifier)


def claim_words(claim: Claim, like: str = "") -> str:
    """Return a claim's number as a report would write it; see :func:`value_words`."""
    unscaled = not any(mark in claim.unit for mark in table("wording")["scale"])
    return written(scaled(claim.value, like) if unscaled else claim.value, claim.unit, claim.qualifier)


def source_writing(finding: Finding | None) -> str:
    """Return how the source writes the number that a finding rests on, or was first compared with; or empty."""
    return finding.figures[0].figure.surface if finding and finding.figures else ""


def scaled(number: str, like: str) -> str:
    """Return a decimal in the scale that ``like`` uses: ``9000000`` like ``近900万元`` is ``900万``; always exact."""
    for mark, power in table("wording")["scale"].items():
        if mark in like:
            try:
                with localcontext(prec=len(number) + 1):
                    exact = Decimal(number).scaleb(-power).normalize()
            except InvalidOperation:
                return number
            return f"{exact:f}{mark}"
    return number


def sentence_around(text: str, start: int, end: int, reach: int = 24) -> str:
    """Return the words around ``[start, end)``, to the nearest sentence ends, ``reach`` characters at most."""
    ends = table("wording")["sentence_ends"]
    head = text[max(0, start - reach) : start]
    tail = text[end : end + reach]
    cut = max(head.rfind(mark) for mark in ends) + 1
    stops = [place for place in (tail.find(mark) for mark in ends) if place >= 0]
    return (head[cut:] + text[start:end] + tail[: min(stops, default=len(tail))]).strip(table("wording")["edges"])

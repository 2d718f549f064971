"""Explaining: one plain sentence for a finding, made when asked for. The wording is data."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from summarizer.crosscheck.finding import Quote, Reason, Verdict
from summarizer.crosscheck.number import decimal_of, plain, unscaled
from summarizer.crosscheck.said import hear
from summarizer.facts.fact import TIMES
from summarizer.lexicon import table
from summarizer.written import written

if TYPE_CHECKING:
    from summarizer.crosscheck.finding import Claim, Finding
    from summarizer.facts import Fact, Period
    from summarizer.reading import Reading

_LONGEST = 24  # characters of a heading or subject that are shown
_INNER = str.maketrans("“”", "‘’")


def explain(finding: Finding, reading: Reading, lang: str = "zh") -> str:
    """Say in one sentence why a finding has its verdict, with the source figure and its place.

    ``reading`` is that of the report checked; ``lang`` is ``zh`` or ``en``. Numbers are shown as they are written, in
    the source and in the claim.
    """
    words = table("explanations")[lang]
    facts = finding.figures
    first = facts[0] if facts else None
    instead = facts[1].figure.surface if len(facts) > 1 and finding.verdict == Verdict.MISATTRIBUTED else ""
    claimed = _claimed(finding.claim)
    sentence: str = _template(finding, words).format(
        claim=claimed,
        source=first.figure.surface if first else "",
        section=_section(first, reading, words) if first else "",
        subject=_subject(first, reading.report.text) if first else "",
        time=_time(first.period, words["words"]) if first else "",
        other=words["words"]["other"].format(source=instead) if instead else "",
        formula=finding.formula,
        lost=_lost(claimed, first, words) if first else "",
    )
    unquoted = finding.quote in {Quote.ELSEWHERE, Quote.NOT_IN_SOURCE}
    return sentence + (words["quote"][finding.quote.value] if unquoted else "")


def _template(finding: Finding, words: dict[str, Any]) -> str:
    if finding.verdict == Verdict.ALTERED and not finding.figures:
        return str(words["self"])
    key = f"{finding.verdict.value}.{_case(finding) or finding.reason.value}"
    return str(words["reason"].get(key) or words[finding.verdict.value])


def _case(finding: Finding) -> str:
    """Return the name of a case that has words of its own, or empty."""
    amount = hear(finding.claim, "").amount
    none = amount is not None and not amount.value
    if finding.verdict == Verdict.UNSUPPORTED:
        return "none" if none else "near" if finding.figures else ""
    if finding.reason != Reason.DIRECTION:
        return ""
    first = finding.figures[0]
    if first.worded or none:
        return "denied"
    return "times" if first.figure.unit == TIMES and not first.direction else ""


def _time(period: Period, words: dict[str, Any]) -> str:
    if period.words:
        return period.words
    return str(words["year"]).format(year=period.year) if period.year else str(words["this_year"])


def _claimed(claim: Claim) -> str:
    """Return the number as the claim's text writes it, else that of its fields, the qualifier where it is written."""
    said = hear(claim, "")
    if said.fact is not None and said.disagreement is None:
        return said.fact.figure.surface
    return written(_shortened(claim), claim.unit, claim.qualifier)


def _shortened(claim: Claim) -> str:
    """Return a value as reports write large numbers, where that is shorter: 9000000 with 元 is 900万."""
    value = decimal_of(claim.value)
    if value is None or unscaled(claim.unit)[0] != 1 or not claim.value.isdigit():
        return claim.value
    for name, factor in table("explanations")["scale"].items():
        short = f"{plain(value / Decimal(factor))}{name}"
        if value >= factor and len(short) < len(claim.value):
            return short
    return claim.value


def _section(fact: Fact, reading: Reading, words: dict[str, Any]) -> str:
    heading = reading.sections[fact.section].heading if fact.section < len(reading.sections) else None
    return _short(heading.strip()) if heading else str(words["words"]["top"])


def _subject(fact: Fact, text: str) -> str:
    """Return what the source counts: the words of the figure's own clause before it, or else behind it."""
    if fact.cell is not None:
        return f"{fact.cell.row}{fact.cell.column}"
    own = [s for s in fact.subject if s.kind == "own"] or list(fact.subject)
    before = "".join(text[s.start : s.end] for s in own if s.end <= fact.figure.start)
    after = "".join(text[s.start : s.end] for s in own if s.start >= fact.figure.end)
    before, after = before.strip(" :："), after.strip(" :：")
    names = before if len(before) > 1 or not after else after
    return _short(names or fact.figure.surface).translate(_INNER)


def _lost(claimed: str, fact: Fact, words: dict[str, Any]) -> str:
    """Name the characters beside the digits that the source's number has and the claim's has not."""
    lost = [c for c in fact.figure.surface if not (c.isdigit() or c in ".,，．") and c not in claimed]
    return str(words["words"]["lost"]).format(characters="”“".join(dict.fromkeys(lost))) if lost else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

"""Explaining: one plain sentence for a finding, made when asked for. The wording is data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.crosscheck.finding import Quote, Verdict
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.crosscheck.finding import Claim, Finding
    from summarizer.facts import Fact
    from summarizer.reading import Reading

_LONGEST = 24  # characters of a heading or subject that are shown


def explain(finding: Finding, reading: Reading, lang: str = "zh") -> str:
    """Say in one sentence why a finding has its verdict, with the source figure and its place.

    ``reading`` is that of the report checked; ``lang`` is ``zh`` or ``en``.
    """
    words = table("explanations")[lang]
    facts = finding.figures
    first = facts[0] if facts else None
    instead = facts[1].figure.surface if len(facts) > 1 and finding.verdict == Verdict.MISATTRIBUTED else ""
    sentence: str = _template(finding, words).format(
        claim=_claimed(finding.claim),
        source=first.figure.surface if first else "",
        section=_section(first, reading, words) if first else "",
        subject=_subject(first, reading.report.text) if first else "",
        time=(first.period.words or first.period.year or words["words"]["this_year"]) if first else "",
        other=words["words"]["other"].format(source=instead) if instead else "",
        formula=finding.formula,
        lost=_lost(finding.claim, first, words) if first else "",
    )
    unquoted = finding.quote in {Quote.ELSEWHERE, Quote.NOT_IN_SOURCE}
    return sentence + (words["quote"][finding.quote.value] if unquoted else "")


def _template(finding: Finding, words: dict[str, Any]) -> str:
    if finding.verdict == Verdict.ALTERED and not finding.figures:
        return str(words["self"])
    key = f"{finding.verdict.value}.{finding.reason.value}"
    return str(words["reason"].get(key) or words[finding.verdict.value])


def _claimed(claim: Claim) -> str:
    """Return the number as the claim has it, with its qualifier where it is written."""
    places = table("explanations")["qualifiers"]
    if claim.qualifier in places["before"]:
        return f"{claim.qualifier}{claim.value}{claim.unit}"
    if claim.qualifier in places["inside"]:
        return f"{claim.value}{claim.qualifier}{claim.unit}"
    return f"{claim.value}{claim.unit}{claim.qualifier}"


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
    return _short(before.strip(" :：“”") or after.strip(" :：“”") or fact.figure.surface)


def _lost(claim: Claim, fact: Fact, words: dict[str, Any]) -> str:
    """Name the characters beside the digits that the source's number has and the claim's has not."""
    claimed = _claimed(claim)
    lost = [c for c in fact.figure.surface if not (c.isdigit() or c in ".,，．") and c not in claimed]
    return str(words["words"]["lost"]).format(characters="”“".join(dict.fromkeys(lost))) if lost else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

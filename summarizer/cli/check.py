"""``summarizer check`` and ``summarizer explain``: is what somebody says of a report what the report says?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.options import LangOption, Listing, OtherForm, ReportPath, spoken, table
from summarizer.errors import ReviewError

if TYPE_CHECKING:
    from summarizer.crosscheck import Finding


def check(
    claims: Annotated[
        Path,
        typer.Argument(
            help="Claims (.jsonl), a filled form or review (.json), or prose (.txt .md).", show_default=False
        ),
    ],
    report: ReportPath,
    output: Annotated[Listing, typer.Option("--format", help="table or jsonl")] = Listing.TABLE,
    form: OtherForm = "",
    lang: LangOption = None,
) -> None:
    """Cross-check claims that anyone made against a report.

    Example: summarizer check summary.txt report.txt
    """
    from summarizer.crosscheck import explain
    from summarizer.reading import read
    from summarizer.review import check_file, finding_data
    from summarizer.sources import load

    reading = read(load(report))
    findings = check_file(claims, reading, form)
    speech = spoken(lang, reading.report.text)
    notes = [explain(finding, reading, speech) for finding in findings]
    if output is Listing.JSONL:
        for finding, note in zip(findings, notes, strict=True):
            typer.echo(json.dumps(finding_data(finding, note), ensure_ascii=False))
    else:
        typer.echo(_as_table(findings, notes))
    raise typer.Exit(int(not all(finding.accepted for finding in findings)))


def _as_table(findings: list[Finding], notes: list[str]) -> str:
    from summarizer.writers import claim_words, source_writing

    rows = [
        {
            "number": claim_words(f.claim, source_writing(f)),
            "verdict": _judged(f),
            "quote": f.quote,
            "accepted": "yes" if f.accepted else "NO",
            "note": note,
        }
        for f, note in zip(findings, notes, strict=True)
    ]
    return table(("accepted", "number", "verdict", "quote", "note"), rows)


def _judged(finding: Finding) -> str:
    """Return a verdict with its reason: ``altered/digits``."""
    return f"{finding.verdict}/{finding.reason}" if finding.reason else finding.verdict.value


def explain(
    review: Annotated[Path, typer.Argument(help="A *.review.json file.", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="ID", help="The id of a value or statement.", show_default=False)],
    lang: LangOption = None,
) -> None:
    """Say why one value has its verdict: the claim, the source sentence, what was compared.

    Example: summarizer explain out/report.review.json rc_received:1024
    """
    from summarizer.crosscheck import explain as explain_finding
    from summarizer.reading import read
    from summarizer.review import read_review

    stored = read_review(review)
    findings = [finding for finding in stored.findings if finding.claim.id == value]
    if not findings:
        known = sorted({finding.claim.id for finding in stored.findings})
        raise ReviewError(f"{review}: no finding for {value!r}; the ids are {', '.join(known[:20]) or 'none'}")
    reading = read(stored.report)
    speech = spoken(lang, stored.report.text)
    for finding in findings:
        typer.echo("\n".join(_account(finding, stored.report.text)))
        typer.echo(f"→ {explain_finding(finding, reading, speech)}")


def _account(finding: Finding, text: str) -> list[str]:
    """Set out what was claimed and which figures of the source it was compared with."""
    claim = finding.claim
    lines = [
        f"claim    {claim.indicator} = {claim.value}{claim.unit} {claim.qualifier}".rstrip(),
        f"verdict  {_judged(finding)} ({'accepted' if finding.accepted else 'not accepted'}), quote {finding.quote}",
        f"quote    {claim.quote}",
    ]
    for fact in finding.figures:
        figure = fact.figure
        start, end = fact.sentence
        lines.append(f"source   [{figure.start}:{figure.end}] {figure.surface} in “{text[start:end].strip()}”")
    if finding.formula:
        lines.append(f"formula  {finding.formula}")
    return lines

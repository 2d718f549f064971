"""The path of one report: read it, ask the engine, put the answers in order, check every number, hand over the review.

This is the page to read first.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from summarizer.assessment import assemble, kind_warning, settle
from summarizer.crosscheck import Relation, arithmetic, unclaimed
from summarizer.engines import Usage
from summarizer.engines.rules import RulesEngine
from summarizer.errors import ReviewError
from summarizer.form import DEFAULT_FORM, load_form
from summarizer.parts import pack
from summarizer.reading import read
from summarizer.review import FormStamp, Review, Warned, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.assessment import Assessment
    from summarizer.crosscheck import Finding
    from summarizer.engines import Engine, PartAnswers
    from summarizer.form import Form
    from summarizer.parts import Part
    from summarizer.reading import Reading
    from summarizer.sources import Report

# Spans that say what a stretch of the report is, without any doubt about it.
PLAIN_KINDS = frozenset({"title", "addressee", "signature", "date_line", "page_number", "page"})


def fill(report: Report, form: Form | None = None, engine: Engine | None = None) -> Review:
    """Fill a form for a report and cross-check every number in it.

    Without ``form`` it is the report on building a law-based government; without ``engine`` the offline rules.

    Raises:
        FormError: the form is faulty.
        EngineError: the engine failed for the whole report.
    """
    form = form or load_form(DEFAULT_FORM)
    engine = engine or RulesEngine(form)
    began = monotonic()
    reading = read(report)
    parts = pack(reading, engine.budget)
    replies = _ask(engine, parts)
    assessment = assemble(form, reading, replies)
    overview = engine.overview(assessment)
    assessment = replace(assessment, statements=(*assessment.statements, *settle(overview.statements)))
    findings = tuple(judge(form, assessment, reading))
    return Review(
        report=report,
        sections=reading.sections,
        answered=_answered(reading, parts, replies),
        form=FormStamp(form.id, form.version, form.digest),
        engine=engine.identity,
        assessment=assessment,
        findings=findings,
        unclaimed=tuple(unclaimed(findings, reading)),
        arithmetic=tuple(_relations(assessment, findings, reading)),
        warnings=(*_warnings(form, reading), *_unanswered(parts, replies)),
        usage=sum((reply.usage for reply in (*replies, overview)), Usage(seconds=round(monotonic() - began, 3))),
    )


def recheck(review: Review, form: Form) -> Review:
    """Cross-check a review's values and statements again, with the checker and the form as they are now.

    Answers, sections, warnings and decisions stay as they are, and no engine is asked.

    Raises:
        ReviewError: the review is of another form.
    """
    if review.form.id != form.id:
        raise ReviewError(f"{review.report.name}: its review is of the form {review.form.id}; recheck it with that")
    reading = read(review.report)
    findings = tuple(judge(form, review.assessment, reading))
    return replace(
        review,
        form=FormStamp(form.id, form.version, form.digest),
        findings=findings,
        unclaimed=tuple(unclaimed(findings, reading)),
        arithmetic=tuple(_relations(review.assessment, findings, reading)),
    )


def _ask(engine: Engine, parts: list[Part]) -> list[PartAnswers]:
    """Ask the engine part by part, as many at a time as it allows, answers in the order of the parts."""
    if engine.jobs <= 1 or len(parts) <= 1:
        return [engine.answer(part) for part in parts]
    with ThreadPoolExecutor(min(engine.jobs, len(parts))) as pool:
        return list(pool.map(engine.answer, parts))


def _answered(reading: Reading, parts: list[Part], replies: list[PartAnswers]) -> tuple[bool | None, ...]:
    """Tell for each section whether it has an answer; None where nothing in it was asked."""
    answered: list[bool | None] = [None] * len(reading.sections)
    for part, reply in zip(parts, replies, strict=True):
        for piece in part.pieces:
            answered[piece.section] = not reply.failure and answered[piece.section] is not False
    return tuple(answered)


def _unanswered(parts: list[Part], replies: list[PartAnswers]) -> Iterator[Warned]:
    """Yield a warning for each part that the engine gave no or not the whole answer to, with the reason."""
    for part, reply in zip(parts, replies, strict=True):
        if reply.failure:
            yield Warned("unanswered", part.start, part.end, reply.failure)


def _relations(assessment: Assessment, findings: Iterable[Finding], reading: Reading) -> Iterator[Relation]:
    """Yield the relations that the source states, then those that the form knows, with the figures they rest on."""
    yield from arithmetic(reading)
    grounds = {finding.claim.id: finding.figures[:1] for finding in findings}
    for tried in assessment.checks:
        figures = tuple(fact for name in tried.values for fact in grounds.get(name, ()))
        yield Relation(tried.relation, tried.holds, figures, tried.note or tried.strictness)


def _warnings(form: Form, reading: Reading) -> Iterator[Warned]:
    """Yield what a reviewer should know of the text, first of all that it is no report of the form's kind."""
    doubtful = [span for span in reading.report.spans if span.kind not in PLAIN_KINDS]
    for span in filter(None, (kind_warning(form, reading), *doubtful)):
        yield Warned(span.kind, span.start, span.end, span.note)

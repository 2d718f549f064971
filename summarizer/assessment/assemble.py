"""Putting the filled form together: answers of all parts in, the whole assessment out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment.blank import blanks
from summarizer.assessment.coverage import cover
from summarizer.assessment.derived import derive
from summarizer.assessment.filled import Assessment, Value
from summarizer.assessment.header import header_value, read_header
from summarizer.assessment.identities import check_identities, contradicted
from summarizer.assessment.items import judge_items
from summarizer.assessment.kind import kind_warning
from summarizer.assessment.merge import merge
from summarizer.assessment.statements import settle
from summarizer.assessment.timeliness import judge_timeliness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.assessment.filled import PartAnswered
    from summarizer.form import Form
    from summarizer.reading import Reading


def assemble(form: Form, reading: Reading, part_answers: Sequence[PartAnswered]) -> Assessment:
    """Return the filled form: every cell stated, derived or empty with its reason, in the form's order.

    A report that is not of the form's kind gets an empty form: a number found in it would be a number of something
    else. (:func:`kind_warning` says so to the reviewer.)
    """
    replies = part_answers if kind_warning(form, reading) is None else ()
    header = read_header(form, reading)
    year, level = header_value(header, "report_year"), header_value(header, "issuer_level")
    stated = merge(answer for reply in replies for answer in reply.answers)
    checks = check_identities(form, _sound(stated))
    stated = contradicted(stated, checks)
    filled = (*stated, *derive(form, _sound(stated), reading.report.text))
    statements = settle(said for reply in replies for said in reply.statements)
    return Assessment(
        header=header,
        items=judge_items(form, reading, statements, results=bool(_sound(stated))),
        timeliness=judge_timeliness(form, year, header_value(header, "date_published"), level),
        values=_in_order(form, (*filled, *blanks(form, filled, level))),
        statements=statements,
        coverage=cover(form, reading, filled, year),
        checks=checks,
    )


def _sound(values: Iterable[Value]) -> list[Value]:
    """Return the values to reckon with; one that something is wrong with (no number, no such code) is only shown."""
    return [value for value in values if not value.complaints]


def _in_order(form: Form, values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the values in the order of the form's indicators; codes that the form does not know come last."""
    rank = {indicator.code: at for at, indicator in enumerate(form.indicators)}
    return tuple(sorted(values, key=lambda value: rank.get(value.code, len(rank))))

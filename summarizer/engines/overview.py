"""The overview: what a filled form is told as, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment import Place, Spoken, Status
from summarizer.prompting import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.assessment import Assessment, Value
    from summarizer.engines.records import Record
    from summarizer.form import Form

_INSIDE = frozenset("余多")
_AFTER = frozenset({"以上", "以下", "以内"})
_TOLD = frozenset({Status.STATED, Status.STATED_ZERO, Status.NORM, Status.DERIVED})


def tell(form: Form, assessment: Assessment) -> str:
    """Return a filled form as text: for each dimension its values, and its statements by their first sentences.

    Values that contradict each other, or that something is wrong with, are left out.
    """
    lines: list[str] = []
    for dimension in form.dimensions:
        said = [*_values(form, dimension.code, assessment), *_statements(dimension.code, assessment)]
        if said:
            lines += [f"# {dimension.code} {dimension.zh}", *said]
    return "\n".join(lines)


def spoken(statements: Sequence[Record]) -> tuple[Spoken, ...]:
    """Return the statements of an overview; they stand nowhere in the report."""
    nowhere = Place(None, None, None, "", "none")
    return tuple(Spoken(OVERVIEW, said["dimension"], said["text"], nowhere) for said in statements)


def _values(form: Form, dimension: str, assessment: Assessment) -> Iterator[str]:
    names = {indicator.code: indicator.zh for indicator in form.indicators if indicator.dimension == dimension}
    for value in assessment.values:
        if value.code in names and value.status in _TOLD and not value.complaints:
            yield f"- {names[value.code]}：{_words(value)}"


def _words(value: Value) -> str:
    """Return a value as one writes it: 近900万元 for 9000000 元 that is 近; 以上 and the like stand after the unit."""
    number = "—".join(_short(n) for n in (value.value, value.value_high) if n)
    if value.qualifier in _AFTER:
        return f"{number}{value.unit}{value.qualifier}"
    inside = value.qualifier if value.qualifier in _INSIDE else ""
    before = "" if inside else value.qualifier
    return f"{before}{number}{inside}{value.unit}"


def _short(number: str) -> str:
    """Return a number with 万 or 亿 where it is a round one."""
    for sign, zeros in (("亿", "0" * 8), ("万", "0" * 4)):
        if number.isdigit() and number != zeros and number.endswith(zeros) and number.strip("0"):
            return number.removesuffix(zeros) + sign
    return number


def _statements(dimension: str, assessment: Assessment) -> Iterator[str]:
    for statement in assessment.statements:
        if statement.dimension == dimension and statement.kind != OVERVIEW:
            first, stop, _ = " ".join(statement.text.split()).partition("。")
            yield f"- {first}{stop}"

"""The overview: what a filled form is told as, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.assessment import Place, Spoken, Status
from summarizer.engines.quotes import NOWHERE
from summarizer.form import OVERVIEW
from summarizer.lexicon import table
from summarizer.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.assessment import Assessment, Value
    from summarizer.engines.records import Record
    from summarizer.form import Form

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
    nowhere = Place(None, None, None, located=NOWHERE)
    return tuple(Spoken(OVERVIEW, said["dimension"], said["text"], nowhere) for said in statements)


def _values(form: Form, dimension: str, assessment: Assessment) -> Iterator[str]:
    names = {indicator.code: indicator.zh for indicator in form.indicators if indicator.dimension == dimension}
    for value in assessment.values:
        if value.code in names and value.status in _TOLD and not value.complaints:
            yield f"- {names[value.code]}：{_words(value)}"


def _words(value: Value) -> str:
    """Return a value as a report writes it: 近900万元 for 9000000 元 that is 近."""
    number = "—".join(_short(n) for n in (value.value, value.value_high) if n)
    return written(number, value.unit, value.qualifier)


def _short(number: str) -> str:
    """Return a number with 万 or 亿 where it is a round one."""
    scale: dict[str, int] = table("wording")["scale"]
    for sign, power in scale.items():
        zeros = "0" * power
        if number.isdigit() and number != zeros and number.endswith(zeros) and number.strip("0"):
            return number.removesuffix(zeros) + sign
    return number


def _statements(dimension: str, assessment: Assessment) -> Iterator[str]:
    for statement in assessment.statements:
        if statement.dimension == dimension and statement.kind != OVERVIEW:
            first, stop, _ = " ".join(statement.text.split()).partition("。")
            yield f"- {first}{stop}"

"""Merging: the answers of all parts of a report, put into the cells of one form.

All answers are kept. Equal ones become one value with several places; different ones for one cell are a conflict, all
of them shown; nothing is averaged, overwritten or guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Status, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.assessment.filled import Answer, Place

CLAIMED = frozenset({Status.STATED, Status.STATED_ZERO})


def merge(answers: Iterable[Answer]) -> tuple[Value, ...]:
    """Return one value for every different answer, by first place and then by code.

    A cell is a code and a part. Said twice, a number is one value, whatever period or scope each place names; two
    numbers contradict each other only within one period and scope. The order in which the answers come does not
    matter. Answers that only say that nothing is stated carry no value and make none.
    """
    cells: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if not answer.status.is_blank:
            cells[answer.code, answer.part].append(answer)
    values = [value for cell in cells.values() for value in _fill(cell)]
    return _distinct(sorted(values, key=lambda value: (value.places[0].order, value.id, _spelled(value))))


def value_id(code: str, part: str, places: Sequence[Place]) -> str:
    """Return the id of a value: its code, its part if it has one, and where it first stands."""
    start = places[0].start if places else None
    name = f"{code}/{part}" if part else code
    return name if start is None else f"{name}@{start}"


def _fill(cell: Sequence[Answer]) -> list[Value]:
    """Return the values of one cell; several that are stated for one period and scope contradict each other."""
    if len(cell) == 1:
        return [_join(cell)]
    same: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    for answer in cell:
        same[_saying(answer)].append(answer)
    values = [_join(group) for group in same.values()]
    stated = Counter((v.period, v.scope) for v in values if v.status in CLAIMED)
    torn = {where for where, count in stated.items() if count > 1}
    return [
        replace(v, status=Status.CONFLICT) if v.status in CLAIMED and (v.period, v.scope) in torn else v for v in values
    ]


def _saying(answer: Answer) -> tuple[str, ...]:
    """Return what makes two answers say the same: a zero said in words says what a printed zero says."""
    kind = Status.STATED if answer.status in CLAIMED else answer.status
    unit = "" if answer.value == "0" and not answer.value_high else answer.unit
    return (answer.value, answer.value_high, unit, answer.qualifier, kind.value, answer.formula)


def _join(group: Sequence[Answer]) -> Value:
    """Make one value of answers that say the same."""
    ordered = sorted(group, key=lambda answer: (answer.place.order, repr(answer))) if len(group) > 1 else group
    first = ordered[0]
    places = tuple(dict.fromkeys(answer.place for answer in ordered))
    return Value(
        id=value_id(first.code, first.part, places),
        code=first.code,
        part=first.part,
        value=first.value,
        value_high=first.value_high,
        unit=next((answer.unit for answer in ordered if answer.unit), ""),
        qualifier=first.qualifier,
        status=first.status,
        change=next((answer.change for answer in ordered if answer.change), None),
        period=next((answer.period for answer in ordered if answer.period), ""),
        scope=next((answer.scope for answer in ordered if answer.scope), ""),
        formula=first.formula,
        places=places,
        complaints=tuple(sorted({complaint for answer in ordered for complaint in answer.complaints})),
    )


def _distinct(values: Sequence[Value]) -> tuple[Value, ...]:
    """Give values that stand at one place (one quote, two numbers) ids of their own: what they say is added."""
    shared = {name for name, count in Counter(value.id for value in values).items() if count > 1}
    return tuple(replace(v, id=f"{v.id}={_spelled(v)}") if v.id in shared else v for v in values)


def _spelled(value: Value) -> str:
    """Return everything that sets one value of a place apart from another."""
    fields = (value.value, value.value_high, value.unit, value.qualifier, value.formula, value.period, value.scope)
    said = [*fields, value.status.value if value.status not in (*CLAIMED, Status.CONFLICT) else ""]
    return "|".join(said).rstrip("|")

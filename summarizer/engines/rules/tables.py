"""Tables: which cell answers an indicator, by the labels of its row and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.assessment import Answer, Place, Status
from summarizer.engines.rules.answers import quote_span
from summarizer.engines.rules.neighbours import part_facts
from summarizer.form import Trait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts import Fact
    from summarizer.form import CellLabels, Form, Indicator
    from summarizer.parts import Part

_STEP = re.compile(r"[/\s]+")
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．])+")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_OPENS_GROUP = re.compile(r"^[(（]")
_IN_GROUP = re.compile(r"^\d")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A number of a table with the labels that lead to it, outermost first, their own numbering taken off.

    ``context`` is all that stands above it: the headings and every label.
    """

    fact: Fact
    row: tuple[str, ...]
    column: tuple[str, ...]
    context: str

    def at(self, row: Sequence[str], column: Sequence[str]) -> bool:
        """Whether the number stands in one of these rows and columns; no words stand for any."""
        return _ends(self.row, row) and _ends(self.column, column)


class TableReader:
    """Answers the indicators of a form whose values stand where a row and a column cross."""

    def __init__(self, form: Form) -> None:
        """Note the indicators that name a cell."""
        self._asked = [(i, i.cell) for i in form.indicators if i.cell is not None]

    def read(self, part: Part) -> Iterator[Answer]:
        """Yield the answers that the tables of a part give."""
        text = part.reading.report.text
        slots = list(_slots(part))
        for indicator, cell in self._asked:
            within = [slot for slot in slots if not cell.table or any(word in slot.context for word in cell.table)]
            found = [slot for slot in within if slot.at(cell.row, cell.column)] or _turned(cell, within)
            yield from (_answer(text, indicator, slot, "") for slot in found)
            for label in indicator.parts:
                yield from (_answer(text, indicator, slot, label) for slot in within if slot.at(cell.row, (label,)))
            if not found and (terms := _terms(indicator, cell, within)):
                yield _total(text, indicator, terms)


def _slots(part: Part) -> Iterator[_Slot]:
    """Yield the numbers of a part's tables; a numbered row stands under the last heading row, printed once."""
    group = ""
    for fact in part_facts(part):
        if fact.cell is None or not fact.figure.value:
            continue
        steps = _STEP.split(fact.cell.row.strip())
        opened = [step for step in steps if _OPENS_GROUP.match(step)]
        group = opened[-1] if opened else group if _IN_GROUP.match(steps[-1]) else ""
        row = steps if opened or not group else [group, *steps]
        column = _STEP.split(fact.cell.column.strip())
        heading = " ".join(part.reading.sections[fact.section].path)
        yield _Slot(fact, _bare(row), _bare(column), " ".join((heading, *row, *column)))


def _turned(cell: CellLabels, slots: Sequence[_Slot]) -> list[_Slot]:
    """Return the numbers of a table that prints its rows as columns, or as a list of names and numbers."""
    turned = [slot for slot in slots if cell.column and slot.at(cell.column, cell.row)]
    return turned or [slot for slot in slots if cell.column and not any(slot.column) and slot.at(cell.column, ())]


def _terms(indicator: Indicator, cell: CellLabels, slots: Sequence[_Slot]) -> list[_Slot]:
    """Return the numbers that make up a cell which the table leaves out: the rows, or columns, under its label."""
    if indicator.has(Trait.SUBROWS):
        return [s for s in slots if _ends(s.column, cell.column) and any(step in cell.row for step in s.row[:-1])]
    if indicator.has(Trait.ROW_SUM):
        return [s for s in slots if _ends(s.row, cell.row) and any(step in cell.column for step in s.column[:-1])]
    return []


def _answer(text: str, indicator: Indicator, slot: _Slot, part: str) -> Answer:
    """Return what a number of a table says of an indicator, in the unit that the table gives."""
    figure = slot.fact.figure
    return Answer(
        code=indicator.code,
        part=part,
        value=figure.value,
        value_high=figure.value_high,
        unit=_unit(indicator, slot),
        qualifier=figure.qualifier,
        status=Status.STATED,
        place=_place(text, slot),
    )


def _total(text: str, indicator: Indicator, terms: Sequence[_Slot]) -> Answer:
    """Return the sum of the numbers under a label, derived: the table does not print it."""
    values = [slot.fact.figure.value for slot in terms]
    total = str(sum(map(Decimal, values)))
    return Answer(
        code=indicator.code,
        part="",
        value=total,
        value_high="",
        unit=_unit(indicator, terms[0]),
        qualifier="",
        status=Status.DERIVED,
        place=_place(text, terms[0]),
        formula=f"{'+'.join(values)}={total}",
    )


def _unit(indicator: Indicator, slot: _Slot) -> str:
    """Return the unit beside the number, else that of its header, else the indicator's own if it has but one kind."""
    stated = slot.fact.figure.unit or (slot.fact.cell.unit if slot.fact.cell else "")
    return stated or ("" if indicator.has(Trait.UNIT_FROM_HEADER) else indicator.units[0])


def _place(text: str, slot: _Slot) -> Place:
    start, end = quote_span(text, *slot.fact.clause)
    return Place(text[start:end], start, end)


def _ends(steps: Sequence[str], words: Sequence[str]) -> bool:
    return not words or (bool(steps) and steps[-1] in words)


def _bare(steps: Sequence[str]) -> tuple[str, ...]:
    """Return labels without their numbering and without an aside in brackets."""
    return tuple(_ASIDE.sub("", _NUMBER.sub("", step)) for step in steps)

"""Records: what a model wrote about one part, made into answers.

A record is never thrown away: what is wrong with it is kept with the answer, see `Complaints`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarizer.assessment import Answer, Change, Spoken, Status
from summarizer.engines.complaints import Complaints
from summarizer.engines.qualifiers import meant_by
from summarizer.engines.quotes import Quotes
from summarizer.figures import Figure, Kind, extract_figures

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.parts import Part

Record = dict[str, Any]

FORMAT = "summarizer.reply/1"
"""What marks a kept reply: its records and statements, and the question they answer."""

# What an engine may say of a number; anything else it says is for the cross-check to find out.
_STATUSES = {status.value: status for status in (Status.STATED, Status.STATED_ZERO, Status.NORM)}

# Stands before a number, which at the beginning of a line could be read as that of a heading (1.2万—1.5万).
_BEFORE = "为"
# Stands for a unit that is not given: a number alone on a line would be read as a page number.
_NO_UNIT = "个"


class Records:
    """Makes answers of the records of one part."""

    def __init__(self, form: Form, part: Part) -> None:
        self._quotes = Quotes(part)
        self._complaints = Complaints(form, part.reading, self._quotes)
        self._made: dict[int, tuple[Record, Answer]] = {}  # by the record's identity; the record is kept, so it is one

    def answer(self, record: Record) -> Answer:
        """Make an answer of one record, with all complaints about it; of the same record only once."""
        if id(record) not in self._made:
            self._made[id(record)] = record, self._answer(record)
        return self._made[id(record)][1]

    def spoken(self, record: Record) -> Spoken:
        """Make a statement of one record."""
        place = self._quotes.place(str(record.get("quote", "")))
        return Spoken(
            kind=str(record.get("kind", "")),
            dimension=str(record.get("dimension", "")),
            text=str(record.get("text", "")) or place.quote or place.cited,
            place=place,
        )

    def _answer(self, record: Record) -> Answer:
        text = {key: value.strip() for key, value in record.items() if isinstance(value, str)}
        figure = read_figure(text.get("value", ""), text.get("value_high", ""), text.get("unit", ""))
        answer = Answer(
            code=text.get("code", ""),
            part=text.get("part", ""),
            value=figure.value if figure else text.get("value", ""),
            value_high=figure.value_high if figure else text.get("value_high", ""),
            unit=figure.unit if figure else text.get("unit", ""),
            qualifier=meant_by(text.get("qualifier", "")) or (figure.qualifier if figure else ""),
            status=_STATUSES.get(text.get("status", ""), Status.STATED),
            place=self._quotes.place(text.get("quote", "")),
            change=_change(record.get("change")),
            period=text.get("period", ""),
            scope=text.get("scope", ""),
        )
        found = self._complaints.about(answer, figure, text)
        return replace(answer, complaints=(*record.get("complaints", ()), *found))


def read_figure(value: str, high: str, unit: str) -> Figure | None:
    """Read a number as the figure it spells: ``900`` and ``万元`` make 9000000 元.

    None if it is not just one number, or one range where there is a ``high`` other than ``value``.
    """
    is_range = high not in ("", value)
    surface = f"{_BEFORE}{value}—{high}" if is_range else f"{_BEFORE}{value}"
    figures = [figure for figure in extract_figures(surface + (unit or _NO_UNIT)) if figure.is_amount]
    if len(figures) != 1 or not figures[0].value or (is_range and not figures[0].value_high):
        return None
    given = unit or figures[0].kind is Kind.PERCENT  # 百分之百 and 七成 say their own unit
    return figures[0] if given else replace(figures[0], unit="")


def _change(record: object) -> Change | None:
    """Read a stated change, if there is one: its amount scaled like any number's."""
    if not isinstance(record, dict) or not record.get("amount"):
        return None
    direction, amount, unit, base = (str(record.get(key, "")) for key in ("direction", "amount", "unit", "base"))
    figure = read_figure(amount, "", unit)
    return Change(direction, figure.value, figure.unit, base) if figure else Change(direction, amount, unit, base)

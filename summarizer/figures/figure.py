"""The figure: one numeric mention."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a numeric mention is. The first four are amounts."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    YEAR_RANGE = "year_range"
    ORDINAL = "ordinal"
    DOCUMENT_NUMBER = "document_number"
    PHONE_OR_CODE = "phone_or_code"
    NAME = "name"
    HEADING_NUMBER = "heading_number"
    LIST_MARKER = "list_marker"
    DAMAGED = "damaged"


AMOUNTS = frozenset({Kind.QUANTITY, Kind.PERCENT, Kind.MONEY, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeric mention: ``surface`` is ``text[start:end]``.

    ``value`` is an exact decimal written as a string with 万 and 亿 applied (``5.4万余个`` → ``54000``), an ISO date
    as far as written for dates, and empty for names and damaged figures. ``value_high`` is the upper end of a range,
    else empty. ``unit`` is as written, without scale words; ``qualifier`` is one of 余 多 近 约 以上 以下 以内 超过
    不足 or empty. ``note`` holds the readings that a calendar allows of a damaged figure (``recon=``, then the readings
    with ``|`` between them), and a fraction as it was written (``1/3``).
    """

    start: int
    end: int
    surface: str
    kind: Kind
    value: str = ""
    value_high: str = ""
    unit: str = ""
    qualifier: str = ""
    note: str = ""

    @property
    def is_amount(self) -> bool:
        """Whether the figure states how many or how much."""
        return self.kind in AMOUNTS

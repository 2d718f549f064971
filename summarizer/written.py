"""A number as a report writes it: the qualifier before the digits, between number and unit, or after the unit.

Which stands where is data, see ``schemas/lexicon/wording.toml``.
"""

from __future__ import annotations

from summarizer.lexicon import table


def written(number: str, unit: str, qualifier: str) -> str:
    """Join a number, its unit and its qualifier: ``近900万元``, ``20余场次``, ``2人以上``.

    A qualifier that the table does not know stands first.
    """
    place = table("wording")["qualifier"].get(qualifier, "before")
    before, inside, after = (qualifier if place == side else "" for side in ("before", "inside", "after"))
    return f"{before}{number}{inside}{unit}{after}"

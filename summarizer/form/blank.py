"""The blank form, as read from its file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Dimension:
    """One chapter of the form; ``headings`` are the words by which a report's section is assigned to it.

    ``since`` is the first report year whose outline knows the dimension (0: always); before it the dimension is
    not applicable. ``tier`` is ``core`` or ``supplementary``.
    """

    code: str
    zh: str
    en: str
    tier: str
    basis: str
    headings: tuple[str, ...]
    since: int = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the form.

    ``units`` are the measure words it is stated in, first the usual one; ``type`` is ``count percent money duration
    ratio``. ``aliases`` are words that name it; an alias listed in ``needs`` counts only with one of the words given
    there nearby. ``patterns`` are phrases with ``{n}`` where the number stands and ``…`` for a short gap.
    ``constraint`` holds the parsed rules of the constraint language (see ``form.constraint``).
    """

    code: str
    dimension: str
    group: str
    zh: str
    en: str
    units: tuple[str, ...]
    type: str
    better: str
    aliases: tuple[str, ...]
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    excludes: tuple[str, ...]
    patterns: tuple[str, ...]
    constraint: tuple[Any, ...] = ()
    hint: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form. ``rules`` holds the form's own tables (header fields, deadlines, statutory items, statement cues)."""

    id: str
    version: str
    digest: str
    zh: str
    en: str
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    rules: dict[str, Any] = field(default_factory=dict, compare=False)

    def indicator(self, code: str) -> Indicator:
        """Return the indicator with this code.

        Raises:
            KeyError: the form has none.
        """
        return next(i for i in self.indicators if i.code == code)

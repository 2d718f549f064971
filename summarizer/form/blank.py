"""The blank form, as read from its file: dimensions, indicators, and the tables that steer the rest of the filling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import builtins

    from summarizer.form.constraint import Constraint, Trait
    from summarizer.form.header import Deadline, Field, Genre, Item, Level, Outline, StatementKind

_Rule = TypeVar("_Rule")

_NUMBER = re.compile(r"^(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．])")
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One chapter of the form.

    ``headings`` are the words by which a report's section is assigned to it; ``words`` are those by which running
    text is taken to mention it. ``since`` is the first report year whose outline knows the dimension (0: always);
    before it the dimension is not applicable, not absent. ``tier`` is ``core`` or ``supplementary``; an absent
    supplementary dimension is no defect.
    """

    code: str
    zh: str
    en: str
    tier: str
    basis: str
    headings: tuple[str, ...]
    since: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellLabels:
    """Where an indicator stands in a fixed table: each of the three is met by any one of its words, if it has any.

    The labels of a cell may be paths, steps joined by a space (``三、本年度办理结果 (一)予以公开``). ``row`` and
    ``column`` are met by the last steps of a label, numbers and white space aside; ``table`` words stand in the lines
    above the table or in the section's heading.
    """

    row: tuple[str, ...]
    column: tuple[str, ...] = ()
    table: tuple[str, ...] = ()

    def fits(self, row: str, column: str) -> bool:
        """Whether a cell with these labels is the indicator's own."""
        return _ends(row, self.row) and _ends(column, self.column)

    def covers(self, row: str, column: str) -> bool:
        """Whether a cell with these labels stands in a row under the indicator's own heading row."""
        return _leads(row, self.row) and _ends(column, self.column)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the form.

    ``units`` are the measure words it is stated in, first the usual one; ``type`` is ``count percent money duration
    ratio``; ``better`` is the direction a reviewer usually reads: ``higher lower neutral``. ``aliases`` are words that
    name it, longest first; an alias that is listed in ``needs`` counts only with one of the words given there in its
    own clause or carried over to it. A word of ``excludes`` in the clause vetoes every alias, but no pattern.
    ``patterns`` are phrases with ``{n}`` where the number stands (with its unit, if the phrase gives none), ``{m}``
    where another number stands, and ``…`` for a gap inside the clause. ``zeros`` are phrases that a number said in
    words (未收到, 无) answers, whatever ``excludes`` says. ``parts`` are labels under which a table prints parts of
    the value. ``constraint`` holds the parsed rules.

    ``hint`` says what counts and ``hint_not`` what does not; ``hint_en`` says both in English. ``example`` is a
    sentence, and ``gives`` the value it is to be read as (scaled, without unit).
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
    constraint: tuple[Constraint, ...] = ()
    hint: str = ""
    example: str = ""
    hint_not: str = ""
    hint_en: str = ""
    gives: str = ""
    zeros: tuple[str, ...] = ()
    cell: CellLabels | None = None
    parts: tuple[str, ...] = ()

    def has(self, trait: Trait) -> bool:
        """Whether the indicator has this trait."""
        return trait in self.constraint

    def rules(self, kind: builtins.type[_Rule]) -> tuple[_Rule, ...]:
        """Return the indicator's rules of one kind, say ``indicator.rules(AtMost)``."""
        return tuple(rule for rule in self.constraint if isinstance(rule, kind))


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form.

    ``digest`` is the SHA-256 of the file's bytes. ``locate`` says where values stand: ``sentence`` (running text) or
    ``table`` (row label × column label).
    """

    id: str
    version: str
    digest: str
    zh: str
    en: str
    locate: str
    genre: Genre
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    header: tuple[Field, ...] = ()
    levels: tuple[Level, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    outlines: tuple[Outline, ...] = ()
    items: tuple[Item, ...] = ()
    statements: tuple[StatementKind, ...] = ()

    def indicator(self, code: str) -> Indicator:
        """Return the indicator with this code.

        Raises:
            KeyError: the form has none.
        """
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise KeyError(code)

    def statement(self, kind: str) -> StatementKind | None:
        """Return what the form says of one kind of statement, or None if it does not ask for it."""
        return next((statement for statement in self.statements if statement.kind == kind), None)

    def deadline(self, year: int, level: str = "") -> Deadline | None:
        """Return the rule on publication for a report year, or None where there is no rule.

        Where several rules cover the year, the one that names the issuer's ``level`` holds, else the first.
        """
        rules = [rule for rule in self.deadlines if rule.first <= year <= rule.last]
        return next((rule for rule in rules if level in (*rule.levels, *rule.local)), rules[0] if rules else None)


def _steps(label: str) -> list[str]:
    """Return the steps of a label without number and remark: ``三、结果 (一)公开(含转送)`` → 结果, 公开."""
    return [bare for step in label.split() if (bare := _REMARK.sub("", _NUMBER.sub("", step)))]


def _ends(label: str, words: tuple[str, ...]) -> bool:
    steps = _steps(label)
    return not words or any("".join(steps[first:]) in words for first in range(len(steps)))


def _leads(label: str, words: tuple[str, ...]) -> bool:
    steps = _steps(label)
    ways = ("".join(steps[first:last]) for last in range(1, len(steps)) for first in range(last))
    return any(way in words for way in ways)

"""From the tables of a form file to the typed form. Faults are noted on the way; the form then is incomplete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.form.blank import CellLabels, Dimension, Form, Indicator
from summarizer.form.constraint import parse
from summarizer.form.header import (
    OPEN_END,
    OVERVIEW,
    Choice,
    Deadline,
    Field,
    Genre,
    Item,
    Level,
    Outline,
    StatementKind,
)

if TYPE_CHECKING:
    from summarizer.form.constraint import Constraint
    from summarizer.form.table import Table

TYPES = ("count", "percent", "money", "duration", "ratio")
BETTER = ("higher", "lower", "neutral")
TIERS = ("core", "supplementary")
LOCATE = ("sentence", "table")
FIELD_KINDS = ("text", "choice", "year", "date", "list")
FINDS = (
    "title",
    "label",
    "number",
    "signature",
    "addressee",
    "issuer",
    "area",
    "year",
    "year_source",
    "level",
    "outline",
    "quality",
)
STATEMENT_KINDS = ("measure", "problem", "cause", "plan", "first_responsible", OVERVIEW)

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def read(table: Table, digest: str) -> Form:
    """Read a whole form file."""
    form = Form(
        id=_code(table, "id"),
        version=table.text("version"),
        digest=digest,
        zh=table.text("zh"),
        en=table.text("en"),
        locate=table.one_of("locate", LOCATE, "sentence"),
        genre=_genre(table),
        dimensions=tuple(_dimension(t) for t in table.tables("dimension")),
        indicators=tuple(_indicator(t) for t in table.tables("indicator")),
        header=tuple(_field(t) for t in table.tables("field")),
        levels=tuple(_level(t) for t in table.tables("level")),
        deadlines=tuple(_deadline(t) for t in table.tables("deadline")),
        outlines=tuple(_outline(t) for t in table.tables("outline")),
        items=tuple(_item(t) for t in table.tables("item")),
        statements=tuple(_statement(t) for t in table.tables("statement")),
    )
    table.close()
    return form


def _code(table: Table, key: str = "code") -> str:
    code = table.text(key)
    if code and not _CODE.fullmatch(code):
        table.fault(key, f"{key} {code!r} must be letters, digits, _ and -, beginning with a letter")
    return code


def _genre(table: Table) -> Genre:
    inner = table.table("genre")
    if inner is None:
        return Genre(())
    genre = Genre(inner.texts("words", None), inner.whole("least", 1))
    inner.close()
    return genre


def _dimension(table: Table) -> Dimension:
    dimension = Dimension(
        code=_code(table),
        zh=table.text("zh"),
        en=table.text("en"),
        tier=table.one_of("tier", TIERS, "core"),
        basis=table.text("basis", ""),
        headings=table.phrases("headings"),
        since=table.whole("since", 0),
        words=table.phrases("words"),
    )
    table.close()
    return dimension


def _indicator(table: Table) -> Indicator:
    needs = _weak(table)
    indicator = Indicator(
        code=_code(table),
        dimension=table.text("dimension"),
        group=table.text("group", ""),
        zh=table.text("zh"),
        en=table.text("en"),
        units=table.texts("units", None),
        type=table.one_of("type", TYPES),
        better=table.one_of("better", BETTER, "neutral"),
        aliases=tuple(sorted({*table.phrases("aliases"), *needs}, key=lambda alias: (-len(alias), alias))),
        needs=tuple(needs.items()),
        excludes=table.phrases("excludes"),
        patterns=_patterns(table),
        constraint=_constraint(table),
        hint=table.text("hint", ""),
        example=table.text("example", ""),
        hint_not=table.text("not", ""),
        hint_en=table.text("hint_en", ""),
        gives=table.text("gives", ""),
        zeros=table.phrases("zeros"),
        cell=_cell(table),
        parts=table.texts("parts"),
    )
    table.close()
    return indicator


def _weak(table: Table) -> dict[str, tuple[str, ...]]:
    """Read the groups of weak aliases: each alias with the words of which it needs one nearby."""
    needs: dict[str, tuple[str, ...]] = {}
    for group in table.tables("weak"):
        words, wanted = group.phrases("words", None), group.phrases("needs", None)
        for alias in words:
            if alias in needs:
                group.fault("words", f"alias {alias!r} stands in two groups")
            needs[alias] = wanted
        group.close()
    return needs


def _patterns(table: Table) -> tuple[str, ...]:
    patterns = table.phrases("patterns")
    for pattern in patterns:
        if pattern.count("{n}") != 1:
            table.fault("patterns", f"pattern {pattern!r} must have {{n}} once, where the number stands")
    return patterns


def _constraint(table: Table) -> tuple[Constraint, ...]:
    parsed = []
    for rule in table.texts("rules"):
        try:
            parsed.append(parse(rule))
        except ValueError as error:
            table.fault("rules", str(error))
    return tuple(parsed)


def _cell(table: Table) -> CellLabels | None:
    inner = table.table("cell")
    if inner is None:
        return None
    cell = CellLabels(inner.phrases("row"), inner.phrases("column"), inner.phrases("table"))
    inner.close()
    return cell


def _field(table: Table) -> Field:
    field = Field(
        code=_code(table),
        zh=table.text("zh"),
        en=table.text("en"),
        kind=table.one_of("kind", FIELD_KINDS, "text"),
        find=table.one_of("find", FINDS),
        cues=table.phrases("cues"),
        choices=tuple(_choice(t) for t in table.tables("choice")),
    )
    table.close()
    return field


def _choice(table: Table) -> Choice:
    choice = Choice(_code(table), table.text("zh"), table.text("en"), table.phrases("cues"))
    table.close()
    return choice


def _level(table: Table) -> Level:
    level = Level(_code(table), table.text("zh"), table.text("en"), table.whole("rank", 0), table.phrases("suffixes"))
    table.close()
    return level


def _deadline(table: Table) -> Deadline:
    deadline = Deadline(
        first=table.whole("first"),
        last=table.whole("last", OPEN_END),
        on_time=_day(table, "on_time"),
        boundary=_day(table, "boundary", ""),
        zh=table.text("zh"),
        en=table.text("en"),
        basis=table.text("basis", ""),
        levels=table.texts("levels"),
        local=table.texts("local"),
    )
    table.close()
    return deadline


def _day(table: Table, key: str, default: str | None = None) -> str:
    day = table.text(key, default)
    if day and not _DAY.fullmatch(day):
        table.fault(key, f"{key} {day!r} must be a month and day, say 03-31")
    return day


def _outline(table: Table) -> Outline:
    outline = Outline(
        table.text("code"),  # a span of years such as 2021-2025, which is no code of `_code`
        table.text("zh"),
        table.text("en"),
        table.whole("first"),
        table.whole("last"),
        table.phrases("cues"),
    )
    table.close()
    return outline


def _item(table: Table) -> Item:
    item = Item(
        code=_code(table),
        zh=table.text("zh"),
        en=table.text("en"),
        statements=table.texts("statements"),
        cues=table.phrases("cues"),
        acts=table.phrases("acts"),
        since=table.whole("since", 0),
    )
    table.close()
    return item


def _statement(table: Table) -> StatementKind:
    statement = StatementKind(
        kind=table.one_of("kind", STATEMENT_KINDS),
        zh=table.text("zh"),
        en=table.text("en"),
        headings=table.phrases("headings"),
        openers=table.phrases("openers"),
        cues=table.phrases("cues"),
        excludes=table.phrases("excludes"),
    )
    table.close()
    return statement

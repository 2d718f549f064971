"""The coder's guide (填表说明) of a form, and its indicators as a list for a prompt: both made from the form alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.form.constraint import (
    AtMost,
    Balance,
    BaseUnit,
    Bound,
    Constraint,
    ExternalNorm,
    FromLevel,
    LabelSum,
    Share,
    SumOf,
    Trait,
)
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from summarizer.form.blank import Dimension, Form, Indicator
    from summarizer.form.header import Deadline, Field, Item, StatementKind

_SHOWN = 6  # words of a list that are shown


def indicator_list(form: Form, lang: str = "zh", codes: Collection[str] | None = None) -> str:
    """Return the indicators one a line: code, label, units, what counts. ``codes`` narrows the list; None is all."""
    asked = (i for i in form.indicators if codes is None or i.code in codes)
    return "\n".join(_list_line(indicator, lang) for indicator in asked)


def guide(form: Form, lang: str = "zh") -> str:
    """Return the coder's guide as Markdown, in ``zh`` or ``en``: every cell, what counts, what does not, an example."""
    return _Guide(form, lang).text()


def _list_line(indicator: Indicator, lang: str) -> str:
    hint = indicator.hint if lang == "zh" else indicator.hint_en
    label = indicator.zh if lang == "zh" else indicator.en
    return "｜".join(filter(None, (indicator.code, label, "/".join(indicator.units), hint)))


class _Guide:
    """The writer of one guide: a form, a language, and the words of the guide in that language."""

    def __init__(self, form: Form, lang: str) -> None:
        self.form = form
        self.lang = lang
        self.says: dict[str, Any] = table("form")["guide"][lang]
        self.finds: dict[str, str] = table("form")["find"][lang]

    def text(self) -> str:
        """Return the whole guide; a part that the form says nothing about is left out."""
        parts = (
            f"# {self._say('title', form=self._label(self.form))}",
            self._say("version", id=self.form.id, version=self.form.version),
            self._list("rules_title", (f"- {rule}" for rule in self.says["rules"])),
            self._list("header_title", self._header()),
            self._list("items_title", (self._item(item) for item in self.form.items)),
            self._list("deadlines_title", self._deadlines()),
            self._list("statements_title", (self._statement(s) for s in self.form.statements)),
            *(self._dimension(number, d) for number, d in enumerate(self.form.dimensions, start=1)),
        )
        return "\n\n".join(filter(None, parts)) + "\n"

    def _say(self, key: str, **words: object) -> str:
        return str(self.says[key]).format(**words)

    def _label(self, thing: Any) -> str:
        return str(getattr(thing, self.lang))

    def _list(self, title: str, lines: Iterable[str]) -> str:
        body = "\n".join(lines)
        return f"## {self.says[title]}\n\n{body}" if body else ""

    def _some(self, words: Sequence[str]) -> str:
        return self._say("join").join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")

    def _header(self) -> Iterable[str]:
        if self.form.header:
            yield self.says["header_head"]
        for field in self.form.header:
            yield f"| `{field.code}` | {self._label(field)} | {self._filled_with(field)} |"

    def _filled_with(self, field: Field) -> str:
        how = f"{field.find}_choice" if field.kind == "choice" else field.find
        what = self.finds.get(how, self.finds[field.find]).format(cues=self._some(field.cues))
        choices = field.choices or (self.form.levels if field.find == "level" else ())
        named = self.says["join"].join(f"`{choice.code}` {self._label(choice)}" for choice in choices)
        return what + (self.finds["choices"].format(choices=named) if named else "")

    def _item(self, item: Item) -> str:
        acts = self._say("item_acts", acts=self._some(item.acts)) if item.acts else ""
        since = self._say("item_since", year=item.since) if item.since else ""
        return self._say("item", code=item.code, label=self._label(item), acts=acts, since=since)

    def _deadlines(self) -> Iterable[str]:
        yield from (self._deadline(rule) for rule in self.form.deadlines)
        if self.form.deadlines:
            yield self.says["deadline_none"]

    def _deadline(self, rule: Deadline) -> str:
        names = {level.code: self._label(level) for level in self.form.levels}
        local = self.says["join"].join(names[code] for code in rule.local)
        return self._say(
            "deadline_open" if rule.is_open else "deadline",
            first=rule.first,
            last=rule.last,
            label=self._label(rule),
            on_time=rule.on_time,
            boundary=self._say("deadline_boundary", day=rule.boundary) if rule.boundary else "",
            local=self._say("deadline_local", levels=local) if local else "",
        ).rstrip()

    def _statement(self, statement: StatementKind) -> str:
        headings = self._some(statement.headings)
        return self._say("statement", kind=statement.kind, label=self._label(statement), headings=headings)

    def _dimension(self, number: int, dimension: Dimension) -> str:
        told = [
            f"## {self._say('dimension', number=number, label=self._label(dimension))}",
            self._about(dimension),
            *(self._indicator(i) for i in self.form.indicators if i.dimension == dimension.code),
        ]
        return "\n\n".join(filter(None, told))

    def _about(self, dimension: Dimension) -> str:
        told = (
            dimension.basis and self._say("dimension_basis", basis=dimension.basis),
            dimension.since and self._say("dimension_since", year=dimension.since),
            dimension.tier == "supplementary" and self.says["dimension_supplementary"],
            dimension.headings and self._say("dimension_headings", headings=self._some(dimension.headings)),
        )
        return " ".join(str(line) for line in told if line)

    def _indicator(self, indicator: Indicator) -> str:
        units = "/".join(indicator.units)
        lines = (
            self._hints(indicator),
            indicator.example and self._say("example", example=indicator.example, gives=indicator.gives),
            self._cell(indicator),
            self._checks(indicator),
        )
        title = self._say("indicator", code=indicator.code, label=self._label(indicator), units=units)
        return "\n".join((f"### {title}\n", *(f"- {line}" for line in lines if line)))

    def _hints(self, indicator: Indicator) -> str:
        if self.lang == "en":
            return indicator.hint_en and self._say("counts", hint=indicator.hint_en)
        counts = indicator.hint and self._say("counts", hint=indicator.hint)
        return counts + (indicator.hint_not and self._say("counts_not", hint=indicator.hint_not))

    def _cell(self, indicator: Indicator) -> str:
        cell = indicator.cell
        if cell is None:
            return ""
        either = self.says["or"]
        column = self._say("cell_column", column=either.join(cell.column)) if cell.column else ""
        of = self._say("cell_table", table=either.join(cell.table)) if cell.table else ""
        return self._say("cell", row=either.join(cell.row), column=column, table=of)

    def _checks(self, indicator: Indicator) -> str:
        told = [words for rule in indicator.constraint if (words := self._rule(rule))]
        return self._say("checks", rules=self.says["sentence"].join(told)) if told else ""

    def _rule(self, rule: Constraint) -> str:
        if isinstance(rule, AtMost | SumOf | Share | Balance | LabelSum):
            return self._identity(rule) + ("" if rule.strict else self._say("soft"))
        return self._limit(rule)

    def _limit(self, rule: Constraint) -> str:
        """Word a rule on the value alone; the bounds that every count has are not worth a word."""
        match rule:
            case Bound(low, high) if high is not None:
                return self._say("between", low=low, high=high)
            case FromLevel(level):
                named = next((self._label(known) for known in self.form.levels if known.code == level), level)
                return self._say("level", level=named)
            case ExternalNorm(comparison, bound, source):
                return self._say("norm", comparison=comparison, bound=bound, source=source)
            case BaseUnit(unit):
                return self._say("base", unit=unit)
            case Trait():
                return str(self.says[rule.value])
            case _:
                return ""

    def _identity(self, rule: AtMost | SumOf | Share | Balance | LabelSum) -> str:
        match rule:
            case AtMost(alternatives):
                return self._say("at_most", terms=self.says["or"].join(self._sum(codes) for codes in alternatives))
            case SumOf(codes):
                return self._say("sum", terms=self._sum(codes))
            case Share(numerator, denominators):
                below = self.says["or"].join(self._sum((code,)) for code in denominators)
                return self._say("share", numerator=self._sum((numerator,)), denominators=below)
            case Balance(left, right):
                return self._say("balance", left=self._sum(left), right=self._sum(right))
            case LabelSum(_, labels, total):
                return self._say("label_sum", labels=self.says["join"].join(labels), total=total)

    def _sum(self, codes: Sequence[str]) -> str:
        return " + ".join(self._label(self.form.indicator(code)) for code in codes)

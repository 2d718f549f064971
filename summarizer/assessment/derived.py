"""What follows from the values by arithmetic alone: totals of stated parts, rates of stated counts.

A derived value is never shown as stated. It carries its formula and the places of all that it is made of, and it is
made only where the report leaves the cell empty.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, groupby
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Status, Value
from summarizer.assessment.identities import Ledger, share
from summarizer.form.constraint import Share, SumOf, Trait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.form import Form, Indicator

_ENDS = frozenset("。;；\n（(")
_COLONS = (":", "：")
_PAIR = 2  # of two equal parts neither is the whole of the other
_CENT = Decimal("0.01")
_EXACT = frozenset({Status.STATED, Status.STATED_ZERO})


def derive(form: Form, values: Sequence[Value], text: str) -> tuple[Value, ...]:
    """Return the values that the form's rules let follow from the stated ones; ``text`` is the report's."""
    ledger = Ledger(values)
    filled = {value.code for value in values}
    made: list[Value] = []
    for indicator in form.indicators:
        if indicator.code not in filled:
            made += _computed(indicator, ledger)
        elif indicator.has(Trait.MULTI):
            parts = [v for v in values if v.code == indicator.code]
            made += () if _one_holds_others(indicator, parts) else _listed(parts, text)
    return tuple(made)


def _computed(indicator: Indicator, ledger: Ledger) -> Iterator[Value]:
    """Yield what the first rule with known numbers gives: the total of its parts, or the rate of its counts."""
    for rule in indicator.constraint:
        if isinstance(rule, SumOf) and (parts := _exact(ledger.all(rule.codes))):
            yield _made(indicator.code, str(_sum(parts)), "+".join(v.value for v in parts), parts)
            return
        if isinstance(rule, Share):
            known = (_exact(ledger.all((rule.numerator, below))) for below in rule.denominators)
            yield from (made for pair in known if pair for made in _rate(indicator, *pair))
            return


def _rate(indicator: Indicator, above: Value, below: Value) -> Iterator[Value]:
    exact = share(above, below)
    if exact is not None and exact <= 100:
        shown = format(exact.quantize(_CENT, ROUND_HALF_UP).normalize(), "f")
        yield _made(indicator.code, shown, f"100*{above.value}/{below.value}", (above, below), indicator.units[0])


def _one_holds_others(indicator: Indicator, parts: Sequence[Value]) -> bool:
    """Whether some parts name the thing counted and others not: 清理规范性文件36件,废止9件 are 36 in all.

    The thing is named by the indicator's own name, or by a word that its short names need nearby: 对36件规范性文件
    进行清理,废止9件 are 36 as well.
    """
    weak = {word for word, _ in indicator.needs}
    names = [name for name in indicator.aliases if name not in weak]
    names += chain.from_iterable(nearby for _, nearby in indicator.needs)
    named = [any(name in v.part for name in names) for v in parts]
    return any(named) and not all(named)


def _listed(parts: Sequence[Value], text: str) -> Iterator[Value]:
    """Yield the sum of parts that one sentence lists in one unit; scattered counts may overlap and are not added."""
    for _, group in groupby(parts, key=lambda v: (v.unit, v.period, v.scope)):
        listed = _exact(tuple(group))
        if len(listed) > 1 and _one_sentence(listed, text) and not _one_is_sum(listed):
            yield _made(listed[0].code, str(_sum(listed)), "+".join(v.value for v in listed), listed)


def _one_sentence(parts: Sequence[Value], text: str) -> bool:
    """Whether parts stand side by side: a bracket between them, or a colon behind one, begins what is of it alone."""
    first, last = parts[0].places[0], parts[-1].places[0]
    if first.start is None or first.end is None or last.start is None or last.end is None:
        return False
    between = text[first.end : last.start]
    return bool(between) and _ENDS.isdisjoint(between) and not _opens_list(text[first.start : last.end], parts[0].unit)


def _opens_list(words: str, unit: str) -> bool:
    """Whether a colon stands right behind a number with its unit (30场:…), and not behind a name (防汛演练:10场)."""
    ends = (words.find(unit + colon) for colon in _COLONS)
    return any(words[:at][-1:].isnumeric() for at in ends if at > 0)


def _one_is_sum(parts: Sequence[Value]) -> bool:
    """Whether one of three or more is the sum of the others, their whole printed beside them: 30场,10场、20场."""
    total = _sum(parts)
    return len(parts) > _PAIR and any(2 * Decimal(v.value) == total for v in parts)


def _exact(parts: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the parts if every one is an exact stated number, else nothing."""
    vague = any(v.qualifier or v.value_high or v.status not in _EXACT for v in parts)
    return () if vague or len({v.unit for v in parts if v.unit}) > 1 else parts


def _sum(parts: Sequence[Value]) -> Decimal:
    return sum((Decimal(v.value) for v in parts), Decimal(0))


def _made(code: str, value: str, terms: str, parts: Sequence[Value], unit: str = "") -> Value:
    """Make a derived value of its parts; its unit is theirs unless another is given."""
    first = parts[0]
    return Value(
        id=f"{code}={terms}",
        code=code,
        part="",
        value=value,
        value_high="",
        unit=unit or next((v.unit for v in parts if v.unit), ""),
        qualifier="",
        status=Status.DERIVED,
        change=None,
        period=first.period,
        scope=first.scope,
        formula=f"{terms}={value}",
        places=tuple(dict.fromkeys(place for v in parts for place in v.places)),
    )

"""The form's identities held against its values.

A breach of a hard identity is a contradiction of the report with itself: both numbers are shown, neither is changed.
A breach of a soft one is worth a look. Numbers are compared only where they are the only one of their indicator and
speak of one period and one scope; what is vague (``20余``) can fulfil an identity but never break it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.assessment.filled import Check, Status, Value
from summarizer.form.constraint import AtMost, Balance, Bound, LabelSum, Share, SumOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summarizer.form import Form, Indicator

_STATED = frozenset({Status.STATED, Status.STATED_ZERO})


class Ledger:
    """The values that arithmetic may use: the one stated value of each indicator that has just one.

    Where an indicator states a whole and its parts, the whole is that value; without a whole several parts are none.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        """Take up the stated values."""
        stated: dict[str, list[Value]] = {}
        for value in values:
            if value.status in _STATED and value.value:
                stated.setdefault(value.code, []).append(value)
        wholes = {code: [v for v in found if not v.part] or found for code, found in stated.items()}
        self._only = {code: found[0] for code, found in wholes.items() if len(found) == 1}
        self._parts = {code: {v.part: v for v in found if v.part} for code, found in stated.items()}

    def get(self, code: str) -> Value | None:
        """Return the one value of an indicator, or None."""
        return self._only.get(code)

    def whole(self, code: str, labels: Sequence[str]) -> tuple[Value, ...]:
        """Return an indicator's whole and its parts with these labels if all are known, else nothing."""
        whole, parts = self._only.get(code), self._parts.get(code, {})
        known = tuple(parts[label] for label in labels if label in parts)
        return (whole, *known) if whole and len(known) == len(labels) else ()

    def all(self, codes: Iterable[str]) -> tuple[Value, ...]:
        """Return the values of these codes if all are known and speak of one period and scope, else nothing."""
        found = [self._only.get(code) for code in codes]
        known = tuple(value for value in found if value is not None)
        alike = len({(value.period, value.scope) for value in known}) == 1
        return known if alike and len(known) == len(found) else ()


@dataclass(frozen=True, slots=True)
class _Comparison:
    """An identity with its numbers: the values left of the sign (``=`` or ``≤``) and those right of it."""

    left: tuple[Value, ...]
    sign: str
    right: tuple[Value, ...]

    @property
    def vague(self) -> bool:
        return any(value.qualifier or value.value_high for value in (*self.left, *self.right))

    def holds(self) -> bool | None:
        """Whether the numbers fit; None where they do not, but are not exact either."""
        left, right = (sum((Decimal(v.value) for v in side), Decimal(0)) for side in (self.left, self.right))
        if left == right or (self.sign == "≤" and left < right):
            return True
        return None if self.vague else False

    def check(self, strict: bool) -> Check:
        """Return the comparison as a check of the first value on the left."""
        named, counted = (
            f" {self.sign} ".join(" + ".join(getattr(v, field) for v in side) for side in (self.left, self.right))
            for field in ("code", "value")
        )
        ids = tuple(value.id for value in (*self.left, *self.right))
        return Check(self.left[0].code, f"{named}: {counted}", "hard" if strict else "soft", self.holds(), ids)


def check_identities(form: Form, values: Sequence[Value]) -> tuple[Check, ...]:
    """Return a check for every identity of the form whose numbers the report states, and for every broken bound."""
    ledger = Ledger(values)
    asked = {indicator.code: indicator for indicator in form.indicators}
    counted = [(v, asked[v.code]) for v in values if v.status in _STATED and v.code in asked]
    broken = (_out_of_bounds(v, rule) for v, indicator in counted for rule in indicator.rules(Bound))
    related = (check for v, indicator in counted if ledger.get(v.code) is v for check in _related(indicator, ledger))
    return (*(check for check in broken if check), *related)


def contradicted(values: Iterable[Value], checks: Iterable[Check]) -> tuple[Value, ...]:
    """Return the values, those that a hard identity contradicts marked as a conflict."""
    broken = {name for check in checks if check.strictness == "hard" and check.holds is False for name in check.values}
    return tuple(replace(value, status=Status.CONFLICT) if value.id in broken else value for value in values)


def share(numerator: Value, denominator: Value) -> Decimal | None:
    """Return 100 · numerator / denominator, or None over zero."""
    below = Decimal(denominator.value)
    return 100 * Decimal(numerator.value) / below if below else None


def _out_of_bounds(value: Value, rule: Bound) -> Check | None:
    number = Decimal(value.value)
    if (rule.low is None or number >= rule.low) and (rule.high is None or number <= rule.high):
        return None
    low, high = ("" if end is None else str(end) for end in (rule.low, rule.high))
    return Check(value.code, f"{value.code} in [{low}, {high}]: {value.value}", "hard", holds=False, values=(value.id,))


def _related(indicator: Indicator, ledger: Ledger) -> Iterator[Check]:
    """Yield the checks of one indicator against others, and against its own parts."""
    code = indicator.code
    for rule in indicator.constraint:
        match rule:
            case Balance(left, right, strict):
                yield from _compared(ledger.all((*left, *right)), len(left), "=", strict)
            case SumOf(codes, strict):
                yield from _compared(ledger.all((code, *codes)), 1, "=", strict)
            case AtMost(alternatives, strict):
                known = (ledger.all((code, *alternative)) for alternative in alternatives)
                yield from _compared(next((found for found in known if found), ()), 1, "≤", strict)
            case LabelSum(_, labels, _, strict):
                yield from _compared(ledger.whole(code, labels), 1, "=", strict)
            case Share():
                yield from _shared(code, rule, ledger)


def _compared(known: tuple[Value, ...], left: int, sign: str, strict: bool) -> Iterator[Check]:
    """Yield the comparison of the first ``left`` values with the rest, if they are known."""
    if known:
        yield _Comparison(known[:left], sign, known[left:]).check(strict)


def _shared(code: str, rule: Share, ledger: Ledger) -> Iterator[Check]:
    """Yield one check of a printed rate: it holds if any denominator gives it, and the one that does is named."""
    tried = [known for below in rule.denominators if (known := ledger.all((code, rule.numerator, below)))]
    fitting = [known for known in tried if _fits(*known)]
    for rate, above, below in (fitting or tried)[:1]:
        exact = share(above, below)
        shown = "" if exact is None else f" = {exact:.4f}"
        relation = f"{code} = 100·{above.code}/{below.code}: {rate.value} = 100·{above.value}/{below.value}{shown}"
        vague = _Comparison((rate,), "=", (above, below)).vague
        holds = True if fitting else None if vague or exact is None else False
        yield Check(code, relation, "hard" if rule.strict else "soft", holds, (rate.id, above.id, below.id))


def _fits(rate: Value, above: Value, below: Value) -> bool:
    """Whether the rate is the share to one unit in its last printed digit: reports round, and some cut off."""
    exact, printed = share(above, below), Decimal(rate.value)
    exponent = printed.as_tuple().exponent
    return exact is not None and isinstance(exponent, int) and abs(exact - printed) < Decimal(1).scaleb(exponent)

"""What must hold across a whole form: codes unique and known, aliases told apart, no identity that runs in a circle."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarizer.form.constraint import AtMost, FromLevel, SumOf, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.form.blank import Form, Indicator
    from summarizer.form.faults import Faults


def check(form: Form, faults: Faults) -> None:
    """Note every fault that only the whole form shows."""
    _unique(form, faults)
    _known(form, faults)
    _aliases(form, faults)
    _patterns(form, faults)
    _circles(form, faults)
    _findable(form, faults)
    if not form.indicators:
        faults.add((), "form: no indicator; write at least one table headed [[indicator]]")


def _unique(form: Form, faults: Faults) -> None:
    """A code names one thing of its kind."""
    kinds: dict[str, Iterable[str]] = {
        "dimension": [d.code for d in form.dimensions],
        "indicator": [i.code for i in form.indicators],
        "field": [f.code for f in form.header],
        "level": [level.code for level in form.levels],
        "outline": [o.code for o in form.outlines],
        "item": [i.code for i in form.items],
        "statement": [s.kind for s in form.statements],
    }
    for kind, codes in kinds.items():
        first: dict[str, int] = {}
        for index, code in enumerate(codes):
            if code and first.setdefault(code, index) != index:
                faults.add((kind, index, "code"), f"{kind} {code}: this code is used before; give it another")


def _known(form: Form, faults: Faults) -> None:
    """Every code that the form mentions is one that it has."""
    dimensions = {d.code for d in form.dimensions}
    indicators = {i.code for i in form.indicators}
    levels = {level.code for level in form.levels}
    for index, indicator in enumerate(form.indicators):
        if indicator.dimension and indicator.dimension not in dimensions:
            message = f"unknown dimension {indicator.dimension!r}; known: {', '.join(sorted(dimensions))}"
            faults.add(("indicator", index, "dimension"), f"indicator {indicator.code}: {message}")
        mentioned = [code for rule in indicator.constraint for code in codes_of(rule)]
        for code in dict.fromkeys(mentioned):
            if code not in indicators:
                faults.add(
                    ("indicator", index, "rules"), f"indicator {indicator.code}: rule over unknown code {code!r}"
                )
        for rule in indicator.rules(FromLevel):
            if rule.level not in levels:
                faults.add(("indicator", index, "rules"), f"indicator {indicator.code}: unknown level {rule.level!r}")
    _known_elsewhere(form, levels, faults)


def _known_elsewhere(form: Form, levels: set[str], faults: Faults) -> None:
    kinds = {statement.kind for statement in form.statements}
    for index, deadline in enumerate(form.deadlines):
        for level in (*deadline.levels, *deadline.local):
            if level not in levels:
                faults.add(("deadline", index, "levels"), f"deadline: unknown level {level!r}")
    for index, item in enumerate(form.items):
        for kind in item.statements:
            if kind not in kinds:
                faults.add(("item", index, "statements"), f"item {item.code}: unknown statement kind {kind!r}")


def _aliases(form: Form, faults: Faults) -> None:
    """An alias may be shared only where a unit, or a word that each sharer needs nearby, tells them apart."""
    if form.locate == "table":
        return  # there row, column and table labels tell the indicators apart
    users: dict[str, list[int]] = defaultdict(list)
    for index, indicator in enumerate(form.indicators):
        for alias in indicator.aliases:
            users[alias].append(index)
    for alias, sharers in users.items():
        for position, index in enumerate(sharers):
            others = [form.indicators[other] for other in sharers[:position]]
            message = _ambiguity(form.indicators[index], others, alias)
            if message:
                faults.add(("indicator", index, "aliases"), f"indicator {form.indicators[index].code}: {message}")


def _ambiguity(indicator: Indicator, others: list[Indicator], alias: str) -> str:
    """Say why an alias does not tell this indicator from others that use it; empty if it does."""
    needed = set(dict(indicator.needs).get(alias, ()))
    for other in others:
        if not {*indicator.units} & {*other.units}:
            continue
        theirs = set(dict(other.needs).get(alias, ()))
        if not needed or not theirs:
            return (
                f"alias {alias!r} is shared with {other.code}; "
                "make it `weak` in both, each with a word it `needs` nearby"
            )
        if both := needed & theirs:
            return f"alias {alias!r} is shared with {other.code}, and both need {min(both)!r} nearby"
    return ""


def _findable(form: Form, faults: Faults) -> None:
    """Every indicator says by which words or labels it is found."""
    for index, indicator in enumerate(form.indicators):
        if form.locate == "table" and indicator.cell is None:
            faults.add(
                ("indicator", index), f"indicator {indicator.code}: give the labels of its cell: cell = {{ row = […] }}"
            )
        if form.locate == "sentence" and not (indicator.aliases or indicator.patterns):
            faults.add(("indicator", index), f"indicator {indicator.code}: give at least one alias or pattern")


def _patterns(form: Form, faults: Faults) -> None:
    """A pattern belongs to one indicator."""
    owner: dict[str, str] = {}
    for index, indicator in enumerate(form.indicators):
        for pattern in indicator.patterns:
            if owner.setdefault(pattern, indicator.code) != indicator.code:
                message = f"pattern {pattern!r} is used by {owner[pattern]} too"
                faults.add(("indicator", index, "patterns"), f"indicator {indicator.code}: {message}")


def _circles(form: Form, faults: Faults) -> None:
    """Nothing is a part of itself: sums and single bounds, read as “is not less than”, form no circle."""
    parts: dict[str, set[str]] = defaultdict(set)
    for indicator in form.indicators:
        for total in indicator.rules(SumOf):
            parts[indicator.code].update(total.codes)
        for bound in indicator.rules(AtMost):
            for alternative in bound.alternatives:
                if len(alternative) == 1 == len(bound.alternatives) and bound.strict:
                    parts[alternative[0]].add(indicator.code)
    for index, indicator in enumerate(form.indicators):
        if circle := _way_back(indicator.code, parts):
            message = f"its rules run in a circle: {' → '.join(circle)}"
            faults.add(("indicator", index, "rules"), f"indicator {indicator.code}: {message}")


def _way_back(start: str, parts: dict[str, set[str]]) -> list[str]:
    """Return a way from a code over its parts back to itself, or an empty list."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for part in sorted(parts.get(way[-1], ())):
            if part == start:
                return [*way, start]
            if part not in seen:
                seen.add(part)
                ways.append([*way, part])
    return []

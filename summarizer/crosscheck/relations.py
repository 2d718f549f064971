"""Relations that the source itself states: parts and their whole, rates and counts, changes, columns of tables.

They are shown, never repaired: where two numbers of a report contradict each other both stand. One unit in the last
printed digit is tolerated, rounded or cut off.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Relation
from summarizer.crosscheck.index import Entry, index_of
from summarizer.crosscheck.number import kind_of_unit, plain
from summarizer.crosscheck.stages import nested, stages_of
from summarizer.facts import Direction, Mood, Role
from summarizer.facts.cues import cue
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.reading import Reading

_BACK = 6  # figures looked back over for the counts of a rate


def arithmetic(reading: Reading) -> list[Relation]:
    """Return the arithmetic relations that a reading states, each with whether it holds."""
    entries = index_of(reading).entries
    text = reading.report.text
    found = [*_parts(entries, text), *_rates(entries, text), *_changes(entries), *_columns(entries)]
    return sorted(found, key=lambda relation: relation.figures[0].figure.start)


def _relation(formula: str, holds: bool, entries: Sequence[Entry], note: str) -> Relation:
    word = table("findings")["relations"][note if holds else f"{note}_off"]
    return Relation(formula, holds, tuple(e.fact for e in entries), word)


# -- parts and wholes -----------------------------------------------------------------------------------------------


def _parts(entries: Sequence[Entry], text: str) -> Iterator[Relation]:
    """Compare each whole with its parts (25 = 12 + 9 + …); an aside (含往年立案10件) is an enumeration of its own."""
    places = {e.fact.figure.start: e for e in entries}
    runs: dict[tuple[int, bool], list[Entry]] = defaultdict(list)
    for entry in entries:
        whole = places.get(entry.fact.whole)
        if whole is not None and _same_measure(entry, whole) and entry.fact.role in {Role.PART, Role.PLAIN}:
            runs[entry.fact.whole, entry.fact.aside].append(entry)
    for (start, _), parts in runs.items():
        yield from _compare_parts(places[start], parts, text)


def _same_measure(part: Entry, whole: Entry) -> bool:
    told = part.fact.cell is None and not whole.fact.worded  # none of something has no parts
    return told and _counted(whole) and _same_unit(part, whole)


def _counted(entry: Entry) -> bool:
    """Whether an amount counts something that parts add up to."""
    return kind_of_unit(entry.amount.unit) not in {"percent", "points"}


def _same_unit(one: Entry, other: Entry) -> bool:
    return kind_of_unit(one.amount.unit) == kind_of_unit(other.amount.unit)


def _compare_parts(whole: Entry, parts: list[Entry], text: str) -> Iterator[Relation]:
    exact = not any(e.amount.qualifier for e in [whole, *parts])
    stages = [stages_of(part.fact, text) for part in parts]
    stepped = any(nested(one, other) for one, other in combinations(stages, 2))
    if len(parts) > 1 and exact and not stepped:
        total = Decimal(0)
        for count, part in enumerate(parts, 1):
            total += part.amount.value
            if total == whole.amount.value and count > 1:
                yield _sum(whole, parts[:count], "=", holds=True)
                return
        if total > whole.amount.value:
            yield _sum(whole, parts, "=", holds=False)
            return
    for part in parts:
        holds = part.amount.value <= whole.amount.value
        yield _relation(f"{plain(part.amount.value)} ≤ {plain(whole.amount.value)}", holds, [part, whole], "bound")


def _sum(whole: Entry, parts: Sequence[Entry], sign: str, *, holds: bool) -> Relation:
    added = " + ".join(plain(e.amount.value) for e in parts)
    mark = sign if holds else "≠"
    return _relation(f"{plain(whole.amount.value)} {mark} {added}", holds, [whole, *parts], "sum")


# -- rates and counts -----------------------------------------------------------------------------------------------


def _rates(entries: Sequence[Entry], text: str) -> Iterator[Relation]:
    """Compare each rate with the counts before it in its sentence (95.92% of 147 is 141)."""
    for index, entry in enumerate(entries):
        fact = entry.fact
        if fact.role != Role.RATE or fact.mood != Mood.RESULT or fact.worded or fact.cell is not None:
            continue
        if _counted(entry):
            continue  # how many times as much as another time's number
        near = [e for e in entries[max(0, index - _BACK) : index] if e.fact.sentence == fact.sentence]
        counts = [e for e in near if _counted(e) and e.amount.value]
        pair = _fitting(entry, counts)
        if pair is not None:
            yield _ratio(entry, *pair, holds=True)
            continue
        named = _named_counts(entry, counts, text)
        if named is not None:
            yield _ratio(entry, *named, holds=False)


def _fitting(rate: Entry, counts: Sequence[Entry]) -> tuple[Entry, Entry] | None:
    """Return the part and whole among some counts whose quotient is the rate, if it says anything."""
    for whole in counts:
        for part in counts:
            trivial = part is whole or part.amount.value == whole.amount.value != Decimal(0) != rate.amount.value - 100
            if not trivial and _same_unit(part, whole) and _is_rate(rate, part, whole):
                return part, whole
    return None


def _is_rate(rate: Entry, part: Entry, whole: Entry) -> bool:
    exact = part.amount.value * 100 / whole.amount.value
    return abs(exact - rate.amount.value) <= rate.amount.grain


def _named_counts(rate: Entry, counts: Sequence[Entry], text: str) -> tuple[Entry, Entry] | None:
    """Return the counts that a rate's own name points at (整改率: 整改382个 of the 395 before it), or None."""
    begin, end = rate.fact.clause
    name = cue("role", "rate").sub("", "".join(c for c in text[begin : rate.fact.figure.start] if c.isalpha()))[-2:]
    for place in range(len(counts) - 1, 0, -1):
        part, whole = counts[place], counts[place - 1]
        said = "".join(text[s.start : s.end] for s in part.fact.subject if s.kind == "own")
        smaller = part.amount.value <= whole.amount.value and _same_unit(part, whole)
        if len(name) == 2 and name in said and smaller and end > begin and not rate.amount.qualifier:
            return part, whole
    return None


def _ratio(rate: Entry, part: Entry, whole: Entry, *, holds: bool) -> Relation:
    mark = "=" if holds else "≠"
    formula = f"{plain(part.amount.value)} / {plain(whole.amount.value)} {mark} {plain(rate.amount.value)}%"
    return _relation(formula, holds, [part, whole, rate], "ratio")


# -- changes and tables ---------------------------------------------------------------------------------------------


def _changes(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Compare the two ends of a change with the direction told (由20个增加到26个)."""
    for base, end in pairwise(entries):
        same = base.fact.clause == end.fact.clause and end.fact.role != Role.CHANGE
        if base.fact.role != Role.BASE or not same or not _same_unit(end, base):
            continue
        rises = end.amount.value > base.amount.value
        holds = base.amount.value != end.amount.value and rises == (base.fact.direction == Direction.UP)
        sign = "<" if rises else ">"
        formula = f"{plain(base.amount.value)} {sign} {plain(end.amount.value)}"
        yield _relation(formula, holds, [base, end], "change")


def _columns(entries: Sequence[Entry]) -> Iterator[Relation]:
    """Compare the rows of each table column with its row of totals."""
    columns: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.fact.cell is not None:
            columns[entry.fact.cell.table, entry.fact.cell.column].append(entry)
    totals = tuple(table("findings")["relations"]["total_rows"])
    for (_, column), cells in columns.items():
        whole = next((e for e in cells if e.fact.cell and e.fact.cell.row.strip() in totals), None)
        rows = [e for e in cells if e is not whole]
        if whole is None or len(rows) < 2 or not _counted(whole) or cue("role", "unsummed").search(column):
            continue
        added = sum((e.amount.value for e in rows), Decimal(0))
        mark = "=" if added == whole.amount.value else "≠"
        formula = f"{plain(whole.amount.value)} {mark} " + " + ".join(plain(e.amount.value) for e in rows)
        yield _relation(formula, added == whole.amount.value, [whole, *rows], "column")

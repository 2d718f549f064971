"""Numbers said in words: 未收到…申请 and 一件没输 are stated zeros, 全部办结 is all of them.

Zeros are said in four ways: a negated verb of happening or doing (未收到, 没有发生过一起), none of a measure (一件没输,
无一), a bare negation of a thing that ends the clause (无败诉案件), and 零 (为零, 零事故).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import any_of, cue
from summarizer.figures import Figure, Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.facts.clauses import Clause, Clauses


@dataclass(frozen=True, slots=True)
class _Zeros:
    """The patterns of stated zeros; ``firm`` ones hold even where their clause has another number."""

    loose: re.Pattern[str]
    firm: re.Pattern[str]
    never: re.Pattern[str]


@cache
def _zeros() -> _Zeros:
    words = {name: any_of(entries).pattern for name, entries in table("facts")["worded"].items()}
    gap = r"[^\W\d_]{0,16}?"  # what is missing may be named at some length: 无重大行政决策事项
    negated = f"(?:{words['zero_not']})(?:曾|再)?(?:{words['zero_verbs']})过?(?:{words['zero_one']})?"
    none_of = f"(?:{words['zero_one']})(?:也|都|均)?(?:没有|没|未|无)|(?:没有|没|无)(?:{words['zero_one']})|无一"
    thing = f"(?:{words['zero_bare']})(?={gap}(?:{words['zero_things']})$)"
    direct = f"(?:{words['zero_bare']})(?=(?:{words['zero_things']})(?:案件)?$)"
    nil = f"为零|零(?=(?:{words['zero_things']}))"
    loose = re.compile(f"{negated}|{words['zero']}|{thing}")
    return _Zeros(loose, re.compile(f"{none_of}|{direct}|{nil}"), re.compile(words["zero_never"]))


def worded_figures(text: str, clauses: Clauses, figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers of a text that are said in words, one a clause at most; a zero may cover 一件 and its like."""
    starts = [f.start for f in figures]
    found: list[Figure] = []
    for clause in clauses.clauses:
        inside = figures[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        amounts = [f for f in inside if f.is_amount and f.kind != Kind.DURATION]
        figure = next(_find(text, clause, amounts), None)
        if figure is None and not any(f.unit != "%" for f in amounts):
            figure = _all(text, clause, inside)
        if figure is not None:
            found.append(figure)
    return found


def _find(text: str, clause: Clause, amounts: Sequence[Figure]) -> Iterator[Figure]:
    end = clause.start + len(text[clause.start : clause.end].rstrip('”" \u3000'))
    zeros = _zeros()
    for match in zeros.firm.finditer(text, clause.start, end):
        if not zeros.never.match(text, match.start()):
            yield _zero(match)
    for match in zeros.loose.finditer(text, clause.start, end):
        covered = all(match.start() <= f.start and f.end <= match.end() for f in amounts)
        if covered and not zeros.never.match(text, match.start()):
            yield _zero(match)


def _zero(match: re.Match[str]) -> Figure:
    return Figure(match.start(), match.end(), match.group(), Kind.QUANTITY, "0")


def _all(text: str, clause: Clause, inside: Sequence[Figure]) -> Figure | None:
    match = cue("worded", "all").search(text, clause.start, clause.end)
    if match is None or any(f.start < match.end() and match.start() < f.end for f in inside):
        return None
    return Figure(match.start(), match.end(), match.group(), Kind.PERCENT, "100", unit="%")

"""Numbers said in words: 未收到…申请 and 一件没输 are stated zeros, 全部办结 is all of them.

Zeros are said in four ways: a negated verb of happening or doing (未收到, 没有发生过一起), none of a measure (一件没输,
无一), a bare negation of a thing that ends the clause (无败诉案件), and 零 (为零, 零事故).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summarizer.facts.cues import Opened, any_of, cue, opened
from summarizer.figures import Figure, Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts.clauses import Clauses


# Where a clause ends, be it behind a closing quotation mark.
_END = r"(?=[”\"\s]*(?:[，,。；;！？!?、）)]|$))"
# 尚有1件未结 and 21件未办结 are no zeros.
_NOT_SOME = r"(?<![有剩余下为是\d十百千万])"
# What is missing may be named at some length: 无重大行政决策事项.
_GAP = r"[^\W\d_]{0,16}?"


@dataclass(frozen=True, slots=True)
class _Zeros:
    """The patterns of stated zeros; ``firm`` ones hold even where their clause has another number."""

    loose: Opened
    firm: Opened
    never: re.Pattern[str]


@cache
def _zeros() -> _Zeros:
    entries = table("facts")["worded"]
    words = {name: any_of(listed).pattern for name, listed in entries.items()}
    bare, things, one = words["zero_bare"], words["zero_things"], words["zero_one"]
    negated = f"(?:{words['zero_not']})(?:曾|再)?(?:{words['zero_verbs']})过?(?:{one})?"
    single = f"(?:{one})(?:也|都|均)|(?!\\d)(?:{one})"  # 1件未审结 is one: in figures it takes 也 to be none
    none_of = f"{_NOT_SOME}(?:{single})(?:没有|没|未|无)|(?:没有|没|无)(?:{one})|无一"
    thing = f"(?:{bare})(?={_GAP}(?:{things}){_END})"
    direct = f"(?:{bare})(?=(?:{things})(?:案件)?{_END})"
    nil = f"为零|零(?=(?:{things}))"
    loose = opened(
        f"{negated}|{words['zero']}|{thing}", [*entries["zero_not"], *entries["zero"], *entries["zero_bare"]]
    )
    firm = opened(f"{none_of}|{direct}|{nil}", [*entries["zero_one"], *entries["zero_bare"], "为零", "零"])
    return _Zeros(loose, firm, re.compile(words["zero_never"]))


def worded_figures(text: str, clauses: Clauses, figures: Sequence[Figure]) -> list[Figure]:
    """Return the numbers of a text that are said in words, one a clause at most; a zero may cover 一件 and its like."""
    zeros, wholes = _zeros(), list(cue("worded", "all").finditer(text))
    said = [
        (match, firm)
        for firm, pattern in ((True, zeros.firm), (False, zeros.loose))
        for match in pattern.finditer(text)
    ]
    if not said and not wholes:
        return []
    counts = [f for f in figures if f.is_amount and f.kind != Kind.DURATION]
    found: dict[int, Figure] = {}
    counted = Counter(clauses.at(f.start) for f in counts)
    starts = [f.start for f in counts]
    for match, firm in said:
        index = clauses.at(match.start())
        others = counted[index] - bisect_left(starts, match.end()) + bisect_left(starts, match.start())
        if (firm or not others) and not zeros.never.match(text, match.start()):
            found.setdefault(index, _figure(match, Kind.QUANTITY, "0"))
    sized = {clauses.at(f.start) for f in counts}
    starts = [f.start for f in figures]
    for match in wholes:
        index = clauses.at(match.start())
        if index not in found and index not in sized and not _covered(match, figures, starts):
            found[index] = _figure(match, Kind.PERCENT, "100", "%")
    return [found[index] for index in sorted(found)]


def _figure(match: re.Match[str], kind: Kind, value: str, unit: str = "") -> Figure:
    return Figure(match.start(), match.end(), match.group(), kind, value, unit=unit)


def _covered(match: re.Match[str], figures: Sequence[Figure], starts: Sequence[int]) -> bool:
    """Whether a figure stands on some of the words already."""
    index = bisect_left(starts, match.end()) - 1
    return index >= 0 and figures[index].end > match.start()

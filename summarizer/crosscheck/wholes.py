"""Wholes and their parts: whether a claim means a whole, a part of it, or what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck.finding import Reason, Verdict
from summarizer.crosscheck.number import kind_of_unit
from summarizer.crosscheck.said import cue as claim_cue
from summarizer.crosscheck.terms import terms
from summarizer.facts import PeriodKind, Role
from summarizer.facts.cues import cue
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.crosscheck.index import Entry, SourceIndex
    from summarizer.crosscheck.said import Said
    from summarizer.facts import Fact, Period

NAMED_PART = 0.75  # the same of a part's own words where the number is the whole's
NAMED = 0.5  # share of a whole's own words that a claim must say to name it
SHARED = 0.75  # share of a claim's words that a whole says, too, from which on they tell nothing of its part
_SPANS = frozenset({PeriodKind.SINCE, PeriodKind.CUMULATIVE})
LONG = _SPANS | {PeriodKind.AS_OF}


def taken_for_whole(said: Said, entry: Entry, index: SourceIndex) -> tuple[Verdict, Reason] | None:
    """Object where a claim's own words name the whole and give a part's number, or name a part and give the whole's."""
    if said.fact is None or said.fact.whole >= 0:
        return None
    here = index.starts[entry.fact.figure.start]
    whole = index.starting(entry.fact.whole)
    rate = kind_of_unit(entry.amount.unit) == "percent"  # 意见中20%涉及土地: a share is told of its whole
    if (
        whole is not None
        and not rate
        and _unnamed(said, here, whole, index)
        and not of_its_time(said.fact, entry, whole, index)
    ):
        return Verdict.MISATTRIBUTED, Reason.PART
    parts = index.parts.get(entry.fact.figure.start, ()) if entry.fact.role == Role.TOTAL else ()
    words = said.beside.difference(index.own[here])
    if any(index.cover(i, words) >= NAMED_PART and index.entries[i].amount.unit == entry.amount.unit for i in parts):
        return Verdict.MISATTRIBUTED, Reason.PART
    return None


def _unnamed(said: Said, part: int, whole: int, index: SourceIndex) -> bool:
    """Whether a claim's own words name a whole, and say nothing of what tells its part from it.

    A claim that says of a part what its whole says of itself, and no more, means the whole: 出庭95件, where
    负责人出庭101件 has as a part 分局领导出庭95件.
    """
    apart = _apart(part, whole, index)
    if not said.spoken.isdisjoint(apart) or rests(said, index.entries[part], index):
        return False
    alike = index.entries[part].amount.unit == index.entries[whole].amount.unit
    shared = said.beside & index.entries[whole].subject.near.keys()
    told = alike and apart and shared and index.worth(shared) >= SHARED * index.worth(said.beside)
    return bool(told) or (not index.cover(part, said.spoken) and index.cover(whole, said.around) >= NAMED)


def _apart(part: int, whole: int, index: SourceIndex) -> frozenset[str]:
    """Return the terms beside a part that tell it from its whole."""
    spans = index.entries[part].fact.subject
    shared = terms("，".join(index.text[s.start : s.end] for s in spans if s.kind == "shared"))
    return (shared | index.own[part].keys()).difference(index.entries[whole].subject.near)


def told_apart(said: Said, part: int, whole: int, index: SourceIndex) -> bool:
    """Whether a claim says what tells a part from its whole: words of its own, or its time."""
    if said.fact is not None and of_its_time(said.fact, index.entries[part], whole, index):
        return True
    return not said.spoken.isdisjoint(_apart(part, whole, index))


def left_over(said: Said, entry: Entry, index: SourceIndex) -> tuple[Verdict, Reason] | None:
    """Object where a claim's number is what is left of another, and the fact's is that other or a part beside it."""
    if said.fact is None or not _says_rest(said, "remnant") or _opens_rest(entry, index):
        return None
    start = entry.fact.whole if entry.fact.whole >= 0 else entry.fact.figure.start
    parts = [index.entries[i] for i in index.parts.get(start, ())]
    left = any(_opens_rest(part, index) and part.amount.unit == entry.amount.unit for part in parts)
    return (Verdict.MISATTRIBUTED, Reason.PART) if left else None


def _says_rest(said: Said, name: str) -> bool:
    """Whether the words before a claimed number say, with one of a list of words, that it is what is left."""
    fact = said.fact
    return fact is not None and claim_cue(name).search(said.words, fact.clause[0], fact.figure.start) is not None


def _opens_rest(entry: Entry, index: SourceIndex) -> bool:
    """Whether the words before a fact's number say that it is what is left of another: 其余2个."""
    return cue("role", "left").search(index.text, entry.fact.clause[0], entry.fact.figure.start) is not None


def rests(said: Said, entry: Entry, index: SourceIndex) -> bool:
    """Whether claim and fact both say that their number is what is left of another: 其余2个, 还剩2个."""
    return _opens_rest(entry, index) and _says_rest(said, "rest")


def became_otherwise(said: Said, entry: Entry, index: SourceIndex) -> tuple[Verdict, Reason] | None:
    """Object where a claim says of what is left what the source says of a part beside it: 其余38件驳回."""
    fact = said.fact
    if fact is None or not rests(said, entry, index) or claim_cue("undone").search(said.words, *fact.clause):
        return None
    here, whole = index.starts[entry.fact.figure.start], index.starting(entry.fact.whole)
    behind = terms(said.words[fact.figure.end : fact.clause[1]])
    words = (said.beside | behind).difference(entry.subject.near, index.own[whole] if whole is not None else ())
    beside = index.parts.get(entry.fact.whole, ()) if whole is not None else index.within(*entry.fact.sentence)
    taken = any(not words.isdisjoint(index.own[i]) for i in beside if i != here)
    return (Verdict.MISATTRIBUTED, Reason.SUBJECT) if taken else None


def of_its_time(mine: Fact, entry: Entry, whole: int, index: SourceIndex) -> bool:
    """Whether a part is told from its whole by its time, and the claim is not of several years: 其中本年度12件."""
    longer = many_years(index.entries[whole].fact.period, index)
    return longer and mine.period.kind not in LONG and not many_years(entry.fact.period, index)


def many_years(period: Period, index: SourceIndex) -> bool:
    """Whether a period is of several years: since an earlier one or an event, or years named without number."""
    return period.kind in _SPANS and period.year != index.year and (period.year != "" or not _sums(period))


def _sums(period: Period) -> bool:
    """Whether all that is told of a period is that it sums up (累计)."""
    return period.words in table("facts")["period"]["summing"]

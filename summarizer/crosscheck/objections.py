"""Objections: what speaks against a claim whose number stands in the source."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summarizer.crosscheck.contrasts import contradicts
from summarizer.crosscheck.finding import Reason, Verdict
from summarizer.crosscheck.number import match
from summarizer.crosscheck.said import cue as claim_cue
from summarizer.crosscheck.wholes import LONG, NAMED, became_otherwise, left_over, many_years, rests, taken_for_whole
from summarizer.facts import Mood, Period, PeriodKind, Role, compared_years
from summarizer.facts.cues import any_of, cue
from summarizer.facts.fact import TIMES
from summarizer.facts.role import compares
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from summarizer.crosscheck.index import Entry, SourceIndex
    from summarizer.crosscheck.number import Comparison
    from summarizer.crosscheck.said import Said
    from summarizer.facts import Fact

CLEARLY = 0.25  # how much more of its own words the number must have said that a change is told of
_COUNTED = frozenset({Kind.QUANTITY, Kind.MONEY})
_DIGIT = re.compile(r"\d")
_CLOSE = 12  # characters before a number in which a word tells that it is an average
Objection = tuple[Verdict, Reason]


def objections(said: Said, entry: Entry, comparison: Comparison, index: SourceIndex) -> list[Objection]:
    """Return what speaks against reading a claim as this fact, gravest first; empty where nothing does."""
    differs = (comparison.verdict, comparison.reason) if not comparison.good else None
    worded = comparison.reason == Reason.QUALIFIER  # a plan with another qualifier is first of all a plan
    found: list[Objection | None] = [
        None if worded else differs,
        _contrast(said, entry),
        _direction(said, entry, index),
        _dealt(said, entry, index),
        taken_for_whole(said, entry, index),
        left_over(said, entry, index),
        became_otherwise(said, entry, index),
        _scope(said, entry),
        _each(said, entry, index),
        _base(said, entry),
        _due(said, entry, index),
        _mood(said, entry, index),
        _period(said, entry, index),
        differs if worded else None,
    ]
    return [o for o in found if o is not None]


def _contrast(said: Said, entry: Entry) -> Objection | None:
    if contradicts(said.subject.members, entry.subject.members):
        return Verdict.MISATTRIBUTED, Reason.SUBJECT
    return None


def _direction(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    fact = said.fact
    if fact is None:
        return None
    here, there = fact.direction, entry.fact.direction
    if here and there and here != there:
        return Verdict.ALTERED, Reason.DIRECTION
    if fact.role == Role.CHANGE and here and entry.fact.role in {Role.RATE, Role.BASE}:
        return Verdict.ALTERED, Reason.DIRECTION
    plain = entry.fact.role in {Role.PLAIN, Role.PART, Role.TOTAL}
    if (
        plain
        and fact.role == Role.CHANGE
        and (compares(said.words, fact.clause[0], fact.figure.start) or _ends_change(entry, index))
    ):
        return Verdict.MISATTRIBUTED, Reason.SUBJECT  # 由246项精简至231项 cuts 15, not 231
    if fact.role == Role.RATE and entry.fact.role == Role.CHANGE and entry.amount.unit == TIMES:
        return Verdict.ALTERED, Reason.DIRECTION  # 是上年的1.2倍 is not 增长1.2倍
    return None


def _ends_change(entry: Entry, index: SourceIndex) -> bool:
    """Whether a fact is where a change ends whose beginning stands right before it."""
    before = index.starts[entry.fact.figure.start] - 1
    other = index.entries[before].fact if before >= 0 else None
    return other is not None and other.role == Role.BASE and other.clause == entry.fact.clause


def _dealt(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    """Object to a change of one number where its sentence deals it to another (94件、18万元，分别下降…、上升…)."""
    fact = entry.fact
    own = [span for span in fact.subject if span.kind == "own"] if fact.role == Role.CHANGE and said.changes else []
    of = {i for span in own for i in index.within(span.start, span.end)}
    if not of:
        return None
    others = {i for i in index.within(*fact.sentence) if index.entries[i].fact.role != Role.CHANGE} - of
    if said.changed is not None:
        meant = {i for i in of | others if (c := match(said.changed, index.entries[i].amount)) and c.good}
    else:
        covers = {i: index.cover(i, said.beside) for i in of | others}
        meant = {i for i in of if covers[i]} | {i for i in others if covers[i] >= NAMED}
        meant = {i for i in meant if covers[i] > max(covers.values()) - CLEARLY}
    return (Verdict.MISATTRIBUTED, Reason.SUBJECT) if meant and meant.isdisjoint(of) else None


def _scope(said: Said, entry: Entry) -> Objection | None:
    """Object where one of claim and fact is of the government itself and the other of all that is under it."""
    scopes = {said.fact.scope, entry.fact.scope} if said.fact is not None else set()
    crossed = all(not scopes.isdisjoint(table("facts")["scope"][kind]) for kind in ("itself", "whole"))
    return (Verdict.MISATTRIBUTED, Reason.SUBJECT) if crossed else None


def _each(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    """Object where one of claim and fact is what each has or does (人均4次) and the other a count."""
    counted = entry.fact.figure.kind in _COUNTED and entry.fact.cell is None
    if said.fact is None or not counted or _averages(said.words, said.fact) == _averages(index.text, entry.fact):
        return None
    return Verdict.MISATTRIBUTED, Reason.SUBJECT


@cache
def _per_head() -> re.Pattern[str]:
    return any_of(table("rules")["per_head"])


def _averages(text: str, fact: Fact) -> bool:
    """Whether the words before a number say that it is an average, be it at some length (平均下来,一个村有3名)."""
    start = max(fact.clause[0], fact.figure.start - _CLOSE)
    if _per_head().search(text, start, fact.figure.start):
        return True
    opening = text[max(fact.sentence[0], fact.figure.start - 2 * _CLOSE) : fact.figure.start].lstrip()
    return _per_head().match(opening) is not None and _DIGIT.search(opening) is None


def _base(said: Said, entry: Entry) -> Objection | None:
    if entry.fact.role != Role.BASE or said.starts:
        return None
    return Verdict.MISATTRIBUTED, Reason.BASE


def _due(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    """Object where a fact counts what is due (应出庭104件) and the claim what was done."""
    fact, here = said.fact, entry.fact
    counted = fact is not None and here.figure.kind in _COUNTED and here.cell is None
    if not counted or not claim_cue("due").search(index.text, here.clause[0], here.figure.start):
        return None
    told = fact is not None and claim_cue("owed").search(said.words, *fact.clause) is not None
    return None if told or claim_cue("owed").search(said.claim.indicator) else (Verdict.MISATTRIBUTED, Reason.SUBJECT)


def _mood(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    mood = entry.fact.mood
    if mood == Mood.RESULT:
        return None
    named = said.claim.mood == mood or _plans(said.claim.indicator)
    told = named if said.only_fields else _tells(said, entry, index)
    return None if told else (Verdict.MISATTRIBUTED, Reason.MOOD)


def _tells(said: Said, entry: Entry, index: SourceIndex) -> bool:
    """Whether a claim's words leave a plan a plan and a rule a rule: a rule may not be said to be done.

    What is left to be done is left now, though it is planned (其余2个将于6月完成).
    """
    fact, mood = said.fact, entry.fact.mood
    if fact is None or fact.mood == mood:
        return True
    if mood == Mood.PLAN:
        return fact.period.kind == PeriodKind.NEXT or (rests(said, entry, index) and not _done(said.words, fact))
    start, end = entry.fact.clause
    source = index.text[start:end]
    return all(word in source for word in cue("mood", "done").findall(said.claim.text))


def _done(text: str, fact: Fact) -> bool:
    """Whether the clause of a number says that something was done, and not that it is still to be."""
    undone = claim_cue("undone").search(text, *fact.clause) is not None
    return not undone and cue("mood", "done").search(text, *fact.clause) is not None


def _plans(name: str) -> bool:
    """Whether the name of an indicator says that its number is planned or asked for."""
    return any(cue("mood", words).search(name) for words in ("plan_names", "plan", "norm"))


def _period(said: Said, entry: Entry, index: SourceIndex) -> Objection | None:
    if said.only_fields:
        return _time_of_name(said, entry)
    if said.fact is None:
        return None
    mine, theirs = said.fact.period, entry.fact.period
    if _spans_otherwise(said, entry, index) or _new_for_all(said, entry, index):
        return Verdict.MISATTRIBUTED, Reason.PERIOD
    if entry.amount.unit == TIMES and _of_another_year(said, entry):
        return Verdict.ALTERED, Reason.YEAR
    if said.years:
        return _year(_years_meant(said.years, mine), entry, index)
    now = theirs.kind in {PeriodKind.REPORT_YEAR, PeriodKind.SINCE} and entry.fact.role != Role.BASE
    stale = theirs.kind == PeriodKind.PRIOR and not said.starts
    past = mine.kind == PeriodKind.PRIOR or (not mine.words and _named_past(said))
    return (Verdict.MISATTRIBUTED, Reason.PERIOD) if stale or (past and now) else None


def _named_past(said: Said) -> bool:
    """Whether a claim's name opens with an earlier time: 上年培训次数, but not 上年结转件数."""
    time = cue("period", "prior").match(said.claim.indicator)
    carried = cue("period", "carried_over").search(said.claim.indicator)
    return bool(said.subject.names) and time is not None and carried is None and not said.changes


def _of_another_year(said: Said, entry: Entry) -> bool:
    """Whether two multiples are told of two years: 是2016年的2.4倍 and 是2015年的2.4倍."""
    years = {term[1:] for term in said.spoken if term[0] == "#"}
    return bool(years and entry.years) and years.isdisjoint(entry.years)


def _years_meant(named: frozenset[str], mine: Period) -> frozenset[str]:
    """Return the years that a claim means: 上年 and 本年 tell the year beside them from one that its sentence names."""
    apart = mine.kind in {PeriodKind.PRIOR, PeriodKind.NEXT} and mine.words and mine.year
    here = mine.words in table("facts")["period"]["deictic"]
    return frozenset({mine.year}) if apart or here else named


def _time_of_name(said: Said, entry: Entry) -> Objection | None:
    """Object to a name and a number of another time: a name is of the report's own year, unless it says otherwise."""
    past = entry.fact.period.kind == PeriodKind.PRIOR or entry.fact.role == Role.BASE
    name = said.claim.indicator
    of_past = cue("period", "prior").search(name) and not cue("period", "carried_over").search(name)
    if past == said.starts or (said.starts and not of_past):
        return None
    return Verdict.MISATTRIBUTED, Reason.PERIOD


def _spans_otherwise(said: Said, entry: Entry, index: SourceIndex) -> bool:
    """Whether one of claim and fact is of several years and the other of a single one."""
    mine, theirs = said.fact.period if said.fact else Period(), entry.fact.period
    if many_years(theirs, index):
        return mine.kind not in LONG and (bool(said.years) or _this_year(said))
    whole = index.starting(entry.fact.whole)
    part_of_long = whole is not None and many_years(index.entries[whole].fact.period, index)
    return part_of_long and mine.kind in LONG and not said.years


def _new_for_all(said: Said, entry: Entry, index: SourceIndex) -> bool:
    """Whether a claim says that its number is new, or this year's, and the fact is of all: 新建11所,累计达到25所.

    累计 behind a smaller number of the year is of more than the year, but for 上半年8件,全年累计20件.
    """
    fact, (start, _) = said.fact, entry.fact.clause
    if fact is None:
        return False
    mine, theirs = said.words[fact.clause[0] : fact.figure.start], index.text[start : entry.fact.figure.start]
    sums, news, overall = cue("period", "summing"), claim_cue("new"), claim_cue("overall")
    if sums.search(mine) or overall.search(mine):
        return False
    grown = _grown(entry, index)
    if news.search(mine) and not news.search(theirs):
        all_there_are = sums.search(theirs) or overall.search(theirs)
        return bool(all_there_are or (grown and claim_cue("reached").search(theirs)))
    open_ended = entry.fact.period.kind is not PeriodKind.WITHIN and not cue("period", "current").search(theirs)
    return _this_year(said) and grown and open_ended and bool(sums.search(theirs))


def _grown(entry: Entry, index: SourceIndex) -> bool:
    """Whether a smaller number of the same thing stands right before a fact: 取消24项,累计取消已达203项."""
    here = index.starts[entry.fact.figure.start]
    before = index.entries[here - 1] if here else entry
    same = before.fact.sentence == entry.fact.sentence and before.amount.unit == entry.amount.unit
    return same and before.amount.value < entry.amount.value and index.own[here - 1].keys() <= entry.subject.near.keys()


def _this_year(said: Said) -> bool:
    """Whether a claim says itself that its number is of the report's own year."""
    mine = said.fact.period if said.fact else Period()
    named = cue("period", "current").search(said.claim.indicator) is not None
    return named or (mine.kind == PeriodKind.REPORT_YEAR and mine.words != "")


def _year(years: frozenset[str], entry: Entry, index: SourceIndex) -> Objection | None:
    """Object where no year that the claim names is that of the fact; a year of the fact's own words is one, too."""
    theirs = entry.fact.period
    allowed = theirs.year or index.year
    start, end = entry.fact.clause
    own = entry.years - compared_years(index.text, start, end)
    now = theirs.kind == PeriodKind.REPORT_YEAR and allowed.isdigit()
    if now and cue("period", "carried_over").search(index.text, start, end):
        own |= {str(int(allowed) - 1)}  # what was carried over is of last year's cases, too
    if allowed in years or years & own:
        return None
    if not allowed:
        return Verdict.UNCERTAIN, Reason.PERIOD  # the source does not say which year it is about
    if theirs.kind == PeriodKind.NEXT and not theirs.words:
        return None
    if theirs.words and theirs.kind != PeriodKind.REPORT_YEAR and index.year in years:
        return Verdict.MISATTRIBUTED, Reason.PERIOD
    return Verdict.ALTERED, Reason.YEAR

"""Reading the figures of a part: every fact matched, shared names told apart, parts labelled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.answers import answer, quote_span
from summarizer.engines.rules.beside import only_light
from summarizer.engines.rules.cells import cell_answers
from summarizer.engines.rules.changes import changes
from summarizer.engines.rules.match import Matcher
from summarizer.engines.rules.neighbours import part_facts, surroundings
from summarizer.engines.rules.sharing import beyond_unknown, deals_out, dealt_out, joint_before, listed, rates
from summarizer.engines.rules.zeros import Zeros
from summarizer.facts import Mood, PeriodKind, Role
from summarizer.figures import Kind
from summarizer.form import Trait
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.assessment import Answer
    from summarizer.engines.rules.hit import Hit
    from summarizer.engines.rules.sharing import Dealt
    from summarizer.engines.rules.surroundings import Surroundings
    from summarizer.facts import Fact
    from summarizer.form import Form
    from summarizer.parts import Part

_WEIGHT = attrgetter("cue.weight")
_SEVERAL_YEARS = frozenset({PeriodKind.SINCE, PeriodKind.CUMULATIVE})
_LABEL = 24  # characters of the words before a number that tell one part from another


class _Matched(NamedTuple):
    """A fact with the cue that names it.

    ``at`` is its place among the facts of the part; ``label`` is whose it is where 分别 deals it out (市、县分别…).
    """

    at: int
    around: Surroundings
    hit: Hit
    label: str = ""


class FigureReader:
    """Answers the indicators of one form from the facts of a part."""

    def __init__(self, form: Form) -> None:
        """Compile the form's words."""
        self._matcher = Matcher(form)
        self._zeros = Zeros(form)
        self._names = {i.code: i.zh for i in form.indicators}
        self._multi = {i.code for i in form.indicators if i.has(Trait.MULTI)}
        self._rates = {i.code for i in form.indicators if i.type == "percent"}
        self._outcomes = {i.code for i in form.indicators if i.has(Trait.OUTCOMES)}
        self._by_unit = {i.code for i in form.indicators if i.has(Trait.SPLIT_BY_UNIT)}

    def read(self, part: Part) -> Iterator[Answer]:
        """Yield the answers that the facts of a part give."""
        text = part.reading.report.text
        facts = part_facts(part)
        yield from cell_answers(text, facts, self._matcher)
        told = changes(text, facts)
        found: dict[str, list[_Matched]] = defaultdict(list)
        for matched in self._match(part, facts):
            found[matched.hit.cue.code].append(matched)
        for code, matches in found.items():
            group = _without_added(matches)
            if code in self._multi:
                kept = _without_parts(group, keyed=code in self._outcomes, by_unit=code in self._by_unit)
            else:
                kept = _without_parts(_asked_for(group, self._names[code]), keyed=False)
            if code in self._rates or (code not in self._multi and code not in self._by_unit):
                kept = _best_named(kept, self._names[code])
            for one, label in self._labelled(code, kept):
                yield answer(text, one.around.fact, one.hit, label, told.get(one.at))

    def _match(self, part: Part, facts: Sequence[Fact]) -> Iterator[_Matched]:
        """Yield every fact that a cue names, a number that several names share once for each."""
        around = surroundings(part.reading, facts)
        dealt = 0
        for at, here in enumerate(around):
            if at < dealt or here.fact.cell is not None or not _usable(here):
                continue
            if here.fact.worded and here.fact.figure.value == "0":
                yield from (_Matched(at, here, hit) for hit in self._zeros.read(here))
            elif deals_out(here) and (count := listed(around, at)) > 1:
                dealt = at + count
                yield from self._deal(dealt_out(here, count), around, at)
            else:
                yield from (_Matched(at, here, named) for named in self._named(here))

    def _named(self, here: Surroundings) -> list[Hit]:
        """Return all names that share a number: a rate is that of each, a count only their sum."""
        hit = self._matcher.match(here)
        each = here.fact.figure.kind is Kind.PERCENT
        hits, stop = ([hit], hit.start) if hit else ([], here.start)
        while hits or each:
            joint = joint_before(here.text, here.before, stop)
            joint = beyond_unknown(here.text, here.before, stop) if joint < 0 and each else joint
            if joint < 0:
                break
            others = self._matcher.named_at(here, joint)
            if not others and not each:
                break
            best = max(others, key=_WEIGHT, default=None)
            hits += [best] if best else []
            stop = best.start if best else joint
        shared = len({h.cue.code for h in hits}) > 1
        return hits if each or not shared else []

    def _deal(self, names: Sequence[Dealt], around: Sequence[Surroundings], first: int) -> Iterator[_Matched]:
        """Yield one match a number where names and numbers are listed apart (甲、乙分别为3件和5件).

        What the last name says beyond the others is said of each: 代表、委员满意率 are two rates of satisfaction.
        """
        tail, own = None, 0
        dealt = [one.fact for one in around[first : first + len(names)]]
        said = {(one.start, fact.scope, fact.period.year) for one, fact in zip(names, dealt, strict=True)}
        apart = len(said) == len(dealt)
        for n, (start, stop, head) in reversed(list(enumerate(names))):
            here = around[first + n].named_by(start, stop)
            best = max(self._matcher.named_at(here, stop), key=_WEIGHT, default=None)
            if best and n == len(names) - 1:
                tail, own = best, self._matcher.shared_from(here, best) - start
            elif tail and not best and stop - start <= own and not here.text.endswith(rates(), start, stop):
                best = tail
            several = best and (apart or best.cue.code in self._multi)
            if best and several and _usable(here) and not (head and best.cue.needs and not dealt[n].scope):
                yield _Matched(first + n, replace(here, fact=dealt[n]), best, head)

    def _labelled(self, code: str, kept: Sequence[_Matched]) -> Iterator[tuple[_Matched, str]]:
        """Yield the matches of an indicator, each with what tells its value from others; empty where nothing must."""
        figures = [one.around.fact.figure for one in kept]
        units = code in self._by_unit and len({figure.unit for figure in figures}) > 1
        words = code in self._multi and len({figure.value for figure in figures}) > 1
        tails = {one.around.tail for one in kept}
        for one, figure in zip(kept, figures, strict=True):
            shared = (one.around.end, one.around.behind) in tails
            yield one, (_label(one, shared=shared) if words else "") + (figure.unit if units else "")


def _usable(here: Surroundings) -> bool:
    """Whether a number states a result, is no average and not what a change began with."""
    fact = here.fact
    stated = fact.mood is not Mood.PLAN and fact.role is not Role.BASE and bool(fact.figure.value)
    return stated and not here.per_head and not here.by_other_bodies


def _without_added(group: list[_Matched]) -> list[_Matched]:
    """Return the matches of one indicator without what was added to a total that follows (新增12名,总数达48名)."""
    totals = {m.at for m in group if m.around.total}
    return [m for m in group if m.at + 1 not in totals]


def _without_parts(group: list[_Matched], *, keyed: bool, by_unit: bool = False) -> list[_Matched]:
    """Return the matches of one indicator without the parts of a whole that the same sentence states.

    Where an indicator has several values and they are ``keyed``, a part that another word names stays: of 清理36件,
    其中废止4件 both are asked for. A longer or shorter form of the same name is no other (纠纷217件(邻里纠纷68件)). Nor
    is any name where the values asked for differ ``by_unit``, and whole and part have one (抽查136次,其中联合抽查20次).
    """
    wholes: dict[tuple[int, int], list[_Matched]] = defaultdict(list)
    for m in group:
        if not _is_part(m):
            wholes[m.around.fact.sentence].append(m)
    return [m for m in group if not _is_part(m) or _stays(m, wholes, keyed=keyed, by_unit=by_unit)]


def _is_part(matched: _Matched) -> bool:
    """Whether a number is that of a part: its words say so, or it stands in brackets beside the whole."""
    return matched.around.fact.role is Role.PART or matched.around.fact.aside


def _stays(part: _Matched, wholes: dict[tuple[int, int], list[_Matched]], *, keyed: bool, by_unit: bool) -> bool:
    """Whether a part is a value of its own: no whole is stated beside it, or under another name."""
    beside = wholes.get(part.around.fact.sentence, ())
    unit, key = part.around.fact.figure.unit, part.hit.cue.key
    if by_unit and any(whole.around.fact.figure.unit == unit for whole in beside):
        return False
    names = [whole.hit.cue.key for whole in beside]
    return not names or (keyed and not any(key.endswith(name) or name.endswith(key) for name in names))


def _asked_for(group: list[_Matched], name: str) -> list[_Matched]:
    """Return the matches of one indicator without a whole that a part answers better (26名述法,其中6名现场述法).

    A part does so that is named more like the indicator, by words that the form has for a part (其中立案), or that is
    of the year where the whole is of several (2020年以来收到312件,其中本年度收到84件).
    """
    best: dict[tuple[int, int], int] = defaultdict(int)
    yearly: set[tuple[int, int]] = set()
    for m in group:
        if m.around.fact.role is Role.PART:
            sentence = m.around.fact.sentence
            best[sentence] = max(best[sentence], _aptness(m, name))
            if m.around.fact.period.kind is PeriodKind.REPORT_YEAR:
                yearly.add(sentence)
    apt = [m for m in group if _aptness(m, name) >= best[m.around.fact.sentence]]
    return [m for m in apt if m.around.fact.sentence not in yearly or not _adds_up_years(m)]


def _adds_up_years(matched: _Matched) -> bool:
    """Whether a number counts what was done over several years; people are counted as they are now."""
    fact = matched.around.fact
    return fact.period.kind in _SEVERAL_YEARS and fact.figure.unit not in table("rules")["people"]


def _aptness(matched: _Matched, name: str) -> int:
    """Return how well a number answers an indicator: by the likeness of names, and most if the form asks for a part."""
    key = matched.hit.cue.key
    return _likeness(key, name) + len(name) * key.startswith(_part_words())


@cache
def _part_words() -> tuple[str, ...]:
    """Return the words that open a part: 其中."""
    return tuple(table("facts")["role"]["part"])


def _best_named(group: list[_Matched], name: str) -> list[_Matched]:
    """Return of each sentence's matches those whose words are nearest to the indicator's name.

    Where a sentence gives two numbers to an indicator that has one (办复率100%,满意率98%), one of them is of something
    close to it, and the name tells which; not so where each is of a scope of its own (全市1548件,市本级486件).
    """
    kept: dict[tuple[int, int], list[_Matched]] = {}
    for matched in sorted(group, key=lambda m: -_likeness(m.hit.cue.key, name)):
        best = kept.setdefault(matched.around.fact.sentence, [])
        alike = not best or _likeness(matched.hit.cue.key, name) == _likeness(best[0].hit.cue.key, name)
        if alike or _elsewhere(matched, best):
            best.append(matched)
    return sorted((matched for best in kept.values() for matched in best), key=lambda m: m.at)


def _elsewhere(matched: _Matched, others: Sequence[_Matched]) -> bool:
    """Whether a number is of another scope than each of the others, and every one names its own."""
    scopes = {one.around.fact.scope for one in others}
    return bool(matched.around.fact.scope) and "" not in scopes and matched.around.fact.scope not in scopes


def _likeness(key: str, name: str) -> int:
    """Return how many characters a key shares with its indicator's name."""
    return len(set(key) & set(name))


def _label(one: _Matched, *, shared: bool) -> str:
    """Return the words by which the text itself tells this number's thing from others of its kind.

    What stands behind it is no such word where other numbers share it: 甲会议4次、乙会议7次专题研究法治建设.
    """
    if one.label:
        return one.label
    here, hit = one.around, one.hit
    beside = here.start <= hit.start < here.behind
    own = shared and not only_light(here.text[slice(*here.names[0])])
    start, end = (here.end, hit.end) if beside and not own else here.names[0]
    start, end = quote_span(here.text, max(start, end - _LABEL), end)
    return here.text[start:end]

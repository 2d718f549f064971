"""Reading the figures of a part: every fact matched, shared names told apart, parts labelled."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from summarizer.engines.rules.answers import answer, change_of, quote_span
from summarizer.engines.rules.match import Matcher
from summarizer.engines.rules.sharing import dealt_out, joint_before
from summarizer.engines.rules.surroundings import part_facts, surroundings
from summarizer.engines.rules.zeros import Zeros
from summarizer.facts import Mood, Role
from summarizer.figures import Kind
from summarizer.form import Trait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.assessment import Answer
    from summarizer.engines.rules.hit import Hit
    from summarizer.engines.rules.surroundings import Surroundings
    from summarizer.facts import Fact
    from summarizer.form import Form
    from summarizer.parts import Part

_LABEL = 24  # characters of the words before a number that tell one part from another


class _Matched(NamedTuple):
    """A fact with the cue that names it; ``at`` is its place among the facts of the part."""

    at: int
    around: Surroundings
    hit: Hit


class FigureReader:
    """Answers the indicators of one form from the facts of a part."""

    def __init__(self, form: Form) -> None:
        """Compile the form's words."""
        self._matcher = Matcher(form)
        self._zeros = Zeros(form)
        self._names = {i.code: i.zh for i in form.indicators}
        self._multi = {i.code for i in form.indicators if i.has(Trait.MULTI)}
        self._by_unit = {i.code for i in form.indicators if i.has(Trait.SPLIT_BY_UNIT)}

    def read(self, part: Part) -> Iterator[Answer]:
        """Yield the answers that the facts of a part give."""
        text = part.reading.report.text
        facts = part_facts(part)
        found: dict[str, list[_Matched]] = defaultdict(list)
        for matched in self._match(part, facts):
            found[matched.hit.cue.code].append(matched)
        for code, group in found.items():
            kept = _without_parts(group, keyed=code in self._multi)
            if code not in self._multi and code not in self._by_unit:
                kept = _best_named(kept, self._names[code])
            for one, label in self._labelled(code, kept):
                following = facts[one.at + 1] if one.at + 1 < len(facts) else None
                yield answer(text, one.around.fact, one.hit, label, change_of(text, one.around.fact, following))

    def _match(self, part: Part, facts: Sequence[Fact]) -> Iterator[_Matched]:
        """Yield every fact that a cue names, a number that several names share once for each."""
        around = surroundings(part.reading, facts)
        dealt: set[int] = set()
        for at, here in enumerate(around):
            if at in dealt or not _usable(here):
                continue
            if here.fact.worded and here.fact.figure.value == "0":
                yield from (_Matched(at, here, hit) for hit in self._zeros.read(here))
            elif names := dealt_out(here):
                taking = [i for i in range(at, at + len(names)) if _same_list(around, at, i)]
                dealt.update(taking)
                yield from self._deal(names, around, taking)
            elif (hit := self._matcher.match(here)) is not None:
                yield from (_Matched(at, here, named) for named in self._joined(here, hit))

    def _joined(self, here: Surroundings, hit: Hit) -> list[Hit]:
        """Return all names that share a number: a rate is that of each, a count only their sum."""
        hits, stop = [hit], hit.start
        while (joint := joint_before(here.text, here.before, stop)) >= 0:
            others = self._matcher.named_at(here, joint)
            if not others:
                break
            other = max(others, key=lambda h: h.cue.weight)
            hits.append(other)
            stop = other.start
        shared = len({h.cue.code for h in hits}) > 1
        each = here.fact.figure.kind is Kind.PERCENT
        return hits if each or not shared else []

    def _deal(self, names: Sequence[int], around: Sequence[Surroundings], taking: Sequence[int]) -> Iterator[_Matched]:
        """Yield one match a number where names and numbers are listed apart (甲、乙分别为3件和5件)."""
        if len(taking) < len(names):
            return
        for stop, at in zip(names, taking, strict=True):
            here = around[at]
            hits = self._matcher.named_at(around[taking[0]], stop)
            fitting = [h for h in hits if self._matcher.counts_in(h.cue, here.fact)]
            if fitting and _usable(here):
                yield _Matched(at, here, max(fitting, key=lambda h: h.cue.weight))

    def _labelled(self, code: str, kept: Sequence[_Matched]) -> Iterator[tuple[_Matched, str]]:
        """Yield the matches of an indicator, each with what tells its value from others; empty where nothing must."""
        figures = [one.around.fact.figure for one in kept]
        units = code in self._by_unit and len({figure.unit for figure in figures}) > 1
        words = code in self._multi and len({figure.value for figure in figures}) > 1
        for one, figure in zip(kept, figures, strict=True):
            yield one, (_label(one) if words else "") + (figure.unit if units else "")


def _same_list(around: Sequence[Surroundings], first: int, at: int) -> bool:
    """Whether there is a number at a place, and it can stand in one list with the first."""
    return at < len(around) and around[at].fact.sentence == around[first].fact.sentence


def _usable(here: Surroundings) -> bool:
    """Whether a number states a result and is not what a change began with."""
    fact = here.fact
    return fact.mood is not Mood.PLAN and fact.role is not Role.BASE and bool(fact.figure.value)


def _without_parts(group: list[_Matched], *, keyed: bool) -> list[_Matched]:
    """Return the matches of one indicator without the parts of a whole that the same sentence states.

    Where an indicator has several values and they are ``keyed``, a part that another word names stays: of 清理36件,
    其中废止4件 both are asked for.
    """
    wholes: dict[tuple[int, int], set[str]] = defaultdict(set)
    for m in group:
        if m.around.fact.role is not Role.PART:
            wholes[m.around.fact.sentence].add(m.hit.cue.key)
    return [m for m in group if m.around.fact.role is not Role.PART or _stays(m, wholes, keyed=keyed)]


def _stays(part: _Matched, wholes: dict[tuple[int, int], set[str]], *, keyed: bool) -> bool:
    """Whether a part is a value of its own: no whole is stated beside it, or under another name."""
    named = wholes.get(part.around.fact.sentence)
    return not named or (keyed and part.hit.cue.key not in named)


def _best_named(group: list[_Matched], name: str) -> list[_Matched]:
    """Return of each sentence's matches those whose words are nearest to the indicator's name.

    Where a sentence gives two numbers to an indicator that has one (办复率100%,满意率98%), one of them is of something
    close to it, and the name tells which.
    """
    kept: dict[tuple[int, int], list[_Matched]] = {}
    for matched in sorted(group, key=lambda m: -_likeness(m.hit.cue.key, name)):
        best = kept.setdefault(matched.around.fact.sentence, [])
        if not best or _likeness(matched.hit.cue.key, name) == _likeness(best[0].hit.cue.key, name):
            best.append(matched)
    return sorted((matched for best in kept.values() for matched in best), key=lambda m: m.at)


def _likeness(key: str, name: str) -> int:
    """Return how many characters a key shares with its indicator's name."""
    return len(set(key) & set(name))


def _label(one: _Matched) -> str:
    """Return the words by which the text itself tells this number's thing from others of its kind."""
    here, hit = one.around, one.hit
    before = hit.start < here.start
    start, end = (here.before, here.start) if before else (here.end, hit.end)
    start, end = quote_span(here.text, max(start, end - _LABEL), end)
    return here.text[start:end]

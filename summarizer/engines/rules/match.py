"""Matching: which indicator a fact answers, by the words around its number.

A name must touch the number, with nothing but light words between (行政复议案件共计75件, 8期法治专题培训班). What is
further off names something else as often as not, and a wrong cell costs more than an empty one.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from summarizer.engines.rules.beside import loose, named_before, touching, without_light
from summarizer.engines.rules.cues import cues_of, units_of
from summarizer.engines.rules.index import CueIndex
from summarizer.engines.rules.vetoes import vetoed
from summarizer.facts import Role
from summarizer.figures import Kind
from summarizer.form import Trait
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.engines.rules.cues import Cue
    from summarizer.engines.rules.hit import Hit
    from summarizer.engines.rules.surroundings import Surroundings
    from summarizer.facts import Fact
    from summarizer.form import Form

# The types of indicator that a number of each kind may answer.
_TYPES = {
    Kind.PERCENT: frozenset({"percent", "ratio"}),
    Kind.MONEY: frozenset({"money"}),
    Kind.DURATION: frozenset({"duration"}),
    Kind.QUANTITY: frozenset({"count", "ratio"}),
}


_WEIGHT = attrgetter("cue.weight")
_COMMAS = ",，"


class Matcher:
    """Looks up the words around a number in the form's cues."""

    def __init__(self, form: Form) -> None:
        """Compile the form's cues, units and vetoes."""
        cues = {i.code: list(cues_of(i)) for i in form.indicators}
        self._indexes = {
            kind: CueIndex(cue for i in form.indicators if i.type in types for cue in cues[i.code])
            for kind, types in _TYPES.items()
        }
        self._rivals = _rivals(cue for group in cues.values() for cue in group)
        self._units = units_of(form.indicators, table("rules")["kin"])
        self._counts = {i.code for i in form.indicators if i.type == "count"}
        self._multi = {i.code for i in form.indicators if i.has(Trait.MULTI)}
        self._excludes = {i.code: i.excludes for i in form.indicators}
        incidents = table("rules")["incidents"]
        keys = {cue.key for group in cues.values() for cue in group}
        self._incidents = frozenset(key for key in keys if any(word in key for word in incidents))
        self._undoing = tuple(word for kind in ("negators", "earlier", "lessened") for word in table("rules")[kind])

    def match(self, around: Surroundings) -> Hit | None:
        """Return the one cue that names the number, or None where none does or several do alike."""
        index = self._indexes[around.fact.figure.kind]
        beside = touching(index, around)
        beside += [hit for hit in index.beginning(around.text, *around.tail) if hit.cue.code in self._multi]
        fitting = self._surest(beside, around) or self._surest(loose(index, around), around)
        nearest = min((hit.distance for hit in fitting), default=0)
        best = [hit for hit in fitting if hit.distance == nearest]
        return best[0] if len({hit.cue.code for hit in best}) == 1 else None

    def named_at(self, around: Surroundings, end: int) -> list[Hit]:
        """Return the surest cues whose key ends at ``end``, or a light word before it, for a number further on."""
        index = self._indexes[around.fact.figure.kind]
        return self._surest(named_before(index, around.text, around.before, end), around)

    def named_whole(self, label: str, kind: Kind, unit: str) -> str:
        """Return the code of the one indicator that a label of a table names whole; empty if none or several do.

        Weak words name nothing here: 复议撤销 in a table of penalties counts something else.
        """
        if kind not in self._indexes:
            return ""
        found: dict[str, int] = {}
        for stop in without_light(label, 0, len(label)):
            for hit in self._indexes[kind].ending(label, 0, stop):
                if self._names_whole(hit, label, unit):
                    found[hit.cue.code] = max(hit.cue.weight, found.get(hit.cue.code, 0))
        surest = [code for code, weight in found.items() if weight == max(found.values())]
        return surest[0] if len(surest) == 1 else ""

    def _names_whole(self, hit: Hit, label: str, unit: str) -> bool:
        cue, rest = hit.cue, label[: hit.start]
        if cue.earlier or cue.later or (unit and unit not in self._units[cue.code]):
            return False
        if not cue.pattern and any(word in label for word in self._excludes[cue.code]):
            return False
        return not rest and not cue.needs

    def shared_from(self, around: Surroundings, hit: Hit) -> int:
        """Return where the shortest name of the hit's indicator begins that ends there: 满意率 in 政协委员满意率."""
        index = self._indexes[around.fact.figure.kind]
        hits = named_before(index, around.text, hit.start, hit.end)
        return max((other.start for other in hits if other.cue.code == hit.cue.code), default=hit.start)

    def counts_in(self, cue: Cue, fact: Fact) -> bool:
        """Whether the number's unit is one of the indicator's; a unit that the text lost, or words for none, may be.

        What is counted is whole: a share without a unit (四成, 八分之一) is no count, and no percentage as it stands.
        """
        whole = cue.code in self._counts or not fact.figure.unit
        if whole and "." in fact.figure.value and Decimal(fact.figure.value) % 1:
            return False
        return not fact.figure.unit or fact.figure.unit in self._units[cue.code]

    def _surest(self, hits: Iterable[Hit], around: Surroundings) -> list[Hit]:
        """Return the hits that ask for most of those counted in the number's unit that nothing forbids.

        The end of a vetoed name is held to the veto as if it were the whole (政府规章, 规章).
        """
        best: list[Hit] = []
        begins: dict[tuple[str, int], int] = {}
        for hit in sorted(hits, key=_WEIGHT, reverse=True):
            if best and hit.cue.weight < best[0].cue.weight:
                break
            if not self.counts_in(hit.cue, around.fact):
                continue
            begin = begins.get((hit.cue.code, hit.end), hit.start)
            if self._vetoed(hit, begin, around):
                begins[hit.cue.code, hit.end] = begin
            elif (settled := self._settle(hit, around)) is not None:
                best.append(settled)
        return best

    def _vetoed(self, hit: Hit, begin: int, around: Surroundings) -> bool:
        """Whether the clause vetoes a name whose words begin at ``begin``; a pattern is never vetoed."""
        excludes = () if hit.cue.pattern else self._excludes[hit.cue.code]
        return bool(excludes) and vetoed(excludes, hit, begin, around)

    def _settle(self, hit: Hit, around: Surroundings) -> Hit | None:
        """Return the hit with how far it reaches, or None if a word it asks for is missing or something forbids it."""
        begin = _begin(hit, around)
        if begin < 0 or self._forbidden(hit, begin, around):
            return None
        if not hit.cue.needs:
            return hit._replace(distance=hit.start - begin)
        distance = around.distance(hit.cue.needs, self._rivals[hit.cue.needs], (hit.start, hit.end))
        return hit._replace(distance=distance) if distance >= 0 else None

    def _forbidden(self, hit: Hit, begin: int, around: Surroundings) -> bool:
        """Whether what a name says was not done, or the number is no result of the report's own time."""
        edge = around.fact.clause[0] if hit.start < around.start else around.end
        if any(self._undone(around, edge, at) for at in {begin, hit.start}):
            return True
        if hit.cue.key in self._incidents and around.prevented(edge, hit.start):
            return True
        changing = around.fact.role is Role.CHANGE and (around.compared or not hit.cue.tells_change)
        return changing or (not around.timely and not hit.cue.tells_time)

    def _undone(self, around: Surroundings, edge: int, at: int) -> bool:
        """Whether the deed named at a place was not done (不予处罚), or less, earlier (年底前印发的) or by others."""
        return around.text.endswith(self._undoing, edge, at) or around.of_others(edge, at)


def _begin(hit: Hit, around: Surroundings) -> int:
    """Return where the words of a cue begin; -1 if one of them is missing.

    Earlier words stand in order in the list that 、 joins, and none of them is joined to another deed, of which the
    number would be, too (取消和下放事项48项); later ones in order between the number and the next, but
    what was done to all of a list may stand at its end (对26份合同、4件文件进行审查).
    """
    before = hit.start
    for words in reversed(hit.cue.earlier):
        before = around.text.rfind(words, around.comma, before)
        if before < 0 or around.text.startswith(_joining(), before + len(words)):
            return -1
    if not hit.cue.later:
        return before
    after, limit = max(hit.end, around.end), around.list_end if hit.cue.behind else around.behind
    for words in hit.cue.later:
        after = around.text.find(words, after, limit)
        if after < 0:
            return -1
        after, limit = after + len(words), around.list_end
    return before


@cache
def _joining() -> tuple[str, ...]:
    """Return the words that join two deeds, commas aside."""
    return tuple(word for word in table("rules")["joiners"] if word not in _COMMAS)


def _rivals(cues: Iterable[Cue]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return for each set of needed words those that claim one of its names for something else (审结: 复议, 诉讼)."""
    named: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        if not cue.loose:
            named[cue.key].append(cue)
    rivals: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for group in named.values():
        for cue in group:
            rivals[cue.needs].update(word for other in group if other.code != cue.code for word in other.needs)
    return defaultdict(tuple, {needs: tuple(sorted(words - set(needs))) for needs, words in rivals.items()})

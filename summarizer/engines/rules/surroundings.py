"""Surroundings: the words around a number that can say what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from summarizer.engines.rules.beside import only_light
from summarizer.facts import PeriodKind
from summarizer.facts.cues import any_of, cue, last_match
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.facts import Fact
    from summarizer.reading import Reading

BACK = 160  # characters before a number in which a word may still say what its list is about
COMMAS = ",，;；。"
LIST = ("、", "和", "及", "与")
NOWHERE = (0, 0)
_STOPS = "。;；\n"
_BLANK = " \t\u3000,，、"
_OTHER_TIME = frozenset({PeriodKind.PRIOR, PeriodKind.NEXT})
_PREVENTING = 16  # characters before a name in which a word may say that it was kept from happening, or done by others


@dataclass(frozen=True)
class Surroundings:
    """The stretches around one number, as places in the report's text.

    ``names`` are the stretches at whose end the number's name may stand: the words before it in its clause, and where
    those are empty or say how it changed, the words before the number that it goes with (3期500人次, 由8个压缩至3个),
    before the bracket that it stands in (法律顾问(共6名)) or before the comma of its sum (决策事项目录,共5项).
    ``behind`` ends at the next number, or with the clause. ``marker`` is where the last list marker before it stands.
    ``changed`` is true for the end of a stated change, ``total`` for what there is after the number before was added
    (新增12名,总数达48名). ``tail`` is what is said behind the last number of a list, where this is one before it
    (甲会议4次、乙会议7次研究法治); ``heard`` the clause that follows a count of events and tells how many people came
    (讲座8期,参训干部320人次).
    """

    reading: Reading
    text: str
    fact: Fact
    names: tuple[tuple[int, int], ...]
    behind: int
    marker: int
    changed: bool
    total: bool = False
    tail: tuple[int, int] = NOWHERE
    heard: tuple[int, int] = NOWHERE

    @cached_property
    def comma(self) -> int:
        """Where the list begins that 、 joins, as far as it is near."""
        start, end = max(self.fact.sentence[0], self.fact.clause[0] - BACK), self.fact.clause[0]
        return max(start, *(self.text.rfind(mark, start, end) + 1 for mark in COMMAS))

    @cached_property
    def list_end(self) -> int:
        """Where the list ends that 、 joins, as far as it is near; without one, where ``behind`` ends."""
        if not self.text.startswith(LIST, self.behind):
            return self.behind
        end = min(self.fact.sentence[1], self.behind + BACK)
        return min(at if (at := self.text.find(mark, self.behind, end)) >= 0 else end for mark in COMMAS)

    @cached_property
    def compared(self) -> bool:
        """Whether the number is compared with that of another time (同比减少35%)."""
        return cue("role", "compare").search(self.text, self.fact.clause[0], self.start) is not None

    @cached_property
    def back(self) -> int:
        """Where the list item or paragraph begins that the number stands in, as far as it is near."""
        near = max(self.reading.sections[self.fact.section].start, self.start - BACK, self.marker)
        return min(max(near, self.text.rfind("\n", near, self.fact.clause[0]) + 1), self.before)

    @property
    def per_head(self) -> bool:
        """Whether the number is what each one has or does (平均每村8名), or a rate that is the average of others."""
        start = max(self.fact.clause[0], self.start - BACK)
        if self.fact.figure.kind not in {Kind.QUANTITY, Kind.MONEY}:
            return _any_of("elsewhere").search(self.text, start, self.start) is not None
        return _any_of("per_head").search(self.text, start, self.start) is not None

    def named_by(self, start: int, stop: int) -> Surroundings:
        """Return the same with its name at ``[start, stop)``, apart from the number."""
        return replace(self, fact=replace(self.fact, clause=(start, stop)), names=((start, stop),))

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.fact.figure.start

    @property
    def end(self) -> int:
        """Where the number ends."""
        return self.fact.figure.end

    @property
    def before(self) -> int:
        """Where the words before the number begin."""
        return self.names[0][0]

    @property
    def timely(self) -> bool:
        """Whether the number is of the report's own time; where a change ends is, whatever it began with."""
        return self.changed or self.fact.period.kind not in _OTHER_TIME

    @property
    def closes(self) -> bool:
        """Whether nothing but words follows the number in its clause."""
        return self.behind == self.fact.clause[1]

    def distance(self, words: Sequence[str], rivals: Sequence[str], name: tuple[int, int]) -> int:
        """Return how far the nearest of the words is from a name at ``[start, end)``; -1 if none is near.

        Words before the name count first, or in it as a part of it, then those behind it in the clause, last those of
        the headings, the innermost before those above it. A rival that stands between takes the name over, unless the
        sentence still is the one with the word; and what others did (参与调解) was not done here. Before all goes the
        clause on who came: 讲座4期,参训干部80人次 were for officials.
        """
        start, end = name
        if (came := self._heard_by(words, rivals)) != 0:
            return came
        whole = self.text[start:end]
        found = self._last([word for word in words if word != whole], end)
        rival = self._last(rivals, start)
        if self.of_others(self.back, found) or self.text.endswith(_words("negators"), self.back, max(found, self.back)):
            return -1
        if found >= 0:
            taken = rival > found and any(mark in self.text[found:start] for mark in _STOPS)
            return -1 if taken or (found < self.comma and self._says_more(start, whole)) else max(1, start - found)
        if rival >= 0:
            return -1
        if any(self.text.find(word, end, max(self.fact.clause[1], self.tail[1])) >= 0 for word in words):
            return BACK
        headings = reversed(self.reading.sections[self.fact.section].path)
        above = (2 * BACK + n for n, heading in enumerate(headings) if any(word in heading for word in words))
        return next(above, -1)

    def _heard_by(self, words: Sequence[str], rivals: Sequence[str]) -> int:
        """Return 1 where the clause on who came has one of the words, -1 where it has a rival, 0 where neither."""
        begin, end = self.heard
        if begin == end:
            return 0
        if any(self.text.find(word, begin, end) >= 0 for word in words):
            return 1
        return -1 if any(self.text.find(word, begin, end) >= 0 for word in rivals) else 0

    def _says_more(self, start: int, name: str) -> bool:
        """Whether a name is that of a thing which its clause narrows: 保留行政许可事项 is no part of a list before."""
        words = self.text[self.fact.clause[0] : start]
        done = max((len(word) for word in _words("doings") if words.endswith(word)), default=0)
        return name.endswith(_words("things")) and not only_light(words[: len(words) - done])

    def of_others(self, start: int, at: int) -> bool:
        """Whether the deed named at a place is one of others, taken part in only (参与调解, 参与矛盾纠纷调解)."""
        if at <= start or not self.text.startswith(_words("deeds_of_others"), at):
            return False
        return _with_others().search(self.text, max(start, at - _PREVENTING), at) is not None

    @property
    def by_other_bodies(self) -> bool:
        """Whether another body than the government did what the clause counts, or what its whole list does."""
        start = max(self.fact.clause[0], self.start - BACK)
        deed = _others_deed()
        return (deed.search(self.text, start, self.start) or deed.match(self.text, self.comma, self.start)) is not None

    def prevented(self, start: int, at: int) -> bool:
        """Whether what is named at a place was kept from happening: 防止群体性上访18起, 劝返上访人员12人次."""
        found = last_match(_any_of("prevented"), self.text, max(start, at - _PREVENTING), at)
        if found is None or any(mark in self.text[found.end() : at] for mark in COMMAS):
            return False
        return not self.text.startswith(_words("prevented_joined"), found.end())

    def _last(self, words: Sequence[str], end: int) -> int:
        """Return where the last of the words begins that stands before ``end``; -1 if none does."""
        return max((self.text.rfind(word, self.back, end) for word in words), default=-1)


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    return any_of(table("rules")[kind])


@cache
def _others_deed() -> re.Pattern[str]:
    bodies, deeds = ("|".join(map(re.escape, _words(kind))) for kind in ("other_bodies", "deeds_of_bodies"))
    return re.compile(f"[省市县区州旗]?(?:{bodies})(?:{deeds})")


@cache
def _with_others() -> re.Pattern[str]:
    """Return the pattern of taking part in a deed, up to its last word (参与矛盾纠纷 before 调解)."""
    others, deeds = ("|".join(map(re.escape, _words(kind))) for kind in ("others", "deeds_of_others"))
    return re.compile(f"(?:{others})(?:{deeds})*$")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(table("rules")[kind])

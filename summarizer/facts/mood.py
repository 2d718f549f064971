"""Mood: does a figure report what happened, what is planned, or what a rule asks?"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from summarizer.facts.cues import cue
from summarizer.facts.fact import Mood
from summarizer.figures import Kind
from summarizer.lexicon import table

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from summarizer.facts.clauses import Clause
    from summarizer.figures import Figure
    from summarizer.layout import Section

_FOLLOWED = 16  # characters before a word for a rule in which one may say that it was followed

NEVER = -1
_NO_YEAR = ":"  # sorts after every digit: what is a year sorts before it


def plan_starts(text: str, sections: Sequence[Section], figures: Sequence[Figure], year: str) -> list[int]:
    """Return for each section from where on it speaks of what is to come, or ``NEVER``.

    The nearest of the headings above it that plans or tells of problems decides; a heading plans by its words or by
    a later year. Under one that does both (问题和下步打算) the plans begin with the first word that opens a plan, and
    where none does all is taken for plans.
    """
    later = [f.start for f in figures if f.kind == Kind.DATE and year and year < f.value[:4] < _NO_YEAR]
    named = {s.heading for s in sections if bisect_left(later, s.heading_start) < bisect_left(later, s.heading_end)}
    begun: dict[str, int] = {}  # where the plans under a heading that does both begin
    starts = []
    for section in sections:
        heading = next((h for h in reversed(section.path) if h in named or _plans(h) or _complains(h)), None)
        if heading is None or not (heading in named or _plans(heading)):
            starts.append(NEVER)
            continue
        start = section.start
        if _complains(heading):
            if heading not in begun:
                end = max(s.end for s in sections if heading in s.path)
                begun[heading] = _opening(text, section.heading_end or start, end, later, start)
            start = max(start, begun[heading])
        starts.append(start if start < section.end else NEVER)
    return starts


def _opening(text: str, start: int, end: int, later: Sequence[int], otherwise: int) -> int:
    """Return where the first plan between two places is opened, by a word or a later year."""
    word = cue("mood", "plan_openers").search(text, start, end)
    places = [place for place in later if start <= place < end] + ([word.start()] if word else [])
    return min(places, default=otherwise)


def _complains(heading: str) -> bool:
    return cue("mood", "problem_headings").search(heading) is not None


def _plans(heading: str) -> bool:
    if cue("mood", "plan_headings").search(heading):
        return True
    soft = cue("mood", "plan_headings_soft").search(heading)
    return soft is not None and not cue("mood", "result_headings").search(heading)


def is_gloss(text: str, aside: Clause, host: Clause, figure: Figure) -> bool:
    """Whether a figure only explains the name of a programme: “双百行动”(双百:100个隐患), and nothing is said done."""
    named = text[aside.start : figure.start].rstrip()
    if ":" not in named and "：" not in named and not text[host.start : host.end].rstrip().endswith(("”", "》", '"')):
        return False
    return cue("mood", "finished").search(text, host.start, host.end) is None


def mood_of(text: str, sentence: int, clause: tuple[int, int], planned: bool) -> Mood:
    """Return the mood of a figure from its clause, the start of its sentence, and whether its section plans.

    A plan, once announced, goes on to the end of the sentence; a rule holds for its own clause.
    """
    start, end = clause
    if planned or cue("mood", "plan").search(text, sentence, end):
        return Mood.PLAN
    rules = cue("mood", "norm").finditer(text, start, end)
    return Mood.NORM if any(not _followed(text, start, rule) for rule in rules) else Mood.RESULT


def _followed(text: str, start: int, rule: re.Match[str]) -> bool:
    """Whether a word for a rule only tells that one was followed: 按规定报备2件, 根据上级要求检查12次."""
    if rule.group() not in table("facts")["mood"]["followed"]:
        return False
    return cue("mood", "following").search(text, max(start, rule.start() - _FOLLOWED), rule.start()) is not None

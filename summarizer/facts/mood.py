"""Mood: does a figure report what happened, what is planned, or what a rule asks?"""

from __future__ import annotations

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


def plan_sections(sections: Sequence[Section], figures: Sequence[Figure], year: str) -> list[bool]:
    """Say of each section whether it speaks of what is to come: by the headings above it, or a later year in its own.

    A section below one that plans does, too.
    """
    later = {f.start for f in figures if f.kind == Kind.DATE and year and f.value[:4].isdigit() and f.value[:4] > year}
    named = {s.heading for s in sections if any(s.heading_start <= place < s.heading_end for place in later)}
    planning = {h for s in sections for h in s.path if h in named or _plans(h)}
    return [any(heading in planning for heading in section.path) for section in sections]


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

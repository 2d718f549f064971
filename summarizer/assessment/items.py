"""The content items that the rules ask of a report: present, formulaic or absent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.assessment.headed import section_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarizer.assessment.filled import Statement
    from summarizer.form import Form, Item
    from summarizer.reading import Reading

_MEASURE = "measure"
_SENTENCE = re.compile(r"[^。!?！？\r\n]+")


def judge_items(
    form: Form, reading: Reading, statements: Iterable[Statement], *, results: bool
) -> tuple[tuple[str, str], ...]:
    """Return each item of the form with its state; ``results``: the report states values of the form.

    An item is present where a statement of its kinds was found, a heading names one with words below it, or a cue of
    its own stands in the text; a report that states results tells of measures. Where the form lists acts for it, the
    cue alone is a formula: an act in the same or the next sentence gives it substance.
    """
    kinds = {statement.kind for statement in statements} | ({_MEASURE} if results else set())
    if not kinds.issuperset(kind for item in form.items for kind in item.statements):
        kinds |= set(_headed(form, reading))
    return tuple((item.code, _state(item, reading.report.text, kinds)) for item in form.items)


def _headed(form: Form, reading: Reading) -> Iterator[str]:
    """Yield the kinds of statement that the headings name which something is said under."""
    text = reading.report.text
    for section in reading.sections:
        if text[section.heading_end : section.end].strip():
            yield from (kind.kind for kind in section_kinds(form.statements, section))


def _state(item: Item, text: str, kinds: set[str]) -> str:
    cued = any(cue in text for cue in item.cues)
    if item.acts and (cued or kinds.intersection(item.statements)):
        return "present" if _acted(item, text) else "formulaic"
    return "present" if cued or kinds.intersection(item.statements) else "absent"


def _acted(item: Item, text: str) -> bool:
    """Whether an act stands in a sentence with one of the item's cues, or in the sentence after it."""
    near = False
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        cued = any(cue in sentence for cue in item.cues)
        if (cued or near) and any(act in sentence for act in item.acts):
            return True
        near = cued
    return False

"""The qualifiers around an amount: 近900万元, 不少于3名, 100个以上, 5个工作日内."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures.figure import Kind

if TYPE_CHECKING:
    from summarizer.figures.counted import Counted
    from summarizer.figures.mention import Mention
    from summarizer.figures.words import Qualifier, Unit

_BARE = frozenset("百千万亿半")
_BLANKS = frozenset(" \xa0")


def before(mention: Mention) -> tuple[int, str]:
    """Return where the qualifier before the numeral begins, and its meaning; the numeral's start and "" without one."""
    text, start = mention.text, mention.start
    end = start - 1 if start - 1 > mention.floor and text[start - 1] in _BLANKS else start
    last = text[end - 1 : end] if end > mention.floor else ""
    candidates = mention.page.words.before.get(last, ())
    if last in mention.page.words.before_bare and text[start] in _BARE:
        candidates = (*candidates, mention.page.words.before_bare[last])
    for qualifier in candidates:
        begin = end - len(qualifier.word)
        if begin >= mention.floor and text.startswith(qualifier.word, begin) and not _barred(text, begin, qualifier):
            return begin, qualifier.meaning
    return start, ""


def after(mention: Mention, end: int, counted: Counted) -> tuple[int, str]:
    """Return where the qualifier after the unit ends, and its meaning; ``end`` and "" without one."""
    text = mention.text
    for qualifier in mention.page.words.after.get(text[end : end + 1], ()):
        beyond = end + len(qualifier.word)
        if not text.startswith(qualifier.word, end) or (text[beyond : beyond + 1] or " ") in qualifier.bars:
            continue
        if not qualifier.measure_only or (counted.unit is not None and _measures(counted.unit)):
            return beyond, qualifier.meaning
    return end, ""


def _measures(unit: Unit) -> bool:
    """Whether 内, 多 and 余 may stand after a unit: 3公里内, 两倍多, 三成多, 60%多."""
    return unit.measure or unit.kind is Kind.PERCENT


def _barred(text: str, begin: int, qualifier: Qualifier) -> bool:
    """Whether the character before makes another word of the qualifier: 节约, 附近."""
    return begin > 0 and text[begin - 1] in qualifier.bars

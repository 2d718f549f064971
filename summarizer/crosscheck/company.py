"""Company: the facts among which a claim's number is to be looked for, told by the number that its subject comes from.

After 督察问题8个 a bare 整改7个 is said of the same problems: it stands in the source beside those 8, whatever other
整改 the source counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.crosscheck.rivals import given
from summarizer.crosscheck.terms import terms
from summarizer.figures import Kind

if TYPE_CHECKING:
    from summarizer.crosscheck.case import Case
    from summarizer.crosscheck.said import Said
    from summarizer.facts import Fact
    from summarizer.spans import Span

_THIN = 4  # more terms than these right beside a number name a thing by themselves
_AROUND = 8  # facts before and after one that may stand in its sentence


def company_of(case: Case) -> frozenset[int]:
    """Return the facts in the sentence of the number that a claim takes its subject from; empty where none is plain."""
    said, index = case.said, case.index
    lender = _lender(said)
    if lender is None or len(_beside(said, lender)) > _THIN:
        return frozenset()
    entry = given(index, said.read(lender))
    if entry < 0:
        return frozenset()
    sentence = index.entries[entry].fact.sentence
    near = range(max(0, entry - _AROUND), min(len(index.entries), entry + _AROUND + 1))
    return frozenset(i for i in near if index.entries[i].fact.sentence == sentence)


def _beside(said: Said, lender: Fact) -> frozenset[str]:
    """Return the terms of the words right beside a claim's number, but for those of the lender's."""
    spans = [s for s in said.fact.subject if s.kind == "own" and s.start >= lender.figure.end] if said.fact else []
    return terms("，".join(said.words[s.start : s.end] for s in spans))


def _borrowed(span: Span, said: Said, fact: Fact) -> bool:
    """Whether words of a number's own stand before another number: those of 培训5期 in 培训5期,162人次."""
    return span.kind == "own" and any(span.end <= other.figure.start < fact.figure.start for other in said.facts)


def _lender(said: Said) -> Fact | None:
    """Return the number of the claim's sentence whose words its own takes over, the nearest before it."""
    fact = said.fact
    if fact is None:
        return None
    kinds = {"carried", "before"} if fact.figure.kind is Kind.PERCENT else {"carried"}
    carried = [span for span in fact.subject if span.kind in kinds or _borrowed(span, said, fact)]
    lenders = [
        other
        for other in said.facts
        if other is not fact and not other.worded and other.clause[1] <= fact.clause[0]
        if any(other.clause[0] <= span.start < other.clause[1] for span in carried)
    ]
    return lenders[-1] if lenders else None

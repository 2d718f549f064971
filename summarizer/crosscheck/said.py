"""What a claim says, read by the same parser as the source: its number, its subject, its time, its mood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from summarizer.crosscheck.contrasts import Members
from summarizer.crosscheck.formula import Formula, is_worded_formula, parse_formula
from summarizer.crosscheck.number import (
    Amount,
    Comparison,
    akin,
    amount_of,
    compare,
    decimal_of,
    grain_of,
    lean,
    source_amount,
    units_agree,
    unscaled,
)
from summarizer.crosscheck.subject import Asked, asked_by_names, asked_of, directions, without_asides
from summarizer.crosscheck.terms import terms
from summarizer.facts import PeriodKind, Role, named_years, read_facts
from summarizer.facts.cues import any_of
from summarizer.figures import extract_figures
from summarizer.layout import Section
from summarizer.lexicon import table

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from summarizer.crosscheck.finding import Claim
    from summarizer.facts import Fact
    from summarizer.figures import Figure


EMPTY = Asked((), (), Members(), frozenset())


@dataclass(frozen=True)
class Said:
    """A claim as read. ``fact`` is its number in its own text, or None where the text holds none.

    ``words`` is the text that the spans of ``facts`` and ``figures`` lie over: the claim's own, or the prose it
    stands in. ``formula`` is the arithmetic that the text consists of, where it does.
    ``amount`` is None where nothing can be read; ``silent`` is true for a claim that the source says nothing;
    ``disagreement`` compares the fields with the text where they differ.
    """

    claim: Claim
    amount: Amount | None
    subject: Asked
    fact: Fact | None = None
    facts: tuple[Fact, ...] = ()
    silent: bool = False
    disagreement: Comparison | None = None
    words: str = ""
    figures: tuple[Figure, ...] = ()
    formula: Formula | None = None

    @property
    def only_fields(self) -> bool:
        """Whether the claim has no words but its name, so that it asserts a result of the report's own year."""
        return not self.words and self.formula is None

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the claim's text names, but for those it only compares with."""
        fact = self.fact
        if fact is None:
            return frozenset()
        return named_years(self.words, self.figures, fact.sentence[0], fact.clause[1])

    @cached_property
    def starts(self) -> bool:
        """Whether the claim speaks of what was before a change."""
        fact = self.fact
        if fact is not None and (fact.role == Role.BASE or fact.period.kind == PeriodKind.PRIOR):
            return True
        said = self.words[fact.clause[0] : fact.figure.start] if fact else self.claim.text
        label = self.claim.indicator
        return label.startswith(tuple(table("claims")["former"])) or cue("base").search(label + said) is not None

    @cached_property
    def totals(self) -> bool:
        """Whether the claim says that its number is all there is."""
        return self._said_before("total")

    @property
    def whole(self) -> bool:
        """Whether the claim says that its number is of all bodies: 全市, 全系统."""
        return self._said_before("whole")

    def _said_before(self, name: str) -> bool:
        fact = self.fact
        return fact is not None and cue(name).search(self.words, fact.clause[0], fact.figure.start) is not None

    @cached_property
    def changes(self) -> bool:
        """Whether the claim is of how much something changed."""
        if self.fact is not None and self.fact.role == Role.CHANGE:
            return True
        return cue("change").search(self.claim.indicator) is not None

    @cached_property
    def changed(self) -> Amount | None:
        """The number that the claim tells a change of, where it says nothing else of that: 94件,同比下降22.3%."""
        fact = self.fact
        if fact is None or fact.role != Role.CHANGE:
            return None
        dealt = [other for other in self.facts for s in fact.subject if s.start <= other.figure.start < s.end]
        before = [
            other for other in self.facts if other.sentence == fact.sentence and other.figure.start < fact.figure.start
        ]
        if not dealt and not directions().issuperset(self.beside):
            return None
        of = (dealt or before)[-1:]
        return source_amount(of[0]) if of and of[0].role not in {Role.CHANGE, Role.BASE} else None

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The terms of what the text itself says of the number, without any label and without other clauses' words."""
        return self._said_as({"own", "shared", "after", "carried"})

    @cached_property
    def beside(self) -> frozenset[str]:
        """The terms of the words right beside the number."""
        return self._said_as({"own"})

    @property
    def named(self) -> frozenset[str]:
        """The terms of the claim's name, or of the words right beside its number where it has none.

        What stands in brackets within a name (清理(废止、失效)文件数) may be said instead, and is not more to be said.
        """
        return terms(without_asides(self.claim.indicator)) or self.beside

    @property
    def around(self) -> frozenset[str]:
        """The terms of the number's clause, whether they are said of another number, too, or not."""
        return self._said_as({"own", "shared", "after"})

    def _said_as(self, kinds: set[str]) -> frozenset[str]:
        spans = [s for s in self.fact.subject if s.kind in kinds] if self.fact else []
        return terms("，".join(self.words[s.start : s.end] for s in spans))

    def beside_in_sentence(self, fact: Fact) -> bool:
        """Whether another number of the text stands in the claimed one's sentence."""
        return self.fact is not None and fact.sentence == self.fact.sentence

    def gives(self, amount: Amount) -> bool:
        """Whether another number of the same text has a value."""
        others = (source_amount(fact) for fact in self.facts if fact is not self.fact)
        return any(other is not None and other.value == amount.value for other in others)

    def read(self, fact: Fact) -> Said:
        """Return another number of the same text as if it were claimed."""
        return replace(self, amount=source_amount(fact), subject=asked_of(fact, self.words), fact=fact)


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of one list of ``schemas/lexicon/claims.toml``."""
    return any_of(table("claims")[name])


def field_amount(claim: Claim) -> Amount | None:
    """Read the amount from a claim's fields: value as written or scaled (one number or two ends), unit, qualifier."""
    low, _, high = claim.value.strip().replace("—", "-").replace("~", "-").replace("～", "-").partition("-")
    value, top = decimal_of(low), decimal_of(high) if high else None
    if value is None or (high and top is None):
        figures = [f for f in extract_figures(claim.value + claim.unit) if f.is_amount]
        if not figures:
            return None
        read = amount_of(figures[0])
        return replace(read, qualifier=read.qualifier or claim.qualifier) if read else None
    factor, unit = unscaled(claim.unit)
    if claim.value.rstrip().endswith(("%", "％")) and not unit:
        unit = "%"
    if unit in table("measures")["permille"]:
        factor, unit = factor / 10, "%"
    if not unit and 0 < value < 1:
        factor, unit = Decimal(100), "%"
    return Amount(value * factor, top and top * factor, unit, claim.qualifier, grain_of(low, value) * factor)


def read_claim_text(text: str, figures: Sequence[Figure], year: str) -> list[Fact]:
    """Read the facts of a claim's own words; ``year`` is the source's report year."""
    whole = [Section(None, 0, 0, 0, "plain", (), 0, len(text))]
    return read_facts(text, whole, figures, (), year=year)


def hear(claim: Claim, year: str) -> Said:
    """Read a claim against a source of the given report year."""
    formula = parse_formula(claim.text) if "=" in claim.text else None
    text = "" if formula is not None or is_worded_formula(claim.text) else claim.text
    figures = extract_figures(text) if text else []
    facts = read_claim_text(text, figures, year) if text else []
    stated = field_amount(claim)
    silent = stated is None and cue("silence").search(claim.value + text) is not None
    fact, disagreement = _place(claim, stated, facts, silent)
    names = names_of(claim.indicator, claim.aliases)
    return Said(
        claim,
        _amount(stated, fact, disagreement),
        asked_of(fact, text, names) if fact else asked_by_names(names, text),
        fact,
        tuple(facts),
        silent,
        disagreement,
        text,
        tuple(figures),
        formula,
    )


def _place(
    claim: Claim, stated: Amount | None, facts: list[Fact], silent: bool
) -> tuple[Fact | None, Comparison | None]:
    """Find the claimed number in the text: that of the fields, or the only one where the fields give none."""
    if stated is not None:
        return find_fact(claim, stated, facts)
    alone = not silent and not claim.value.strip() and len(facts) == 1
    return (facts[0] if alone else None), None


def _amount(stated: Amount | None, fact: Fact | None, disagreement: Comparison | None) -> Amount | None:
    """Return the number as the text writes it, with the unit and qualifier that only the fields give."""
    read = source_amount(fact) if fact else None
    if read is None or stated is None or disagreement is not None:
        return read or stated
    if (read.unit or not stated.unit) and (read.qualifier or not stated.qualifier):
        return read
    return replace(read, unit=read.unit or stated.unit, qualifier=read.qualifier or stated.qualifier)


@lru_cache(maxsize=1024)  # the claims of a form share the names of its indicators
def names_of(indicator: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of what a claim's number counts: its indicator, then other names of it."""
    return tuple(name for name in (indicator, *aliases) if name.strip())


def find_fact(claim: Claim, stated: Amount, facts: list[Fact]) -> tuple[Fact | None, Comparison | None]:
    """Find the number of the fields in the claim's text; where only another stands there, say how they differ."""
    compared: list[tuple[Fact, Comparison]] = []
    for fact in facts:
        amount = source_amount(fact)
        if amount is not None:
            compared.append((fact, compare(stated, amount)))
    same = [fact for fact, c in compared if c.good or _loosely_same(stated, source_amount(fact))]
    if len(same) == 1:
        return same[0], None
    if same:
        label = terms(claim.indicator)
        return max(same, key=lambda f: (not f.worded, len(label & asked_of(f, claim.text).near))), None
    like = [(f, c) for f, c in compared if not f.worded and akin(stated.unit, unit_of(f))]
    return like[0] if like and stated.value else (None, None)


def unit_of(fact: Fact) -> str:
    """Return the bare unit of a fact's figure."""
    return unscaled(fact.figure.unit)[1]


def _loosely_same(stated: Amount, written: Amount | None) -> bool:
    """Whether fields and text say one number, though one may leave out the unit or the qualifier."""
    if written is None or stated.value != written.value:
        return False
    unit = not stated.unit or not written.unit or units_agree(stated.unit, written.unit)
    return unit and (not stated.qualifier or not written.qualifier or lean(stated.qualifier) == lean(written.qualifier))

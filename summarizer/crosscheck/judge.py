"""The judge: a claim against the facts of its source.

The facts of the claimed number are compared with the fact that fits the claim's words best, whatever its number: where
another number fits clearly better, the claimed one is said of something else.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.crosscheck.case import Case, Match, fit, foremost
from summarizer.crosscheck.company import company_of
from summarizer.crosscheck.derive import Deriver
from summarizer.crosscheck.finding import ACCEPTED_VERDICTS, Claim, Finding, Quote, Reason, Verdict
from summarizer.crosscheck.number import Comparison, compare, match
from summarizer.crosscheck.rivals import Rivals
from summarizer.crosscheck.said import Said, hear
from summarizer.crosscheck.wholes import NAMED_PART
from summarizer.crosscheck.witnesses import witnessed
from summarizer.facts import Role

if TYPE_CHECKING:
    from summarizer.crosscheck.formula import Formula
    from summarizer.crosscheck.index import SourceIndex

TRUST = 0.2  # how much more a quote counts where a claim is only a name and a number
FLOOR = 0.14  # below this agreement a number is not of the claim's subject
FLOOR_QUOTED = 0.03  # the same where the quote holds and carries the number once
FLOOR_NONE = 0.1  # the same for a quoted zero: sources state several
ALIKE = 0.45  # from this agreement on, a fact of another number is what the claim speaks of
QUOTED = 0.6  # share of the best agreement at which the fact within the quote is preferred


class Judge:
    """Judges claims against one source; no verdict depends on the claims before it."""

    def __init__(self, index: SourceIndex) -> None:
        self.index = index

    def judge(self, claim: Claim) -> Finding:
        """Judge one claim."""
        return self.judge_said(hear(claim, self.index.year))

    def judge_said(self, said: Said) -> Finding:
        """Judge a claim that has been read."""
        case = Case.open(said, self.index)
        if said.silent:
            return self.silence(case)
        if said.amount is None:
            return case.finding(Verdict.UNREADABLE)
        if said.disagreement is not None:
            return case.finding(Verdict.ALTERED, said.disagreement.reason)
        if said.formula is not None:
            return self.computed(case, said.formula)
        matches = self.matches(case)
        best = self.pick(matches)
        if best is None or best.comparison.reason == Reason.UNIT or best.agreement < FLOOR:
            witness = witnessed(case, self.index)
            if witness is not None:
                return witness if witness.accepted else self.instead(case, best, witness)
        finding = self.with_match(case, best, matches) if best else self.without_match(case)
        return finding if finding.accepted else self.instead(case, best, finding)

    # -- which facts are meant ----------------------------------------------------------------------------------

    def matches(self, case: Case) -> list[Match]:
        """Return the facts whose number is the claimed one, be it with another unit or qualifier."""
        found: list[Match] = []
        amount = case.said.amount
        if amount is None:
            return found
        for i in self.index.about(amount.value, amount.coarse):
            comparison = match(amount, self.index.entries[i].amount)
            if comparison is not None:
                found.append(Match(i, comparison, i in case.quoted, case))
        return found

    def pick(self, matches: list[Match]) -> Match | None:
        """Return the fact that the claim rests on: the best in standing, or one in the quote nearly as good."""
        best = foremost(matches)
        if best is None or best.quoted:
            return best
        quoted = [m for m in matches if m.quoted and not m.against and m.agreement >= QUOTED * best.agreement]
        return foremost(quoted) or best

    # -- verdicts -----------------------------------------------------------------------------------------------

    def with_match(self, case: Case, best: Match, matches: list[Match]) -> Finding:
        """Judge a claim whose number stands in the source."""
        carried = (best.index,)
        nothing = case.said.amount is not None and not case.said.amount.value
        if best.agreement < self.floor(case, best, matches) and (nothing or not best.comparison.good):
            return self.without_match(case)
        fits = fit(best, matches)
        if (not case.said.words or case.verbatim) and self.sole(case, best, matches):
            fits += TRUST
        same = frozenset(m.index for m in matches if m.comparison.good)
        rival = self.rival(case, best, Rivals(self.index, case, best, fits, same))
        if rival < 0:
            rival = self.named_instead(case, best)
        if rival >= 0:
            return self.rivalled(case, best, rival)
        if best.against:
            return case.finding(*best.against[0], carried, carried)
        if best.agreement < self.floor(case, best, matches) and best.index not in company_of(case):
            return self.unrelated(case, best)
        return case.finding(best.comparison.verdict, Reason.NONE, carried, carried)

    def rival(self, case: Case, best: Match, rivals: Rivals) -> int:
        """Return the entry that the claim means instead of its best; or -1.

        A number that takes its subject from another is looked for in the company of that other.
        """
        rival, company = rivals.first(), company_of(case)
        if best.index in company:
            return rival if rival in company else -1
        meant = rivals.among(company) if company else -1
        return meant if meant >= 0 else rival

    def floor(self, case: Case, best: Match, matches: list[Match]) -> float:
        """Return how well subjects must agree: hardly, where the quote carries the number and nothing else does."""
        if not self.sole(case, best, matches):
            return FLOOR
        return FLOOR_QUOTED if case.said.amount and case.said.amount.value else FLOOR_NONE

    def sole(self, case: Case, best: Match, matches: list[Match]) -> bool:
        """Whether the quote holds and carries the claimed number once."""
        return best.quoted and sum(m.quoted for m in matches) == 1 and case.quote == Quote.HOLDS

    def rivalled(self, case: Case, best: Match, rival: int) -> Finding:
        """Judge a claim whose words another number of the source fits better than the claimed one."""
        mine, other = (self.index.entries[i].fact for i in (best.index, rival))
        reasons = {reason for _, reason in best.against}
        if Reason.DIRECTION in reasons and (best.quoted or best.agreement >= FLOOR):
            return case.finding(Verdict.ALTERED, Reason.DIRECTION, (best.index,), (best.index,))
        remeasured = best.comparison.reason == Reason.UNIT and (best.quoted or best.agreement >= ALIKE)
        if remeasured and not case.said.gives(self.index.entries[rival].amount):
            return case.finding(Verdict.ALTERED, Reason.UNIT, (best.index,), (best.index,))
        weak = rival in case.quoted and best.agreement < FLOOR * 2
        if not best.quoted and (best.comparison.reason == Reason.UNIT or weak):
            changed = self.changed(case, rival, FLOOR if self.index.entries[rival].measure.denied else ALIKE)
            if changed is not None:
                return changed
        reason = Reason.PART if mine.figure.start == other.whole or other.figure.start == mine.whole else Reason.SUBJECT
        if mine.clause == other.clause and Role.BASE in {mine.role, other.role}:
            reason = Reason.BASE if mine.role == Role.BASE and not case.said.years else Reason.PERIOD
        elif mine.clause == other.clause and mine.period.year != other.period.year:
            reason = Reason.PERIOD
        return case.finding(Verdict.MISATTRIBUTED, reason, (best.index, rival), (best.index,))

    def named_instead(self, case: Case, best: Match) -> int:
        """Return the entry that the words beside the claimed number name, where they are none of its fact's; or -1."""
        beside = frozenset(term for term in case.said.around if term[0] != "#")  # a year names no thing
        if len(beside) < 2 or not beside.isdisjoint(self.index.entries[best.index].subject.near):
            return -1
        share, named = max(((share, i) for i, share in self.index.covers(beside).items()), default=(0.0, -1))
        return named if share >= NAMED_PART else -1

    def unrelated(self, case: Case, best: Match) -> Finding:
        """Judge a claim whose number stands in the source, but of nothing like what the claim speaks of."""
        rival = Rivals(self.index, case).first()
        mine, other = (self.index.entries[i].fact.sentence for i in (best.index, rival))
        if rival >= 0 and mine == other:
            return case.finding(Verdict.MISATTRIBUTED, Reason.SUBJECT, (best.index, rival), (best.index,))
        changed = self.changed(case, rival, ALIKE) if rival >= 0 else None
        return changed or case.finding(Verdict.MISATTRIBUTED, Reason.SUBJECT, (best.index,), (best.index,))

    def without_match(self, case: Case) -> Finding:
        """Judge a claim whose number is stated by no fact of the source."""
        near = Rivals(self.index, case).near(QUOTED)
        top = case.scores[near[0]] if near else 0.0
        none = case.said.amount is not None and not case.said.amount.value
        for i in sorted(near, key=lambda i: i not in case.quoted):
            changed = self.changed(case, i, ALIKE if none else FLOOR)
            if changed is not None:
                return changed
        return case.finding(Verdict.UNSUPPORTED, Reason.NONE, tuple(near[:1]) if top >= ALIKE else ())

    def changed(self, case: Case, rival: int, enough: float) -> Finding | None:
        """Return the finding that a number was changed from one of its looks which the claim's words fit, or None."""
        difference = self.difference(case, rival)
        if not difference.close or case.scores[rival] < enough:
            return None
        return case.finding(Verdict.ALTERED, difference.reason, (rival,))

    def difference(self, case: Case, rival: int) -> Comparison:
        """Say how the claimed number differs from another: where one of them is none at all, the sense is reversed."""
        said, entry = case.said, self.index.entries[rival]
        comparison = compare(said.amount, entry.amount) if said.amount else Comparison(Verdict.ALTERED, Reason.DIGITS)
        none = said.fact is not None and said.fact.worded and said.amount is not None and not said.amount.value
        if not comparison.good and none != entry.measure.denied:
            return Comparison(Verdict.ALTERED, Reason.DIRECTION)
        return comparison

    def instead(self, case: Case, best: Match | None, finding: Finding) -> Finding:
        """Return the finding that a refused number follows from others, or the refusal.

        Where the source says the number itself, elsewhere than in the quote, the quote must carry all it follows from.
        """
        derived = self.derived(case, best)
        if derived is None:
            return finding
        held = {self.index.entries[i].fact for i in case.quoted}
        stated = best is not None and best.agreement >= FLOOR * 2 and finding.verdict in ACCEPTED_VERDICTS
        return finding if stated and not held.issuperset(derived.figures) else derived

    def derived(self, case: Case, best: Match | None) -> Finding | None:
        """Return the finding of a number that follows from others which the claim names, or None.

        Where the source states the number besides, within the quote, the claim is supported outright.
        """
        reasons = {reason for _, reason in best.against} if best else set()
        if best is not None and Reason.MOOD in reasons and best.agreement >= ALIKE:
            return None  # the source states this very thing as a plan
        derivation = Deriver(self.index, case).derive()
        stray = Reason.PART in reasons and not case.said.changes
        if derivation is None or (stray and "-" in derivation.formula):
            return None
        stated = -1 if derivation.told else Rivals(self.index, case).first()
        if stated >= 0 and stated not in derivation.operands and case.scores[stated] >= ALIKE:
            return None  # the source states this very thing, and otherwise
        if best is not None and best.quoted and not best.against:
            return case.finding(best.comparison.verdict, Reason.NONE, (best.index,), (best.index,))
        finding = case.finding(Verdict.DERIVED, Reason.NONE, derivation.operands, derivation.operands)
        return case.with_formula(finding, derivation.formula)

    def computed(self, case: Case, formula: Formula) -> Finding:
        """Judge a claim that gives its own arithmetic: its operands must stand in one section, one in the quote."""
        amount = case.said.amount
        held = {self.index.entries[i].fact.section for i in case.quoted}
        operands = []
        for value in formula.operands:
            near = self.index.about(value, Decimal(0))
            best = [i for i in near if i in case.quoted] or [
                i for i in near if not held or self.index.entries[i].fact.section in held
            ]
            operands += best[:1]
        result = amount is not None and abs(formula.exact - amount.value) <= amount.grain
        if len(operands) < len(formula.operands) or not result:
            return case.finding(Verdict.UNSUPPORTED, Reason.NONE, tuple(operands))
        finding = case.finding(Verdict.DERIVED, Reason.NONE, tuple(operands), tuple(operands))
        return case.with_formula(finding, case.said.claim.text)

    def silence(self, case: Case) -> Finding:
        """Judge a claim that the source says nothing of something."""
        best = max(range(len(self.index.entries)), key=case.scores.__getitem__, default=-1)
        if best >= 0 and case.scores[best] >= FLOOR:
            return case.finding(Verdict.ALTERED, Reason.DIRECTION, (best,))
        return case.finding(Verdict.SUPPORTED)

"""The cross-check: is what somebody says of a report what the report says?"""

from __future__ import annotations

from summarizer.crosscheck.checking import check, check_claims, check_prose, check_text
from summarizer.crosscheck.explaining import explain
from summarizer.crosscheck.finding import ACCEPTED_VERDICTS, Claim, Finding, Quote, Reason, Relation, Verdict
from summarizer.crosscheck.omissions import unclaimed
from summarizer.crosscheck.relations import arithmetic

__all__ = [
    "ACCEPTED_VERDICTS",
    "Claim",
    "Finding",
    "Quote",
    "Reason",
    "Relation",
    "Verdict",
    "arithmetic",
    "check",
    "check_claims",
    "check_prose",
    "check_text",
    "explain",
    "unclaimed",
]

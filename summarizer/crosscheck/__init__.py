"""The cross-check: is what somebody says of a report what the report says?"""

from __future__ import annotations

from summarizer.crosscheck.check import check, check_claims, check_text
from summarizer.crosscheck.finding import ACCEPTED_VERDICTS, Claim, Finding, Quote, Reason, Relation, Verdict

__all__ = [
    "ACCEPTED_VERDICTS",
    "Claim",
    "Finding",
    "Quote",
    "Reason",
    "Relation",
    "Verdict",
    "check",
    "check_claims",
    "check_text",
]

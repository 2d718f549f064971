"""The review: the whole result for one report, and its file."""

from __future__ import annotations

from summarizer.review.apply import apply_decisions
from summarizer.review.claiming import judge
from summarizer.review.claims import check_file
from summarizer.review.corrections import Habit, corrections
from summarizer.review.decisions import read_decisions
from summarizer.review.decode import from_data, read_review
from summarizer.review.encode import fact_data, figure_data, finding_data, to_data, to_json
from summarizer.review.notes import language, notes
from summarizer.review.result import FORMAT, FormStamp, Review, Warned

__all__ = [
    "FORMAT",
    "FormStamp",
    "Habit",
    "Review",
    "Warned",
    "apply_decisions",
    "check_file",
    "corrections",
    "fact_data",
    "figure_data",
    "finding_data",
    "from_data",
    "judge",
    "language",
    "notes",
    "read_decisions",
    "read_review",
    "to_data",
    "to_json",
]

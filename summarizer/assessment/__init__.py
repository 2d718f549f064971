"""The filled form: answers merged into values, statements, header, coverage. What an engine says, put in order."""

from __future__ import annotations

from summarizer.assessment.assemble import assemble
from summarizer.assessment.filled import (
    Answer,
    Assessment,
    Change,
    Check,
    Coverage,
    HeaderField,
    PartAnswered,
    Place,
    Spoken,
    Statement,
    Status,
    Timeliness,
    Value,
)
from summarizer.assessment.kind import kind_warning
from summarizer.assessment.merge import merge
from summarizer.assessment.statements import settle

__all__ = [
    "Answer",
    "Assessment",
    "Change",
    "Check",
    "Coverage",
    "HeaderField",
    "PartAnswered",
    "Place",
    "Spoken",
    "Statement",
    "Status",
    "Timeliness",
    "Value",
    "assemble",
    "kind_warning",
    "merge",
    "settle",
]

"""The filled form: answers merged into values, statements, header, coverage. What an engine says, put in order."""

from __future__ import annotations

from summarizer.assessment.filled import (
    Answer,
    Assessment,
    Change,
    Coverage,
    HeaderField,
    Place,
    Statement,
    Status,
    Timeliness,
    Value,
)

__all__ = [
    "Answer",
    "Assessment",
    "Change",
    "Coverage",
    "HeaderField",
    "Place",
    "Statement",
    "Status",
    "Timeliness",
    "Value",
]

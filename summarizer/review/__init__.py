"""The review: the whole result for one report, and its file."""

from __future__ import annotations

from summarizer.review.result import FormStamp, Review, Warned

__all__ = ["FormStamp", "Review", "Warned"]

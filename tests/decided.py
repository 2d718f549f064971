"""A file of decisions as the page writes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from summarizer.review.decisions import FORMAT

if TYPE_CHECKING:
    from summarizer.review import Review
    from summarizer.review.decisions import Decisions


def decisions_data(review: Review, decisions: Decisions) -> dict[str, Any]:
    """Return decisions as the plain data of their file; empty fields are left out, as the page leaves them out."""
    stamp = {"id": review.form.id, "version": review.form.version, "digest": review.form.digest}
    return {
        "format": FORMAT,
        "review": {"name": review.report.name, "digest": review.report.digest, "form": stamp},
        "reviewer": decisions.reviewer,
        "decisions": [
            {key: content for key, content in asdict(decision).items() if content or key in ("key", "action")}
            for decision in decisions.decisions
        ],
    }

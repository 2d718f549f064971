"""summarizer: fills a standard form from a report and proves every number in it against the source.

    >>> import summarizer
    >>> report = summarizer.load("report.txt")  # doctest: +SKIP
    >>> review = summarizer.fill(report)  # doctest: +SKIP

The names below are the whole public interface. They are imported when first used, so that ``import summarizer``
costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.batch import fill_many
    from summarizer.crosscheck import (
        Claim,
        Finding,
        Quote,
        Reason,
        Relation,
        Verdict,
        check_claims,
        check_text,
        explain,
    )
    from summarizer.errors import SummarizerError
    from summarizer.facts import Fact
    from summarizer.figures import Figure, Kind, extract_figures
    from summarizer.form import Dimension, Form, Indicator, load_form
    from summarizer.layout import Section, outline
    from summarizer.numerals import Numeral, find_numerals
    from summarizer.pipeline import fill
    from summarizer.review import Review, read_review
    from summarizer.sources import Report, load

__version__ = "0.1.0"

_HOMES = {
    "Claim": "crosscheck",
    "Dimension": "form",
    "Fact": "facts",
    "Figure": "figures",
    "Finding": "crosscheck",
    "Form": "form",
    "Indicator": "form",
    "Kind": "figures",
    "Numeral": "numerals",
    "Quote": "crosscheck",
    "Reason": "crosscheck",
    "Relation": "crosscheck",
    "Report": "sources",
    "Review": "review",
    "Section": "layout",
    "SummarizerError": "errors",
    "Verdict": "crosscheck",
    "check_claims": "crosscheck",
    "check_text": "crosscheck",
    "explain": "crosscheck",
    "extract_figures": "figures",
    "fill": "pipeline",
    "fill_many": "batch",
    "find_numerals": "numerals",
    "load": "sources",
    "load_form": "form",
    "outline": "layout",
    "read_review": "review",
}

__all__ = [
    "Claim",
    "Dimension",
    "Fact",
    "Figure",
    "Finding",
    "Form",
    "Indicator",
    "Kind",
    "Numeral",
    "Quote",
    "Reason",
    "Relation",
    "Report",
    "Review",
    "Section",
    "SummarizerError",
    "Verdict",
    "__version__",
    "check_claims",
    "check_text",
    "explain",
    "extract_figures",
    "fill",
    "fill_many",
    "find_numerals",
    "load",
    "load_form",
    "outline",
    "read_review",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

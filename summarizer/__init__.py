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
    from summarizer.assessment import (
        Answer,
        Assessment,
        Change,
        Check,
        Coverage,
        HeaderField,
        Place,
        Spoken,
        Statement,
        Status,
        Timeliness,
        Value,
    )
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
    from summarizer.engines import Engine, Identity, PartAnswers, RulesEngine, Usage
    from summarizer.engines.model import Bounds, Endpoint, Mode, ModelEngine
    from summarizer.engines.replay import ReplayEngine
    from summarizer.engines.store import Store
    from summarizer.errors import SummarizerError
    from summarizer.facts import Direction, Fact, Mood, Period, PeriodKind, Role
    from summarizer.figures import Figure, Kind, extract_figures
    from summarizer.form import Dimension, Form, Indicator, load_form
    from summarizer.layout import Section, outline
    from summarizer.numerals import Numeral, find_numerals
    from summarizer.parts import Part
    from summarizer.pipeline import fill
    from summarizer.reading import Reading, read
    from summarizer.review import FormStamp, Review, Warned, read_review
    from summarizer.sources import Report, load, load_text
    from summarizer.spans import Cell, Mark, Span

__version__ = "0.1.0"

_HOMES = {
    "Answer": "assessment",
    "Assessment": "assessment",
    "Bounds": "engines.model",
    "Cell": "spans",
    "Change": "assessment",
    "Check": "assessment",
    "Claim": "crosscheck",
    "Coverage": "assessment",
    "Dimension": "form",
    "Direction": "facts",
    "Endpoint": "engines.model",
    "Engine": "engines",
    "Fact": "facts",
    "Figure": "figures",
    "Finding": "crosscheck",
    "Form": "form",
    "FormStamp": "review",
    "HeaderField": "assessment",
    "Identity": "engines",
    "Indicator": "form",
    "Kind": "figures",
    "Mark": "spans",
    "Mode": "engines.model",
    "ModelEngine": "engines.model",
    "Mood": "facts",
    "Numeral": "numerals",
    "Part": "parts",
    "PartAnswers": "engines",
    "Period": "facts",
    "PeriodKind": "facts",
    "Place": "assessment",
    "Quote": "crosscheck",
    "Reading": "reading",
    "Reason": "crosscheck",
    "Relation": "crosscheck",
    "ReplayEngine": "engines.replay",
    "Report": "sources",
    "Review": "review",
    "Role": "facts",
    "RulesEngine": "engines",
    "Section": "layout",
    "Span": "spans",
    "Spoken": "assessment",
    "Statement": "assessment",
    "Status": "assessment",
    "Store": "engines.store",
    "SummarizerError": "errors",
    "Timeliness": "assessment",
    "Usage": "engines",
    "Value": "assessment",
    "Verdict": "crosscheck",
    "Warned": "review",
    "check_claims": "crosscheck",
    "check_text": "crosscheck",
    "explain": "crosscheck",
    "extract_figures": "figures",
    "fill": "pipeline",
    "fill_many": "batch",
    "find_numerals": "numerals",
    "load": "sources",
    "load_form": "form",
    "load_text": "sources",
    "outline": "layout",
    "read": "reading",
    "read_review": "review",
}

__all__ = [
    "Answer",
    "Assessment",
    "Bounds",
    "Cell",
    "Change",
    "Check",
    "Claim",
    "Coverage",
    "Dimension",
    "Direction",
    "Endpoint",
    "Engine",
    "Fact",
    "Figure",
    "Finding",
    "Form",
    "FormStamp",
    "HeaderField",
    "Identity",
    "Indicator",
    "Kind",
    "Mark",
    "Mode",
    "ModelEngine",
    "Mood",
    "Numeral",
    "Part",
    "PartAnswers",
    "Period",
    "PeriodKind",
    "Place",
    "Quote",
    "Reading",
    "Reason",
    "Relation",
    "ReplayEngine",
    "Report",
    "Review",
    "Role",
    "RulesEngine",
    "Section",
    "Span",
    "Spoken",
    "Statement",
    "Status",
    "Store",
    "SummarizerError",
    "Timeliness",
    "Usage",
    "Value",
    "Verdict",
    "Warned",
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
    "load_text",
    "outline",
    "read",
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

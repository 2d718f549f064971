"""The rules engine: fills a form offline, from facts and the form's own words. It abstains rather than guesses."""

from __future__ import annotations

from summarizer.engines.rules.engine import RulesEngine

__all__ = ["RulesEngine"]

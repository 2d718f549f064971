"""Engines fill the form: a part of the report in, answers over all dimensions out. Nothing above knows which ran."""

from __future__ import annotations

from summarizer.assessment import Spoken
from summarizer.engines.engine import Engine, Identity, PartAnswers, Usage
from summarizer.engines.rules import RulesEngine

__all__ = ["Engine", "Identity", "PartAnswers", "RulesEngine", "Spoken", "Usage"]

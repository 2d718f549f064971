"""The model engine: any OpenAI-compatible endpoint, asked part by part, its answers checked before anyone sees them."""

from __future__ import annotations

from summarizer.engines.model.doctor import Diagnosis, diagnose
from summarizer.engines.model.endpoint import Bounds, Endpoint, Mode
from summarizer.engines.model.engine import ModelEngine
from summarizer.engines.model.plan import Plan, plan

__all__ = ["Bounds", "Diagnosis", "Endpoint", "Mode", "ModelEngine", "Plan", "diagnose", "plan"]

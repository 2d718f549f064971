"""The model engine: any OpenAI-compatible endpoint, asked part by part, its answers checked before anyone sees them."""

from __future__ import annotations

from summarizer.engines.model.endpoint import Bounds, Endpoint, Mode
from summarizer.engines.model.engine import ModelEngine

__all__ = ["Bounds", "Endpoint", "Mode", "ModelEngine"]

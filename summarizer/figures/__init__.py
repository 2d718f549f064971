"""Figures: every numeric mention of a text, found by pattern, with kind, value, unit and qualifier."""

from __future__ import annotations

from summarizer.figures.extract import extract_figures
from summarizer.figures.figure import AMOUNTS, Figure, Kind

__all__ = ["AMOUNTS", "Figure", "Kind", "extract_figures"]

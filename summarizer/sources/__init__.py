"""Sources: a path in, a report out. One small module a format."""

from __future__ import annotations

from summarizer.sources.report import Report, load

__all__ = ["Report", "load"]

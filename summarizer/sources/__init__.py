"""Sources: a path in, a report out. One small module a format."""

from __future__ import annotations

from summarizer.sources.raw import ARCHIVE, digest, size
from summarizer.sources.report import SUFFIXES, Report, load, load_text, members

__all__ = ["ARCHIVE", "SUFFIXES", "Report", "digest", "load", "load_text", "members", "size"]

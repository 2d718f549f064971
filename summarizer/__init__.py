"""summarizer: fills a standard form from a report and proves every number in it against the source."""

from __future__ import annotations

__version__ = "0.1.0"

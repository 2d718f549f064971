"""Asking by post: questions handed in together through an endpoint's Batch API, at half the price, answered later."""

from __future__ import annotations

from summarizer.engines.model.post.caller import PostCaller, Replies, Request, estimate
from summarizer.engines.model.post.engine import PostEngine

__all__ = ["PostCaller", "PostEngine", "Replies", "Request", "estimate"]

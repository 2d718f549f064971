"""Prompts: files in ``prompts/`` with ``$name`` variables; a part of a report and a form in, messages out."""

from __future__ import annotations

"""The command line: options in, answers to stdout, everything else to stderr, exit codes as in the README."""

from __future__ import annotations

from summarizer.cli.app import main

__all__ = ["main"]

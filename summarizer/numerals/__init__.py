"""Numerals: the characters of a number, Chinese or Arabic, and the exact decimal they spell. Nothing else."""

from __future__ import annotations

"""Ordinals: 第三十七次, 一等奖, 6年级."""

from __future__ import annotations

from summarizer.figures.amounts import unit_at
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import Mention, plain


def read_ordinal(mention: Mention) -> Figure | None:
    """Read the ordinal at a mention."""
    text, start, end = mention.text, mention.start, mention.end
    value = plain(mention.numeral.value)
    if start > mention.floor and text[start - 1] == "第":
        if text.startswith("号", end):
            return mention.figure(start - 1, end + 1, Kind.DOCUMENT_NUMBER, value=text[start - 1 : end + 1], unit="号")
        unit = unit_at(mention, end)
        word = unit.word if unit is not None else ""
        return mention.figure(start - 1, end + len(word), Kind.ORDINAL, value=value, unit=word)
    if text.startswith("等奖", end):
        return mention.figure(start, end + 2, Kind.ORDINAL, value=value, unit="等")
    if text.startswith("年级", end):
        return mention.figure(start, end + 2, Kind.ORDINAL, value=value, unit="年级")
    return None

"""The plain case: a number, a measure word, and before them nothing that could make another thing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures.amounts import read_amount
from summarizer.figures.figure import Kind
from summarizer.figures.names import read_name, read_slogan

if TYPE_CHECKING:
    from summarizer.figures.figure import Figure
    from summarizer.figures.mention import Mention

_COUNTING = frozenset("一两三四五六七八九十百千万亿")  # 二 ranks more often than it counts, ① and Ⅱ always do
# What before a number may order, name or join it: 第3次, 前3名, 每10万人, 人大一次会议, 3至5个, 第一、二批, 3-5件.
_CLAIMED = frozenset(' \xa0第前每大协会届-－—–~～+＋×*/@_.“‘「『"《')


def read_plain(mention: Mention) -> Figure | None:
    """Read what most numbers are at once, without asking the readers of codes, dates and ordinals.

    Left to them are units that also grade or date (三级, 8点), the number 1, which may be denied (未发生1起), and
    everything after words and signs that may claim the number. A Chinese numeral may still be a name: 三个一批.
    """
    unit, text, start = mention.counted.unit, mention.text, mention.start
    if unit is None or not unit.plain or _is_claimed(mention):
        return None
    if not mention.arabic:
        if mention.end - start == 1 and text[start] not in _COUNTING:
            return None
        return read_slogan(mention) or read_name(mention) or read_amount(mention)
    if text[start : mention.end] == "1" or text[mention.counted.end : mention.counted.end + 1].isdecimal():
        return None
    return read_amount(mention) if mention.page.quote_at(start) is None else None


def _is_claimed(mention: Mention) -> bool:
    """Whether what stands before the number may make another thing of it."""
    before, last = mention.char_before(mention.start), mention.page.last
    if before in _CLAIMED or (before.isascii() and before.isalnum()):
        return True
    return last is not None and last.kind is Kind.ORDINAL and last.end >= mention.start - 1

"""Names and set phrases: numerals that belong to a name and count nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention
    from summarizer.figures.words import Phrase


def ordinary_end(mention: Mention) -> int | None:
    """Return where the everyday word ends that holds the numeral (进一步, 统一), or None."""
    found = _phrase(mention, mention.page.words.ordinary)
    return None if found is None else max(found[1], mention.start + 1)


def read_name(mention: Mention) -> Figure | None:
    """Read a name or set phrase at a mention."""
    found = _phrase(mention, mention.page.words.names)
    if found is not None and found[0] >= mention.floor:
        return mention.figure(*found, Kind.NAME)
    quote = mention.page.quote_at(mention.start)
    if quote is None:
        return None
    if quote.title or (quote.end - quote.start <= 16 and not mention.arabic):
        return mention.figure(mention.start, mention.end if quote.title else quote.end, Kind.NAME)
    return None


def _phrase(mention: Mention, table: dict[str, tuple[Phrase, ...]]) -> tuple[int, int] | None:
    """Return the span of the longest phrase of ``table`` that holds the numeral."""
    text, start = mention.text, mention.start
    pairs = (text[start - 1 : start + 1], text[start : start + 2]) if start else (text[:2],)
    for pair in pairs:
        for phrase in table.get(pair, ()):
            begin = start - phrase.offset
            if begin >= 0 and text.startswith(phrase.word, begin):
                return begin, begin + len(phrase.word)
    return None

"""Names and set phrases: numerals that belong to a name and count nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.amounts import stands_alone
from summarizer.figures.figure import Figure, Kind
from summarizer.figures.speech import AGAIN, ONE_ONE, PAIR, counts_nothing, names_service

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention
    from summarizer.figures.page import Page, Quote
    from summarizer.figures.words import Phrase
    from summarizer.numerals import Numeral

_JOINED = re.compile("[\u4e00-\u9fff]+")
_RANGES = frozenset("至到-—–~～")
_SLOGAN = 16  # characters of the longest quotation that is a slogan and no sentence


def phrase_at(page: Page, numeral: Numeral) -> tuple[int, int, Phrase] | None:
    """Return the span of the longest fixed phrase that holds the numeral, and the phrase."""
    text, start, phrases = page.text, numeral.start, page.words.phrases
    for pair in (text[start - 1 : start + 1] if start else "", text[start : start + 2]):
        for phrase in phrases.get(pair, ()):
            begin = start - phrase.offset
            end = begin + len(phrase.word)
            fits = end >= numeral.end and begin >= 0 and text.startswith(phrase.word, begin)
            if fits and _stands(text, begin, end, phrase):
                return begin, end, phrase
    return None


def _stands(text: str, begin: int, end: int, phrase: Phrase) -> bool:
    """Whether the characters around a phrase leave it a word of its own."""
    before = text[begin - 1] if begin else ""
    if before == "第" and phrase.offset == 0:
        return False
    return before not in phrase.not_after and text[end : end + 1] not in phrase.not_before


def read_slogan(mention: Mention) -> Figure | None:
    """Read a numeral in quotation marks or in a book title, or a slogan that stood in quotation marks elsewhere."""
    text, start, page = mention.text, mention.start, mention.page
    quote = page.quote_at(start)
    if quote is not None:
        return _titled(mention, quote) if quote.title else _quoted(mention, quote)
    if mention.arabic:
        return None
    slogans = page.slogans.get(text[start : start + 2], ())
    slogan = next((slogan for slogan in slogans if text.startswith(slogan, start)), "")
    return mention.figure(start, start + len(slogan), Kind.NAME) if slogan else None


def _titled(mention: Mention, quote: Quote) -> Figure:
    """Read a numeral in a book title: what a title counts is no result."""
    return mention.figure(mention.start, max(mention.end, min(mention.counted.end, quote.end)), Kind.NAME)


def _quoted(mention: Mention, quote: Quote) -> Figure | None:
    """Read a numeral in quotation marks: a slogan, unless they hold a sentence, or nothing but an Arabic amount."""
    if quote.end - quote.start > _SLOGAN:
        return None
    counted = mention.counted
    if mention.arabic and counted.unit is not None and (mention.start > quote.start or counted.end >= quote.end):
        return None
    start = max(quote.start, mention.floor)
    quoted = mention.text[start : quote.end]
    blanks = len(quoted) - len(quoted.lstrip())
    return mention.figure(start + blanks, start + len(quoted.rstrip()), Kind.NAME)


def read_name(mention: Mention) -> Figure | None:
    """Read a numeral that counts nothing: without a unit, in a set pattern, or 一 in a figure of speech."""
    if names_service(mention):
        return mention.figure(mention.start, mention.counted.end, Kind.NAME)
    if mention.arabic:
        return _arabic_slogan(mention)
    if mention.numeral.over is not None:
        return None
    return _without_unit(mention) if mention.counted.unit is None else _with_unit(mention)


def _without_unit(mention: Mention) -> Figure | None:
    """Make a name of the numeral and what it is joined to (三农, 零上访, 五乡四镇); lone 一 两 半 are mere words."""
    text, start, end = mention.text, mention.start, mention.end
    if mention.counted.meaning or text[end : end + 1] in _RANGES:
        return None
    if (pair := PAIR.match(text, start)) is not None:
        return mention.figure(start, pair.end(), Kind.NAME)
    if text[start:end] in ("一", "两", "半") or stands_alone(mention):
        return None
    joined = _JOINED.match(text, end, end + (2 if text[start] == "零" else 1))
    return mention.figure(start, joined.end() if joined else end, Kind.NAME)


def _with_unit(mention: Mention) -> Figure | None:
    """Make a name of a Chinese numeral whose measure word counts nothing."""
    again = AGAIN.match(mention.text, mention.start)
    if again is None and not counts_nothing(mention):
        return None
    return mention.figure(mention.start, again.end() if again else mention.counted.end, Kind.NAME)


def _arabic_slogan(mention: Mention) -> Figure | None:
    """Read 1村1顾问, 3个100% and 未发生1起; measure words after both numbers (1件1人) count."""
    counted, unit = mention.counted, mention.counted.unit
    denied = mention.numeral.value == 1 and unit is not None and mention.follows(mention.page.words.one.denials)
    if denied or (counted.written == "个" and mention.text[counted.end : counted.end + 1].isdecimal()):
        return mention.figure(mention.start, counted.end, Kind.NAME)
    match = ONE_ONE.match(mention.text, mention.start)
    if match is None or (unit is not None and not unit.weak):
        return None
    return mention.figure(mention.start, match.end(), Kind.NAME)

"""Names and set phrases: numerals that belong to a name and count nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures import qualified
from summarizer.figures.amounts import stands_alone
from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.counted import Counted
    from summarizer.figures.mention import Mention
    from summarizer.figures.page import Quote
    from summarizer.figures.words import Phrase

_HAN = "[\u4e00-\u9fff]"
_PAIR = re.compile(
    f"[一二两三四五六七八九十](?![零一二两三四五六七八九十百千万亿至到]){_HAN}[一二两三四五六七八九十]{_HAN}"
)
_ONE_ONE = re.compile(f"[一1](?:(?![零一二两三四五六七八九十百千万亿]){_HAN}){{1,4}}[一1]{_HAN}")
_AGAIN = re.compile(f"一({_HAN})[又接连]?一\\1")  # 一件一件, 一次又一次
_INNER = re.compile('[一二两三四五六七八九十百“‘「"]')
_SESSION = re.compile("届.{0,6}(?:中全会|全会|人大|政协|党代会|代表大会|常委会)")
_JOINED = re.compile(f"{_HAN}+")
_BARE = frozenset("百千万亿")
_RANGES = frozenset("至到-—–~～")
_CLAUSE = re.compile("[^，,。；;：:、！!？?\\s()（）《》“”]{0,14}")
_LONG = 16  # characters of a quotation that is still a slogan


def phrase_at(mention: Mention) -> tuple[int, int, Phrase] | None:
    """Return the span of the longest fixed phrase that holds the numeral, and the phrase."""
    text, start = mention.text, mention.start
    phrases = mention.page.words.phrases
    for pair in (text[start - 1 : start + 1] if start else "", text[start : start + 2]):
        for phrase in phrases.get(pair, ()):
            begin = start - phrase.offset
            end = begin + len(phrase.word)
            if (
                end >= mention.end
                and begin >= 0
                and text.startswith(phrase.word, begin)
                and _stands(text, begin, end, phrase)
            ):
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
    quote = mention.page.quote_at(mention.start)
    if quote is not None:
        return _quoted(mention, quote)
    if mention.arabic:
        return None
    for slogan in mention.page.slogans.get(mention.text[mention.start : mention.start + 2], ()):
        if mention.text.startswith(slogan, mention.start):
            return mention.figure(mention.start, mention.start + len(slogan), Kind.NAME)
    return None


def _quoted(mention: Mention, quote: Quote) -> Figure | None:
    """Read a numeral within quotation marks: a name, unless an amount is all that they hold, or they hold a sentence."""
    start, counted = max(quote.start, mention.floor), mention.counted
    if quote.title:
        return mention.figure(mention.start, max(mention.end, min(counted.end, quote.end)), Kind.NAME)
    if quote.end - quote.start > _LONG:
        return None
    if counted.unit is not None and counted.end >= quote.end and mention.start - quote.start < 3 and mention.arabic:
        return None
    if mention.arabic and counted.unit is not None and mention.start > quote.start:
        return None
    return mention.figure(start, quote.end, Kind.NAME)


def read_name(mention: Mention) -> Figure | None:
    """Read a Chinese numeral that counts nothing: without a unit, in a set pattern, or 一 in a figure of speech."""
    numeral, counted = mention.numeral, mention.counted
    if counted.unit is not None and counted.unit.kind is Kind.DURATION and _names_circle(mention, counted):
        return mention.figure(mention.start, counted.end, Kind.NAME)
    if mention.arabic:
        return _one_one(mention) if mention.text.startswith("1", mention.start) else None
    if numeral.over is not None:
        return None
    if counted.unit is None and not counted.meaning:
        return _without_unit(mention)
    again = _AGAIN.match(mention.text, mention.start)
    if again is not None:
        return mention.figure(mention.start, again.end(), Kind.NAME)
    if _counts_nothing(mention, counted):
        return mention.figure(mention.start, max(counted.end, mention.end), Kind.NAME)
    return None


def _without_unit(mention: Mention) -> Figure | None:
    """Make a name of the numeral and what it is joined to (三农, 零上访, 五乡四镇); lone 一 两 半 are mere words."""
    text, end = mention.text, mention.end
    pair = _PAIR.match(text, mention.start)
    if pair is not None:
        return mention.figure(mention.start, pair.end(), Kind.NAME)
    follows = text[end : end + 1]
    if (end - mention.start == 1 and text[mention.start] in "一两半") or follows in _RANGES or stands_alone(mention):
        return None
    joined = _JOINED.match(text, end, end + (2 if text[mention.start] == "零" else 1))
    return mention.figure(mention.start, joined.end() if joined else end, Kind.NAME)


def _counts_nothing(mention: Mention, counted: Counted) -> bool:
    """Whether a Chinese numeral with a unit is none the less no count."""
    text, start = mention.text, mention.start
    if text[start] in _BARE:
        return not counted.meaning and not qualified.before(mention)[1]
    if text[start] in "半" and (counted.unit is None or not counted.unit.measure):
        return True
    return (
        mention.follows(mention.page.words.vague)
        or _in_pattern(mention, counted)
        or _is_place(mention, counted)
        or (mention.numeral.value == 1 and text[start] == "一" and _one(mention, counted))
    )


def _in_pattern(mention: Mention, counted: Counted) -> bool:
    """Whether the numeral stands in a pattern of slogans: 三年行动, 七站八所, 三个一批, 十九届四中全会."""
    text, end = mention.text, counted.end
    if counted.written in ("年", "个年度") and mention.precedes(mention.page.words.plans, end):
        return True
    if counted.written == "届" and (_SESSION.match(text, end - 1) or mention.numeral.value > 9):
        return True
    if counted.written == "番":
        return not mention.follows(("翻", "翻了"))
    if counted.written == "个" and _INNER.match(text, end):
        return text[end] not in '“‘「"' or _INNER.match(text, end + 1) is not None
    return _is_pair(mention, counted)


def _is_pair(mention: Mention, counted: Counted) -> bool:
    """Whether two digits with a word each make a slogan: 七站八所; 每两年一次 is none."""
    return (
        mention.end - mention.start == 1
        and counted.unit is not None
        and not counted.unit.measure
        and _PAIR.match(mention.text, mention.start) is not None
    )


def _is_place(mention: Mention, counted: Counted) -> bool:
    """Whether a measure word is part of a place name: 五里桥社区, 三棵柳村."""
    places, text = mention.page.words.places, mention.text
    if counted.written not in places.measures:
        return False
    for length in (1, 2):
        at = counted.end + length
        if text.startswith(places.suffixes, at) and not any(
            text.startswith(none, max(counted.end, at - len(none) + 1 + offset))
            for none in places.none
            for offset in range(len(none))
            if counted.end <= at - len(none) + 1 + offset <= at
        ):
            return _JOINED.match(text, counted.end) is not None
    return False


def _one(mention: Mention, counted: Counted) -> bool:
    """Whether 一 and its measure word are a figure of speech: 一批, 一个新台阶, 又一次, 一村一策."""
    one, text, end = mention.page.words.one, mention.text, counted.end
    if counted.written in one.never or mention.follows(one.before):
        return True
    clause = _CLAUSE.match(text, end)
    rest = clause[0] if clause else ""
    if counted.written == "起":
        return not any(word in rest for word in one.incidents)
    return any(word in rest for word in one.after) or _ONE_ONE.match(text, mention.start) is not None


def _names_circle(mention: Mention, counted: Counted) -> bool:
    """Whether a span of time names a service: 15分钟公共法律服务圈."""
    clause = _CLAUSE.match(mention.text, counted.end)
    return clause is not None and any(word in clause[0] for word in mention.page.words.circles)


def _one_one(mention: Mention) -> Figure | None:
    """Read 1村1顾问: a slogan, unless measure words stand after both numbers (1件1人)."""
    match = _ONE_ONE.match(mention.text, mention.start)
    counted = mention.counted
    if match is None or (counted.unit is not None and not counted.unit.weak):
        return None
    return mention.figure(mention.start, match.end(), Kind.NAME)

"""Figures of speech: a numeral with a measure word that none the less counts nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures import qualified
from summarizer.figures.figure import Kind

if TYPE_CHECKING:
    from summarizer.figures.counted import Counted
    from summarizer.figures.mention import Mention

_HAN = "[\u4e00-\u9fff]"
_DIGIT = "[一二两三四五六七八九十]"
_WORD = f"(?![零一二两三四五六七八九十百千万亿]){_HAN}"
PAIR = re.compile(f"{_DIGIT}(?![至到]){_WORD}{_DIGIT}{_HAN}")  # 七站八所
ONE_ONE = re.compile(f"[一1](?:{_WORD}){{1,4}}[一1]{_HAN}")  # 一村一顾问
AGAIN = re.compile(f"一({_HAN})[又接连]?一\\1")  # 一件一件, 一次又一次
_INNER = re.compile(f'[“‘「"]?(?:{_DIGIT}|百)|[0-9]')  # 五个一, 三个“一律取消”, 两个100%
_MARKS = frozenset("，,。；;、\n")
_SESSION = re.compile("届.{0,6}(?:全会|人大|政协|党代会|代表大会|常委会)")
_CLAUSE = re.compile("[^，,。；;：:、！!？?\\s()（）《》“”]{0,14}")
_BARE = frozenset("百千万亿")
_ROUND = frozenset("十百千万亿")


def names_service(mention: Mention) -> bool:
    """Whether a span of time names a service: 15分钟公共法律服务圈."""
    unit = mention.counted.unit
    if unit is None or unit.kind is not Kind.DURATION:
        return False
    return any(word in _rest(mention) for word in mention.page.words.circles)


def counts_nothing(mention: Mention) -> bool:
    """Whether a Chinese numeral with a measure word is no count."""
    text, start, counted = mention.text, mention.start, mention.counted
    if text[start] in _BARE:
        return not counted.meaning and not qualified.before(mention)[1]
    if text[start] == "半":
        return counted.unit is None or not counted.unit.measure
    return (
        (mention.follows(mention.page.words.vague) and _ROUND.issuperset(text[start : mention.end]))
        or _in_pattern(mention, counted)
        or _is_place(mention, counted)
        or (text[start : mention.end] == "一" and _one(mention, counted))
    )


def _rest(mention: Mention) -> str:
    """Return the clause after the measure word."""
    clause = _CLAUSE.match(mention.text, mention.counted.end)
    return clause[0] if clause else ""


def _in_pattern(mention: Mention, counted: Counted) -> bool:
    """Whether the numeral stands in a pattern of names: 三年行动, 七站八所, 三个一批, 十九届四中全会."""
    text, end, unit = mention.text, counted.end, counted.unit
    if counted.written == "年":
        return mention.precedes(mention.page.words.plans, end)
    if counted.written == "届":
        return mention.numeral.value > 9 or _SESSION.match(text, end - 1) is not None
    if counted.written == "番":
        return not mention.follows(("翻", "翻了"))
    if counted.written == "个" and _INNER.match(text, end):
        return True
    if unit is None or unit.measure or mention.end - mention.start > 1:
        return False
    return PAIR.match(text, mention.start) is not None


def _is_place(mention: Mention, counted: Counted) -> bool:
    """Whether a measure word is part of a place name: 五里桥社区, 三棵柳村."""
    places, text, end = mention.page.words.places, mention.text, counted.end
    if counted.written not in places.measures:
        return False
    for length in (1, 2):
        suffix = next((suffix for suffix in places.suffixes if text.startswith(suffix, end + length)), "")
        if suffix:
            name = text[end : end + length + len(suffix)]
            return re.fullmatch(f"{_HAN}+", name) is not None and not name.endswith(places.none)
    return False


def _one(mention: Mention, counted: Counted) -> bool:
    """Whether 一 and its measure word are a figure of speech: 一批, 一个新台阶, 最后一个, 一户不漏."""
    one = mention.page.words.one
    if mention.follows(one.denials) or mention.follows(one.before) or mention.precedes(one.negations, counted.end):
        return True
    if mention.text[counted.end : counted.end + 1] in _MARKS:  # after its noun 一 counts: 长廊一条，队伍一支。
        return counted.written == "批" or (counted.written == "起" and mention.follows(one.together))
    rest = _rest(mention)
    if counted.written == "起":
        return not any(word in rest for word in one.incidents)
    if counted.written in one.never or (counted.written in one.rhetorical and any(word in rest for word in one.after)):
        return True
    return ONE_ONE.match(mention.text, mention.start) is not None

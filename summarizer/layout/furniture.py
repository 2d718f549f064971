"""Page furniture: navigation, fields of a page's head, buttons, copyright, page numbers, running headers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarizer.layout.words import SPACES, any_of
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.layout.paragraphs import Paragraph


_WORDS = table("furniture")
_PAGE_NUMBER = re.compile(
    r"[-—–－―·~]{1,3}\s?\d{1,3}\s?[-—–－―·~]{1,3}|第\s?\d{1,3}\s?页(?:[\s,，/]*共\s?\d{1,3}\s?页)?|\d{1,3}\s?/\s?\d{1,3}|[Pp]age\s\d{1,3}(?:\sof\s\d{1,3})?"
)
_LABEL = f"(?:{any_of(_WORDS['labels'], SPACES)}){SPACES}"
_LABELS = re.compile(rf"[【\[（(]?{_LABEL}(?:[:：|]|\t)|[【\[〔]{_LABEL}[】\]〕]")
_BUTTONS = re.compile(rf"(?:(?:{any_of(_WORDS['buttons'])})|[\s\[\]【】|/·:：<>＜＞()（）,，、+\-*]|\d)+")
_OPENINGS = re.compile(any_of(_WORDS["openings"]))
_TRAIL = re.compile(r"首页\s*[|>＞»›/-]|[|>＞»›]\s*首页")
_ANYWHERE = re.compile(any_of(_WORDS["anywhere"]))
_BUTTON_WORD = re.compile(any_of([word for word in _WORDS["buttons"] if len(word) > 1]))
_PROSE = 60
_LONGEST = 300
_REPEATED = 3
_SHORTEST_REPEATED, _LONGEST_REPEATED = 5, 60
_SHORTEST_DUPLICATE = 15


def furniture(text: str, lines: Sequence[Paragraph]) -> Iterator[Span]:
    """Yield page numbers and furniture, a span a line.

    Fields, buttons and navigation are looked for before the first paragraph of prose and after the last.
    """
    prose = [
        n for n, line in enumerate(lines) if line.end - line.first > _PROSE and "。" in text[line.first : line.end]
    ]
    body = range(prose[0], prose[-1] + 1) if prose else range(0)
    running = _running(text, lines)
    for n, line in enumerate(lines):
        start, end = line.first, line.end
        if end - start > _LONGEST:
            continue
        if _PAGE_NUMBER.fullmatch(text, start, end):
            yield Span(start, end, "page_number")
        elif start in running or _ANYWHERE.search(text, start, end) or (n not in body and _is_frame(text, start, end)):
            yield Span(start, end, "furniture")


def is_field(line: str) -> bool:
    """Tell whether a line is a field of a page's head: 发布时间：2022-01-10."""
    return len(line) <= _LONGEST and _LABELS.match(line.strip()) is not None


def _is_frame(text: str, start: int, end: int) -> bool:
    """Tell by its first words, or by all of them, whether a line is the page's and not the report's."""
    if _BUTTONS.fullmatch(text, start, end):
        return _BUTTON_WORD.search(text, start, end) is not None
    opened = _LABELS.match(text, start, end) or _OPENINGS.match(text, start, end) or _TRAIL.search(text, start, end)
    return opened is not None and not text.endswith("。", start, end)


def _running(text: str, lines: Sequence[Paragraph]) -> set[int]:
    """Return where running headers and footers begin: short lines given three times or more, but for the first."""
    short = [line for line in lines if _SHORTEST_REPEATED <= line.end - line.first <= _LONGEST_REPEATED]
    if len(short) < _REPEATED:
        return set()
    counts = Counter(text[line.first : line.end] for line in short)
    often = {words for words, count in counts.items() if count >= _REPEATED and not words.endswith(("。", "；", "："))}
    if not often:
        return set()
    return {line.first for line in short if text[line.first : line.end] in often}


def duplicates(text: str, lines: Sequence[Paragraph]) -> Iterator[Span]:
    """Yield each line that was given before, in full or as the end of the line above it."""
    seen: set[str] = set()
    above = ""
    for line in lines:
        words = text[line.first : line.end]
        if len(words) >= _SHORTEST_DUPLICATE and (words in seen or above.endswith(words)):
            yield Span(line.first, line.end, "duplicate")
        seen.add(words)
        above = words

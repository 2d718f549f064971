"""The frame of an official document: title, addressee, signature, date line (GB/T 9704-2012, 7.3.1, 7.3.2, 7.3.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.marker import marker_at
from summarizer.layout.words import SPACES, any_of
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from summarizer.layout.paragraphs import Paragraph

_WORDS = table("frame")
_CHARACTER = r"[^\r\n。：；？！:;?!>|\t]"
_YEAR = r"(?:[(（][^()（）\r\n]{0,20}[)）])?"
_TITLE = re.compile(
    rf"""
    (?:
        (?=.*(?:{any_of(_WORDS["topics"])}))
        {_CHARACTER}{{2,90}}?(?:{any_of(_WORDS["titles"])})
      | (?=.*(?:{any_of(_WORDS["weak_topics"])}))(?=.*(?:关于|年))
        {_CHARACTER}{{2,90}}?(?:{any_of(_WORDS["weak_titles"])})
    ){_YEAR}
    """,
    re.VERBOSE,
)
_TITLE_LABEL = re.compile(rf"(?:{any_of(_WORDS['title_labels'], SPACES)}){SPACES}[:：]{SPACES}")
_DECORATION = re.compile(r"#{1,6}[ \t]+|\*\*")
_ORGANS = any_of(_WORDS["organs"])
_ISSUER = re.compile(rf"[^\r\n。，：；:;,\d]{{2,40}}(?:{_ORGANS})")
_ADDRESSEE = re.compile(rf"([^\r\n。；;：:]{{1,80}}(?:{_ORGANS}|{any_of(_WORDS['persons'])}))\s?[:：]")
_SIGNED = re.compile(rf"[^\r\n。，：；:;,]{{2,40}}?(?:{_ORGANS})(?:\s?[(（](?:{any_of(_WORDS['seals'])})[)）])?")
_YEAR_DIGITS = r"[12１２][09０９]\d{2}"
_HAN_DIGIT = "[〇○零0Oo一二三四五六七八九十廿卅]"
_DATE = re.compile(
    rf"""
      {_YEAR_DIGITS}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?
    | {_YEAR_DIGITS}[-./．－]\d{{1,2}}[-./．－]\d{{1,2}}(?:\s+\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?
    | [一二]{_HAN_DIGIT}{{3}}\s?年\s?{_HAN_DIGIT}{{1,3}}\s?月(?:\s?{_HAN_DIGIT}{{1,3}}\s?[日号])?
    | {_YEAR_DIGITS}\d{{2,4}}\s?[日号]?
    """,
    re.VERBOSE,
)
# How far from either end the frame is looked for, in lines, and how long its lines are at most, in characters.
HEAD_LINES, _TAIL_LINES = 40, 25
_OPENING_LINES, _DATE_LINES, _LONGEST_DATE = 6, 2, 20
_LONGEST = 100
# The name of a site's channel (工作报告) is short and says neither year nor subject.
_LONGEST_CHANNEL = 12
_GOES_ON = re.compile(rf"关于|{_YEAR_DIGITS}|[二两]{_HAN_DIGIT}{{3}}年")
_SAYS_WHICH = re.compile(r"\d{4}|[〇○零]|关于")


def frame(text: str, lines: Sequence[Paragraph], page: set[int]) -> list[Span]:
    """Return title, addressee, date lines and signature, in order.

    ``page`` holds where the lines of page furniture begin.
    """
    title = find_title(text, lines[:HEAD_LINES], page)
    floor = title.start if title else -1
    body = [line for line in lines[:HEAD_LINES] if line.first > floor and line.first not in page][:_OPENING_LINES]
    found = [title, _first_date(text, body) if title else None, _addressee(text, body)]
    opening = [span for span in found if span is not None]
    floor = max((span.end for span in opening), default=-1)
    tail = [line for line in lines[-_TAIL_LINES:] if line.first > floor and line.first not in page]
    return [*opening, *_closing(text, tail)]


def find_title(text: str, head: Sequence[Paragraph], page: Container[int] = ()) -> Span | None:
    """Return the title's line, or its two lines where the issuer's name stands on a line of its own before the matter.

    Where no such line is found, the title is what a field of the page's head says (标题：…), or the channel's name.
    """
    labelled = channel = None
    for n, line in enumerate(head):
        start, end = _undecorated(text, line)
        label = _TITLE_LABEL.match(text, start, end)
        if label is not None and _TITLE.fullmatch(text, label.end(), end):
            labelled = labelled or Span(label.end(), end, "title")
        if line.first in page or label is not None:
            continue
        if n == 0 and text.startswith("# ", line.first) and text.find("\n# ", end) < 0:
            return Span(start, end, "title")
        if _opens_body(text, start, end):
            break
        if _TITLE.fullmatch(text, start, end):
            title = Span(_issuer_start(text, head, n, start), end, "title")
            if end - start > _LONGEST_CHANNEL or _SAYS_WHICH.search(text, start, end):
                return title
            channel = channel or title
    return labelled or channel


def _opens_body(text: str, start: int, end: int) -> bool:
    """Tell whether a line is one that no title follows: long, numbered, or an addressee."""
    marker = marker_at(text, start, end)
    numbered = marker is not None and not marker.worn
    return end - start > _LONGEST or numbered or _ADDRESSEE.fullmatch(text, start, end) is not None


def _undecorated(text: str, line: Paragraph) -> tuple[int, int]:
    """Return where a line begins and ends without the signs of Markdown."""
    decoration = _DECORATION.match(text, line.first, line.end)
    if decoration is None:
        return line.first, line.end
    return decoration.end(), line.end - 2 * text.endswith("**", decoration.end(), line.end)


def _issuer_start(text: str, head: Sequence[Paragraph], n: int, start: int) -> int:
    """Return where a title begins: with the issuer's name on the line above, where it goes on with 关于 or the year."""
    if n == 0 or head[n].blank_before or not _GOES_ON.match(text, start):
        return start
    before = head[n - 1]
    return before.first if _ISSUER.fullmatch(text, before.first, before.end) else start


def _first_date(text: str, body: Sequence[Paragraph]) -> Span | None:
    """Return the date that stands by itself right below the title."""
    for line in body[:_DATE_LINES]:
        date = _date_of(text, line)
        if date is not None or line.end - line.first > _LONGEST_DATE:
            return date
    return None


def _addressee(text: str, body: Sequence[Paragraph]) -> Span | None:
    """Return the first line that ends in a colon and names organs or persons, before the first long paragraph."""
    for line in body:
        found = _ADDRESSEE.fullmatch(text, line.first, line.end)
        if found is not None:
            return Span(line.first, found.end(1), "addressee")
        if line.end - line.first > _LONGEST:
            return None
    return None


def _closing(text: str, tail: Sequence[Paragraph]) -> list[Span]:
    """Return signature and date line: the last date on a line of its own, and the organs right above it."""
    for n in range(len(tail) - 1, -1, -1):
        date = _date_of(text, tail[n])
        if date is not None:
            return [*_signature(text, tail, n, date.start), date]
    return []


def _date_of(text: str, line: Paragraph) -> Span | None:
    """Return the date that a line consists of, or that follows the name of an organ on it."""
    if line.end - line.first > _LONGEST:
        return None
    for found in _DATE.finditer(text, line.first, line.end):
        rest = text[found.end() : line.end].strip("　 )）。")
        lead = text[line.first : found.start()].strip("　 (（")
        if not rest and (not lead or _SIGNED.fullmatch(lead)):
            return Span(found.start(), found.end(), "date_line")
    return None


def is_closing(text: str, line: Paragraph) -> bool:
    """Tell whether a line is a signature or a date and nothing else."""
    return _SIGNED.fullmatch(text, line.first, line.end) is not None or _date_of(text, line) is not None


def _signature(text: str, tail: Sequence[Paragraph], n: int, date: int) -> list[Span]:
    """Return the organs before a date: on its line, or on up to three lines above it."""
    line = tail[n]
    lead = text[line.first : date].rstrip(" \u3000(（")
    if lead:
        return [Span(line.first, line.first + len(lead), "signature")]
    spans: list[Span] = []
    for above in reversed(tail[max(0, n - 3) : n]):
        if not _SIGNED.fullmatch(text, above.first, above.end):
            break
        spans.insert(0, Span(above.first, above.end, "signature"))
    return spans

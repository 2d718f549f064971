"""Paragraphs: the lines of a report, put together again where the text was wrapped at a fixed width.

A paragraph is where a heading may begin. Most reports give a paragraph a line; some were saved with hard
line ends every so many characters, some as one line whose paragraphs are set apart by ideographic spaces,
some as one line and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.latest import Latest

# What may stand before the first visible character of a line: white space and characters that show nothing.
_BLANK = " \t\xa0\u1680\u202f\u205f\u3000\ufeff\u2060\xad" + "".join(map(chr, range(0x2000, 0x200E)))
_ENTITY = re.compile(r"(?:\s|&nbsp;|&emsp;|&ensp;|&#12288;)+")
_HAN_MARKER = r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]"
_ANY_GAP = re.compile(r"(?:\u3000{2,8}|[ \xa0]{4,16})(?=\S)")
_GAP = re.compile(
    rf"{_ANY_GAP.pattern}(?={_HAN_MARKER}|[(（]?[0-9０-９]{{1,2}}(?:[、)）]|[.．][^0-9０-９])|第.{{1,3}}[章节部])"
)
_WIDE = ("\u3000\u3000", "    ", "\xa0\xa0\xa0\xa0")
_SENTENCE_GAP = re.compile(rf"(?<=[。;；!！?？]) ?(?={_HAN_MARKER})")
_NESTED = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；，(（]{2,30}(?=[(（]一[)）](?![项款目]))")
_HEADING_LAST = re.compile(r"[。：:](?=[一二三四五六七八九十]{1,3}、[^。，；：、,;:]{2,30}$)")
_CLOSED = frozenset("。：:！!？?”」』…")
# Text that was wrapped has lines of 16 to 70 characters, of which at least 6 reach within 3 of the longest.
_NARROWEST, _WIDEST, _FEWEST_FULL, _RAGGED = 16, 70, 6, 3
_FEW_LINES = 5
_ONE_LINE, _TAIL = 1000, 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph over ``[start, end)``, its first visible character at ``first``, its last one at ``end - 1``.

    ``start`` is the start of its line, indentation included. ``blank_before`` says that an empty line goes before.
    """

    start: int
    first: int
    end: int
    blank_before: bool


@Latest  # a text is scanned, then outlined
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split a text into its paragraphs, in order; blank lines belong to none."""
    lines = _lines(text)
    if any(gap in text for gap in _WIDE):
        lines = _cut(text, lines, _GAP if len(lines) > _FEW_LINES else _ANY_GAP)
    if len(lines) <= _FEW_LINES and any(line.end - line.first > _ONE_LINE for line in lines):
        return tuple(_cut(text, lines, _SENTENCE_GAP))
    width = _wrap_width(lines)
    if width:
        lines = _joined(text, lines, width)
    return tuple([piece for line in lines for piece in _parted(text, line)])


def _lines(text: str) -> list[Paragraph]:
    found = []
    start, blank = 0, True
    for line in text.splitlines(keepends=True):
        visible = line.rstrip()
        first = len(visible) - len(visible.lstrip(_BLANK))
        if visible.startswith("&", first) and (entities := _ENTITY.match(visible, first)):
            first = entities.end()
        if first < len(visible):
            found.append(Paragraph(start, start + first, start + len(visible), blank))
        blank = first >= len(visible)
        start += len(line)
    return found


def _cut(text: str, lines: list[Paragraph], gap: re.Pattern[str]) -> list[Paragraph]:
    """Cut lines before each gap that a heading number follows; the gap is the indentation of what follows."""
    pieces = []
    for line in lines:
        piece = line
        for found in gap.finditer(text, line.first, line.end):
            if found.end() > piece.first:
                end = piece.first + len(text[piece.first : found.start()].rstrip())
                pieces.append(replace(piece, end=end))
                piece = Paragraph(found.start(), found.end(), line.end, blank_before=False)
        pieces.append(piece)
    return pieces


def _parted(text: str, line: Paragraph) -> list[Paragraph]:
    """Part a line where a line end was lost: 二、存在的问题（一）…, or …如下：一、工作情况."""
    found = _NESTED.match(text, line.first, line.end)
    found = found or _HEADING_LAST.search(text, max(line.first, line.end - _TAIL), line.end)
    if found is None:
        return [line]
    cut = found.end()
    return [replace(line, end=cut), Paragraph(cut, cut, line.end, blank_before=False)]


def _wrap_width(lines: list[Paragraph]) -> int:
    """Return the width that the text was wrapped at, or 0: no line is longer, and a good part is as long."""
    lengths = [line.end - line.start for line in lines]
    width = max(lengths, default=0)
    full = sum(length >= width - _RAGGED for length in lengths)
    wrapped = _NARROWEST <= width <= _WIDEST and full >= max(_FEWEST_FULL, len(lengths) / 4)
    return width if wrapped else 0


def _joined(text: str, lines: list[Paragraph], width: int) -> list[Paragraph]:
    """Join each line to the one before where that one is full, ends in the middle of a sentence, and this one hangs."""
    found: list[Paragraph] = []
    last = None
    for line in lines:
        hangs = last is not None and not line.blank_before and line.first == line.start
        full = last is not None and last.end - last.start >= width - _RAGGED and text[last.end - 1] not in _CLOSED
        if hangs and full:
            found[-1] = replace(found[-1], end=line.end)
        else:
            found.append(line)
        last = line
    return found

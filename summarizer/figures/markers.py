"""Numbers that order the text: heading numbers at the start of a line, list markers within a paragraph."""

from __future__ import annotations

import re

from summarizer.figures.figure import Figure, Kind
from summarizer.figures.mention import Mention, plain

_AFTER = re.compile(r"[ \xa0]?(?:[、．]|[.](?![0-9])|[)）](?![ \t]*$))")
_CLOSE = re.compile("[ \xa0]?[)）]")
_LINE_LEAD = frozenset(" \t\xa0\u3000#*>|（(-")
_LIST = frozenset("是要")


def read_marker(mention: Mention) -> Figure | None:
    """Read a heading number or a list marker at a mention."""
    text, start, end = mention.text, mention.start, mention.end
    if mention.numeral.value > 200 or mention.numeral.value != int(mention.numeral.value):
        return None
    value = plain(mention.numeral.value)
    opened = start > mention.floor and text[start - 1] in "(（"
    if opened and (closed := _CLOSE.match(text, end)):
        kind = Kind.HEADING_NUMBER if _opens_line(text, start - 1) else Kind.LIST_MARKER
        return mention.figure(start - 1, closed.end(), kind, value=value)
    if _opens_line(text, start):
        after = _AFTER.match(text, end)
        if after is not None:
            return mention.figure(start, after.end(), Kind.HEADING_NUMBER, value=value)
    if not mention.arabic and text[end : end + 1] in _LIST and end < len(text):
        return mention.figure(start, end + 1, Kind.LIST_MARKER, value=value)
    return None


def _opens_line(text: str, position: int) -> bool:
    """Whether only blanks and Markdown signs stand between ``position`` and the start of its line."""
    while position and text[position - 1] in _LINE_LEAD:
        position -= 1
    return position == 0 or text[position - 1] in "\r\n"

"""The frame of an official document: title, addressee, signature, date line (GB/T 9704-2012, 7.3.1, 7.3.2, 7.3.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.layout.marker import marker_at
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.layout.paragraphs import Paragraph

_WORDS = table("frame")


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_CHARACTER = r"[^\r\n。：；？！:;?!>|\t]"
_YEAR = r"(?:[(（][^()（）\r\n]{0,20}[)）])?"
_TITLE = re.compile(
    rf"""(?:
        (?=.*(?:{_any(_WORDS["topics"])})){_CHARACTER}{{2,90}}?(?:{_any(_WORDS["titles"])})
      | (?=.*(?:{_any(_WORDS["weak_topics"])}))(?=.*(?:关于|年)){_CHARACTER}{{2,90}}?(?:{_any(_WORDS["weak_titles"])})
    ){_YEAR}""",
    re.VERBOSE,
)
_TITLE_LABEL = re.compile(rf"(?:{_any(_WORDS['title_labels'])})[ \u3000]*[:：][ \u3000]*")
_DECORATION = re.compile(r"#{1,6}[ \t]+|\*\*")
_ORGANS = _any(_WORDS["organs"])
_ISSUER = re.compile(rf"[^\r\n。，：；:;,\d]{{2,40}}(?:{_ORGANS})")
_TURNED = re.compile(r"关于|\d{4}\s?年|二[〇○0零]")
_ADDRESSEE = re.compile(rf"([^\r\n。；;：:]{{1,80}}(?:{_ORGANS}|{_any(_WORDS['persons'])}))\s?[:：]")
_SIGNED = re.compile(rf"[^\r\n。，：；:;,]{{2,40}}?(?:{_ORGANS})(?:\s?[(（](?:{_any(_WORDS['seals'])})[)）])?")
_HAN_DIGIT = "[〇○零0Oo一二三四五六七八九十]"
_DATE = re.compile(
    rf"""
      (?:19|20)\d{{2}}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?
    | (?:19|20)\d{{2}}[-./．]\d{{1,2}}[-./．]\d{{1,2}}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?
    | [一二]{_HAN_DIGIT}{{3}}\s?年\s?{_HAN_DIGIT}{{1,3}}\s?月(?:\s?{_HAN_DIGIT}{{1,3}}\s?[日号])?
    | (?:19|20)\d{{2}}\d{{2,4}}\s?日?
    """,
    re.VERBOSE,
)
HEAD_LINES = 40
_TAIL_LINES = 25
_LONGEST = 100


def frame(text: str, lines: Sequence[Paragraph], furniture: set[int]) -> list[Span]:
    """Return title, addressee, signature and date lines, in order.

    ``furniture`` holds where the lines of page furniture begin.
    """
    head = [line for line in lines[:HEAD_LINES] if line.first not in furniture]
    spans = []
    title = find_title(text, head)
    if title is not None:
        spans.append(title)
    addressee = _addressee(text, head, title)
    if addressee is not None:
        spans.append(addressee)
    spans += _closing(text, [line for line in lines[-_TAIL_LINES:] if line.first not in furniture], spans)
    return spans


def find_title(text: str, head: Sequence[Paragraph]) -> Span | None:
    """Return the title's line, or its two lines where the issuer or the year stands on a line of its own."""
    labelled = None
    for n, line in enumerate(head):
        start, end = _undecorated(text, line)
        if n == 0 and text.startswith("# ", line.first) and text.find("\n# ", end) < 0:
            return Span(start, end, "title")
        marker = marker_at(text, start, end)
        numbered = marker is not None and not marker.worn
        if end - start > _LONGEST or numbered or _ADDRESSEE.fullmatch(text, start, end):
            break
        label = _TITLE_LABEL.match(text, start, end)
        if _TITLE.fullmatch(text, label.end() if label else start, end):
            if label is None:
                return Span(_issuer_start(text, head, n, start), end, "title")
            labelled = labelled or Span(label.end(), end, "title")
    return labelled


def _undecorated(text: str, line: Paragraph) -> tuple[int, int]:
    decoration = _DECORATION.match(text, line.first, line.end)
    if decoration is None:
        return line.first, line.end
    return decoration.end(), line.end - 2 * text.endswith("**", decoration.end(), line.end)


def _issuer_start(text: str, head: Sequence[Paragraph], n: int, start: int) -> int:
    """Where the title begins with 关于 or the year, the issuer's name may stand on the line before."""
    if n == 0 or head[n].blank_before or not _TURNED.match(text, start):
        return start
    before = head[n - 1]
    return before.first if _ISSUER.fullmatch(text, before.first, before.end) else start


def _addressee(text: str, head: Sequence[Paragraph], title: Span | None) -> Span | None:
    """Return the line that ends in a colon and names organs, first after the title or first of all."""
    after = [line for line in head if title is None or line.first > title.start]
    for line in after[:6]:
        found = _ADDRESSEE.fullmatch(text, line.first, line.end)
        if found is not None:
            return Span(line.first, found.end(1), "addressee")
        if line.end - line.first > _LONGEST:
            return None
    return None


def _closing(text: str, tail: Sequence[Paragraph], before: Sequence[Span]) -> list[Span]:
    """Return signature and date line: the last date on a line of its own, and the organs right above it."""
    floor = max((span.end for span in before), default=-1)
    for n in range(len(tail) - 1, -1, -1):
        line = tail[n]
        if line.first <= floor or line.end - line.first > _LONGEST:
            continue
        date = _last_date(text, line)
        if date is not None:
            return [*_signature(text, tail, n, date.start), date]
    return []


def _last_date(text: str, line: Paragraph) -> Span | None:
    """Return the date that a line consists of, or that follows the name of an organ on it."""
    for found in _DATE.finditer(text, line.first, line.end):
        rest = text[found.end() : line.end].strip("　 )）。")
        lead = text[line.first : found.start()].strip("　 (（")
        if not rest and (not lead or _SIGNED.fullmatch(lead)):
            return Span(found.start(), found.end(), "date_line")
    return None


def is_closing(text: str, line: Paragraph) -> bool:
    """Tell whether a line is a signature or a date and nothing else."""
    return _SIGNED.fullmatch(text, line.first, line.end) is not None or _last_date(text, line) is not None


def _signature(text: str, tail: Sequence[Paragraph], n: int, date: int) -> list[Span]:
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

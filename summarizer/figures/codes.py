"""Numbers that identify and count nothing: document numbers, telephone numbers, records, hotlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_DOCUMENT = re.compile(r"(?:19|20)\d\d[〕﹞\]］)）】]\s?第?\d+\s?号")
_NUMBERED = re.compile(r"\s?号")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_CODE = re.compile(r"[A-Za-z0-9]*\d[A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*(?:号(?:-\d+)?)?")


def read_code(mention: Mention) -> Figure | None:
    """Read a code at a mention."""
    text, start = mention.text, mention.start
    if not mention.arabic:
        return None
    if start > mention.floor and text[start - 1] in "〔﹝[［(（【":
        document = _DOCUMENT.match(text, start)
        if document is not None:
            issuer = _ISSUER.search(mention.text[max(mention.floor, start - 13) : start - 1])
            begin = start - 1 - (len(issuer[0]) if issuer else 0)
            return mention.figure(
                begin, document.end(), Kind.DOCUMENT_NUMBER, value=text[begin : document.end()], unit="号"
            )
    if text[mention.start : mention.end] in {"12345", "12348", "12315", "12368", "12309", "12328", "12369"}:
        return mention.figure(start, mention.end, Kind.NAME)
    digits = mention.end - start
    if digits >= 7 and text[mention.end : mention.end + 1] not in "元件人万":
        code = _CODE.match(text, start)
        end = code.end() if code else mention.end
        return mention.figure(start, end, Kind.PHONE_OR_CODE, value=text[start:end])
    return None

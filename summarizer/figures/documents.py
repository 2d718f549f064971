"""Numbers of documents: 国发〔2021〕7号, 国务院令第713号, （2021）京01行初23号, records such as 京ICP备12345678号-1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.figures.figure import Figure, Kind

if TYPE_CHECKING:
    from summarizer.figures.mention import Mention

_BRACKETED = re.compile(
    "[0-9０-９]{4}[〕﹞\\]］)）】][ ]?(?:第?[ ]?[0-9０-９]{1,5}(?:[-—][0-9]+)?[ ]?号"
    "|[\u4e00-\u9fff]{1,2}[0-9]{0,4}[\u4e00-\u9fff]{1,4}[0-9]{1,6}号)"
)
_BRACKETS = frozenset("〔﹝[［(（【")
_SIGN = re.compile("[ ]?号(?:令|公告|文件|文)?")
_RECORD = re.compile("[ ]?[0-9]+[ ]?号(?:-[0-9]+)?")
_RECORDS = ("ICP备", "ICP证", "ICP备 ", "公网安备", "公网安备 ")
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_ISSUER = 20


def read_document(mention: Mention) -> Figure | None:
    """Read the number of a document, an order, a case or a record at a mention."""
    text, start, end = mention.text, mention.start, mention.end
    if mention.char_before(start) in _BRACKETS:
        document = _BRACKETED.match(text, start)
        return None if document is None else _document(mention, _issuer(mention, start - 1), document.end())
    sign = _SIGN.match(text, end)
    if sign is None:
        return None
    if mention.arabic and mention.follows(_RECORDS):
        return _record(mention)
    begin = start
    if mention.char_before(start) == "第" or (
        mention.char_before(start) == " " and mention.char_before(start - 1) == "第"
    ):
        begin = start - 1 if text[start - 1] == "第" else start - 2
    issuer = _issuer(mention, begin)
    if text.endswith(mention.page.words.codes.orders, issuer, begin) or (len(sign[0].strip()) > 1):
        return _document(mention, issuer, sign.end())
    return _number(mention, begin, end + sign[0].index("号") + 1)


def _document(mention: Mention, start: int, end: int) -> Figure:
    return mention.figure(start, end, Kind.DOCUMENT_NUMBER, value=mention.text[start:end], unit="号")


def _record(mention: Mention) -> Figure | None:
    """Read the whole of a website's record number, the province before it included."""
    text = mention.text
    record = _RECORD.match(text, mention.start)
    if record is None:
        return None
    mark = next(mark for mark in _RECORDS if text.endswith(mark, mention.floor, mention.start))
    start = mention.start - len(mark)
    if _HAN.match(mention.char_before(start)):
        start -= 1
    return mention.figure(start, record.end(), Kind.PHONE_OR_CODE, value=text[start : record.end()])


def _number(mention: Mention, start: int, end: int) -> Figure:
    """Read another number with 号: the third issue, a house, a Chinese name such as 一号工程."""
    if start < mention.start:
        return mention.figure(start, end, Kind.ORDINAL, value=str(mention.numeral.value), unit="号")
    if mention.arabic:
        return mention.figure(start, end, Kind.PHONE_OR_CODE, value=mention.text[start:end])
    return mention.figure(start, end, Kind.NAME)


def _issuer(mention: Mention, position: int) -> int:
    """Return where the issuer before ``position`` begins: the run of Chinese characters after the last lead-in."""
    text = mention.text
    start = position
    while start > position - _LONGEST_ISSUER and _HAN.match(mention.char_before(start)):
        start -= 1
    run = text[start:position]
    cut = max((run.rfind(word) + len(word) for word in mention.page.words.codes.lead_ins if word in run), default=0)
    return start + cut

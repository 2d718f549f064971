"""A report reads the same in full-width (，；：（）！？) and half-width (,;:()!?) punctuation: many have both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.layout import scan
from summarizer.pipeline import fill
from summarizer.review import to_data
from summarizer.sources import Report

if TYPE_CHECKING:
    from summarizer.review import Review

REPORTS = sorted((Path(__file__).parents[2] / "fixtures" / "reports").glob("*.txt"))

HALF, FULL = ",;:()!?", "，；：（）！？"
NARROWED = str.maketrans(FULL, HALF)
WIDENED = dict(zip(HALF, FULL, strict=True))

EXCLAIMING = """砚溪镇2022年法治政府建设情况的报告

区人民政府:
现将有关情况报告如下:
一、主要工作
(一)依法化解矛盾纠纷!全年收到行政复议申请12件(其中上年结转2件),受理10件;审结9件?镇长主持召开会议3次。
二、存在的问题
一是执法力量不足!二是普法形式单一,参与面不广;三是制度落实不够?
三、下一步打算
(一)开展培训20场次!(二)修订预案2部。
"""


def narrowed(text: str) -> str:
    """Return a text with half-width punctuation."""
    return text.translate(NARROWED)


def widened(text: str) -> str:
    """Return a text with full-width punctuation, but for what stands between digits or before // (1,204 · 11:30)."""
    written = list(text)
    for at, character in enumerate(text):
        between = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if character in WIDENED and not between and text[at : at + 3] != "://":
            written[at] = WIDENED[character]
    return "".join(written)


def filled(text: str) -> dict[str, Any]:
    """Return the review of a text as data, without the text itself and with all that is quoted from it narrowed."""
    layout = scan(text)
    title = next((text[span.start : span.end] for span in layout.spans if span.kind == "title"), "")
    review: Review = fill(Report("report.txt", text, title=title, spans=layout.spans, tables=layout.tables))
    data = to_data(replace(review, report=replace(review.report, text="")))
    return {key: folded(part) for key, part in data.items()}


def folded(data: Any) -> Any:
    """Return plain data with every text in it narrowed."""
    if isinstance(data, dict):
        return {narrowed(key): folded(part) for key, part in data.items()}
    if isinstance(data, list | tuple):
        return [folded(part) for part in data]
    return narrowed(data) if isinstance(data, str) else data


@pytest.mark.parametrize("text", [*(path.read_text("utf-8") for path in REPORTS), EXCLAIMING])
def test_a_report_reads_the_same_in_either_width(text: str) -> None:
    """Sections, header, values, statements, findings, unclaimed figures and relations are those of the other width."""
    wide, narrow = filled(widened(text)), filled(narrowed(text))
    for part, content in narrow.items():
        assert wide[part] == content, part

"""Which year a report is about, and where that stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from summarizer.figures import Kind
from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from summarizer.assessment.header.page import Page

_DIGIT = "[0-9０-９〇零○一二三四五六七八九]"
_YEAR = re.compile(rf"(?<!{_DIGIT})((?:[1１一][9９九]|[2２二][0０〇零○]){_DIGIT}{{2}})(?!{_DIGIT})")
_PLAIN = str.maketrans("０１２３４５６７８９〇零○一二三四五六七八九", "0123456789000123456789")
_OPENING = 120


class ReportYear(NamedTuple):
    """The year as four digits, its source (``title body inferred``, empty if unknown), and its place if it has one."""

    year: str = ""
    source: str = ""
    span: Span | None = None


def find_year(page: Page) -> ReportYear:
    """Return the report year: of the title, else of the opening sentence, else the year before the page's date."""
    title = page.first("title")
    if title and (found := _year_in(page, title)):
        return ReportYear(plain_year(page.text[found.start : found.end]), "title", found)
    if found := _opening_year(page) or _first_body_year(page):
        return ReportYear(plain_year(page.text[found.start : found.end]), "body", found)
    dated = page.dates
    return ReportYear(str(int(dated[0].value[:4]) - 1), "inferred") if dated else ReportYear()


def plain_year(words: str) -> str:
    """Return the first year that words name, as four plain digits, however it is written (２０２３, 二〇二三)."""
    match = _YEAR.search(words)
    return match[1].translate(_PLAIN) if match else ""


def _year_in(page: Page, span: Span) -> Span | None:
    match = _YEAR.search(page.text, span.start, span.end)
    return Span(match.start(1), match.end(1), "year") if match else None


def _opening_year(page: Page) -> Span | None:
    """Return the year after the words that open the report proper (现将…2021年度…报告如下)."""
    for opening in table("header")["openings"]:
        at = page.text.find(opening, 0, page.head + 10 * _OPENING)
        if at >= 0 and (found := _year_in(page, Span(at, at + _OPENING, "opening"))):
            return found
    return None


def _first_body_year(page: Page) -> Span | None:
    """Return the first year of the running text, dates given to the day aside: those are the page's own."""
    for figure in page.reading.figures:
        if figure.kind is Kind.DATE and len(figure.value) == 4 and figure.value.isdecimal():
            return Span(figure.start, figure.start + 4, "year") if figure.surface[:4].isdecimal() else None
    return None

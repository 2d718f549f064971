"""Quotes: found exactly, folded or nearly, or not at all, and how is never hidden."""

from __future__ import annotations

import pytest
from growth import quickest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.quotes import Quotes
from summarizer.layout import Section
from summarizer.parts import Part, pack
from summarizer.reading import Reading
from summarizer.sources import Report
from summarizer.spans import Span

TEXT = "一、工作情况\n全年共受理行政复议申请 75 件，审结48件。\n各单位开展法治宣传活动20余场次,受众达5万人次。\n"


def part(text: str = TEXT, *spans: Span) -> Part:
    """Return a text as one part."""
    section = Section(None, 0, 0, 0, "plain", (), 0, len(text))
    return pack(Reading(Report("made", text, spans=spans), (section,), (), ()))[0]


@pytest.mark.parametrize(
    ("cited", "located", "quote"),
    [
        ("审结48件", "exact", "审结48件"),
        ("受理行政复议申请75件", "folded", "受理行政复议申请 75 件"),
        ("申请 75 件,审结48件", "folded", "申请 75 件，审结48件"),
        ("宣传活动２０余场次", "folded", "宣传活动20余场次"),
        ("各单位组织开展法治宣传活动20余场次", "fuzzy", "各单位开展法治宣传活动20余场次"),
        ("全年共受理行政复议的申请75件", "fuzzy", "全年共受理行政复议申请 75 件"),
        ("培训执法人员三百余人次", "none", None),
        ("共75件", "none", None),
        ("", "none", None),
    ],
)
def test_a_quote_is_found_and_how_is_kept(cited: str, located: str, quote: str | None) -> None:
    """The place carries the report's own words; the model's are kept beside them where they differ."""
    place = Quotes(part()).place(cited)
    assert (place.located, place.quote) == (located, quote)
    assert place.cited == ("" if quote == cited else cited)
    if place.quote is not None:
        assert TEXT[place.start : place.end] == place.quote


def test_a_quote_over_noise_is_the_reports_own_text() -> None:
    """The model was not shown the spam inside a sentence; its quote comes back with the report's text, spam and all."""
    text = "全年办理案件点此领奖12件。"
    place = Quotes(part(text, Span(6, 10, "spam"))).place("办理案件12件")
    assert (place.quote, place.located, place.cited) == ("办理案件点此领奖12件", "folded", "办理案件12件")


def test_a_changed_number_does_not_hide_in_a_fuzzy_place() -> None:
    """A quote with another number may be placed nearly; the report's own words then show the true one."""
    place = Quotes(part()).place("各单位开展法治宣传活动90余场次,受众达5万人次")
    assert place.located == "fuzzy"
    assert "20余" in (place.quote or "")
    assert "90余" in place.cited


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_stretch_of_the_text_is_found(start: int, end: int) -> None:
    """Whatever the model copies from the part is found, and what is found reads the same but for white space."""
    cited = TEXT[start:end]
    place = Quotes(part()).place(cited)
    if cited.strip():
        assert place.located == "exact"
        assert place.quote == cited.strip()


def test_nonsense_is_looked_for_in_little_time() -> None:
    """A hundred quotes that stand nowhere in a full part cost less than a second."""
    quotes = Quotes(part("各项工作有序开展,成效良好。" * 400))

    def look() -> None:
        for number in range(100):
            assert quotes.place(f"各项工作有序{number}不开展也没有什么成效" * 3).located == "none"

    assert quickest(look) < 1

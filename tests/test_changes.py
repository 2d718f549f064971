"""Changes: a growth, a gap or last year's number follows only from the years and things that the claim compares."""

from __future__ import annotations

import pytest

from summarizer import check_text

TITLE = "石澜县2022年法治政府建设情况报告\n\n一、主要工作\n\n"
YEARS = "收案120件,2020年、2021年分别为100件、150件。"
LAST = "收案120件（2021年为100件）。"
EARLIER = "办结2020年15件、2021年18件。"
UNDATED = "窗口由20个增加到26个。"


def accepts(source: str, text: str) -> bool:
    """Whether the last number of a claim about a source is accepted."""
    return check_text(text, TITLE + source)[-1].accepted


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (YEARS, "收案比2020年增长20%。", "收案比上年增长20%。"),
        (YEARS, "收案比2020年增加20件。", "收案比2021年增长20%。"),
        (YEARS, "收案比上年减少30件。", "收案比上年增加20件。"),
        (LAST, "收案比上年增长20%。", "收案比2020年增长20%。"),
        (LAST, "与2021年相比，收案增长20%。", "与2020年相比，收案增长20%。"),
        (LAST, "收案同比增长20%。", "收案比前年增长20%。"),
        (LAST, "收案较2021年增加20件。", "收案比二〇二〇年增长20%。"),
        (EARLIER, "2021年办结比2020年增长20%。", "今年办结同比增长20%。"),
        (EARLIER, "办结从2020年的15件增加到2021年的18件，增长20%。", "办结从2020年的15件到2021年的18件，下降16.7%。"),
        (UNDATED, "窗口增加6个。", "窗口比2020年增加6个。"),
    ],
)
def test_both_ends_of_a_change_are_of_the_years_compared(source: str, right: str, wrong: str) -> None:
    """A change is told against the year that the claim names, or the one before its own; of the year it speaks of."""
    assert accepts(source, right)
    assert not accepts(source, wrong)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "行政复议案件168件,比上年多41件,其中网上申请52件。",
            "行政复议案件同比增长32.3%。",
            "行政复议网上申请同比增长32.3%。",
        ),
        (
            "行政复议案件168件,比上年多41件;行政诉讼案件30件,上年20件。",
            "行政诉讼案件同比增加10件。",
            "行政复议案件同比增加10件。",
        ),
    ],
)
def test_a_change_is_of_the_thing_its_two_ends_count(source: str, right: str, wrong: str) -> None:
    """A growth is not derived for what another number of the sentence counts."""
    assert accepts(source, right)
    assert not accepts(source, wrong)


@pytest.mark.parametrize(
    ("source", "text", "accepted"),
    [
        ("出庭应诉率98.6%,比上年提高1.3个百分点。", "上年出庭应诉率97.3%。", True),
        ("出庭应诉率98.6%,比上年提高1.3个百分点。", "2021年出庭应诉率97.3%。", True),
        ("出庭应诉率98.6%,比上年提高1.3个百分点。", "2020年出庭应诉率97.3%。", False),
        ("出庭应诉率98.6%,提高1.3个百分点。", "上年出庭应诉率97.3%。", True),
        ("出庭应诉率98.6%,高出全市平均1.3个百分点。", "上年出庭应诉率97.3%。", False),
        ("出庭应诉率98.6%,高出全市平均1.3个百分点。", "2021年出庭应诉率97.3%。", False),
    ],
)
def test_what_was_before_follows_only_from_a_change_in_time(source: str, text: str, accepted: bool) -> None:
    """By how much a number is above that of others tells nothing of the year before."""
    assert accepts(source, text) is accepted

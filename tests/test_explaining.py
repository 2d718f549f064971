"""Explaining: the one sentence that tells a reviewer why a finding has its verdict."""

from __future__ import annotations

import re

import pytest

from summarizer import Claim
from summarizer.crosscheck import check, explain
from summarizer.lexicon import table
from summarizer.reading import read_text

REPORT = """石澜县2023年法治政府建设情况报告

一、主要工作

罚没款近900万元。收到申请8,642件，全年未发生事故。“综合查一次”覆盖12个部门。应诉案件为上年的1.1倍。受理投诉210件。
"""


def said(**fields: str) -> str:
    """Return what is said of one claim about the report above."""
    reading = read_text(REPORT)
    return explain(check([Claim(**fields)], reading)[0], reading)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"text": "罚没款900元。"}, "原文为近900万元（一、主要工作），表述为900元：数量级不同：丢失“近”“万”"),
        ({"indicator": "罚没款", "value": "9000000", "unit": "元"}, "表述为900万元：限定词不同：丢失“近”"),
        ({"indicator": "罚没款", "value": "9000000", "unit": "元", "qualifier": "近"}, "与表述近900万元一致"),
        ({"text": "收到申请八千六百四十二件。"}, "换算后与表述八千六百四十二件相等"),
        ({"value": "8642", "unit": "件", "text": "收到申请8642件。"}, "与表述8642件一致"),
        ({"text": "全年发生事故2起。"}, "表述为2起：有与无相反"),
        ({"text": "应诉案件增长1.1倍。"}, "“是几倍”与“增长几倍”不同"),
        ({"text": "2021年收到申请8642件。"}, "是2023年的数字"),
        ({"text": "受理投诉987件。"}, "原文没有987件这一数字；同一事项在原文为210件"),
        ({"text": "全年没有办理公证。"}, "原文没有说过此事为零"),
        ({"text": "罚款12个。"}, "“‘综合查一次’覆盖”"),
    ],
)
def test_numbers_are_shown_as_they_are_written(fields: dict[str, str], wanted: str) -> None:
    """The source's number stands as the source has it, the claim's as the claim has it, large ones in 万."""
    assert wanted in said(**fields)


def test_no_number_of_the_source_is_said_to_be_missing() -> None:
    """A number that stands in the source of something else is told with what it is said of."""
    assert "原文没有" not in said(text="办理公证210件。")
    assert "原文没有" in said(text="办理公证777件。")


def test_chinese_sentences_have_chinese_punctuation() -> None:
    """No half-width mark stands in the Chinese wording."""
    words = table("explanations")["zh"]
    sentences = [
        text for part in (words, *(v for v in words.values() if isinstance(v, dict))) for text in part.values()
    ]
    assert not [s for s in sentences if isinstance(s, str) and re.search(r"[,;:()?!]", s)]

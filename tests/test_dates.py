"""Dates, and the numbers beside them that are none, as reports write them."""

from __future__ import annotations

import pytest

from summarizer.figures import extract_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("周三召开例会，", [("周三", "date", "3", "")]),
        ("星期五上午召开。", [("星期五", "date", "5", "")]),
        ("每周三次巡查。", [("三次", "quantity", "3", "")]),
        ("一至三季度完成。", [("一至三季度", "date", "1", "3")]),
        ("自三至一季度。", [("一季度", "date", "1", "")]),
        ("1-3季度完成。", [("1-3季度", "date", "1", "3")]),
        ("于3、4月份开展检查。", [("3", "date", "--03", ""), ("4月份", "date", "--04", "")]),
        ("5月份完成。", [("5月份", "date", "--05", "")]),
        ("3-5月开展。", [("3-5月", "date", "--03", "--05")]),
        ("2023年3-5月开展。", [("2023年3-5月", "date", "2023-03", "2023-05")]),
        ("2023-03-15印发。", [("2023-03-15", "date", "2023-03-15", "")]),
        ("日期：20220315", [("20220315", "date", "2022-03-15", "")]),
        ("日期：20221340", [("20221340", "phone_or_code", "20221340", "")]),
        ("3月2-5日召开。", [("3月2-5日", "date", "--03-02", "--03-05")]),
        ("3月5日、8日召开。", [("3月5日", "date", "--03-05", ""), ("8日", "date", "8", "")]),
        ("3月5日至8日召开。", [("3月5日", "date", "--03-05", ""), ("8日", "date", "8", "")]),
        ("每月15日前报送。", [("15日", "date", "15", "")]),
        ("二十日内办结。", [("二十日内", "duration", "20", "")]),
    ],
)
def test_a_date_is_read_as_far_as_it_is_one(text: str, found: list[tuple[str, str, str, str]]) -> None:
    """Spans, lists and halves of dates are dates; what only looks like one keeps its own kind."""
    assert [(f.surface, f.kind.value, f.value, f.value_high) for f in extract_figures(text)] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("位于1、2号楼。", ["name", "phone_or_code"]),
        ("平均每100人配备。", ["name"]),
        ("拨打110报警。", ["name"]),
        ("编号：12-34-56", ["phone_or_code"]),
        ("属于第Ⅲ级。", ["ordinal"]),
        ("实施二期工程。", ["ordinal"]),
        ("三级医院和两级法院。", ["ordinal", "quantity"]),
        ("按照第1至3项办理。", ["ordinal", "ordinal"]),
        ("十三届人大一次会议。", ["name", "ordinal"]),
        ("一要加强领导，二要落实责任。", ["list_marker", "list_marker"]),
        ("2O23年，", ["damaged"]),
        ("2023年l2月，", ["damaged"]),
    ],
)
def test_a_number_that_counts_nothing_is_no_amount(text: str, kinds: list[str]) -> None:
    """Rank, name, marker, code and damage are told from what is counted."""
    assert [figure.kind.value for figure in extract_figures(text)] == kinds

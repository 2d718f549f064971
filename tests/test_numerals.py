"""The grammar of numerals, by example."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.numerals import find_numerals, read_numeral


def read(text):
    """Return surface and value of every numeral of a text."""
    return [(text[n.start : n.end], n.value) for n in find_numerals(text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("二百一十五", "215"),
        ("两千零四", "2004"),
        ("三千零五十", "3050"),
        ("一万五", "15000"),
        ("廿三", "23"),
        ("卅", "30"),
        ("一亿三千万零五", "130000005"),
        ("三万五千亿", "3500000000000"),
        ("三点五万", "35000"),
        ("四十二点〇五", "42.05"),
        ("半", "0.5"),
        ("壹拾捌万零陆佰", "180600"),
        ("１，２３４．５", "1234.5"),
        ("3千余万", "30000000"),
        ("20多亿", "2000000000"),
        ("十余万", "100000"),
        ("1亿2000万", "120000000"),
        ("3万2千", "32000"),
        ("900 万", "9000000"),
        ("①", "1"),
        ("⑿", "12"),
        ("㈢", "3"),
        ("Ⅳ", "4"),
    ],
)
def test_one_numeral_is_read_whole(written, value):
    """Each style of writing gives one numeral and its exact value."""
    assert read(written) == [(written, Decimal(value))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一百二百", ["一百", "二百"]),
        ("一万一万", ["一万", "一万"]),
        ("二十三十", ["二十", "三十"]),
        ("2020.3.12", ["2020", "3", "12"]),
        ("1,234,5678", ["1", "234", "5678"]),
        ("16批次,34人次", ["16", "34"]),
        ("百姓9百姓", ["百", "9", "百"]),
        ("5万众一心", ["5", "万", "一"]),
    ],
)
def test_what_is_not_one_numeral_is_read_as_several(text, found):
    """Numerals end where the grammar does."""
    assert [surface for surface, _ in read(text)] == found


@pytest.mark.parametrize("text", ["队伍陆续收拾", "放肆", "登陆", "", "。", "abc"])
def test_everyday_words_with_capital_numerals_are_no_numbers(text):
    """伍, 陆, 拾 and 肆 count only in a run with a multiplier."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("增速-5.4%", "-5.4"), ("|-3|", "-3"), ("+3.1", "3.1"), ("为－2", "-2"), ("负3度", "-3"), ("(-7)", "-7")],
)
def test_a_sign_counts_where_it_can_mean_nothing_else(text, value):
    """A dash after a blank, a bracket or 率 is a sign, and so is 负 where no word is before it."""
    assert read(text)[-1][1] == Decimal(value)


@pytest.mark.parametrize(
    ("text", "values"), [("3-5", [3, 5]), ("件-8", [8]), ("2018-2019", [2018, 2019]), ("第-3", [3])]
)
def test_a_dash_between_words_is_no_sign(text, values):
    """A dash after a digit or a word joins, it does not negate."""
    assert [value for _, value in read(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "over"),
    [("三分之二", "2", "3"), ("百分之九十五点四", "95.4", "100"), ("千分之3.5", "3.5", "1000"), ("1/4", "1", "4")],
)
def test_a_fraction_keeps_numerator_and_denominator(text, value, over):
    """Of a fraction the numerator is the value and the denominator stands beside it."""
    (numeral,) = find_numerals(text)
    assert (numeral.value, numeral.over, numeral.end) == (Decimal(value), Decimal(over), len(text))


def test_half_and_the_whole_of_a_hundred_are_fractions():
    """一半 and 半数 are 1 over 2, 百分百 is 100 over 100."""
    half, other_half, all_of_it = find_numerals("一半，半数，百分百")
    assert (other_half.value, other_half.over) == (half.value, half.over)
    assert (half.value, half.over, all_of_it.value, all_of_it.over) == (1, 2, 100, 100)


@pytest.mark.parametrize("text", ["4/3", "2020/3/12", "百分之几", "七分之", "百分之百分之百"])
def test_what_only_looks_like_a_fraction_is_none(text):
    """A numerator above its denominator, a date and a missing numerator make no fraction of their own."""
    assert find_numerals(text)[0].over in (None, 100)


def test_a_rough_span_has_two_ends():
    """七八个 is 7 to 8, 二三十 is 20 to 30, and 三五 is 3 to 5 by custom."""
    spans = [(n.value, n.high) for n in find_numerals("七八个、二三十件、三五家、十七八岁、两三百万")]
    assert spans == [(7, 8), (20, 30), (3, 5), (17, 18), (2000000, 3000000)]


def test_the_word_inside_a_numeral_is_kept():
    """Of 十余万 the 余 is kept beside the value, since it lies inside the numeral."""
    (numeral,) = find_numerals("十余万")
    assert (numeral.value, numeral.more, numeral.scale) == (100000, "余", 10000)


def test_reading_where_no_digit_stands_gives_nothing():
    """read_numeral reads only at the offset it is given."""
    assert read_numeral("共3件", 0) is None
    assert read_numeral("共3件", 9) is None
    assert read_numeral("共3件", 1).value == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("受理3 218件", [("3 218", 3218)]),
        ("受理12 345 678元", [("12 345 678", 12345678)]),
        ("2021 100件", [("2021", 2021), ("100", 100)]),
        ("\n3 218件", [("3", 3), ("218", 218)]),
        ("12 345 合计", [("12", 12), ("345", 345)]),
    ],
)
def test_blanks_part_thousands_where_a_word_follows(text, found):
    """Groups of three after blanks are one number before a word, not at the start of a line, not among bare numbers."""
    assert read(text) == found

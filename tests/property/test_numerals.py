"""Laws of the grammar of numerals: any number written in any style reads back as itself, and nothing raises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.numerals import find_numerals

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
PIECES = "一二两三四五六七八九十百千万亿零〇廿卅半点分之余多几0123456789０９.,，．/-－%％件个年月日第"


def spelled(number: int) -> str:
    """Write a whole number below 10**16 as a careful hand would: 一千零五十, 三万零二十, 十二."""
    if number == 0:
        return "零"
    if number >= 10**8:
        return group_of(number, 10**8, "亿")
    if number >= 10**4:
        return group_of(number, 10**4, "万")
    return below_myriad(number)


def group_of(number: int, unit: int, name: str) -> str:
    """Write the part above and the part below 万 or 亿."""
    above, below = divmod(number, unit)
    gap = "零" if below and (below < unit // 10 or above % 10 == 0) else ""
    return spelled(above) + name + (gap + spelled(below) if below else "")


def below_myriad(number: int) -> str:
    """Write a number from 1 to 9999."""
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
        gap = digit == 0
    return written[1:] if written.startswith("一十") else written


def only(text: str):
    """Return the one numeral of a text, which must be all of it."""
    (numeral,) = find_numerals(text)
    assert (numeral.start, numeral.end) == (0, len(text))
    return numeral


numbers = st.integers(0, 10**15) | st.integers(0, 20000)


@given(numbers)
def test_arabic_digits_of_any_width_read_back(number):
    """Digits read as themselves, in ASCII and in full width."""
    assert only(str(number)).value == number
    assert only(str(number).translate(FULL_WIDTH)).value == number


@given(numbers)
def test_thousands_separators_read_back(number):
    """Commas between groups of three change nothing."""
    assert only(f"{number:,}").value == number


@given(numbers, st.integers(0, 9999))
def test_decimals_read_back_exactly(whole, places):
    """Every decimal reads back digit for digit, whatever the point looks like."""
    written = f"{whole}.{places:04}"
    assert only(written).value == Decimal(written)
    assert only(written.translate(FULL_WIDTH)).value == Decimal(written)


@given(numbers)
def test_spelled_numbers_read_back(number):
    """A number written out in Chinese reads back, in everyday and in capital forms."""
    assert only(spelled(number)).value == number
    if number >= 10:  # capital forms begin with a digit: 壹拾伍
        capital = spelled(number).translate(CAPITALS)
        assert only("壹" + capital if capital.startswith("拾") else capital).value == number


@given(st.integers(2, 9), st.sampled_from([(100, "百"), (1000, "千"), (10000, "万")]), st.integers(1, 9))
def test_a_last_digit_after_a_multiplier_counts_its_tenths(digit, unit, last):
    """两百五 is 250, 三千二 is 3200, 四万八 is 48000."""
    size, name = unit
    head = "两" if digit == 2 else DIGITS[digit]
    assert only(f"{head}{name}{DIGITS[last]}").value == digit * size + last * size // 10


@given(st.integers(1, 999999), st.integers(0, 99), st.sampled_from(["万", "亿", "千万", "百万", "万亿"]))
def test_scale_words_after_digits_are_exact(whole, places, scale):
    """5.4万 is 54000: no digit is lost to the scale."""
    factor = {"百万": 10**6, "千万": 10**7, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    numeral = only(f"{whole}.{places:02}{scale}")
    assert (numeral.value, numeral.scale) == (Decimal(f"{whole}.{places:02}") * factor, factor)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_two_scales_add_up(hundred_millions, myriads):
    """3亿5000万 is one number."""
    assert only(f"{hundred_millions}亿{myriads}万").value == hundred_millions * 10**8 + myriads * 10**4


@given(st.integers(2, 9999), numbers)
def test_a_fraction_keeps_both_numbers(over, value):
    """分之 reads a numerator over a denominator, spelled or in digits."""
    for numerator in (spelled(value), str(value)):
        numeral = only(f"{spelled(over)}分之{numerator}")
        assert (numeral.value, numeral.over) == (value, over)


@given(st.integers(1900, 2099))
def test_years_are_spelled_digit_by_digit(year):
    """二〇二一 is 2021, with 〇, ○ or 零 for nought."""
    for nought in "〇○零":
        written = "".join(nought if digit == "0" else DIGITS[int(digit)] for digit in str(year))
        assert only(written).value == year


@given(st.integers(1, 8), st.sampled_from(["", "十", "百", "千", "万"]))
def test_two_neighbouring_digits_are_a_rough_span(low, unit):
    """七八 is 7 to 8, 两三百 is 200 to 300."""
    size = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10000}[unit]
    digits = ("两" if low == 2 else DIGITS[low]) + DIGITS[low + 1]
    numeral = only(digits + unit)
    assert (numeral.value, numeral.high) == (low * size, (low + 1) * size)


@given(st.text() | st.text(alphabet=PIECES, max_size=60))
def test_any_text_is_read_in_order_and_without_raising(text):
    """Numerals stand in order, do not overlap, and are never empty."""
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert numeral.value.is_finite()
        end = numeral.end


@pytest.mark.parametrize("digits", [50, 5000, 100_000])
def test_a_number_of_any_length_is_exact(digits):
    """No digit is rounded away, however many there are."""
    written = "7" * digits
    assert only(written).value == Decimal(written)
    assert str(only(written + "万").value) == written + "0000"

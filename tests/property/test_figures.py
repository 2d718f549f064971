"""Laws of the figures: over any text they stand in order, quote the text, and carry readable values."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.figures import AMOUNTS, Figure, Kind, extract_figures
from summarizer.lexicon import table

QUALIFIERS = {"", "余", "多", "近", "约", "以上", "以下", "以内", "超过", "不足"}
PIECES = [
    *"一二两三四五六七八九十百千万亿零〇半点第前近约超余多几来年月日号时至到和、，。（）()“”《》〔〕|-—~·.:：+/% \t\n",
    *[
        "2021",
        "12",
        "3",
        "1,234",
        "0.5",
        "个",
        "件",
        "人次",
        "万元",
        "个工作日",
        "等奖",
        "季度",
        "以上",
        "左右",
        "分之",
    ],
    *[
        "O",
        "l",
        "ICP备",
        "号",
        "令",
        "星期",
        "序号",
        "进一步",
        "五个规范",
        "百分之",
        "之一",
        "社区",
        "案件",
        "http://",
        "成",
    ],
]
texts = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
UNITS = table("units")


def only(text: str) -> Figure:
    """Return the one figure of a text."""
    (figure,) = extract_figures(text)
    return figure


@settings(max_examples=500)
@given(texts)
def test_figures_quote_the_text_in_order(text):
    """Spans are in order, do not overlap, and every surface is the text at its span without outer blanks."""
    end = 0
    for figure in extract_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.surface == text[figure.start : figure.end] == figure.surface.strip()
        end = figure.end


@settings(max_examples=500)
@given(texts)
def test_amounts_have_decimal_values_and_known_qualifiers(text):
    """An amount's value is a plain decimal, a range goes upwards, and its unit stands in the text."""
    for figure in extract_figures(text):
        assert figure.qualifier in QUALIFIERS
        if figure.kind in AMOUNTS:
            low = Decimal(figure.value)
            assert "E" not in figure.value
            assert not figure.value_high or Decimal(figure.value_high) > low
            assert figure.unit in figure.surface or figure.kind is Kind.PERCENT
        if figure.kind in (Kind.NAME, Kind.DAMAGED):
            assert not figure.value


@given(st.integers(0, 10**9), st.sampled_from(UNITS["quantity"]["counters"]))
def test_a_number_with_a_measure_word_is_a_quantity(number, unit):
    """Whatever is counted: the value is the number and the unit is whole."""
    figure = only(f"全年办理{number:,}{unit}。")
    assert (figure.value, figure.unit, figure.surface) == (str(number), unit, f"{number:,}{unit}")


@given(st.integers(1, 10**6), st.integers(0, 99), st.sampled_from(["", "万", "亿"]), st.booleans())
def test_money_keeps_its_value_under_any_scale(whole, cents, scale, blank):
    """Money is exact with its scale applied, and a blank before the unit changes nothing."""
    figure = only(f"罚没款{whole}.{cents:02}{' ' if blank else ''}{scale}元，")
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert (figure.kind, figure.unit) == (Kind.MONEY, "元")
    assert Decimal(figure.value) == Decimal(f"{whole}.{cents:02}") * factor


BEFORE = [item for item in table("qualifiers")["before"].items() if item[0] not in {"<", ">"}]
AFTER = list(table("qualifiers")["after"].items())


@given(st.integers(10, 9999), st.sampled_from(BEFORE))
def test_a_qualifier_before_the_number_is_part_of_the_figure(number, qualifier):
    """近, 不少于 and the like map to the contract's words and lie inside the surface."""
    word, meaning = qualifier
    figure = only(f"办理{word}{number}件。")
    assert (figure.surface, figure.qualifier) == (f"{word}{number}件", meaning)


@given(st.integers(10, 9999), st.sampled_from(AFTER))
def test_a_qualifier_after_the_unit_is_part_of_the_figure(number, qualifier):
    """以上, 左右 and the like map to the contract's words and lie inside the surface."""
    word, meaning = qualifier
    figure = only(f"办理{number}件{word}。")
    assert (figure.surface, figure.qualifier, figure.unit) == (f"{number}件{word}", meaning, "件")


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["-", "—", "–", "~", "～", "至", "到"]))
def test_a_range_is_one_figure(low, step, dash):
    """Two ends with a dash between them share one unit."""
    figure = only(f"培育{low}{dash}{low + step}个。")
    assert (figure.value, figure.value_high, figure.unit) == (str(low), str(low + step), "个")


@given(st.dates())
def test_a_date_is_read_as_far_as_it_is_written(date):
    """年月日 give an ISO date; with the separators lost the date is among the readings of a damaged figure."""
    if not 1900 <= date.year <= 2099:
        return
    figure = only(f"{date.year}年{date.month}月{date.day}日")
    assert (figure.kind, figure.value) == (Kind.DATE, date.isoformat())
    worn = only(f"{date.year}{date.month}{date.day}日")
    assert (worn.kind, worn.value) == (Kind.DAMAGED, "")
    assert date.isoformat() in worn.note.removeprefix("recon=").split("|")

"""Facts: every amount bound to what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from growth import grows_within

from summarizer.facts import Direction, Mood, PeriodKind, Role, read_facts
from summarizer.figures import extract_figures
from summarizer.layout import outline
from summarizer.reading import read_text
from summarizer.spans import Cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.facts import Fact


def facts_of(text: str, year: str = "2023") -> list[Fact]:
    """Read the facts of a text as if of a report on a year."""
    return read_facts(text, outline(text), extract_figures(text), (), year=year)


def fact_of(text: str, surface: str, year: str = "2023") -> Fact:
    """Return the fact of the first figure written so."""
    return next(f for f in facts_of(text, year) if f.figure.surface == surface)


def words(text: str, fact: Fact, *kinds: str) -> str:
    """Return the words of a fact's subject of some kinds."""
    return "|".join(text[s.start : s.end] for s in fact.subject if s.kind in kinds)


def test_words_before_and_behind_a_number_are_its_own():
    """What is counted stands before the number, behind it, or on both sides."""
    text = "对600余名业务骨干进行培训。"
    assert words(text, fact_of(text, "600余名"), "own") == "对|业务骨干进行培训"


def test_a_short_item_carries_the_subject_printed_before_it():
    """受理 alone names nothing: the clause before says of what."""
    text = "收到行政复议申请75件,受理48件。"
    assert words(text, fact_of(text, "48件"), "carried") == "收到行政复议申请"


def test_parts_carry_what_heads_their_enumeration():
    """Items after 其中 are parts of the nearest whole, to the end of the sentence."""
    text = "已判决行政诉讼25件,其中胜诉12件,确认违法9件;中止1件。"
    part = fact_of(text, "1件")
    assert part.role is Role.PART
    assert text[part.whole :].startswith("25件")
    assert "已判决行政诉讼" in words(text, part, "carried")
    assert fact_of(text, "25件").role is Role.TOTAL


def test_another_thing_behind_a_semicolon_is_no_part():
    """Where commas part the items after 其中, a semicolon before another thing ends them, and begins its own."""
    text = "审结复议38件，其中维持20件、驳回7件；发生一审行政诉讼案件33件，其中县政府为被告14件。"
    assert fact_of(text, "33件").role is Role.TOTAL
    assert text[fact_of(text, "14件").whole :].startswith("33件")


def test_the_rest_closes_an_enumeration_of_the_first_amount():
    """其余 makes the items before it parts of what opens the sentence."""
    text = "清理文件43件,废止6件、修改9件、其余28件继续有效。"
    assert {f.figure.surface for f in facts_of(text) if f.whole == text.index("43件")} == {"6件", "9件", "28件"}


def test_a_bracket_speaks_of_the_figure_beside_it():
    """What stands in brackets is an aside on the clause before."""
    text = "收到行政诉讼案件6件(同比下降73%),出庭5次。"
    aside = fact_of(text, "73%")
    assert aside.aside
    assert aside.role is Role.CHANGE
    assert aside.direction is Direction.DOWN
    assert words(text, aside, "carried") == "收到行政诉讼案件"


def test_respective_numbers_go_to_their_heads():
    """分别 deals its figures out, to heads or to earlier figures."""
    text = "办理建议96件、提案104件,满意率分别为100%和99%。"
    assert "提案" in words(text, fact_of(text, "99%"), "own")
    assert "提案" not in words(text, fact_of(text, "100%"), "own")


@pytest.mark.parametrize(
    ("text", "surface", "own"),
    [
        ("代表、委员满意率分别为98.8%和99.1%。", "98.8%", "代表|满意率"),
        ("代表、委员满意率分别为98.8%和99.1%。", "99.1%", "委员满意率|满意率"),
        ("信访事项及时受理率、按期办结率分别为100%和99.8%。", "99.8%", "按期办结率|信访事项"),
        ("与8个社区、13个科室签订责任书。", "8个", "社区|签订责任书"),
        ("与8个社区和13个科室签订责任书。", "8个", "社区|签订责任书"),
    ],
)
def test_a_row_shares_what_is_printed_once(text: str, surface: str, own: str):
    """What stands before the first or behind the last of a row is said of every member."""
    assert words(text, fact_of(text, surface), "own") == own


def test_two_measures_of_one_thing_share_its_words():
    """46起116人 counts one thing twice."""
    text = "化解劳动争议46起116人。"
    assert words(text, fact_of(text, "116人"), "own") == "化解劳动争议"


def test_parallel_heads_stay_one_subject():
    """、 joins heads where no amount stands beside it."""
    text = "报备率、及时率和规范率达到100%。"
    assert words(text, fact_of(text, "100%"), "own") == "报备率、及时率和规范率达到"


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("公开信息9条。", PeriodKind.REPORT_YEAR, "2023"),
        ("2020年以来公开信息9条。", PeriodKind.SINCE, "2020"),
        ("截至2023年底公开信息9条。", PeriodKind.AS_OF, "2023"),
        ("截至2022年底，累计公开信息9条。", PeriodKind.PRIOR, "2022"),
        ("截至去年底，公开信息9条。", PeriodKind.PRIOR, "2022"),
        ("对截至2022年底有效的信息9条。", PeriodKind.AS_OF, ""),
        ("公开信息由上年6条增加到9条。", PeriodKind.REPORT_YEAR, "2023"),
        ("公开信息由2022年底的6条增加到9条。", PeriodKind.REPORT_YEAR, "2023"),
        ("公开信息由9条增加到12条。", PeriodKind.REPORT_YEAR, "2023"),
        ("前三季度公开信息9条。", PeriodKind.WITHIN, "2023"),
        ("近年来公开信息9条。", PeriodKind.CUMULATIVE, ""),
        ("去年同期公开信息9条。", PeriodKind.PRIOR, "2022"),
        ("上年结转9条,公开信息8条。", PeriodKind.REPORT_YEAR, "2023"),
        ("较2022年多公开信息9条。", PeriodKind.REPORT_YEAR, "2023"),
        ("清理2001年至2020年制发的文件9条。", PeriodKind.REPORT_YEAR, "2023"),
    ],
)
def test_the_time_of_a_number(text: str, kind: PeriodKind, year: str):
    """A time counts where it is said of the number, not where something is only compared with it."""
    period = fact_of(text, "9条").period
    assert (period.kind, period.year) == (kind, year)


def test_carried_over_cases_set_no_time_for_their_neighbours():
    """上年结转14件 tells which cases, and nothing of the next clause."""
    text = "受理121件,上年结转14件,审结110件。"
    assert fact_of(text, "110件").period.kind is PeriodKind.REPORT_YEAR


def test_a_year_belongs_to_the_number_behind_it():
    """A time between two numbers is said of the second alone."""
    text = "2023年的61件和去年的8件。"
    assert fact_of(text, "61件").period.kind is PeriodKind.REPORT_YEAR
    assert fact_of(text, "8件").period.kind is PeriodKind.PRIOR


def test_the_year_before_the_number_it_owns():
    """In 比上年的96.5%提高3.5个百分点 only the first number is last year's."""
    text = "按期办结率100%,比上年的96.5%提高3.5个百分点。"
    assert fact_of(text, "96.5%").period.kind is PeriodKind.PRIOR
    assert fact_of(text, "3.5个百分点").period.kind is PeriodKind.REPORT_YEAR
    assert fact_of(text, "3.5个百分点").role is Role.CHANGE


def test_both_ends_of_a_change():
    """由20个增加到26个 has a base and an end, both rising."""
    text = "成员单位由20个增加到26个。"
    base, end = facts_of(text)
    assert (base.role, base.direction) == (Role.BASE, Direction.UP)
    assert (end.role, end.direction) == (Role.PLAIN, Direction.UP)
    assert "成员单位" in words(text, end, "own")


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("举办讲座3期。", Mood.RESULT),
        ("力争举办讲座3期。", Mood.PLAN),
        ("每年举办讲座3期。", Mood.NORM),
        ("一、工作打算\n举办讲座3期。", Mood.PLAN),
        ("一、2024年重点工作\n举办讲座3期。", Mood.PLAN),
        ("一、工作计划完成情况\n举办讲座3期。", Mood.RESULT),
        ("开展“双百行动”(双百:3期、4期)。", Mood.NORM),
    ],
)
def test_the_mood_of_a_number(text: str, mood: Mood):
    """A plan is told by its sentence or the heading above, a rule by its clause, a name's gloss by its bracket."""
    assert facts_of(text)[0].mood is mood


@pytest.mark.parametrize(
    "text",
    [
        "本年度未收到行政复议申请。",
        "无重大行政决策事项。",
        "全年没有发生过一起安全事故。",
        "三个案子,一件没输。",
        "暂无此类不稳定因素。",
        "保持零违纪。",
        "安全事故为零。",
    ],
)
def test_zeros_said_in_words(text: str):
    """A stated zero is a number as good as any."""
    zeros = [f for f in facts_of(text) if f.worded and f.figure.value == "0"]
    assert len(zeros) == 1


@pytest.mark.parametrize(
    "text", ["实现全天候、无死角管理。", "坚持零容忍。", "尚有3名人员未取得执法证。", "推行无证明办事。", "无法统计。"]
)
def test_words_that_only_look_like_zeros(text: str):
    """无死角 and 零容忍 count nothing."""
    assert not [f for f in facts_of(text) if f.worded and f.figure.value == "0"]


def test_all_of_what_is_counted_is_a_hundred_percent():
    """全部办结 is a rate said in words."""
    fact = next(f for f in facts_of("收到建议,全部办结。") if f.worded)
    assert (fact.figure.value, fact.figure.unit) == ("100", "%")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("新增企业9户，是2020年的2倍。", Role.RATE),
        ("新增企业9户，相当于上年的2倍。", Role.RATE),
        ("新增企业较上年增长2倍。", Role.CHANGE),
    ],
)
def test_a_multiple_of_another_time_is_no_change(text: str, role: Role):
    """是上年的2倍 says how much there is, 增长2倍 how much more; a word of change before the count is not of it."""
    assert fact_of(text, "2倍").role is role


@pytest.mark.parametrize(
    ("column", "kind", "year", "mood"),
    [
        ("2023年", PeriodKind.REPORT_YEAR, "2023", Mood.RESULT),
        ("上年", PeriodKind.PRIOR, "2022", Mood.RESULT),
        ("2022年", PeriodKind.PRIOR, "2022", Mood.RESULT),
        ("2024年目标", PeriodKind.NEXT, "2024", Mood.PLAN),
        ("年度目标", PeriodKind.REPORT_YEAR, "2023", Mood.PLAN),
        ("目标完成数", PeriodKind.REPORT_YEAR, "2023", Mood.RESULT),
        ("比上年增减", PeriodKind.REPORT_YEAR, "2023", Mood.RESULT),
    ],
)
def test_the_head_of_a_column_tells_time_and_mood(column: str, kind: PeriodKind, year: str, mood: Mood):
    """A number under a year or 上年 is of that time, one under 目标 is an aim, one under a comparison is neither."""
    text = f"某县2023年法治政府建设情况报告\n\n|项目|合计|{column}|\n|---|---|---|\n|行政许可|40|29|\n"
    (fact,) = [fact for fact in read_text(text).facts if fact.figure.surface == "29"]
    assert (fact.period.kind, fact.period.year, fact.mood) == (kind, year, mood)


def test_a_table_cell_is_said_of_its_row_and_column():
    """A cell's subject is its labels; the unit of its header is kept with it."""
    text = "领域\t罚款\n交通\t486"
    start = text.index("486")
    cell = Cell(start, start + 3, "交通", "罚款", "万元", 0)
    fact = next(f for f in read_facts(text, outline(text), extract_figures(text), [cell]) if f.figure.surface == "486")
    assert fact.cell == cell


def test_facts_come_in_order_and_cover_every_amount(fixtures):
    """No amount of a report is left without a fact, but where a stated zero stands on it."""
    for path in sorted((fixtures / "reports").glob("*.txt")):
        reading = read_text(path.read_bytes().decode("utf-8"))
        starts = [f.figure.start for f in reading.facts]
        assert starts == sorted(starts)
        bound = {f.figure.start for f in reading.facts if not f.worded}
        worded = [f.figure for f in reading.facts if f.worded]
        for figure in reading.figures:
            covered = any(w.start <= figure.start < w.end for w in worded)
            assert not figure.is_amount or figure.start in bound or covered


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "(1件",
        "、1件",
        "其中1件,",
        "未",
        "由1件增加到2件,",
        "2023年",
        "分别1和",
        "一起没",
        "“零",
        "另有1件,",
        "仍有1件,",
    ],
)
def test_reading_is_linear_on_hostile_text(piece: str):
    """Ten times the text takes no more than some twenty times as long."""

    def reading(times: int) -> Callable[[], object]:
        text = piece * times
        sections, figures = outline(text), extract_figures(text)
        return lambda: read_facts(text, sections, figures, ())

    assert grows_within(20, reading(300), reading(3000))

"""The filled form: header, timeliness, items, coverage, identities and what is put together of them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from growth import grows_within

from summarizer.assessment import Answer, Place, Spoken, Status, assemble, kind_warning, merge, settle
from summarizer.engines import PartAnswers
from summarizer.pipeline import fill
from summarizer.reading import read_text
from summarizer.sources import load

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "一、工作开展情况\n(一)依法行政。全面推进依法行政,规范行政执法,办理行政复议,加强法治宣传。\n"
    "二、存在的问题\n法治意识有待增强。\n三、下一步打算\n加强学习。\n"
)


def answer(code, value, start=0, **more):
    """Return an answer with a place that ends three characters on."""
    fields = {"part": "", "value_high": "", "unit": "件", "qualifier": "", "status": Status.STATED, **more}
    return Answer(code=code, value=value, place=Place("12件", start, start + 3), **fields)


def filled(form, text, *answers, statements=()):
    """Return the form filled for a text from these answers."""
    return assemble(form, read_text(text), [PartAnswers(answers=answers, statements=tuple(statements))])


def header(form, text):
    """Return the header's values by field."""
    return {field.field: field.value for field in filled(form, text).header}


def test_equal_answers_are_one_value_with_several_places():
    """The same number said twice is one value that stands in two places."""
    (value,) = merge([answer("rc_received", "12", 40), answer("rc_received", "12", 7)])
    assert [place.start for place in value.places] == [7, 40]
    assert value.id == "rc_received@7"


def test_different_answers_are_a_conflict_and_both_kept():
    """Two numbers for one cell are both shown, neither averaged away."""
    values = merge([answer("rc_received", "12", 7), answer("rc_received", "13", 40)])
    assert [(v.value, v.status) for v in values] == [("12", Status.CONFLICT), ("13", Status.CONFLICT)]


def test_numbers_of_different_periods_do_not_contradict():
    """The count of half a year and that of the year stand side by side."""
    values = merge([answer("rc_received", "12", 7), answer("rc_received", "5", 40, period="上半年")])
    assert {v.status for v in values} == {Status.STATED}


def test_a_zero_in_words_says_what_a_printed_zero_says():
    """未收到 and 0件 are one value."""
    (value,) = merge(
        [answer("rc_received", "0", 7), answer("rc_received", "0", 40, unit="", status=Status.STATED_ZERO)]
    )
    assert value.status is Status.STATED
    assert len(value.places) == 2


def test_two_numbers_at_one_place_have_ids_of_their_own():
    """A quote that two different answers cite gives two ids."""
    values = merge([answer("rc_received", "12"), answer("rc_received", "13")])
    assert {v.id for v in values} == {"rc_received@0=12||件", "rc_received@0=13||件"}


def test_every_indicator_has_a_cell_in_the_forms_order(form):
    """What the report does not state is there too, as not stated."""
    values = filled(form, "云溪县2022年法治政府建设情况报告\n" + BODY, answer("rc_received", "12", 20)).values
    assert [v.code for v in values] == [i.code for i in form.indicators]
    assert {v.status for v in values if v.code != "rc_received"} == {Status.NOT_STATED, Status.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("issuer", "status"),
    [("云溪县", Status.NOT_APPLICABLE), ("云溪市", Status.NOT_STATED), ("某某", Status.NOT_STATED)],
)
def test_what_only_higher_levels_may_do_is_not_applicable_below(form, issuer, status):
    """A county makes no rules; a prefecture that tells of none just does not state them."""
    values = filled(form, f"{issuer}2022年法治政府建设情况报告\n" + BODY).values
    assert next(v.status for v in values if v.code == "ib_legislation") is status


def test_codes_that_the_form_does_not_know_are_kept(form):
    """An engine's answer to a question nobody asked is shown at the end, not dropped."""
    values = filled(form, "云溪县2022年法治政府建设情况报告\n" + BODY, answer("invented", "12", 20)).values
    assert values[-1].code == "invented"


PAGE = (
    "索 引 号: 00112233-4/2023-00017 文号:云政发〔2023〕5号\n发布机构: 云溪县人民政府\n"
    "产生日期: 2023-01-19 发布日期: 2023-02-20\n"
    "云溪县人民政府关于2022年度法治政府建设情况的报告\n北岭市人民政府:\n"
    "根据《法治政府建设实施纲要(2021—2025年)》,现将我县2022年度工作报告如下。\n"
    + BODY
    + "云溪县人民政府\n2023年1月16日\n"
)


def test_the_header_keeps_three_dates_apart(form):
    """Publication, signature and generation are three fields."""
    found = header(form, PAGE)
    assert found["date_published"] == "2023-02-20"
    assert found["date_generated"] == "2023-01-19"
    assert found["date_signed"] == "2023-01-16"


def test_the_header_is_read_from_the_page(form):
    """Labels (spread out or not), title, addressee and cited outlines are found, each as printed."""
    found = header(form, PAGE)
    assert found["index_number"] == "00112233-4/2023-00017"
    assert found["doc_number"] == "云政发〔2023〕5号"
    assert found["title"] == "云溪县人民政府关于2022年度法治政府建设情况的报告"
    assert found["addressee"] == "北岭市人民政府"
    assert found["outline_cited"] == "2021-2025"
    assert (found["doc_kind"], found["issuer"], found["issuer_level"]) == ("annual_report", "云溪县人民政府", "county")


def test_a_header_field_is_the_texts_own_at_its_place(form):
    """A stated field's quote stands where it says."""
    fields = [f for f in filled(form, PAGE).header if f.start is not None]
    assert len(fields) > 8
    assert all(PAGE[f.start : f.end] == f.quote for f in fields)


def test_an_empty_label_is_not_filled_from_the_next(form):
    """文号 with nothing behind it states no document number."""
    text = "索引号: 0011-2233 文号: \n主题分类: 司法\n云溪县2022年法治政府建设情况报告\n" + BODY
    assert header(form, text)["doc_number"] == ""


@pytest.mark.parametrize(
    ("title", "issuer", "level"),
    [
        ("松岭镇2022年法治政府建设工作总结", "松岭镇", "township"),
        ("2022年度东坪街道办事处法治政府建设年度报告", "东坪街道办事处", "subdistrict"),
        ("关于云溪县司法局2022年法治政府建设情况的报告", "云溪县司法局", "department"),
        ("北岭市人民政府2022年法治政府建设情况报告", "北岭市人民政府", "prefecture"),
        ("江岚省2022年法治政府建设年度报告", "江岚省", "province"),
    ],
)
def test_the_issuer_begins_the_title_and_its_suffix_tells_the_level(form, title, issuer, level):
    """Who reports stands in the title, before or after the year."""
    found = header(form, f"{title}\n" + BODY)
    assert (found["issuer"], found["issuer_level"]) == (issuer, level)


def test_an_office_that_says_we_is_not_its_city(form):
    """Where the title names a city and the report says 我办, the office is looked for in the text."""
    text = "北岭市2012年政府法制工作总结\n我办认真履职。印发《市法制办工作规则》。" + BODY
    found = header(form, text)
    assert (found["issuer"], found["issuer_level"]) == ("市法制办", "department")


@pytest.mark.parametrize(
    "matter", ["2020年度法治政府建设工作总结", "二〇二〇年法治政府建设总结", "关于法治政府建设的报告"]
)
def test_a_title_on_two_lines_names_its_issuer(form, matter):
    """The line of a title above its matter is the issuer's name."""
    text = f"北岭市住房和城乡建设局\n{matter}\n{BODY}"
    assert header(form, text)["issuer"] == "北岭市住房和城乡建设局"


@pytest.mark.parametrize(
    ("text", "year", "source"),
    [
        ("云溪县2021年法治政府建设情况报告\n2022年1月5日\n", "2021", "title"),
        ("县人民政府:\n现将东坪街道2021年度法治政府建设工作报告如下:\n", "2021", "body"),
        ("法治政府建设情况报告\n发布时间:2022-01-05\n", "2021", "inferred"),
    ],
)
def test_the_report_year_and_where_it_stands(form, text, year, source):
    """The year comes from the title, else the opening, else the page's date; the output says which."""
    found = header(form, text + BODY)
    assert (found["report_year"], found["year_source"]) == (year, source)


@pytest.mark.parametrize(
    ("title", "published", "value", "days"),
    [
        ("云溪县2022年法治政府建设情况报告", "发布时间:2023-03-31", "on_time", ""),
        ("云溪县2022年法治政府建设情况报告", "发布时间:2023-04-01", "boundary", ""),
        ("云溪县2022年法治政府建设情况报告", "发布时间:2023-04-11", "late", "10"),
        ("云溪县2016年法治政府建设情况报告", "发布时间:2017-04-02", "late", "2"),
        ("云溪县2022年法治政府建设情况报告", "成文日期:2023-03-01", "undated", ""),
        ("云溪县2022年法治政府建设情况报告", "发布时间:2023-02-31", "undated", ""),
        ("云溪县2012年法治政府建设情况报告", "发布时间:2013-05-01", "no_rule", ""),
    ],
)
def test_timeliness_under_the_rule_of_the_year(form, title, published, value, days):
    """Only publication decides, under the deadline of the report's own year; days count from it."""
    found = filled(form, f"{title}\n{published}\n" + BODY).timeliness
    assert (found.value, found.days) == (value, days)


def test_a_street_office_is_bound_by_local_rule(form):
    """The rule itself names governments and departments; a street office is brought in locally."""
    text = "东坪街道2022年法治政府建设情况报告\n发布时间:2023-03-01\n" + BODY
    assert filled(form, text).timeliness.rule.endswith("(applies_by_local_rule)")


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("", "absent"),
        ("严格落实党政主要负责人履行推进法治建设第一责任人职责。", "formulaic"),
        ("县长履行推进法治建设第一责任人职责,主持召开4次常务会议听取汇报。", "present"),
    ],
)
def test_the_first_in_charge_substantive_or_a_formula(form, sentence, state):
    """The phrase alone is a formula; an act beside it gives it substance."""
    text = f"云溪县2022年法治政府建设情况报告\n一、工作情况\n全面推进依法行政。\n{sentence}\n"
    assert dict(filled(form, text).items)["S3"] == state


def test_items_follow_from_the_statements(form):
    """A problem makes the item on shortcomings present; without a plan the next year's arrangements are absent."""
    place = Place("法治意识有待增强", 0, 8)
    problem = Spoken("problem", "legal_capacity", "法治意识有待增强", place)
    items = dict(filled(form, "云溪县2022年法治政府建设情况报告\n行政执法、普法。", statements=[problem]).items)
    assert (items["S2"], items["S4"]) == ("present", "absent")


def test_coverage_by_dimension(form):
    """A dimension with a value has figures, one that is spoken of is mentioned, the rest absent."""
    text = "云溪县2022年法治政府建设情况报告\n一、规范行政执法\n行政复议、普法、依法行政。\n"
    found = {c.dimension: c.value for c in filled(form, text, answer("ls_legal_aid", "12", 5)).coverage}
    assert found["law_based_society"] == "figures"
    assert found["law_enforcement"] == "mentioned"
    assert found["emergency_response"] == "absent"


def test_a_dimension_that_its_year_did_not_know_is_not_applicable(form):
    """Before 2021 no outline had a chapter on emergencies."""
    text = "云溪县2018年法治政府建设情况报告\n行政执法、行政复议、普法。\n"
    found = {c.dimension: c.value for c in filled(form, text).coverage}
    assert found["emergency_response"] == "not_applicable"


def test_a_plan_answers_the_problem_of_its_dimension_that_shares_its_words():
    """Problem and plan are linked by dimension, then by the words they share."""
    said = [
        Spoken("problem", "law_enforcement", "执法力量不足", Place("执法力量不足", 10, 16)),
        Spoken("problem", "law_enforcement", "执法文书不规范", Place("执法文书不规范", 20, 27)),
        Spoken("plan", "law_enforcement", "规范执法文书制作", Place("规范执法文书制作", 40, 48)),
        Spoken("plan", "digital_government", "建设平台", Place("建设平台", 60, 64)),
    ]
    found = settle(said)
    assert [s.answers for s in found] == ["", "", "problem@20", ""]
    assert len({s.id for s in found}) == 4


def test_linking_plans_to_problems_grows_with_their_number():
    """Five times the problems and plans, all of one dimension, take about five times as long."""

    def said(count):
        texts = [(kind, f"{kind}{n}:第{n}类执法文书的制作") for kind in ("problem", "plan") for n in range(count)]
        return [Spoken(kind, "law_enforcement", text, Place(text, at, at + 1)) for at, (kind, text) in enumerate(texts)]

    few, many = said(400), said(2_000)
    assert grows_within(12, lambda: settle(few), lambda: settle(many))


TEXT = "云溪县2022年法治政府建设情况报告\n" + BODY


def statuses(assessment, *codes):
    """Return the statuses of these indicators."""
    return [v.status for code in codes for v in assessment.values if v.code == code]


def test_a_hard_identity_that_breaks_is_a_conflict_with_both_numbers(form):
    """More disputes settled than mediated: both are shown, both are in conflict."""
    given = (answer("dr_disputes_mediated", "20", 3), answer("dr_disputes_resolved", "25", 9))
    found = filled(form, TEXT, *given)
    (check,) = [c for c in found.checks if c.holds is False]
    assert (check.strictness, check.relation) == ("hard", "dr_disputes_resolved ≤ dr_disputes_mediated: 25 ≤ 20")
    assert statuses(found, "dr_disputes_mediated", "dr_disputes_resolved") == [Status.CONFLICT] * 2


def test_a_soft_identity_that_breaks_is_only_shown(form):
    """Cases closed may include last year's, so more closed than accepted contradicts nothing."""
    given = (answer("rc_accepted", "20", 3), answer("rc_closed", "25", 9), answer("rc_carried_over", "2", 15))
    found = filled(form, TEXT, *given)
    assert [(c.strictness, c.holds) for c in found.checks if c.code == "rc_closed"] == [("soft", False)]
    assert statuses(found, "rc_closed") == [Status.STATED]


def test_a_vague_number_breaks_nothing(form):
    """20余 is not below 25 for certain."""
    given = (answer("dr_disputes_mediated", "20", 3, qualifier="余"), answer("dr_disputes_resolved", "25", 9))
    assert [c.holds for c in filled(form, TEXT, *given).checks] == [None]


def test_numbers_of_different_scope_are_not_compared(form):
    """The county's settled disputes are not held against one street's mediated ones."""
    given = (
        answer("dr_disputes_mediated", "20", 3, scope="街道"),
        answer("dr_disputes_resolved", "25", 9, scope="全县"),
    )
    assert filled(form, TEXT, *given).checks == ()


def test_a_rate_names_the_denominator_that_fits(form):
    """141 of 147 heard cases is 95.92 % as printed; other denominators are tried in turn."""
    rate = answer("li_head_appearance_rate", "95.92", 3, unit="%")
    given = (
        rate,
        answer("li_head_appearances", "141", 9),
        answer("li_closed", "147", 15),
        answer("li_cases", "200", 21),
    )
    (check,) = [c for c in filled(form, TEXT, *given).checks if c.code == "li_head_appearance_rate"]
    assert check.holds
    assert "li_closed" in check.relation


def test_a_rate_that_fits_no_denominator_is_shown_with_both_numbers(form):
    """A printed rate that its counts do not give is a flag, with what they do give."""
    rate = answer("dr_success_rate", "95.87", 3, unit="%")
    given = (rate, answer("dr_disputes_resolved", "2369", 9), answer("dr_disputes_mediated", "2474", 15))
    (check,) = [c for c in filled(form, TEXT, *given).checks if c.code == "dr_success_rate"]
    assert check.holds is False
    assert "95.87" in check.relation
    assert "95.7559" in check.relation


def test_a_rate_above_a_hundred_is_out_of_bounds(form):
    """A rate of 120 % is shown as a contradiction."""
    found = filled(form, TEXT, answer("dr_success_rate", "120", 3, unit="%"))
    assert statuses(found, "dr_success_rate") == [Status.CONFLICT]


def test_a_total_of_named_parts_is_derived_with_its_formula(form):
    """Full-time and part-time mediators add up to all mediators, marked as derived."""
    given = (answer("dr_mediators_full", "52", 3, unit="名"), answer("dr_mediators_part", "588", 9, unit="名"))
    (total,) = [v for v in filled(form, TEXT, *given).values if v.code == "dr_mediators"]
    assert (total.value, total.status, total.formula) == ("640", Status.DERIVED, "52+588=640")
    assert len(total.places) == 2


def test_a_stated_total_is_never_replaced(form):
    """Where the report prints the total, nothing is derived."""
    given = (
        answer("dr_mediators", "640", 1, unit="名"),
        answer("dr_mediators_full", "52", 3, unit="名"),
        answer("dr_mediators_part", "588", 9, unit="名"),
    )
    assert statuses(filled(form, TEXT, *given), "dr_mediators") == [Status.STATED]


def test_a_rate_of_stated_counts_is_derived(form):
    """3 of 44 closed cases overturned make a correction rate of 6.82 %."""
    given = (answer("rc_overturned", "3", 3), answer("rc_closed", "44", 9))
    (rate,) = [v for v in filled(form, TEXT, *given).values if v.code == "rc_correction_rate"]
    assert (rate.value, rate.unit, rate.status, rate.formula) == ("6.82", "%", Status.DERIVED, "100*3/44=6.82")


def test_listed_parts_are_added_only_within_a_sentence(form):
    """Parts that one sentence lists are summed as derived; counts scattered over the report are not."""
    near = "云溪县2022年法治政府建设情况报告\n行政执法、普法:赋予乡镇权限10项,委托乡镇权限28项。"
    far = near.replace(",委托", "。\n又委托")
    for text, derived in ((near, ["38"]), (far, [])):
        places = [Place(words, text.index(words), text.index(words) + len(words)) for words in ("10项", "28项")]
        given = [
            replace(answer("gf_items_delegated", value, part=part, unit="项"), place=place)
            for value, part, place in zip(("10", "28"), ("赋予", "委托"), places, strict=True)
        ]
        values = filled(form, text, *given).values
        assert [v.value for v in values if v.status is Status.DERIVED] == derived


@pytest.mark.parametrize(
    "text", ["", "The weather was fine and 12 cases were closed.", "我县举办运动会,12件作品获奖。普法志愿者参加。"]
)
def test_a_text_of_another_kind_leaves_the_form_empty(form, text):
    """An empty page, an English text or a news item gives a warning and no value, whatever an engine says."""
    assert kind_warning(form, read_text(text)).kind == "not_this_kind"
    assert {v.status for v in filled(form, text, answer("rc_received", "12")).values} == {Status.NOT_STATED}


def test_a_report_of_the_kind_gives_no_warning(form):
    """A report that speaks of law-based government is taken as one, a short one by its title alone."""
    assert kind_warning(form, read_text(TEXT)) is None
    assert kind_warning(form, read_text("云溪镇2020年法治政府建设年度情况报告\n全年办件12件。\n")) is None


def test_a_warning_of_another_kind_names_the_words_found(form):
    """The warning stands on the first line and says which words of the genre are there, and how many were asked."""
    warning = kind_warning(form, read_text("\n县运动会开幕\n普法志愿者参加。\n"))
    assert (warning.start, warning.end, warning.note) == (1, 7, "普法 (1/3)")


@pytest.mark.parametrize(("scorer", "least"), [("form", "right"), ("statements", "header")])
def test_the_real_reports_keep_their_score(shared, tmp_path, scorer, least):
    """On the five real reports nearly all cells, header fields, problems and plans are found, and nothing misplaced."""
    reports = sorted(str(path) for path in (shared / "reports").glob("*.txt"))
    fill = [sys.executable, "-m", "summarizer", "fill", "--quiet", "--out", str(tmp_path), *reports]
    assert subprocess.run(fill, check=False, capture_output=True).returncode < 2
    reviews = list(tmp_path.glob("*.review.json"))
    assert len(reviews) == len(reports) == sum("values" in json.loads(path.read_text("utf-8")) for path in reviews)
    score = [sys.executable, str(shared / "evaluate" / f"{scorer}.py"), str(tmp_path)]
    line = subprocess.run(score, check=True, capture_output=True, text=True).stdout
    assert least in line
    assert "misplaced 0" in line or scorer != "form"
    percent = float(line.split("(" if scorer == "form" else "right ")[1].split("%")[0])
    assert percent >= 88


def test_the_issuer_is_named_as_it_signs(form):
    """A title that gives only the area is completed by the signature that begins with it."""
    text = f"松泉县2023年法治政府建设情况报告\n\n{BODY}\n松泉县人民政府\n2024年1月20日\n"
    assert header(form, text)["issuer"] == "松泉县人民政府"


@pytest.mark.parametrize("year", ["2023", "２０２３", "二〇二三"])
def test_a_year_is_read_in_any_digits(form, year):
    """The report year is four plain digits, whatever digits the title prints."""
    read = header(form, f"松泉县{year}年度法治政府建设情况报告\n\n{BODY}")
    assert (read["report_year"], read["year_source"]) == ("2023", "title")


def test_a_whole_and_its_parts_are_not_added_up(tmp_path: Path) -> None:
    """清理规范性文件36件,废止9件、修改4件 are 36 documents: the 9 are among them, and no sum is made."""
    file = tmp_path / "report.txt"
    body = "一、主要工作\n\n全年清理规范性文件36件,废止9件、修改4件。\n"
    file.write_text(f"石澜县2023年法治政府建设情况报告\n\n{body}", encoding="utf-8")
    values = [v for v in fill(load(file)).assessment.values if v.code == "ib_normdocs_cleaned"]
    assert {v.value for v in values} >= {"36", "9"}
    assert all(v.status is not Status.DERIVED for v in values)

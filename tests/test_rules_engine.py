"""The rules engine: what it answers, and where it rather says nothing."""

from __future__ import annotations

import pytest
from growth import grows_within

from summarizer.assessment import Status, assemble
from summarizer.engines.rules import RulesEngine
from summarizer.form import load_form
from summarizer.parts import pack
from summarizer.reading import read_text

HEAD = "一、工作开展情况\n"


@pytest.fixture(scope="module")
def engine():
    """The engine with the form for reports on law-based government."""
    return RulesEngine(load_form("rule-of-law"))


def answers(engine, text):
    """Return the answers that the engine gives to a text, in one part."""
    return [answer for part in pack(read_text(text)) for answer in engine.answer(part).answers]


def stated(engine, text):
    """Return code and values of what the engine takes as stated, for a text under a heading of results."""
    found: dict[str, list[str]] = {}
    for answer in answers(engine, HEAD + text):
        if answer.status in (Status.STATED, Status.STATED_ZERO):
            found.setdefault(answer.code, []).append(answer.value)
    return found


def spoken(engine, text):
    """Return the statements that the engine reads in a text, as kind and words."""
    return [(s.kind, s.text) for part in pack(read_text(text)) for s in engine.answer(part).statements]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年办理法律援助案件共计325件。", {"ls_legal_aid": ["325"]}),
        ("罚没金额120.5万元。", {"le_penalty_amount": ["1205000"]}),
        ("举办法治专题讲座8期。", {"lc_training_sessions": ["8"]}),
        ("举办8期法治专题讲座。", {"lc_training_sessions": ["8"]}),
        ("政务服务事项网上可办率达到97.5%。", {"gf_online_rate": ["97.5"]}),
        ("共收到行政复议申请41宗。", {"rc_received": ["41"]}),
    ],
)
def test_a_name_that_touches_the_number_is_its_name(engine, sentence, expected):
    """A name before or behind the number answers, with light words between and in any measure word of its kind."""
    assert stated(engine, sentence) == expected


def test_a_subject_printed_once_carries_over(engine):
    """Short items of a list belong to the subject printed before them."""
    text = "收到行政复议申请75件,受理48件,审结44件,其中维持30件、撤销4件。"
    assert stated(engine, text) == {
        "rc_received": ["75"],
        "rc_accepted": ["48"],
        "rc_closed": ["44"],
        "rc_upheld": ["30"],
        "rc_overturned": ["4"],
    }


def test_a_shared_name_goes_with_the_nearest_word(engine):
    """审结 means reconsideration after 复议 and litigation after 诉讼; a new sentence takes the name over."""
    text = "全年受理行政复议案件20件,审结18件。行政诉讼案件9件,审结7件。"
    found = stated(engine, text)
    assert found["rc_closed"] == ["18"]
    assert found["li_closed"] == ["7"]


def test_one_rate_answers_every_name_that_shares_it(engine):
    """A percentage after several joined names is the rate of each of them."""
    found = stated(engine, "规范性文件报备率、及时率和规范率均为100%。")
    assert found == {"ib_filing_rate": ["100"], "ib_filing_timely_rate": ["100"], "ib_filing_sound_rate": ["100"]}


def test_a_count_of_several_things_together_answers_none(engine):
    """A count after several joined names is their sum, and nobody knows the parts."""
    assert stated(engine, "全年办理行政复议案件和行政诉讼案件共36件。") == {}


def test_numbers_dealt_out_go_to_their_names_in_turn(engine):
    """After 分别 the first number is the first name's, the second the second's."""
    found = stated(engine, "行政复议纠错率、行政机关负责人出庭应诉率分别为12.5%和98%。")
    assert found == {"rc_correction_rate": ["12.5"], "li_head_appearance_rate": ["98"]}


def test_numbers_dealt_out_to_unknown_names_are_not_shifted(engine):
    """A name that the form does not know keeps its place in the deal."""
    found = stated(engine, "群众知晓率、行政机关负责人出庭应诉率分别为12.5%和98%。")
    assert found == {"li_head_appearance_rate": ["98"]}


@pytest.mark.parametrize(
    "sentence",
    [
        "依法不予行政处罚的情形共12类。",
        "法律顾问参与调解矛盾纠纷9件。",
        "召开行政复议听证会3次。",
        "梳理36个部门权责清单。",
        "上年度收到行政复议申请56件。",
        "截至去年底，全县共有人民调解组织56个。",
    ],
)
def test_a_number_of_something_else_answers_nothing(engine, sentence):
    """Deeds not done, deeds of others, longer names, bodies and earlier years fill no cell."""
    assert stated(engine, sentence) == {}


def test_a_plan_is_no_result(engine):
    """No number under a heading that looks ahead fills a cell."""
    text = "一、主要工作\n办理法律援助案件30件。\n二、下一步工作计划\n办理法律援助案件50件,出庭应诉率达到100%。"
    assert [(a.code, a.value) for a in answers(engine, text)] == [("ls_legal_aid", "30")]


def test_a_rule_is_a_norm(engine):
    """What a rule asks every year is kept apart from what was done."""
    found = answers(engine, HEAD + "县政府主要负责人每年召开2次法治政府建设专题会议。")
    assert [(a.code, a.status) for a in found] == [("ld_meetings", Status.NORM)]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("本年度我镇未收到有关行政复议申请。", {"rc_received"}),
        ("本年度我镇无重大行政决策事项。", {"dm_major_decisions"}),
        ("本年度未发生因道路施工引起的行政诉讼案件。", set()),
        ("全年无安全生产事故。", set()),
    ],
)
def test_a_zero_said_in_words(engine, sentence, codes):
    """What was not there is a stated zero if it is named, and nothing but it."""
    found = answers(engine, HEAD + sentence)
    assert {a.code for a in found} == codes
    assert all((a.value, a.status) == ("0", Status.STATED_ZERO) for a in found)


def test_a_printed_zero_is_stated(engine):
    """0件 is a number like any other."""
    found = answers(engine, HEAD + "审结行政复议案件5件,其中维持5件,确认违法0件。")
    assert ("rc_overturned", "0", Status.STATED) in {(a.code, a.value, a.status) for a in found}


def test_parts_stay_apart(engine):
    """Several counts of one indicator are answers with different parts, told apart by the report's own words."""
    found = answers(engine, HEAD + "直接赋予乡镇权限6项,委托乡镇行使的行政权力12项。")
    assert [a.value for a in found] == ["6", "12"]
    assert len({a.part for a in found}) == 2


def test_a_bare_number_shares_the_name_before_it(engine):
    """A number in a unit of its own right after another is of the same thing."""
    found = answers(engine, HEAD + "信访接待来访16批次,34人次。")
    assert [(a.code, a.value, a.unit) for a in found] == [("pt_cases", "16", "批次"), ("pt_cases", "34", "人次")]


def test_a_unit_with_a_bracket_is_one_of_the_form(engine):
    """场（次） is 场次: the number is taken, with the unit as written."""
    assert [(a.code, a.value, a.unit) for a in answers(engine, HEAD + "开展应急演练11场（次）。")] == [
        ("er_drills", "11", "场（次）")
    ]


def test_a_zero_said_of_a_list_is_none_of_the_year(engine):
    """均未引发复议 denies it of what was listed before, not that the year had any."""
    text = HEAD + "作为被申请人的行政复议案件13件。收到政府信息公开申请27件，予以公开15件，均未引发复议。"
    assert [a.value for a in answers(engine, text) if a.code == "rc_received"] == ["13"]


def test_a_change_is_kept_with_its_value(engine):
    """A stated change goes with the value it is a change of, and is no value itself."""
    (answer,) = answers(engine, HEAD + "收到行政复议申请40件(同比下降20%)。")
    assert (answer.change.direction, answer.change.amount, answer.change.unit) == ("down", "20", "%")
    assert answer.change.base.startswith("同比")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("行政处罚94件，罚款18.5万元，同比分别下降22.3%、上升5.7%。", {"94": "down 22.3", "185000": "up 5.7"}),
        ("行政处罚487件，罚没款19.3万元，分别比上年增长8.2%和下降3.8%。", {"487": "up 8.2", "193000": "down 3.8"}),
        ("行政处罚94件；罚没款和案件数同比分别下降11.3%、14.6%。", {}),
        ("行政处罚94件；审批时限压缩比达63.3%。", {}),
        ("行政处罚94件，罚款数额同比下降20%。", {}),
        ("行政处罚67件，比上年的52件增加15件。", {"67": "up 15"}),
        ("行政处罚94件，较上年增加近两成。", {"94": "up 20"}),
    ],
)
def test_a_change_is_of_the_number_at_its_place(engine, sentence, told):
    """分别 deals changes out by place; one that names another thing, or has no number of its own, goes with none."""
    found = {a.value: a.change for a in answers(engine, HEAD + sentence) if a.change}
    assert {value: f"{change.direction} {change.amount}" for value, change in found.items()} == told


def test_what_qualifies_a_change_is_kept(engine):
    """近 before the amount of a change stands with the words before it: it is not lost."""
    (answer,) = answers(engine, HEAD + "行政处罚94件，较上年增加近两成。")
    assert answer.change.base == "较上年增加近"


def test_the_end_of_a_change_is_the_value(engine):
    """Of 由…提高到… the second number is this year's."""
    found = stated(engine, "行政机关负责人出庭应诉率由上年的85%提高到96%。")
    assert found == {"li_head_appearance_rate": ["96"]}


def test_a_comparison_with_another_year_is_no_value(engine):
    """同比减少35% fills no cell, though 减少 is a word of one."""
    text = "行政许可事项办理时限压缩60%。开展行政检查42次,同比减少35%。"
    assert stated(engine, text) == {"gf_time_limit_cut_rate": ["60"], "le_inspections": ["42"]}


def test_what_was_done_to_all_of_a_list_counts_each(engine):
    """Of 对…份合同、…件文件进行审查 the deed at the end of the list counts every item of it."""
    found = stated(engine, "对26份政府合同、4件规范性文件进行了合法性审查。")
    assert found == {"dm_contracts_reviewed": ["26"], "ib_normdocs_reviewed": ["4"]}


def test_an_aside_in_brackets_stands_between_name_and_number(engine):
    """合同(协议)74份 is 74 contracts, with brackets of either width."""
    assert stated(engine, "审查政府合同(协议)74份。") == {"dm_contracts_reviewed": ["74"]}
    assert stated(engine, "审查政府合同（协议）74份。") == {"dm_contracts_reviewed": ["74"]}


def test_of_two_numbers_the_one_named_like_the_indicator_is_its_value(engine):
    """办复率 and 满意率 in one sentence do not contradict each other."""
    found = stated(engine, "办理人大代表建议30件,办复率100%,满意率98.5%。")
    assert found["ps_proposal_satisfaction"] == ["98.5"]


def test_a_number_within_a_period_says_so(engine):
    """A number of part of the year carries its period."""
    (answer,) = answers(engine, HEAD + "前三季度共收到行政复议申请22件。")
    assert answer.period == "前三季度"


def test_the_quote_is_the_reports_own_and_holds_the_number(engine):
    """Every quote stands at its place and has the number's figure in it."""
    text = HEAD + "全县共有人民调解组织120个,人民调解员640名,其中专职人民调解员52名。罚没款近90万元。"
    found = answers(engine, text)
    figures = read_text(text).figures
    assert len(found) == 4
    for a in found:
        assert text[a.place.start : a.place.end] == a.place.quote
        assert a.value in {f.value for f in figures if a.place.start <= f.start and f.end <= a.place.end}


def test_qualifiers_and_ranges_are_kept(engine):
    """余 and ranges come through as the figure has them."""
    found = answers(engine, HEAD + "开展法治宣传活动20余场次。每年组织1至2次行政执法案卷评查。")
    assert (found[0].value, found[0].qualifier) == ("20", "余")


def test_numbered_problems_and_plans_are_one_statement_each():
    """Items opened by 一是, or numbered headings of their own, are a problem or a plan each."""
    engine = RulesEngine(load_form("rule-of-law"))
    text = (
        "一、工作情况\n全面推进依法行政。\n"
        "二、存在的问题\n主要表现在:一是法治意识有待增强;二是执法力量不足。\n"
        "三、下一步打算\n(一)加强学习。持续提升法治意识。\n(二)充实力量。配强执法队伍。\n"
    )
    found = spoken(engine, text)
    assert [words[:2] for kind, words in found if kind == "problem"] == ["一是", "二是"]
    assert [words[:6] for kind, words in found if kind == "plan"] == ["(一)加强学", "(二)充实力"]


def test_a_heading_of_two_kinds_turns_where_the_text_does(engine):
    """Under one heading for problems and plans, what begins with 下一步 is a plan."""
    text = "一、存在的问题和下一步打算\n法治宣传的形式还不够丰富。\n下一步,我局将创新宣传形式。\n"
    kinds = [kind for kind, _ in spoken(engine, text)]
    assert kinds == ["problem", "plan"]


def test_problems_without_a_heading_are_found_after_an_opener(engine):
    """A report that lists its problems in running text has them too."""
    text = "一、工作情况\n推进依法行政。但仍存在一些不足:一是法治意识有待增强;二是执法力量不足。\n"
    assert [kind for kind, _ in spoken(engine, text)] == ["problem", "problem"]


def test_causes_stand_beside_problems(engine):
    """A sentence that says why is a cause, besides being part of a problem."""
    text = "一、存在的问题\n一是执法力量薄弱。由于编制不足,人员长期短缺。\n"
    assert {kind for kind, _ in spoken(engine, text)} == {"problem", "cause"}


def test_a_heading_about_solving_problems_lists_none(engine):
    """A chapter on what was solved is no chapter of problems."""
    text = "一、工作情况\n(一)聚焦问题短板整改,提升执法水平\n完成整改事项3项。\n"
    assert "problem" not in {kind for kind, _ in spoken(engine, text)}


GAZETTE = """# 松岭镇2022年政府信息公开工作年度报告

## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 3 | 1 | 12 |

## 三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 总计 |
|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 8 | 1 | 9 |
| 二、上年结转政府信息公开申请数量 | 1 | 0 | 1 |
| 三、本年度办理结果 (三)不予公开 1.属于国家秘密 | 1 | 0 | 1 |
| 2.其他法律行政法规禁止公开 | 2 | 0 | 2 |
| (七)总计 | 8 | 1 | 9 |
| 四、结转下年度继续办理 | 1 | 0 | 1 |
"""


def test_a_table_answers_by_row_and_column():
    """In a form of fixed tables a number answers where its row and column labels cross."""
    engine = RulesEngine(load_form("gov-info-disclosure"))
    found = {(a.code, a.part): (a.value, a.status) for a in answers(engine, GAZETTE)}
    assert found["gi_rules_made", ""] == ("0", Status.STATED)
    assert found["gi_normdocs_repealed", ""] == ("1", Status.STATED)
    assert found["gi_req_new", ""] == ("9", Status.STATED)
    assert found["gi_req_new", "自然人"] == ("8", Status.STATED)


def test_rows_under_a_heading_row_are_added_up_as_derived():
    """A cell that the table leaves to its sub-rows is their sum, derived and with its formula."""
    engine = RulesEngine(load_form("gov-info-disclosure"))
    (refused,) = [a for a in answers(engine, GAZETTE) if a.code == "gi_req_refused" and not a.part]
    assert (refused.value, refused.status, refused.formula) == ("3", Status.DERIVED, "1+2=3")


def test_a_long_report_is_read_to_its_end(engine):
    """Every one of many like sentences is answered, the last as the first."""
    lines = "".join(f"第{n}季度后第{n}日,收到行政复议申请{n}件,受理{n}件。\n" for n in range(5, 45))
    assert len(answers(engine, HEAD + lines)) == 2 * 40


def test_a_joiner_inside_a_word_joins_nothing(engine):
    """The 及 of 及时 does not cut a name in two, and numbers of a later sentence are not dealt out with a list."""
    text = "来信及时回复率、信访事项按期办结率分别为98%和97%。办理人大代表建议18件。"
    found = stated(engine, text)
    assert found["pt_resolution_rate"] == ["97"]
    assert found["ps_proposals"] == ["18"]


@pytest.mark.parametrize(
    ("sentence", "code", "value"),
    [
        ("23项政务服务事项全部实现网上可办。", "gf_service_items", ["23"]),
        ("信访事项受理率、办结率分别为99%和98%。", "pt_resolution_rate", ["98"]),
        ("劳动争议仲裁委员会调处劳动纠纷17件。", "dr_disputes_mediated", ["17"]),
        ("开展执法检查,发现隐患26处,整改25处。", "le_problems_fixed", []),
    ],
)
def test_a_veto_counts_where_it_speaks_of_the_number(engine, sentence, code, value):
    """What is said of all counted, of another rate or of who acted is no veto; the subject carried over is one."""
    assert stated(engine, sentence).get(code, []) == value


def test_a_pattern_is_bound_by_a_weak_word_only_as_a_piece_of_its_own(engine):
    """清理…规范性文件 needs no more than its own words, and the parts that other words name stay beside the whole."""
    text = "清理现行的镇规范性文件36件,其中废止4件、宣布失效5件。"
    assert stated(engine, text)["ib_normdocs_cleaned"] == ["36", "4", "5"]


def test_a_share_is_no_count(engine):
    """A share of what was counted does not answer an indicator that asks how many there were."""
    assert stated(engine, "清理历年文件60件,其中四成废止。")["ib_normdocs_cleaned"] == ["60"]


@pytest.mark.parametrize(
    ("sentence", "code", "value"),
    [
        ("开展送法进校园、进企业活动12场。", "ls_publicity_events", ["12"]),
        ("开展农机专项检查,检查农资经营主体310家次。", "le_inspections", ["310"]),
        ("举办法治专题培训3期。210人次参训,反响良好。", "lc_trainees", ["210"]),
        ("化解邻里纠纷共计28起。", "dr_disputes_mediated", ["28"]),
        ("成功调解6起重大纠纷、一般邻里纠纷13。", "dr_disputes_resolved", ["6", "13"]),
    ],
)
def test_words_may_stand_within_a_name(engine, sentence, code, value):
    """A name is known with other words in it, and a list goes on where its second number lost its unit."""
    assert stated(engine, sentence)[code] == value


TITLED = "松泉县2023年法治政府建设情况报告\n\n一、主要工作\n修订制度。\n\n"


def test_a_heading_of_a_later_year_heads_plans(engine):
    """A heading that names a year after the report's is one of plans, however the year is written."""
    text = TITLED + "二、二〇二四年重点任务\n一是补充执法队伍;二是开展案卷评查。"
    assert [kind for kind, _ in spoken(engine, text)][-2:] == ["plan", "plan"]


def test_problems_turn_to_plans_within_a_paragraph(engine):
    """Under a heading of both, a sentence that names a later year turns from problems to plans."""
    text = TITLED + "二、不足与打算\n执法力量分布不均,装备陈旧。2024年,将充实一线执法队伍。"
    assert spoken(engine, text)[-2:] == [
        ("problem", "执法力量分布不均,装备陈旧。"),
        ("plan", "2024年,将充实一线执法队伍。"),
    ]


def test_annexes_are_no_plans(engine):
    """What stands under the line that opens an annex is no statement of the chapter before it."""
    text = TITLED + "二、下一步打算\n继续规范行政执法行为。\n附件1:文件清单\n松政发第三号文件继续有效。"
    assert [words for kind, words in spoken(engine, text) if kind == "plan"] == ["继续规范行政执法行为。"]


def test_a_report_without_headings_says_its_problems_and_plans_all_the_same(engine):
    """Where there is no heading at all, openers tell problems and plans."""
    text = "松泉镇2023年依法行政工作总结\n\n全年调解纠纷30件。主要不足是执法队伍不稳定。2024年将争取增加编制。"
    assert [kind for kind, _ in spoken(engine, text)] == ["problem", "plan"]


@pytest.mark.parametrize(
    "unit",
    [
        "行政处罚案件12件检查",
        "审查合同12件、",
        "一是受理复议12件;",
        "报备率、",
        "复议案件、诉讼案件分别为12件和13件,",
        "12件3人次",
        "(一)存在的问题\n复议12件\n",
    ],
)
def test_cost_is_linear_on_hostile_text(engine, unit):
    """Eight times the text costs no more than about eight times the time, whatever it repeats without end."""
    form = load_form("rule-of-law")

    short, long = (read_text("一、法治政府、依法行政、普法\n" + unit * times) for times in (300, 2400))

    def fill(reading):
        return assemble(form, reading, [engine.answer(part) for part in pack(reading)])

    assert grows_within(8 * 3, lambda: fill(short), lambda: fill(long))

"""The rules engine on turns of phrase of the genre: which numbers are results, and whose."""

from __future__ import annotations

import pytest
from test_rules_engine import answers, engine, stated

from summarizer.assessment import Status, assemble
from summarizer.form import load_form
from summarizer.parts import pack
from summarizer.reading import read_text

__all__ = ["engine"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("网上可办率、“零跑动”事项占比分别为97.2%和64.5%。", {"gf_online_rate": ["97.2"]}),
        (
            "群众知晓率、行政复议纠错率、出庭应诉率分别为91%、8.4%和100%。",
            {"rc_correction_rate": ["8.4"], "li_head_appearance_rate": ["100"]},
        ),
        ("代表、委员满意和基本满意率分别为99.1%、98.4%。", {"ps_proposal_satisfaction": ["98.4", "99.1"]}),
        ("人大代表、政协委员满意率分别达到97%和99%。", {"ps_proposal_satisfaction": ["97", "99"]}),
        ("受理率、按期审结率分别为96%、97%和98%。", {}),
    ],
)
def test_listed_names_take_listed_numbers_by_position(engine, sentence, expected):
    """Each name before 分别 takes the number at its own place; where there are not as many, none does."""
    assert {code: sorted(values) for code, values in stated(engine, sentence).items()} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "规范性文件报备率、报备及时率、准确率均为100%。",
            {"ib_filing_rate": ["100"], "ib_filing_timely_rate": ["100"]},
        ),
        ("依申请公开按期答复率和群众知晓率都达到100%。", {"ps_info_reply_rate": ["100"]}),
    ],
)
def test_an_unknown_rate_in_a_list_leaves_the_others_theirs(engine, sentence, expected):
    """A rate that several names share is that of each name the form knows, whatever stands between."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、主要工作\n依法行政成效明显。\n二、存在的问题\n（一）承接力不足。下放审批权限150项，部分未能用好。\n",
        "一、主要工作\n依法行政成效明显。\n二、存在的不足及原因\n——全年办理行政处罚案件320件，人手不足。\n",
    ],
)
def test_a_number_among_problems_is_no_result(engine, text):
    """Nothing under a heading of problems fills a cell."""
    assert answers(engine, text) == []


def test_a_number_among_solved_problems_is_a_result(engine):
    """A heading on how problems were solved is none of problems."""
    text = "一、问题整改情况\n法治督察反馈问题12个，已整改到位。\n"
    assert [answer.code for answer in answers(engine, text)] == ["ld_inspection_problems"]


@pytest.mark.parametrize(
    "sentence",
    [
        "人均办理行政处罚案件26件。",
        "平均每村培养法律明白人7名。",
        "每名调解员年均调解矛盾纠纷18件。",
        "每个乡镇配备法律顾问2名。",
    ],
)
def test_an_average_is_no_sum(engine, sentence):
    """What each one has or does fills no cell."""
    assert stated(engine, sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("调解矛盾纠纷180件(婚姻家庭纠纷61件、土地纠纷40件)。", {"dr_disputes_mediated": ["180"]}),
        ("共办理行政处罚案件96件（普通程序案件31件、简易程序案件65件）。", {"le_penalties": ["96"]}),
        (
            "审结35件行政复议案件，纠错4件（撤销3件、责令履行1件）。",
            {"rc_closed": ["35"], "rc_overturned": ["1", "3", "4"]},
        ),
        ("组织48名领导干部年度述法，其中9名现场述法。", {"lc_accountability": ["9"]}),
        ("39名单位负责人现场述法，其中乡镇负责人11名。", {"lc_accountability": ["39"]}),
    ],
)
def test_a_part_is_told_from_the_whole(engine, sentence, expected):
    """A narrower form of the same name counts a part; a part under the indicator's own name is what is asked for."""
    assert {code: sorted(values) for code, values in stated(engine, sentence).items()} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("对2019年底前印发的61件规范性文件进行清理。", {"ib_normdocs_cleaned": ["61"]}),
        (
            "对2015年12月31日以前的204件规范性文件进行全面清理，保留150件，废止31件。",
            {"ib_normdocs_cleaned": ["150", "204", "31"]},
        ),
        (
            "现有执法人员520人，较体制改革前增加90人，持证率97%；举办执法培训班6期。",
            {"le_certified_rate": ["97"], "lc_training_sessions": ["6"]},
        ),
        ("改革前网上可办率仅为61%。", {}),
        ("行政复议加上2018年结转的四件，共受理24件。", {"rc_accepted": ["24"], "rc_carried_over": ["4"]}),
        ("行政机关负责人出庭应诉率连续三年达100%。", {"li_head_appearance_rate": ["100"]}),
    ],
)
def test_an_earlier_time_stays_with_what_it_speaks_of(engine, sentence, expected):
    """When things were made, or what a change is compared with, sets no time for what is counted."""
    assert {code: sorted(values) for code, values in stated(engine, sentence).items()} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("成功防止集体上访9起。", {}),
        ("劝返越级上访人员14人次，接待来访群众52批次。", {"pt_cases": ["52"]}),
        ("有效防范化解矛盾纠纷73件。", {"dr_disputes_resolved": ["73"]}),
        ("开展预防电信诈骗法治宣传活动21场次。", {"ls_publicity_events": ["21"]}),
    ],
)
def test_what_was_prevented_did_not_happen(engine, sentence, expected):
    """An incident kept from happening is none that was handled."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("严格按规定向市政府报备规范性文件4件。", {"ib_normdocs_filed": ["4"]}),
        ("根据省厅要求开展联合执法17次。", {"le_joint_operations": ["17"]}),
        ("要求各单位召开法治建设专题会议2次。", {}),
    ],
)
def test_a_rule_followed_is_no_norm(engine, sentence, expected):
    """Words for a rule lay one down unless they say that it was followed."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("本年度全局没有行政复议和行政诉讼案件发生。", {"rc_received", "li_cases"}),
        ("收到行政复议申请6件，上年度无结转案件。", {"rc_received", "rc_carried_over"}),
        ("收到依申请公开3件，上年度无结转案件。", set()),
        ("没有变更重大行政决策事项。", set()),
        ("全年没有重大行政决策事项。", {"dm_major_decisions"}),
    ],
)
def test_a_zero_of_several_things(engine, sentence, codes):
    """One 没有 may answer several indicators; a phrase that is a weak word asks for its other word."""
    found = stated(engine, sentence)
    assert set(found) == codes


TABLE = """2023年法治政府建设情况报告
一、工作开展情况
单位\t行政处罚（件）\t罚没金额（万元）\t行政检查（次）
市场监管\t210\t35.5\t920
城市管理\t114\t14.5\t1340
{total}\t324\t50\t2260
"""


def test_the_total_of_a_column_is_its_indicators_value(engine):
    """A column whose head names an indicator answers it in the row of totals; money in 万元 is derived in 元."""
    found = {(a.code, a.value, a.unit, a.status) for a in answers(engine, TABLE.format(total="合计"))}
    assert found == {
        ("le_penalties", "324", "件", Status.STATED),
        ("le_penalty_amount", "500000", "元", Status.DERIVED),
        ("le_inspections", "2260", "次", Status.STATED),
    }


def test_a_row_that_is_no_total_answers_nothing(engine):
    """The numbers of single offices fill no cell."""
    assert answers(engine, TABLE.format(total="交通运输")) == []


def test_of_a_table_of_years_the_reports_own_counts(engine):
    """A row's number stands under the report's own year, and not under another."""
    table = "项目\t2022年\t2023年\n行政处罚（件）\t30\t21\n行政检查（次）\t500\t610\n"
    text = "2023年法治政府建设情况报告\n一、工作开展情况\n" + table
    assert [(a.code, a.value) for a in answers(engine, text)] == [("le_penalties", "21"), ("le_inspections", "610")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("召开局党组会、局长办公会研究依法行政有关议题7次。", {"ld_meetings": ["7"]}),
        ("县委常委会专题研究法治建设工作4次，县长办公会也研究过3次。", {"ld_meetings": ["4", "3"]}),
        ("办理法规规章征求意见稿23件，反馈意见86条。", {"ib_draft_opinions": ["23", "86"]}),
        ("不动产电子证照累计制发2.4万套。", {"dg_e_licences": ["24000"]}),
        ("邀请党校教授作法治讲座3场，听课人员260人次。", {"lc_training_sessions": ["3"], "lc_trainees": ["260"]}),
        ("法治专题讲座5期，900余人次参加。", {"lc_training_sessions": ["5"], "lc_trainees": ["900"]}),
        ("组织全镇44名干部职工参加年度学法用法考试。", {"lc_trainees": ["44"]}),
        ("审查合同22份，提出修改意见51条。", {"dm_contracts_reviewed": ["22"], "dm_legal_opinions": ["51"]}),
        (
            "办理县长公开电话交办件412件，按期办结率99%。",
            {"gf_hotline_cases": ["412"], "gf_hotline_closure_rate": ["99"]},
        ),
        ("执法队检查商铺、仓库、加油站96家次。", {}),
        ("检查企业、仓库、加油站96家次。", {"le_inspections": ["96"]}),
        ("为61名农民工讨要工资88.2万元。", {"ls_wages_recovered": ["882000"]}),
        ("帮助农民工追薪120万元。", {"ls_wages_recovered": ["1200000"]}),
        ("法治督察组反馈问题14个，已完成整改13个。", {"ld_inspection_problems": ["14", "13"]}),
        ("法律顾问团队长期由8名律师组成。", {"dm_legal_advisers": ["8"]}),
        ("全年审查各类政策文件71件。", {"dm_legality_reviews": ["71"]}),
        ("审核重大执法决定38件，提出修改意见12条。", {"le_legal_audits": ["38"]}),
        ("先后4次专题研究法治政府建设工作。", {"ld_meetings": ["4"]}),
        ("对12件地方性法规草案提出意见37条。", {"ib_draft_opinions": ["12", "37"]}),
        ("轮训执法骨干85名。", {"le_officers_trained": ["85"]}),
        ("开展执法人员业务培训640人次。", {"le_officers_trained": ["640"]}),
        ("组织执法人员参加业务培训64人次。", {"le_officers_trained": ["64"]}),
        ("举办执法人员业务培训6期。", {"lc_training_sessions": ["6"]}),
        ("运用调解和解方式办结行政复议案件16件。", {"rc_settled": ["16"]}),
        ("热线工单受理量达5210件。", {"gf_hotline_cases": ["5210"]}),
        ("妥善处置突发公共安全事件2起。", {"er_incidents_handled": ["2"]}),
        ("作为被告的行政案件共18件，法院已判决15件。", {"li_cases": ["18"], "li_closed": ["15"]}),
        ("领导干部下访74批次。", {"pt_cases": ["74"]}),
        ("审查文件、会议纪要、合同等共205件。", {"dm_legality_reviews": ["205"]}),
    ],
)
def test_the_genre_has_many_words_for_one_thing(engine, sentence, expected):
    """Synonyms of the genre answer as the plain words do."""
    assert stated(engine, sentence) == expected


def spoken(engine, text):
    """Return the problems and plans that the engine reads in a text, as kind and words."""
    said = [s for part in pack(read_text(text)) for s in engine.answer(part).statements]
    return [(s.kind, s.text) for s in said if s.kind in {"problem", "plan"}]


OPENING = "2022年法治政府建设情况报告\n一、依法决策\n审查合同8件。\n二、规范执法\n办理行政处罚案件19件。"


@pytest.mark.parametrize(
    "lead",
    [
        "一年来虽然做了不少工作，但与先进地区相比还有较大差距：",
        "我局工作还存在以下问题：",
        "对照上级要求仍存在一些不足:",
    ],
)
def test_problems_without_a_heading_are_listed_after_a_colon(engine, lead):
    """What stands between semicolons after words for a gap is one problem each, and its numbers are no results."""
    text = f"{OPENING}\n{lead}学法流于形式；执法人员不足，9名编制实有行政处罚案件承办人6名；普法形式单一。\n"
    assert spoken(engine, text) == [
        ("problem", "学法流于形式"),
        ("problem", "执法人员不足，9名编制实有行政处罚案件承办人6名"),
        ("problem", "普法形式单一。"),
    ]
    assert {answer.code for answer in answers(engine, text)} == {"dm_contracts_reviewed", "le_penalties"}


def test_a_list_under_a_heading_is_cut_at_semicolons_only_where_one_is_announced(engine):
    """A colon inside a problem opens no list."""
    text = "一、存在的问题\n法治意识不强：有的重业务；有的轻学法。\n工作中主要有以下不足：力量薄弱；经费紧张。\n"
    assert [words for _, words in spoken(engine, text)] == [
        "法治意识不强：有的重业务；有的轻学法。",
        "力量薄弱",
        "经费紧张。",
    ]


def test_under_a_heading_of_problems_and_plans_each_is_its_own(engine):
    """The sentence that leads on to the plans turns the list, be it in the same paragraph or under headings below."""
    items = "还存在一些问题：一是学法不深；二是力量不足。下一步，我镇将：一是抓学法；二是强队伍。"
    run_in = f"第二部分 问题和下步打算\n{items}\n"
    assert [kind for kind, _ in spoken(engine, f"第一部分 工作\n成效明显。\n{run_in}")] == ["problem"] * 2 + [
        "plan"
    ] * 2
    headed = (
        "二、存在问题及下步打算\n（一）存在问题\n1.学法不深。\n2.力量不足。\n（二）下步打算\n1.抓学法。\n2.强队伍。\n"
    )
    assert [kind for kind, _ in spoken(engine, f"一、工作\n成效明显。\n{headed}")] == ["problem"] * 2 + ["plan"] * 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("执行积案办结21件。", {}),
        ("不动产登记积案化解21件。", {}),
        ("接待来访群众34批次，法院执行积案化解21件。", {"pt_cases": ["34"]}),
        ("信访积案化解21件。", {"pt_cases": ["21"]}),
        ("开展信访问题攻坚，化解积案21件。", {"pt_cases": ["21"]}),
    ],
)
def test_old_cases_are_petitions_only_where_the_text_says_so(engine, sentence, expected):
    """积案 may be of a court or of a register, too: it counts petitions beside a word for them alone."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("依法治县办协调企业融资会议7次。", {}),
        ("依法治县委员会召开企业座谈会议7次。", {}),
        ("依法治县委员会召开全体会议3次。", {"ld_meetings": ["3"]}),
        ("依法治镇领导小组会议3次。", {"ld_meetings": ["3"]}),
    ],
)
def test_a_body_for_the_rule_of_law_holds_other_meetings_too(engine, sentence, expected):
    """Its own sessions count, and not every meeting that its name stands before."""
    assert stated(engine, sentence) == expected


def assessed(engine, text):
    """Return the assessment of a text."""
    reading = read_text(text)
    return assemble(load_form("rule-of-law"), reading, [engine.answer(part) for part in pack(reading)])


@pytest.mark.parametrize(
    "head",
    [
        "岚政法〔2023〕6号\n\n岚溪市水务局关于2022年法治政府建设情况的报告\n",
        "岚溪县人民政府文件\n岚政法〔2023〕6号      签发人：丁一鸣\n岚溪县人民政府关于2022年法治政府建设的报告\n",
        "岚溪县2022年法治政府建设情况报告\n文号：岚政法〔2023〕6号\n",
    ],
)
def test_a_document_number_needs_no_label(engine, head):
    """It may stand alone on a line of the head, or before who signed it."""
    header = assessed(engine, f"{head}市人民政府：\n一、主要工作\n根据国发〔2021〕1号办理行政处罚案件8件。\n").header
    assert next(field.value for field in header if field.field == "doc_number") == "岚政法〔2023〕6号"


def test_a_cited_document_number_is_not_the_reports_own(engine):
    """A number inside a sentence is that of another document."""
    text = "岚溪县2022年法治政府建设情况报告\n一、主要工作\n根据国发〔2021〕1号文件要求办理行政处罚案件8件。\n"
    assert next(field.value for field in assessed(engine, text).header if field.field == "doc_number") == ""


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("一、主要工作开展情况\n学法用法、依法行政、行政执法有序推进。\n", "present"),
        ("一、依法执法\n办理行政处罚案件8件。\n二、行政执法\n依法行政。\n", "present"),
        ("一、依法行政\n学法用法、规范性文件、行政执法均有涉及。\n", "absent"),
    ],
)
def test_measures_are_there_where_a_heading_or_a_result_says_so(engine, body, state):
    """S1 is met by a chapter on the year's work, or by results that the report states."""
    assert dict(assessed(engine, f"岚溪县2022年法治政府建设情况报告\n{body}").items)["S1"] == state


@pytest.mark.parametrize(
    "sentence",
    [
        "县人大常委会开展执法检查3次。",
        "纪检监察机关立案查处违法案件12件。",
        "拟制定行政规范性文件4件。",
        "法律顾问参与涉法事务处理31件。",
        "平均每名执法人员办理行政处罚案件14件。",
        "行政许可事项由28项压减为22项。",
        "其中适用按日连续处罚1宗。",
    ],
)
def test_what_others_did_or_none_has_done_yet_answers_nothing(engine, sentence):
    """Other bodies' numbers, intentions and averages fill no cell."""
    assert stated(engine, sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("对历年的136件规范性文件开展清理，废止21件，宣布失效8件，继续有效107件。", []),
        ("复议审结82件，其中终止15件（调解和解撤回12件）。", []),
        ("复议审结82件，撤销5件，确认违法2件，责令履行1件。", ["8"]),
        ("举办应急演练25场：消防演练9场、防汛演练12场。", []),
        ("举办应急演练25场:消防演练9场、防汛演练12场。", []),
        ("举办应急演练25场，消防演练10场、防汛演练15场。", []),
        ("举办消防演练10场、防汛演练15场。", ["25"]),
        ("举办演练，消防演练：10场，防汛演练：15场。", ["25"]),
    ],
)
def test_only_what_stands_side_by_side_is_added_up(engine, sentence, expected):
    """A whole and its parts, or a part and what a bracket or a colon says of it, are no list to be summed."""
    values = assessed(engine, f"岚溪县2022年法治政府建设情况报告\n一、主要工作\n依法行政。{sentence}\n").values
    assert [v.value for v in values if v.status is Status.DERIVED and "+" in v.formula] == expected


def test_a_needed_word_is_no_piece_of_another(engine):
    """行政复议案件 holds the characters of 议案, and its satisfaction is none of deputies."""
    assert "ps_proposal_satisfaction" not in stated(engine, "收到行政复议案件3件，当事人满意率98%。")
    assert stated(engine, "办理人大建议9件，满意率98%。")["ps_proposal_satisfaction"] == ["98"]

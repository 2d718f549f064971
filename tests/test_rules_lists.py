"""The rules engine on numbers that stand together: listed, dealt out, in brackets, or followed by who came."""

from __future__ import annotations

import pytest
from test_rules_engine import answers, engine, stated

__all__ = ["engine"]


def sorted_values(found):
    """Return what was found with the values of each code in order."""
    return {code: sorted(values) for code, values in found.items()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("区委常委会3次、区政府常务会议6次专题研究法治政府建设。", {"ld_meetings": ["3", "6"]}),
        ("区委常委会3次、区政府常务会议6次、局务会9次专题研究法治政府建设。", {"ld_meetings": ["3", "6", "9"]}),
        ("调研3次，区政府常务会议6次专题研究法治政府建设。", {"ld_meetings": ["6"]}),
        ("走访企业3家、区政府常务会议6次专题研究法治政府建设。", {"ld_meetings": ["6"]}),
    ],
)
def test_what_is_said_behind_a_list_is_said_of_each(engine, sentence, expected):
    """Counts in one unit that 、 joins share the deed behind the last; a comma or another unit ends the list."""
    assert sorted_values(stated(engine, sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全区、区本级分别列入重大行政决策事项14项、5项。", {"dm_major_decisions": ["14", "5"]}),
        ("全区、区本级分别开展“双随机、一公开”抽查任务80次和12次。", {"gf_random_checks": ["12", "80"]}),
        ("区委常委会、区政府常务会议分别专题研究法治建设2次、4次。", {"ld_meetings": ["2", "4"]}),
        ("听取法治工作汇报2次，局务会、案审会分别召开31次、12次。", {"ld_meetings": ["2"]}),
        ("权限(首批、第二批分别于2019年、2020年下放15项、9项)。", {}),
    ],
)
def test_a_name_between_the_word_and_the_numbers_takes_them_all(engine, sentence, expected):
    """分别 with the deed behind it deals the numbers to those before it; a bare verb or years name nothing."""
    assert sorted_values(stated(engine, sentence)) == expected


def test_a_number_dealt_to_one_of_several_is_labelled_by_whose_it_is(engine):
    """The parts of a cell bear the heads to which their numbers were dealt."""
    found = answers(engine, "一、工作\n区委常委会、区政府常务会议分别专题研究法治建设2次、4次。")
    assert {(a.part, a.value) for a in found} == {("区委常委会", "2"), ("区政府常务会议", "4")}


def test_numbers_that_share_the_deed_behind_them_are_labelled_by_what_stands_before_each(engine):
    """What several numbers have in common tells none apart; a name behind one number alone is its label."""
    found = answers(engine, "一、工作\n区委常委会会议3次、区政府常务会议6次专题研究法治政府建设。")
    assert {(a.part, a.value) for a in found} == {("区委常委会会议", "3"), ("区政府常务会议", "6")}
    found = answers(engine, "一、工作\n举办8场消防演练、6场防汛演练。")
    assert {(a.part, a.value) for a in found} == {("消防演练", "8"), ("防汛演练", "6")}


def test_of_numbers_dealt_to_years_the_reports_own_counts(engine):
    """Years before 分别 take the numbers in turn, and those of other years fill no cell."""
    title = "泉岭区2022年法治政府建设情况报告\n一、工作\n"
    found = answers(engine, f"{title}2020年、2021年、2022年全区行政复议收案分别为31件、42件、57件。")
    assert [(a.code, a.value) for a in found] == [("rc_received", "57")]


def test_two_scopes_in_one_sentence_are_two_values(engine):
    """The whole area's number and the government's own stand side by side, however differently they are named."""
    sentence = "全区行政复议收案57件，区本级收到行政复议申请21件。"
    assert sorted_values(stated(engine, sentence)) == {"rc_received": ["21", "57"]}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "区政府法律顾问（共8名）参与审查政府合同35份。",
            {"dm_contracts_reviewed": ["35"], "dm_legal_advisers": ["8"]},
        ),
        ("推行行政机关负责人出庭应诉(97.5%)。", {"li_head_appearance_rate": ["97.5"]}),
        ("开展行政处罚案件督办（跟踪12件）。", {}),
        ("培训法律顾问4期（8名）。", {}),
    ],
)
def test_a_bare_number_in_brackets_is_of_what_stands_before_them(engine, sentence, expected):
    """It takes the name that the bracket closes on, not one behind which another number or other words stand."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公布重大行政决策事项目录，共7项。", {"dm_major_decisions": ["7"]}),
        ("公布重大行政决策事项目录，现有7项。", {}),
        ("举办法治讲座4期，合计7项。", {}),
    ],
)
def test_a_sum_behind_a_comma_is_of_what_stands_before_it(engine, sentence, expected):
    """A clause of 共 and a number alone counts what the clause before it names, if that counts nothing yet."""
    assert {code: values for code, values in stated(engine, sentence).items() if values == ["7"]} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增公职律师5名，总数达到31名。", {"dm_legal_advisers": ["31"]}),
        ("培养“法律明白人”40名，总数达210名。", {"ls_law_stewards": ["210"]}),
        ("调解矛盾纠纷40件，累计达210件。", {"dr_disputes_mediated": ["40"]}),
        ("培养“法律明白人”40名，普法骨干总数达210名。", {"ls_law_stewards": ["40"]}),
        ("公职律师14名，总数达62名持证人员。", {"dm_legal_advisers": ["14"]}),
        ("公职律师14名，总数达62名（含兼职20名）。", {"dm_legal_advisers": ["62"]}),
    ],
)
def test_how_many_there_are_goes_before_how_many_were_added(engine, sentence, expected):
    """A total of people or places takes the name of what was added; cases of several years are no total."""
    assert stated(engine, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("受理行政复议申请53件，其中立案48件，审结44件。", "48"),
        ("受理行政复议申请53件，其中网上受理20件，审结44件。", "53"),
    ],
)
def test_a_part_that_the_form_asks_for_goes_before_its_whole(engine, sentence, expected):
    """Cases taken up are a part of the applications accepted; how they came in is another."""
    assert stated(engine, sentence)["rc_accepted"] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("推进普法工作，举办法治讲座9场，听课干部400人次。", "lc_training_sessions"),
        ("推进普法工作，举办法治讲座9场，到场群众400人次。", "ls_publicity_events"),
        ("举办法治讲座9期，参训学员80人次。", ""),
    ],
)
def test_who_came_tells_what_was_held(engine, sentence, expected):
    """A lecture that officials heard is training, one that the public heard is publicity."""
    assert [code for code in stated(engine, sentence) if code in {"lc_training_sessions", "ls_publicity_events"}] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("完成双随机抽查任务90次，其中部门联合抽查30次，抽查市场主体700户。", ["700", "90"]),
        ("完成双随机抽查任务90次，其中抽查市场主体700户。", ["700", "90"]),
    ],
)
def test_a_part_in_the_unit_of_the_whole_is_no_value_beside_it(engine, sentence, expected):
    """Where values differ by unit, a part counts only in a unit of its own."""
    assert sorted(stated(engine, sentence)["gf_random_checks"]) == expected


def test_the_innermost_heading_names_a_short_item(engine):
    """Of two headings with a word for it, the nearer one says what 受理 counts; in one heading neither does."""
    inner = "（一）化解矛盾纠纷和行政争议\n1.行政复议有力。全年较为平稳。一是依法办案，受理23件。\n"
    assert stated(engine, inner) == {"rc_accepted": ["23"]}
    assert stated(engine, "（一）化解矛盾纠纷和行政复议\n全年较为平稳。一是依法办案，受理23件。\n") == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("组织执法人员参加业务培训86人次。", {"le_officers_trained": ["86"]}),
        ("组织执法人员业务培训6期。", {"lc_training_sessions": ["6"]}),
        ("网上可办率由2019年的71.5%提高到88%。", {"gf_online_rate": ["88"]}),
        ("全年审结行政复议案件35件，手头还有6件没有审结。", {"rc_closed": ["35"], "rc_pending": ["6"]}),
        (
            "行政复议受理40件，加上去年结转过来的7件，审结45件。",
            {"rc_accepted": ["40"], "rc_carried_over": ["7"], "rc_closed": ["45"]},
        ),
        ("督察反馈的14个问题现已整改11个。", {"ld_inspection_problems": ["11", "14"]}),
        ("评查行政执法案卷60卷，另评查刑事案卷25卷。", {"le_files_reviewed": ["60"]}),
        ("调解矛盾纠纷310件，法院诉前委派调解纠纷45件。", {"dr_disputes_mediated": ["310"]}),
        ("审结行政复议案件9件，没有被撤销、变更或者确认违法的案件。", {"rc_closed": ["9"], "rc_overturned": ["0"]}),
        ("赋权镇街执法事项扩至96项。", {"gf_items_delegated": ["96"]}),
        ("12348热线接听来电510件。", {}),
        ("压缩审批时限60%，压缩文件40%。", {"gf_time_limit_cut_rate": ["60"]}),
        ("作出行政处罚决定340份，网上公开行政处罚决定书300份。", {"le_penalties": ["340"]}),
        ("法律顾问队伍壮大到14人。", {"dm_legal_advisers": ["14"]}),
    ],
)
def test_more_words_of_the_genre(engine, sentence, expected):
    """Years, light words, words for what is not done yet, and deeds of courts are told apart."""
    assert sorted_values(stated(engine, sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "code", "expected"),
    [
        ("自2017年以来，全区累计收到行政复议申请312件，其中本年度收到84件。", "rc_received", "84"),
        ("全年收到行政复议申请312件，其中网上收到84件。", "rc_received", "312"),
        ("近年来累计培养“法律明白人”312名，其中今年培养84名。", "ls_law_stewards", "312"),
    ],
)
def test_of_several_years_and_the_year_the_year_counts(engine, sentence, code, expected):
    """What was done over several years gives way to its part of the year; people are counted as they are now."""
    assert stated(engine, sentence)[code] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("清理地方性法规9件、政府规章16件。", {}),
        ("制定地方性法规草案1件、政府规章2件。", {"ib_legislation": ["1", "2"]}),
        ("负责人应出庭32件、实际出庭31件。", {"li_head_appearances": ["31"], "li_hearings": ["32"]}),
        ("审查规范性文件6件、合同21件。", {"dm_contracts_reviewed": ["21"], "ib_normdocs_reviewed": ["6"]}),
        ("排查隐患21处、整改19处，行政执法有力。", {}),
        ("律师参与矛盾纠纷调解24件。", {}),
        ("减少入企检查310次，开展行政检查240次。", {"le_inspections": ["240"]}),
        ("行政执法检查发现隐患31处，其中现场整改19处、限期整改12处。", {}),
        ("合法性审核文件和合同52件，其中文件31件。", {"dm_legality_reviews": ["52"]}),
        ("清理规范性文件52件，其中废止31件。", {"ib_normdocs_cleaned": ["31", "52"]}),
        ("协助办理法律援助案件24件。", {"ls_legal_aid": ["24"]}),
        ("为24家民营企业出具法律意见30条。", {}),
        ("组织旁听庭审2场，45人次参加。", {}),
        ("开展“法律明白人”培训7场次。", {}),
        ("取消和下放行政审批事项27项。", {}),
        ("取消市级和县级行政审批事项27项。", {"gf_items_cancelled": ["27"]}),
        ("生态环境督察反馈问题15个，整改完成14个。", {}),
        ("法治督察反馈问题15个，整改完成14个。", {"ld_inspection_problems": ["14", "15"]}),
        ("市人大常委会听取报告3次、开展执法检查2次。", {}),
        ("接受市人大常委会视察3次，开展执法检查240次。", {"le_inspections": ["240"]}),
        ("出庭应诉率98%，高于全省平均出庭应诉率。", {"li_head_appearance_rate": ["98"]}),
        ("全省平均出庭应诉率96%。", {}),
    ],
)
def test_whose_deed_a_list_tells_and_what_was_done_to_its_items(engine, sentence, expected):
    """The deed that opens a list holds for each item, as does the body; a deed joined to another is of both."""
    assert sorted_values(stated(engine, sentence)) == expected

"""Claims in free words: what people write of a report, and the wrong ones that sound alike."""

from __future__ import annotations

import pytest

from summarizer import Claim, check_claims, check_text

TITLE = "岚岫县2023年法治政府建设情况报告\n\n一、主要工作\n\n"


def accepted(source: str, text: str) -> bool:
    """Whether the last number of a claim about a source is accepted."""
    return check_text(text, TITLE + source)[-1].accepted


HOTLINE = "受理热线诉求8.2万件，以上年为基数增长9.6%，办结率98.4%，罚款310万元，其中县级机关45万元。"
SINCE = "自2019年行政复议体制改革以来，全县累计收到复议申请612件，其中本年度收到148件，上年为131件。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (HOTLINE, "热线办结率98.4%。", True),
        (HOTLINE, "罚款310万元，县级机关45万元。", True),
        (HOTLINE, "2022年热线办结率98.4%。", False),
        (SINCE, "复议申请本年148件，上年131件。", True),
        (SINCE, "收到复议申请148件。", True),
        (SINCE, "本年收到复议申请612件。", False),
        (SINCE, "2019年以来收到复议申请148件。", False),
    ],
)
def test_what_a_change_starts_from_and_what_runs_since_set_no_time_for_the_rest(source: str, text: str, right: bool):
    """以上年为基数 only compares; what was counted since a reform is told from its part of this year by the time."""
    assert accepted(source, text) is right


CRIME = "全年立刑事案件640起、破案410起，同比分别下降7.1%、上升3.2%。"
FILES = "制定规范性文件7件，较去年少了2件，全部报备。"
MEDIATED = "审结复议案件90件，其中维持61件、调解及终止12件，纠错率4.1%，比上年下降0.7个百分点。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (CRIME, "刑事破案数同比下降7.1%。", False),
        (CRIME, "刑事破案数同比上升3.2%。", True),
        (CRIME, "刑事案件立案下降7.1%。", True),
        (FILES, "规范性文件7件，比去年少2件。", True),
        (FILES, "规范性文件7件，比去年多2件。", False),
        (MEDIATED, "复议纠错率4.1%，下降0.7个百分点。", True),
        (MEDIATED, "复议纠错率4.1%，上升0.7个百分点。", False),
    ],
)
def test_a_change_is_of_the_number_that_its_words_name_best(source: str, text: str, right: bool):
    """Of two numbers dealt their changes the one whose words are all said is meant; what is said of all is none."""
    assert accepted(source, text) is right


COURT = "负责人出庭应诉51件，应诉率98.1%，其中县领导出庭4件，部门领导出庭47件。"
FINES = "罚没金额980万元，其中县级机关130万元，云坪、石门两个镇合计210万元。"
LEFT = "督察反馈问题22个，已整改到位19个，其余3个将于2024年6月底前完成。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (COURT, "开庭52件，出庭47件。", False),
        (COURT, "部门领导出庭47件。", True),
        (COURT, "出庭应诉51件。", True),
        (FINES, "云坪、石门两个镇罚没合计210万元。", True),
        (FINES, "罚没金额合计210万元。", False),
        (LEFT, "督察反馈问题还剩3个。", True),
        (LEFT, "督察反馈问题3个。", False),
        (LEFT, "已整改3个。", False),
        (LEFT, "督察反馈问题还剩22个。", False),
    ],
)
def test_a_part_is_named_by_what_tells_it_from_its_whole(source: str, text: str, right: bool):
    """A claim that says no more than the whole's own words means the whole; what is left may be told as left."""
    assert accepted(source, text) is right


CALLS = "便民服务热线全年受理群众诉求7300件。全县受理复议申请212件。"
STATIONS = "全县40个派出所有31个设立综合窗口。存在不足：尚有9个派出所未设窗口。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (CALLS, "热线受理7300件。", True),
        (CALLS, "复议受理7300件。", False),
        (STATIONS, "40个派出所中31个设窗口。", True),
        (STATIONS, "派出所有9个设立综合窗口。", False),
        (STATIONS, "31个派出所未设窗口。", False),
    ],
)
def test_what_says_less_or_the_contrary_is_no_rival(source: str, text: str, right: bool):
    """A fact that says much less of a claim's words than its own number's, or denies them, takes no number over."""
    assert accepted(source, text) is right


BATCHES = "第三批向乡镇下放事项36项（首批、第二批已分别于2019年、2021年下放44项、28项）。"
RATES = "负责人出庭应诉率97.5%，而2021年、2022年分别为91.2%、95.8%。"
ACCIDENTS = "发生生产安全事故15起、死亡8人，上年为21起、12人，均比上年减少。"
FIELDS = "收到复议申请212件。收到的申请中居前三位的是公安、水利和城管领域，分别为66件、38件、13件。"
SPARED = "不予处罚案件325件、免罚180万元，上年则分别为212件、96万元。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (BATCHES, "2021年第二批下放28项。", True),
        (BATCHES, "2019年下放28项。", False),
        (BATCHES, "2021年下放44项。", False),
        (RATES, "出庭应诉率2022年为95.8%。", True),
        (RATES, "出庭应诉率2021年为95.8%。", False),
        (RATES, "出庭应诉率95.8%。", False),
        (ACCIDENTS, "安全事故死亡8人，上年12人。", True),
        (ACCIDENTS, "安全事故上年21起。", True),
        (ACCIDENTS, "安全事故死亡12人。", False),
        (SPARED, "上年免罚96万元。", True),
        (SPARED, "本年免罚96万元。", False),
        (FIELDS, "公安领域复议申请66件。", True),
        (FIELDS, "水利领域复议申请66件。", False),
        (FIELDS, "城管领域申请13件。", True),
    ],
)
def test_numbers_are_dealt_to_years_heads_and_what_stood_before(source: str, text: str, right: bool):
    """分别 deals years behind it and heads before it; 上年为 goes with the numbers before it, each of its measure."""
    assert accepted(source, text) is right


LEARNT = "政府常务会议会前学法10次，比上年多学2次。"
WAGES = "为620名农民工追回欠薪980万元，比上年少追回130万元。"
ABOVE = "出庭应诉率98.6%，高出全市平均水平1.3个百分点。"
FILED = "全年收到复议申请168件，同比多了41件。"
ROUNDS = "第三批下放事项36项（首批、第二批已分别于2019年、2021年下放44项、28项）。"
ONLINE = "网上可办率、全程网办率分别为98.2%、86.5%，比上年分别提升1.1个和7.3个百分点。"
HEARD = "法院开庭审理72件，负责人出庭71件。受理案件4.8万起，查处4.5万起；作出行政处罚3.9万件。"
CLEARED = "2018年以来取消证明586项，其中本年度31项。"
LAWYERS = "现有公职律师286名，比上年末增加38名。这是第三批。"


@pytest.mark.parametrize(
    ("source", "text", "formula"),
    [
        (LEARNT, "会前学法10次，比上年多2次，上年学了8次。", "10-2=8"),
        (LEARNT, "会前学法10次，比上年多2次，上年学了12次。", ""),
        (WAGES, "追回欠薪980万元，比上年少130万元，上年追回1110万元。", "9800000+1300000=11100000"),
        (ABOVE, "应诉率98.6%，高出全市平均1.3个百分点，全市平均97.3%。", "98.6-1.3=97.3"),
        (ABOVE, "应诉率98.6%，高出全市平均1.3个百分点，全市平均99.9%。", ""),
        (ABOVE, "应诉率98.6%，高出全市平均1.3个百分点，办结率97.3%。", ""),
        (FILED, "复议申请168件，比上年多41件，增幅32.3%。", "41/127=32.3%"),
        (FILED, "复议申请168件，比上年多41件，增幅24.4%。", ""),
        (FILED, "复议申请168件，比上年多41件，降幅32.3%。", ""),
        (ROUNDS, "首批44项、第二批28项、第三批36项，三批总共下放108项。", "28+36+44=108"),
        (FILED.replace("同比多了41件", "上年为127件"), "复议申请168件加127件，合计295件。", ""),
        (ONLINE, "网上可办率98.2%，提升1.1个百分点，上年为97.1%。", "98.2-1.1=97.1"),
        (HEARD, "开庭72件加出庭71件，行政诉讼143件。", ""),
        (HEARD, "受理4.8万起加查处4.5万起，合计9.3万起。", ""),
        (HEARD, "行政处罚3.9万件加查处案件4.5万起，总共8.4万件。", ""),
        (CLEARED, "2018年以来取消证明586项，扣除本年度的31项，以前年度取消了555项。", "586-31=555"),
        (CLEARED, "2018年以来取消证明586项，扣除本年度的31项，以前年度取消了617项。", ""),
        (LAWYERS, "公职律师286名，一年多出38名，上年末为248名。", "286-38=248"),
        (LAWYERS, "公职律师286名，一年多出38名，上年末为244名。", ""),
        (FIELDS, "公安66件、水利38件、城管13件，三个领域复议申请共117件。", "66+38+13=117"),
    ],
)
def test_what_follows_from_numbers_that_a_claim_gives(source: str, text: str, formula: str):
    """What was before, how much it grew, what it is above and what some add up to follow; stages never add up."""
    finding = check_text(text, TITLE + source)[-1]
    assert (finding.formula if finding.accepted else "") == formula


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (ONLINE, "网上可办率一年提了1.1个百分点。", True),
        (ONLINE, "网上可办率一年提了1.1%。", False),
        (ONLINE, "全程网办率提了1.1个百分点。", False),
        ("综合考核分值由3分提到5分。", "考核分值由3分提到5分，加了2分。", True),
        ("综合考核分值由3分提到5分。", "考核分值由3分提到5分，加了3分。", False),
        ("培训48人，参加了2次考试。", "48人参加了2次考试。", True),
        ("细颗粒物平均浓度31微克，下降3微克。", "细颗粒物浓度一年降了3微克。", True),
        ("细颗粒物平均浓度31微克，下降3微克。", "细颗粒物浓度一年降了3毫克。", False),
        ("2021年印发文件7件，本年4件。", "2021年印发的应为7件。", True),
    ],
)
def test_changes_in_plain_words(source: str, text: str, right: bool):
    """提了 and 加了 tell changes; in 1.1个和7.3个百分点 both are points; what is measured has its unit."""
    assert accepted(source, text) is right


SEMICOLON = "全年行政诉讼2件，零败诉。接待来访47批次。法律援助办案12件。"
CONTRACTS = "办理提案30件。审查政府合同167份，涉及标的金额6.4亿元。罚没款1.2亿元。"
MEDIATION = "全年调解矛盾纠纷5300余件，化解5200件。法院诉前委派调解860余件。"
SUCCESS = "调解消费纠纷152件，调解成功144件。"
SCHOOLS = "新建法治夜校11所，累计达到25所。"
VILLAGES = "培育法律明白人72名，每个社区8名。"
PENALTIES = "全县作出行政处罚450件，不予处罚案件320件。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (SEMICOLON, "行政诉讼2件，零败诉；来访47批次。", True),
        (SEMICOLON, "行政诉讼2件，零败诉；法律援助2件。", False),
        (CONTRACTS, "审查合同167份、标的6.4亿元。", True),
        (CONTRACTS, "审查合同167份、标的1.2亿元。", False),
        (MEDIATION, "调解纠纷5300余件。", True),
        (MEDIATION, "法院委派调解纠纷5300余件。", False),
        (SUCCESS, "成功调解消费纠纷152件。", False),
        (SUCCESS, "成功调解消费纠纷144件。", True),
        (SUCCESS, "调解消费纠纷152件。", True),
        (SCHOOLS, "新建法治夜校25所。", False),
        (SCHOOLS, "新建法治夜校11所。", True),
        (SCHOOLS, "法治夜校累计25所。", True),
        (VILLAGES, "平均到每个社区，法律明白人是8名。", True),
        (VILLAGES, "法律明白人共有8名。", False),
        (PENALTIES, "全县罚案450件。", True),
        (PENALTIES, "全县行政处罚320件。", False),
        (PENALTIES, "不予处罚450件。", False),
    ],
)
def test_short_names_are_of_what_their_own_words_say(source: str, text: str, right: bool):
    """A semicolon ends what is carried on; what came of things, what is new and what was spared are numbers apart."""
    assert accepted(source, text) is right


def test_what_a_name_says_in_brackets_is_no_other_thing():
    """不予(从轻、减轻)处罚 is of those spared, whatever stands in the brackets, and not of those punished."""
    claims = [Claim(indicator="不予(从轻、减轻)处罚件数", value=value, unit="件") for value in ("320", "450")]
    assert [finding.accepted for finding in check_claims(claims, TITLE + PENALTIES)] == [True, False]


SHARES = "提出法律意见15条，其中五分之一涉及土地租赁。物业纠纷多发，占全部矛盾纠纷的62%。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (SHARES, "法律意见中20%与土地租赁有关。", True),
        (SHARES, "法律意见15%涉及土地租赁。", False),
        (SHARES, "物业纠纷占矛盾纠纷的62%。", True),
        (SHARES, "物业纠纷占矛盾纠纷的100%。", False),
    ],
)
def test_a_share_is_told_of_its_whole(source: str, text: str, right: bool):
    """A share may be told with nothing but its whole's name, and 全部 beside a share says of what it is one."""
    assert accepted(source, text) is right


@pytest.mark.parametrize(("name", "value", "right"), [("上年学法次数", "6", True), ("上年学法次数", "8", False)])
def test_a_name_of_an_earlier_time_says_when(name: str, value: str, right: bool):
    """往前推一年 is no time that is known, but the name says which one is meant."""
    claim = Claim(indicator=name, value=value, unit="次", text=f"往前推一年，政府常务会议会前学法只有{value}次。")
    assert check_claims([claim], TITLE + "政府常务会议会前学法8次（上年为6次）。")[0].accepted is right


FLOW = "行政复议案件新收246件，受理219件，不予受理27件，审结221件，其中维持118件、驳回39件。"
DUE = "行政机关负责人应出庭104件，实际出庭103件，出庭率99.0%，其中县级领导出庭2件。"
CANCELLED = "本年承接下放事项18项，取消证明事项24项，累计取消证明事项已达203项。"
LAWYERS = "新增公职律师9名，总数达41名。"
STATIONS = "今年新建法律服务站8个，累计建成62个。"


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (LAWYERS, "公职律师新增41名。", False),
        (LAWYERS, "公职律师新增9名。", True),
        (LAWYERS, "公职律师共有41名。", True),
        ("新登记社会组织9家，达到41家。", "新登记社会组织41家。", False),
        ("新登记社会组织达到41家。", "新登记社会组织41家。", True),
        (STATIONS, "今年建成法律服务站62个。", False),
        (STATIONS, "今年新建法律服务站8个。", True),
        (STATIONS, "累计建成法律服务站62个。", True),
        ("上半年收到复议申请8件，全年累计收到复议申请62件。", "全年收到复议申请62件。", True),
        ("上半年收到复议申请8件，累计收到复议申请62件。", "全年收到复议申请62件。", True),
        ("网上办件由8件增至62件。", "今年网上办件62件。", True),
    ],
)
def test_what_there_is_by_now_is_neither_new_nor_of_the_year(source: str, text: str, right: bool):
    """总数, 累计 and a greater number that was reached are of all there are; 全年累计 is of the year."""
    assert accepted(source, text) is right


@pytest.mark.parametrize(
    ("source", "text", "right"),
    [
        (FLOW, "复议不予受理39件。", False),
        (FLOW, "复议不予受理27件。", True),
        (DUE, "负责人出庭104件。", False),
        (DUE, "负责人应出庭104件。", True),
        (DUE, "负责人出庭103件。", True),
        (DUE, "负责人出庭2件。", False),
        (DUE, "开庭104件加出庭103件，诉讼207件。", False),
        (CANCELLED, "本年取消证明203项。", False),
        (CANCELLED, "本年取消证明24项。", True),
        (CANCELLED, "到目前累计取消证明203项。", True),
    ],
)
def test_what_is_due_and_what_has_added_up_is_not_what_was_done(source: str, text: str, right: bool):
    """Words that a number takes over from another count less than its own; 应出庭 and 累计已达 are numbers apart."""
    assert accepted(source, text) is right

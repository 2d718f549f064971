"""Attribution: what a number of a report is said of, and by which reason a claim of something else is refused."""

from __future__ import annotations

import pytest

from summarizer import Claim, check_claims, check_text
from summarizer.crosscheck import Reason, Verdict, unclaimed
from summarizer.reading import read_text

TITLE = "石澜县2023年法治政府建设情况报告\n\n一、主要工作\n\n"
ACCEPTED = (None, Reason.NONE)
SUBJECT, PART, PERIOD, MOOD = (
    (Verdict.MISATTRIBUTED, reason) for reason in (Reason.SUBJECT, Reason.PART, Reason.PERIOD, Reason.MOOD)
)
DIRECTION, UNIT, DIGITS = ((Verdict.ALTERED, reason) for reason in (Reason.DIRECTION, Reason.UNIT, Reason.DIGITS))


def holds(source: str, text: str, expected: tuple[Verdict | None, Reason]) -> bool:
    """Whether the last number of a claim about a source is accepted, or refused by the expected verdict and reason."""
    finding = check_text(text, TITLE + source)[-1]
    if expected[0] is None:
        return finding.accepted
    return not finding.accepted and (finding.verdict, finding.reason) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("按期完成六十项任务中的52项。", "任务按期做完52项。", ACCEPTED),
        ("按期完成六十项任务中的52项。", "全年任务总计52项。", PART),
        ("收到申请90件,其中受理71件,发放读本800份。", "其中发放读本800份。", ACCEPTED),
        ("办结案件40件,其中交通类25件、城建类15件,办理诉讼案件12件。", "办理诉讼案件12件。", ACCEPTED),
        ("全县受理案件640件,审结633件,平均用9天。其中,县仲裁院审结212件。", "全县审结案件212件。", PART),
        ("全县受理案件640件,审结633件,平均用9天。其中,县仲裁院审结212件。", "县仲裁院审结案件212件。", ACCEPTED),
        ("办案300件,挽回损失900万元,其中农民工案件120件、410万元。", "农民工案件挽回损失410万元。", ACCEPTED),
        ("获评省级能手4名、县级能手17名。", "获评省级能手17名。", SUBJECT),
        ("核定编制88名,实有73名。", "综合执法队核定编制88名,实有73名。", ACCEPTED),
        ("查验率由2021年的3.1%、2022年的2.4%降到1.6%。", "2022年的查验率是2.4%。", ACCEPTED),
        ("查验率由2021年的3.1%、2022年的2.4%降到1.6%。", "2023年查验率2.4%。", PERIOD),
    ],
)
def test_parts_levels_and_rows(source: str, text: str, expected: tuple[Verdict | None, Reason]) -> None:
    """A part ends where measure or subject leave it; a whole is of the part's measure; levels exclude each other."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("应诉案件50件,为上年的1.1倍。", "应诉案件是上年的1.1倍。", ACCEPTED),
        ("应诉案件50件,为上年的1.1倍。", "应诉案件比上年增长1.1倍。", DIRECTION),
        ("担保余额增长1.2倍。", "担保余额是上年的1.2倍。", DIRECTION),
        ("投诉增减为-15%。", "投诉下降15%。", ACCEPTED),
        ("投诉增减为-15%。", "投诉上升15%。", DIRECTION),
        ("接通率95%,比上年下降0.9个百分点;成功率提高3.1个百分点。", "接通率比上年提高0.9个百分点。", DIRECTION),
        ("经排查,暂无此类不稳定因素。开展宣讲1场。", "排查发现此类不稳定因素1起。", DIRECTION),
        ("转移群众900人,无一人伤亡。开放场馆1个。", "转移群众中有1人伤亡。", DIRECTION),
        ("当年没有重大决策因违法被追责。", "没有哪项重大决策因为违法而被追责。", ACCEPTED),
        ("当年没有重大决策因违法被追责。", "有2项重大决策因违法被追责。", DIRECTION),
        ("满意率由91.4%提高到95.7%。", "满意率提高4.3个百分点。", ACCEPTED),
    ],
)
def test_reversed_changes_and_denied_zeros_are_named(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """A change the other way, a growth for a multiple and a number for a stated zero go against the source's sense."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("专项整治开展以来,累计关停作坊37家。", "累计关停作坊37家。", ACCEPTED),
        ("专项整治开展以来,累计关停作坊37家。", "2023年关停作坊37家。", PERIOD),
        ("今年以来,累计关停作坊37家。", "2023年关停作坊37家。", ACCEPTED),
        ("自2019年起累计关停作坊37家。", "从2019年算起,累计关停作坊37家。", ACCEPTED),
        ("自2019年起累计关停作坊37家。", "2019年关停作坊37家。", PERIOD),
        ("普法以来累计办讲座800场,其中2023年办讲座90场。", "普法以来累计办讲座90场。", PART),
        ("制定文件9件(上年14件),清理历年文件60件。", "清理历年文件60件。", ACCEPTED),
        ("制定文件9件,上年为14件,清理文件60件。", "清理文件60件。", ACCEPTED),
        ("占比由2022年的61.3%提高到79.6%。", "2022年占比为79.6%。", PERIOD),
        ("听取汇报6次,比2022年多2次。", "2022年听取汇报4次。", ACCEPTED),
    ],
)
def test_sums_of_several_years_and_numbers_of_another(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """What was counted since an event or an earlier year is of no single year, and 累计 alone tells none."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("收到申请数", "120", True),
        ("上年收到申请数", "120", False),
        ("去年收到申请数", "115", True),
        ("收到申请数", "115", False),
        ("上年结转件数", "14", True),
    ],
)
def test_a_name_of_last_year_asks_for_last_years_number(name: str, value: str, accepted: bool) -> None:
    """A name alone is of the report's own year, one with 上年 of the year before, and what was carried over of this."""
    source = TITLE + "收到申请120件,上年收到申请115件,上年结转14件。"
    assert check_claims([Claim(indicator=name, value=value, unit="件")], source)[0].accepted is accepted


def test_under_problems_and_plans_the_plans_begin_where_they_are_opened() -> None:
    """A heading of both leaves what stands before the first plan as it is now, and what follows as planned."""
    source = (
        "2023年法治政府建设情况报告\n\n一、主要工作\n\n推进各项工作。\n\n二、问题和下步打算\n\n"
        "仍有短板,办案人员到岗率仅82%。2024年,办案人员到岗率达到90%。\n"
    )
    claims = [Claim(text="办案人员到岗率仅82%。"), Claim(text="办案人员到岗率达到90%。")]
    now, planned = check_claims(claims, source)
    assert now.accepted
    assert (planned.verdict, planned.reason) == MOOD


def test_a_heading_of_two_procedures_names_neither() -> None:
    """Where a heading names several, the sentence before tells which one a short subject is of."""
    source = (
        "2023年法治政府建设情况报告\n\n一、依法办理行政复议和应诉案件\n\n"
        "收到行政复议申请31件。已审结26件,其中维持17件。应诉案件19件,胜诉15件。\n"
    )
    assert check_text("行政复议审结26件,维持17件。", source)[-1].accepted
    assert not check_text("行政诉讼案件审结26件。", source)[-1].accepted


def test_a_table_of_changes_tells_directions_by_sign() -> None:
    """A minus in a column of changes is a fall, and a number without one a rise."""
    text = "石澜县2023年情况\n指标\t本年\t比上年增减(%)\n行政检查(次)\t2940\t-37.5\n不予处罚(件)\t104\t41.2\n"
    said = ("行政检查下降37.5%。", "行政检查上升37.5%。", "不予处罚增长41.2%。", "不予处罚下降41.2%。")
    findings = check_claims([Claim(text=sentence) for sentence in said], text)
    assert [f.accepted for f in findings] == [True, False, True, False]
    assert {f.reason for f in findings if not f.accepted} == {Reason.DIRECTION}


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("播放短片50余次,转发消息30余条。", "播放短片30余次,转发消息50余次。", None),
        ("举办培训12期,培训1530人次。", "举办培训1530期。", UNIT),
        ("开展宣讲1场。受理举报11个。", "开展宣讲11场。", DIGITS),
        ("上报信息64项。受理投诉210件。", "办理公证64件。", (Verdict.UNSUPPORTED, Reason.NONE)),
        ("受理举报64件。受理投诉210件。", "办理公证64件。", SUBJECT),
    ],
)
def test_a_number_that_stands_elsewhere_is_told_from_one_that_does_not(
    source: str, text: str, expected: tuple[Verdict, Reason] | None
) -> None:
    """Stated of something else is misattributed, in another measure of something else it is not stated."""
    finding = check_text(text, TITLE + source)[-1]
    assert not finding.accepted
    assert expected is None or (finding.verdict, finding.reason) == expected


def test_how_often_a_page_was_looked_at_is_no_omission() -> None:
    """浏览次数：618 is the web page's number and no report's."""
    reading = read_text("石澜县2023年法治政府建设情况报告\n浏览次数：618 点击量: 77\n\n阅读量超3万次,受理举报64件。\n")
    surfaces = [figure.surface for figure in unclaimed([], reading)]
    assert "64件" in surfaces
    assert not {"618", "77"} & set(surfaces)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("办理审计整改事项15项,已销号14项。", "审计整改事项销号14项。", ACCEPTED),
        ("办理审计整改事项15项,已销号14项。", "审计整改事项销号15项。", SUBJECT),
        ("审计整改事项15项,已销号14项。", "15项审计整改事项销了14项。", ACCEPTED),
        ("县本级事项3046项,全年取消72项。", "县本级事项取消72项。", ACCEPTED),
        ("减税降费18.2亿元,罚没金额1.06亿元。", "减税降费1.06亿元。", SUBJECT),
        ("新登记企业一万六,是上年的1.35倍。", "新登记企业是上年的1.35倍。", ACCEPTED),
        ("较2021年前移三位。", "2021年前移三位。", (Verdict.ALTERED, Reason.YEAR)),
    ],
)
def test_what_says_more_of_a_claim_is_what_it_means(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """Of two numbers side by side a claim means the one whose own words, and words taken over, it says more of."""
    assert holds(source, text, expected)


def test_words_in_brackets_of_a_name_are_not_more_to_be_said() -> None:
    """清理(废止、失效)文件数 means the files reviewed where the source has them, not those repealed."""
    claim = Claim(indicator="清理(废止、失效)规范性文件数", value="36", unit="件", quote="全年清理规范性文件36件")
    assert check_claims([claim], TITLE + "全年清理规范性文件36件,废止9件、修改4件。")[0].accepted


@pytest.mark.parametrize(
    ("source", "text", "accepted"),
    [
        ("全年调处纠纷518件,调处成功504件。", "调处与调处成功合计1022件。", False),
        ("立案386件。适用配套办法案件58件。", "立案386件和配套办法案件58件,合计444件。", False),
        ("审结复议13件,其中维持8件、驳回2件、撤销3件。", "驳回和撤销的复议案件合计5件。", True),
        ("收到行政复议申请6件。收到行政诉讼案件5件。", "收到行政复议申请和行政诉讼案件合计11件。", True),
        ("尚未审结1件,败诉3件。", "尚有1件未审结。", True),
        ("办件31件,尚未办结21件。", "21件未办结。", True),
        ("可办率100%,较上年提高8.1个百分点。", "可办率比上年高出8.1个百分点,达到100%。", True),
        ("加上上年结转2件。", "从2022年结转过来的是2件。", True),
        ("诉讼9件,同比减少3件,其中二审3件。", "诉讼9件,比上年多3件。", False),
        (
            "立案386件、处罚352件、罚款28元,立案数、处罚数和罚款同比分别下降11.3%、14.6%和5.2%。",
            "立案386件,处罚352件,罚款28元,三项指标同比分别下降14.6%、11.3%和5.2%。",
            False,
        ),
    ],
)
def test_sums_are_of_disjoint_things_and_changes_of_their_own(source: str, text: str, accepted: bool) -> None:
    """Nothing is added that may count the same twice, a zero needs its words, and 分别 goes by order."""
    findings = check_text(text, TITLE + source)
    assert all(finding.accepted for finding in findings) is accepted


def test_a_number_rounded_and_moved_by_powers_of_ten_is_another_scale() -> None:
    """1.36万 for 1362.5 is the number rounded, ten times too large."""
    finding = check_text("处置废物1.36万吨。", TITLE + "处置废物1362.5吨。")[0]
    assert (finding.verdict, finding.reason) == (Verdict.ALTERED, Reason.SCALE)


STAGES = "收到行政复议申请67件,受理61件,不予受理6件,审结55件,其中维持40件、撤销3件。调处矛盾纠纷504件,调解成功491件。"


@pytest.mark.parametrize(
    ("text", "derived"),
    [
        ("复议收到67件、受理61件，共128件。", False),
        ("复议受理61件、审结55件，合计116件。", False),
        ("复议受理61件、审结55件、撤销3件，合计119件。", False),
        ("调处504件、调解成功491件，合计995件。", False),
        ("复议受理61件、不予受理6件，合计67件。", True),
        ("复议维持40件、撤销3件，合计43件。", True),
    ],
)
def test_stages_of_one_flow_are_never_added_up(text: str, derived: bool) -> None:
    """What was received, accepted, closed and overturned counts the same things; stages side by side may be added."""
    assert check_text(text, TITLE + STAGES)[-1].accepted is derived


def test_a_whole_does_not_reach_across_a_section() -> None:
    """A part opened under a heading is of nothing counted before it."""
    source = "一、复议\n受理案件40件。\n二、信访\n其中初访12件。\n"
    facts = read_text(TITLE + source).facts
    assert [fact.whole for fact in facts] == [-1, -1]


def test_a_single_case_in_figures_that_is_not_done_is_one() -> None:
    """1件未审结 counts one case; 1件也没输 counts none."""
    source = TITLE + "行政诉讼案件4件，已审结3件，未发生败诉。"
    assert check_text("行政诉讼4件，审结3件，1件未审结。", source)[-1].claim.value == "1"
    assert check_text("行政诉讼1件也没输。", source)[-1].claim.value == "0"


OVERSEEN = "督察反馈问题8个，整改到位7个。评查案卷45卷，发现问题52个，整改49个。"
SERVED = "热线受理工单1200件，群众满意率由2022年的93%上升至96%。办理建议38件，办复率100%，满意率98%。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (OVERSEEN, "督察问题8个，整改7个。", ACCEPTED),
        (OVERSEEN, "督察问题8个，整改49个。", SUBJECT),
        (SERVED, "热线工单1200件，满意率96%。", ACCEPTED),
        (SERVED, "热线工单1200件，满意率98%。", SUBJECT),
        ("实有企业900户。全年新设企业80户，注销30户。", "实有企业900户，新设80户、注销30户。", ACCEPTED),
    ],
)
def test_a_number_is_looked_for_beside_the_one_whose_subject_it_takes(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """After 督察问题8个 a bare 整改7个 is of those problems, and not of others; where they stand apart, of any."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("新增企业90户，是2015年的2.4倍。", "新增企业90户，相当于2015年的2.4倍。", ACCEPTED),
        ("新增企业90户，是2015年的2.4倍。", "是2015年的2.4倍。", ACCEPTED),
        ("受理案件20件，加上2022年结转的4件，审结23件。", "从2022年结转的案件有4件。", ACCEPTED),
        ("受理案件20件，加上2022年结转的4件，审结23件。", "从2021年结转的案件有4件。", (Verdict.ALTERED, Reason.YEAR)),
        ("办理诉讼案件11件（上年15件）。", "诉讼案件从上年15件降到11件。", ACCEPTED),
        ("考核权重为10%，上年为8%。", "2023年，考核权重10%，上年为8%。", ACCEPTED),
        ("考核权重为10%，上年为8%。", "2023年，考核权重8%。", PERIOD),
    ],
)
def test_a_year_is_that_of_the_number_it_leads_to(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """A year that a multiple compares with is not its own, and what was carried over comes from the year named."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("热线受理诉求216件，办结率98%。", "热线接到诉求216件。", ACCEPTED),
        ("受理复议申请216件，办结率98%。", "收到复议申请216件。", SUBJECT),
        ("作出处罚480件，其中交通部门处罚36件。", "全县处罚480件，扣掉交通部门的36件，其他部门444件。", ACCEPTED),
        ("复议受理19件，加上上年结转3件。", "受理的19件和上年结转的3件合在一起，应办复议22件。", ACCEPTED),
    ],
)
def test_words_for_what_is_received_and_what_is_reckoned(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """A hotline accepts whatever reaches it, a court of review does not; sums and remainders go by many words."""
    assert holds(source, text, expected)


CUT = "许可事项由246项精简至231项。信访办结率99%，满意率97.8%。办理人大建议9件、政协提案14件，满意率均为100%。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (CUT, "许可事项减少了15项。", ACCEPTED),
        (CUT, "许可事项减少了231项。", SUBJECT),
        (CUT, "建议提案满意率100%。", ACCEPTED),
        (CUT, "建议提案满意率97.8%。", SUBJECT),
        ("一、主要工作\n办案3件。\n二、下一步打算\n清单扩展至30项。", "清单将扩展到30项。", ACCEPTED),
    ],
)
def test_what_is_left_is_not_what_was_cut(source: str, text: str, expected: tuple[Verdict | None, Reason]) -> None:
    """精简至231项 tells what is left; a rate is that of the things told before it; what 将 be is a plan."""
    assert holds(source, text, expected)


SUITS = "行政诉讼2件（上年5件），均胜诉。无进京非访。"
HELD = "承接执法事项98项，实际行使41项。发现隐患432处；立案38起，同比增加11起（上年27起）。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (SUITS, "行政诉讼胜诉2件。", ACCEPTED),
        (SUITS, "行政诉讼败诉2件。", SUBJECT),
        (SUITS, "没有发生进京非访。", ACCEPTED),
        (SUITS, "发生进京非访1起。", DIRECTION),
        (HELD, "行使执法事项41项。", ACCEPTED),
        (HELD, "行使执法事项98项。", SUBJECT),
        (HELD, "立案38起，比上年多11起。", ACCEPTED),
        (HELD, "发现隐患432处，比上年多11处。", UNIT),
    ],
)
def test_what_is_said_of_all_and_of_what_stands_before(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """均胜诉 is said of the count before an aside, 同比增加 of the count before it, however short its name."""
    assert holds(source, text, expected)


LEVELS = "全县受理复议1346件，审结1279件。县本级受理复议267件，审结251件。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (LEVELS, "全县审结复议1279件。", ACCEPTED),
        (LEVELS, "县本级审结复议251件。", ACCEPTED),
        (LEVELS, "全县审结复议251件。", SUBJECT),
        (LEVELS, "县本级审结复议1279件。", SUBJECT),
        (LEVELS, "审结复议251件。", ACCEPTED),
    ],
)
def test_the_government_itself_is_not_all_that_is_under_it(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """What 县本级 did is not what 全县 did, and a bare 审结 after it is of the same scope."""
    assert holds(source, text, expected)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("处罚件数同比下降22.3%。", True),
        ("罚款同比上升5.7%。", True),
        ("处罚94件,同比下降22.3%。", True),
        ("处罚94件,罚款18万元,同比分别下降22.3%、上升5.7%。", True),
        ("处罚件数同比上升5.7%。", False),
        ("罚款同比下降22.3%。", False),
        ("处罚94件，同比上升5.7%。", False),
        ("罚款18万元（同比下降22.3%）。", False),
    ],
)
def test_changes_dealt_by_place_are_of_the_number_at_their_own(text: str, accepted: bool) -> None:
    """A change that 分别 deals to one number is no change of the other, though direction and value stand there."""
    finding = check_text(text, TITLE + "全年处罚94件，罚款18万元，同比分别下降22.3%、上升5.7%。")[-1]
    assert finding.accepted is accepted
    assert accepted or (finding.verdict, finding.reason) == SUBJECT


def test_a_change_beside_a_number_may_be_of_what_its_clause_names() -> None:
    """A change whose own clause names another thing is not one of the number before it."""
    source = "接待来访94人次,集体访18批,同比分别上升5.7%、下降22.3%。"
    assert check_text("接待来访94人次,集体访下降22.3%。", TITLE + source)[-1].accepted


YEARS = "2021年、2022年、2023年全县收案分别为812件、1096件、1548件。"
COURTS = "全县、县本级一审行政诉讼案件分别为734件、52件，同比分别下降8.3%、16.1%。"
TRAINED = "组织执法人员培训4次、44人次，人均4课时。举办法治培训5期，参训干部162人次，村均8名。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (YEARS, "2022年收案1096件。", ACCEPTED),
        (YEARS, "2021年收案1548件。", SUBJECT),
        (COURTS, "县本级一审行政诉讼52件，下降16.1%。", ACCEPTED),
        (COURTS, "全县一审行政诉讼52件。", SUBJECT),
        (COURTS, "县本级一审行政诉讼案件下降8.3%。", SUBJECT),
        (TRAINED, "法治培训5期，162人次。", ACCEPTED),
        (TRAINED, "培训村干部8名。", SUBJECT),
        ("办件3240件（上年2815件），窗口6人。", "事项96项；办件3240件，上年2815件。", ACCEPTED),
        ("全年办理12345热线办件3240件（上年2815件）。", "办件3240件，上年2815件。", ACCEPTED),
        ("新增企业90户，是2015年的2.4倍。", "新增企业是2016年的2.4倍。", (Verdict.ALTERED, Reason.YEAR)),
    ],
)
def test_numbers_dealt_to_years_and_levels(source: str, text: str, expected: tuple[Verdict | None, Reason]) -> None:
    """分别 deals numbers to years and levels, too; what each has is no count; 上年 goes on with what stands before."""
    assert holds(source, text, expected)


MADE = "2020年底前制定的有效文件清理32件,废止5件。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (MADE, "清理32件。", ACCEPTED),
        (MADE, "废止5件。", ACCEPTED),
        (MADE, "2020年废止文件5件。", (Verdict.ALTERED, Reason.YEAR)),
        ("投诉减了12件。", "投诉减少12件。", ACCEPTED),
        ("投诉减了12件。", "投诉增加12件。", DIRECTION),
        ("投诉加了12件。", "投诉减少12件。", DIRECTION),
    ],
)
def test_when_things_were_made_and_which_way_they_went(
    source: str, text: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """A year that says of when files are sets no time for what was done; 减了 before a plain count goes down."""
    assert holds(source, text, expected)


CHECKED = "检查200次、抽查30次,查处15件;上年为180次、14件。"


@pytest.mark.parametrize(
    ("source", "text", "accepted"),
    [
        (CHECKED, "上年抽查180次。", False),
        (CHECKED, "上年查处14件。", True),
        ("检查200次,查处15件;上年为180次、14件。", "上年检查180次。", True),
        ("检查200次、抽查30次;上年为180次、20次。", "上年抽查20次。", True),
        ("检查200次、抽查30次;上年为180次、20次。", "上年抽查180次。", False),
    ],
)
def test_a_row_of_last_year_goes_with_what_alone_has_its_measure(source: str, text: str, accepted: bool) -> None:
    """Where two numbers before a row have a measure and the row has one, it is told of neither."""
    assert check_text(text, TITLE + source)[-1].accepted is accepted


@pytest.mark.parametrize(
    ("source", "right", "wrong", "expected"),
    [
        (
            "督察发现问题22个,已整改20个,其余2个计划于2024年6月完成整改。",
            "其余2个问题尚未整改。",
            "其余2个问题已完成整改。",
            MOOD,
        ),
        ("收到申请50件,其中受理42件,其余8件视为放弃。", "其余8件视为放弃。", "其余8件不予受理。", SUBJECT),
        ("审结90件,其中维持40件、驳回12件,其余38件终止。", "其余38件终止。", "其余38件驳回。", SUBJECT),
        (
            "参加测评120名,其中现场测评62名,另有58名书面测评。",
            "另有58名接受书面测评。",
            "另有58名接受现场测评。",
            SUBJECT,
        ),
        ("查处案件30件,已结案28件,剩余2件正在办理。", "剩余2件正在办理。", "剩余2件已结案。", SUBJECT),
    ],
)
def test_what_is_left_became_what_the_source_says(
    source: str, right: str, wrong: str, expected: tuple[Verdict | None, Reason]
) -> None:
    """Of what is left nothing may be claimed that is told of the parts beside it, nor as done what is planned."""
    assert holds(source, right, ACCEPTED)
    assert holds(source, wrong, expected)


JOINT = "开展联合执法8次（比上年少1次），发现问题73个，整改70个，余下3个。"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (JOINT, "联合执法8次，少1次。", ACCEPTED),
        (JOINT, "联合执法8次，多1次。", DIRECTION),
        (JOINT, "人均检查17次，发现问题73个，整改73个。", PART),
    ],
)
def test_a_change_may_stand_alone(source: str, text: str, expected: tuple[Verdict | None, Reason]) -> None:
    """多1次 behind a count compares it with the year before, and a number divided by one is no average."""
    assert holds(source, text, expected)

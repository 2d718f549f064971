"""Figures, by example: every kind, every numeral style, and what is no amount."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from growth import grows_within

from summarizer.figures import AMOUNTS, Kind, extract_figures


def read(text):
    """Return surface, kind, value, unit and qualifier of every figure of a text."""
    return [(f.surface, f.kind.value, f.value, f.unit, f.qualifier) for f in extract_figures(text)]


def amounts(text):
    """Return the surfaces of the amounts of a text."""
    return [f.surface for f in extract_figures(text) if f.is_amount]


def only(text):
    """Return the one figure of a text."""
    (figure,) = extract_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("解决问题5.4万余个，", ("5.4万余个", "quantity", "54000", "个", "余")),
        ("追回欠薪近900万元。", ("近900万元", "money", "9000000", "元", "近")),
        ("受众3100余人次", ("3100余人次", "quantity", "3100", "人次", "余")),
        ("接待 128 人次", ("128 人次", "quantity", "128", "人次", "")),
        ("压缩至5个工作日内", ("5个工作日内", "duration", "5", "个工作日", "以内")),
        ("实现100个以上事项", ("100个以上", "quantity", "100", "个", "以上")),
        ("培育15个左右。", ("15个左右", "quantity", "15", "个", "约")),
        ("每村不少于3名。", ("不少于3名", "quantity", "3", "名", "以上")),
        ("参与率不到10%。", ("不到10%", "percent", "10", "%", "不足")),
        ("成功率９９．０％。", ("９９．０％", "percent", "99", "%", "")),
        ("合格率百分之九十五点四，", ("百分之九十五点四", "percent", "95.4", "%", "")),
        ("纠错率千分之三。", ("千分之三", "percent", "3", "‰", "")),
        ("优秀率达九成以上。", ("九成以上", "percent", "90", "%", "以上")),
        ("持证率八成五。", ("八成五", "percent", "85", "%", "")),
        ("下降3.5个百分点，", ("3.5个百分点", "quantity", "3.5", "个百分点", "")),
        ("占全年的四分之一，", ("四分之一", "quantity", "0.25", "", "")),
        ("为上年的两倍多。", ("两倍多", "quantity", "2", "倍", "多")),
        ("总量翻一番。", ("一番", "quantity", "1", "番", "")),
        ("按八五折收取。", ("八五折", "quantity", "8.5", "折", "")),
        ("三千四百余人", ("三千四百余人", "quantity", "3400", "人", "余")),
        ("共三十来个，", ("三十来个", "quantity", "30", "个", "约")),
        ("开展上百次。", ("上百次", "quantity", "100", "次", "以上")),
        ("走访十几户，", ("十几户", "quantity", "10", "户", "多")),
        ("发放壹拾捌万零陆佰元，", ("壹拾捌万零陆佰元", "money", "180600", "元", "")),
        ("平均四十二天半。", ("四十二天半", "duration", "42.5", "天", "")),
        ("用时一个半小时。", ("一个半小时", "duration", "1.5", "小时", "")),
        ("每半年通报", ("半年", "duration", "0.5", "年", "")),
        ("近三年来，", ("三年", "duration", "3", "年", "")),
        ("增幅-3.2%。", ("-3.2%", "percent", "-3.2", "%", "")),
        ("办结1,204件", ("1,204件", "quantity", "1204", "件", "")),
        ("印发三万四，", ("三万四", "quantity", "34000", "", "")),
        ("横幅标语9微信", ("9", "quantity", "9", "", "")),
        ("开展一次清理", ("一次", "quantity", "1", "次", "")),
        ("其中有一起复议案件", ("一起", "quantity", "1", "起", "")),
        ("乡、村两级", ("两级", "quantity", "2", "级", "")),
        ("三方面问题", ("三方面", "quantity", "3", "方面", "")),
        ("面积12.8平方公里", ("12.8平方公里", "quantity", "12.8", "平方公里", "")),
    ],
)
def test_an_amount_has_value_unit_and_qualifier(text, expected):
    """Each style of amount is one figure with exact value, whole unit and mapped qualifier."""
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("组织1—2次评查", "1", "2", "次"),
        ("投资600—800万元", "6000000", "8000000", "元"),
        ("下降2至3个百分点", "2", "3", "个百分点"),
        ("增长10%-20%", "10", "20", "%"),
        ("培育三到五家", "3", "5", "家"),
        ("排查七八起", "7", "8", "起"),
        ("惠及两三百户", "200", "300", "户"),
    ],
)
def test_a_range_is_one_figure_with_two_ends(text, value, high, unit):
    """Both ends share the unit and the scale."""
    figure = only(text)
    assert (figure.value, figure.value_high, figure.unit) == (value, high, unit)


def test_from_one_number_to_another_is_no_range():
    """由20个到26个 is a change: two figures."""
    assert amounts("由20个到26个") == ["20个", "26个"]


def test_numbers_side_by_side_are_figures_of_their_own():
    """A list without marks, or with a comma, is split at its units."""
    assert amounts("化解46起116人;来访16批次,34人次") == ["46起", "116人", "16批次", "34人次"]
    assert amounts("开展宣讲12场（次），参加300人(次)。") == ["12场（次）", "300人(次)"]
    assert amounts("接入视频1320路，巡航4300余航次，整合5支队伍") == ["1320路", "4300余航次", "5支"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("2021年度", "date", "2021", "年度"),
        ("２０２２年", "date", "2022", "年"),
        ("2022年2月10日", "date", "2022-02-10", "日"),
        ("二〇二一年一月十五日", "date", "2021-01-15", "日"),
        ("二0三五年", "date", "2035", "年"),
        ("发布:2023-01-04 11:30", "date", "2023-01-04", ""),
        ("4月25日", "date", "--04-25", "日"),
        ("12月底前", "date", "--12", "月"),
        ("第三季度", "date", "3", "季度"),
        ("前三季度", "date", "3", "季度"),
        ("每月的星期五", "date", "5", "星期"),
        ("回顾2013工作", "date", "2013", ""),
        ("2018-2019年", "year_range", "2018", "年"),
        ("二〇一五—二〇二〇年", "year_range", "2015", "年"),
        ("2014-2015年度", "year_range", "2014", "年度"),
        ("第三十七次", "ordinal", "37", "次"),
        ("荣获“一等奖”", "ordinal", "1", "等"),
        ("给6年级同学", "ordinal", "6", "年级"),
        ("位居第六。", "ordinal", "6", ""),
        ("表1 情况", "ordinal", "1", ""),
        ("二类单位", "ordinal", "2", "类"),
        ("一是加强", "list_marker", "1", ""),
        ("重点。(2)发挥", "list_marker", "2", ""),
        ("一、主要做法", "heading_number", "1", ""),
        ("　　（三）强化", "heading_number", "3", ""),
        ("第一部分 情况", "heading_number", "1", ""),
        ("1.2 总体情况", "heading_number", "1.2", ""),
        ("②审核", "heading_number", "2", ""),
        ("1.2021年情况", "heading_number", "1", ""),
    ],
)
def test_a_number_that_is_no_amount_has_its_kind(text, kind, value, unit):
    """Dates, ordinals, markers and heading numbers are told from amounts."""
    first = extract_figures(text)[0]
    assert (first.kind.value, first.value, first.unit) == (kind, value, unit)
    assert not amounts(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("按照国发〔2021〕7号要求", "国发〔2021〕7号"),
        ("根据《条例》(国务院令第713号)", "国务院令第713号"),
        ("落实省政府第288号令", "省政府第288号令"),
        ("苏政办发（2020）8号", "苏政办发（2020）8号"),
        ("（2022）某01行初56号", "（2022）某01行初56号"),
    ],
)
def test_a_document_number_is_whole_and_without_lead_in(text, surface):
    """The issuer belongs to the number, 按照 and 根据 do not."""
    figure = only(text)
    assert (figure.kind, figure.surface, figure.value) == (Kind.DOCUMENT_NUMBER, surface, surface)


@pytest.mark.parametrize(
    "text",
    [
        "岚ICP备19003217号-2",
        "岚公网安备 33079002000145号",
        "索引号:00250254-9/2020-04535",
        "电话:0790-5550126",
        "邮编:336700",
        "人民路18号",
        "网址http://www.example.cn/2021-08/11/page_12.htm",
        "— 4 —",
        "第 3 页 共 12 页",
        "手机13800138000",
    ],
)
def test_a_code_is_no_amount(text):
    """Records, telephone numbers, addresses and page numbers come out as codes."""
    figures = extract_figures(text)
    assert figures
    assert all(figure.kind is Kind.PHONE_OR_CODE and figure.value == figure.surface for figure in figures)


@pytest.mark.parametrize(
    "text",
    [
        "进一步统一思想，下一步，第一时间，一系列，一般，万众一心，百姓",
        "第一责任人、第一书记、三项制度、八项规定、十九大、二十届三中全会",
        "“四个平台”“双随机、一公开”“最多跑一次”“七五”普法",
        "三墙镇、六里桥社区、五棵松村、九曲市",
        "12345热线、拨打12348、“12·4”国家宪法日、12.4宪法日、3·15",
        "“1+3+N”、5G、7×24小时值守、206国道、90后、2.0版、500强、比例3:1",
        "最后一个环节，一批项目，再上一个新台阶，是一项重点工作，无一起败诉，一件一件抓",
        "三年行动计划、第十四个五年规划、五年规划、百日攻坚、万人大培训、数十次",
        "一村一顾问、七站八所、15分钟公共法律服务圈、每万人",
        "《六十条措施》《100问》",
    ],
)
def test_names_and_everyday_words_give_no_amount(text):
    """Whatever holds a numeral and counts nothing is never given out as an amount."""
    assert amounts(text) == []


def test_a_slogan_is_known_again_without_its_marks():
    """What once stood in quotation marks is the same name where they are missing."""
    assert amounts("推进“五个专班”建设。五个专班运转，五个小组参加。") == ["五个"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2020317日", "2020-03-17"),
        ("召开会议。328日，", "--03-28"),
        ("20132015年", "2013—2015"),
        ("\n2014128\n", "2014-01-28|2014-12-08"),
        ("2020年317日", "2020-03-17"),
        ("20203月", "2020-03"),
        ("2O23年", "2023"),
        ("二O一二年十二月二十日", "2012-12-20"),
        ("1O件", "10"),
    ],
)
def test_a_damaged_figure_has_readings_and_no_value(text, readings):
    """Digits that lost a separator, or hold a letter, keep every reading that a calendar allows."""
    figure = only(text)
    assert (figure.kind, figure.value, figure.note) == (Kind.DAMAGED, "", f"recon={readings}")


@pytest.mark.parametrize("text", ["120日内", "公示180日", "20日以上"])
def test_a_span_of_days_is_not_damaged(text):
    """Days with 内 or 以上, and days that no calendar splits, are durations."""
    assert only(text).kind is Kind.DURATION


def test_a_bare_number_after_a_verb_is_damaged():
    """In 下设16, more than a unit is lost; 标语9 keeps its noun."""
    assert only("小组下设16,制定").kind is Kind.DAMAGED


def test_no_unit_is_invented():
    """A number that lost its unit before another word keeps none."""
    assert read("人员68二是结合")[0] == ("68", "quantity", "68", "", "")
    assert only("立案12处罚").unit == ""


def test_a_heading_without_its_mark_is_known_by_its_siblings():
    """5市政府 after 4、 is a heading; 6件 after it is not."""
    figures = extract_figures("4、加强培训\n5市政府文件报备\n6件办结")
    assert [figure.kind for figure in figures] == [Kind.HEADING_NUMBER, Kind.HEADING_NUMBER, Kind.QUANTITY]


def test_one_of_several_numbers_at_the_start_of_a_line_is_no_heading():
    """一、二季度 lists quarters."""
    assert [figure.kind for figure in extract_figures("一、二季度完成")] == [Kind.DATE, Kind.DATE]


@pytest.mark.parametrize("row", ["市本级\t2310\t-12.4\t0", "| 市本级 | 2310 | -12.4 | 0 |"])
def test_a_number_alone_in_a_cell_is_a_quantity(row):
    """Cells of Markdown and of tabs give quantities without unit."""
    assert [(f.value, f.unit, f.kind) for f in extract_figures(row)] == [
        (value, "", Kind.QUANTITY) for value in ("2310", "-12.4", "0")
    ]


def test_labels_of_a_table_are_no_amounts():
    """Years in a header row are dates, numbers under 序号 are markers."""
    assert amounts("| 年份 | 2019 | 2020 |\n| 收案 | 2018 | 132 |") == ["2018", "132"]
    assert amounts("序号\t领域\t件数\n1\t城管\t12\n2\t环保\t3") == ["12", "3"]


def test_a_fraction_without_end_says_how_it_was_written():
    """A third is rounded, and the note keeps the fraction."""
    figure = only("三分之一")
    assert (figure.value, figure.note) == ("0.333333", "1/3")


@pytest.mark.parametrize("gold", ["shared", "fixtures"])
def test_gold_figures_are_found(gold, request):
    """Of every gold amount span, value, unit, qualifier and kind are found, and of the traps at most two per cent."""
    root = request.getfixturevalue(gold)
    folder = root / "gold" / "figures"
    right = total = trapped = traps = 0
    for path in sorted(folder.glob("*.jsonl")):
        (report,) = (root / "reports").glob(f"{path.stem}*.txt")
        figures = extract_figures(report.read_bytes().decode())
        found = {(f.start, f.end): f for f in figures}
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] in AMOUNTS:
                total += 1
                right += _same(row, found.get((row["start"], row["end"])))
            else:
                traps += 1
                trapped += any(f.is_amount and f.start < row["end"] and row["start"] < f.end for f in figures)
    assert total > 100
    assert right / total >= 0.97
    assert trapped / traps <= 0.02


def _same(row, figure):
    """Whether a figure says what the gold says."""
    if figure is None or not figure.is_amount or Decimal(figure.value) != Decimal(row["value"]):
        return False
    return (figure.kind.value, figure.unit, figure.qualifier) == (row["kind"], row["unit"], row["qualifier"])


@pytest.mark.parametrize(
    "piece", ["一", "1,", "(", "万", "。", "9", "第一", "“一", "\n1", "1 ", "百分之", "〔2021〕", "1-", "l1"]
)
def test_time_grows_with_the_text_and_no_faster(piece):
    """Ten times a hostile text takes little more than ten times as long."""
    short, long = (piece * (size // len(piece)) for size in (10_000, 100_000))
    assert grows_within(25, lambda: extract_figures(short), lambda: extract_figures(long))


@pytest.mark.parametrize(
    ("line", "low", "high"),
    [("1.2万—1.5万人次", "12000", "15000"), ("1.2余万人次", "12000", ""), ("2.5亿元", "250000000", "")],
)
def test_a_scaled_number_that_opens_a_line_is_no_heading(line, low, high):
    """1.2 before 万 counts, be it at the start of a cell or a bullet; 1.2 before words numbers a heading."""
    (figure,) = extract_figures(line)
    assert (figure.value, figure.value_high) == (low, high)
    assert [f.kind for f in extract_figures("1.2 总体要求")] == [Kind.HEADING_NUMBER]


@pytest.mark.parametrize("hotline", ["12315", "１２３１５", "12345", "95598"])
def test_a_hotline_is_no_amount_in_any_digits(hotline):
    """The number that a hotline is called by counts nothing, full-width or not."""
    assert [f.value for f in extract_figures(f"{hotline}热线办理投诉举报1948件") if f.is_amount] == ["1948"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("整改问题6个和3个百分点差距。", ["个", "个百分点"]),
        ("满意率提高了，整改问题6个和3个百分点差距。", ["个", "个百分点"]),
        ("办结率、满意率分别提高6个和3个百分点。", ["个百分点", "个百分点"]),
        ("差距为6个和3.5个百分点。", ["个百分点", "个百分点"]),
        ("提升1.1个、2个和7个百分点。", ["个百分点", "个百分点", "个百分点"]),
    ],
)
def test_a_row_counts_in_points_where_it_tells_a_rate_or_a_change(text: str, units: list[str]):
    """百分点 is said of a whole row only where a number of it is a fraction or the words before it tell a change."""
    assert [figure.unit for figure in extract_figures(text)] == units

"""Headings: which lines open sections, where a heading ends, how high it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from summarizer.layout import outline
from summarizer.spans import Mark

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "本年度按照部署要求，统筹推进各项工作，取得了阶段性成效，群众满意度稳步提升，干部作风明显好转，基层治理更加有序。"
)

HIGH = ("八", "九", "十", "十一", "十二", "二十", "二十一")

# Each case: what it shows, the text, the headings with their levels in order.
LADDERS = {
    "the standard ladder": (
        "一、总体情况\n（一）组织领导\n1.压实责任。镇长负总责。\n（1）定期研究。每季度研究。\n①会前学法。坚持。\n二、问题\n（一）意识不强\n",
        [
            (1, "一、总体情况"),
            (2, "（一）组织领导"),
            (3, "1.压实责任"),
            (4, "（1）定期研究"),
            (5, "①会前学法"),
            (1, "二、问题"),
            (2, "（一）意识不强"),
        ],
    ),
    "Arabic numbers right under 一、": (
        f"一、主要做法\n1. 健全体系。{BODY}\n2. 规范执法。{BODY}\n二、存在问题\n{BODY}\n三、打算\n1、抓学习。{BODY}\n",
        [
            (1, "一、主要做法"),
            (2, "1. 健全体系"),
            (2, "2. 规范执法"),
            (1, "二、存在问题"),
            (1, "三、打算"),
            (2, "1、抓学习"),
        ],
    ),
    "numbers that count on across the sections above": (
        f"一、成效\n（一）领导\n1.学习。{BODY}\n2.考核。{BODY}\n（二）职能\n3.审批。{BODY}\n4.服务。{BODY}\n二、不足\n（三）力量\n",
        [
            (1, "一、成效"),
            (2, "（一）领导"),
            (3, "1.学习"),
            (3, "2.考核"),
            (2, "（二）职能"),
            (3, "3.审批"),
            (3, "4.服务"),
            (1, "二、不足"),
            (2, "（三）力量"),
        ],
    ),
    "the title given twice": (
        f"首页\n\n云溪镇2023年法治政府建设情况报告\n\n云溪镇2023年法治政府建设情况报告\n\n{BODY}\n\n一、成效\n",
        [(1, "一、成效")],
    ),
    "1、 as the top of the ladder": (
        f"1、加强领导\n(1)健全机制。{BODY}\n(2)压实责任。{BODY}\n2、规范执法\n{BODY}\n",
        [(1, "1、加强领导"), (2, "(1)健全机制"), (2, "(2)压实责任"), (1, "2、规范执法")],
    ),
    "（一） as the top of the ladder": (
        f"（一）基本情况\n1.机构。{BODY}\n（二）主要成效\n{BODY}\n",
        [(1, "（一）基本情况"), (2, "1.机构"), (1, "（二）主要成效")],
    ),
    "1. above （一）, as this report has it": (
        f"一、成效\n1.抓领导\n（一）学习。{BODY}\n（二）述法。{BODY}\n2.抓执法\n（一）培训。{BODY}\n（二）评查。{BODY}\n3.抓普法\n{BODY}\n二、不足\n",
        [
            (1, "一、成效"),
            (2, "1.抓领导"),
            (3, "（一）学习"),
            (3, "（二）述法"),
            (2, "2.抓执法"),
            (3, "（一）培训"),
            (3, "（二）评查"),
            (2, "3.抓普法"),
            (1, "二、不足"),
        ],
    ),
    "chapters and sections": (
        "第一章 总体情况\n第一节 组织领导\n一、会议\n第二节 制度建设\n第二章　问题与不足\n",
        [
            (1, "第一章 总体情况"),
            (2, "第一节 组织领导"),
            (3, "一、会议"),
            (2, "第二节 制度建设"),
            (1, "第二章　问题与不足"),
        ],
    ),
    "parts that restart the numbers": (
        "第一部分 2021年工作总结\n一、成效\n二、不足\n第二部分 2022年工作计划\n一、思路\n二、举措\n",
        [
            (1, "第一部分 2021年工作总结"),
            (2, "一、成效"),
            (2, "二、不足"),
            (1, "第二部分 2022年工作计划"),
            (2, "一、思路"),
            (2, "二、举措"),
        ],
    ),
    "full-width numbers, full stops and brackets": (
        f"一．工作情况\n（１）学习。{BODY}\n（２）考核。{BODY}\n二．打算\n１．执法。{BODY}\n２．普法。{BODY}\n",
        [
            (1, "一．工作情况"),
            (2, "（１）学习"),
            (2, "（２）考核"),
            (1, "二．打算"),
            (2, "１．执法"),
            (2, "２．普法"),
        ],
    ),
    "numbers of one character": (
        f"㈠组织领导\n⒈学习。{BODY}\n⒉考核。{BODY}\n㈡制度建设\n⑴审查。{BODY}\n",
        [(1, "㈠组织领导"), (2, "⒈学习"), (2, "⒉考核"), (1, "㈡制度建设"), (2, "⑴审查")],
    ),
    "decimal numbers": (
        "1 总体情况\n1.1 组织领导\n1.1.1 会议\n1.2 制度建设\n2 存在问题\n2.1 力量不足\n",
        [
            (1, "1 总体情况"),
            (2, "1.1 组织领导"),
            (3, "1.1.1 会议"),
            (2, "1.2 制度建设"),
            (1, "2 存在问题"),
            (2, "2.1 力量不足"),
        ],
    ),
    "ideographic spaces before and within": (
        f"　　一、　工作情况\n　　（一） 组织领导。{BODY}\n　　二 、存在问题\n",
        [(1, "一、　工作情况"), (2, "（一） 组织领导"), (1, "二 、存在问题")],
    ),
    "paragraphs that only spaces set apart": (
        f"　　{BODY}　　一、工作情况　　（一）组织领导。{BODY}　　（二）制度建设。{BODY}　　二、存在问题　　{BODY}",
        [(1, "一、工作情况"), (2, "（一）组织领导"), (2, "（二）制度建设"), (1, "二、存在问题")],
    ),
    "text that counts anew under its heading": (
        f"一、成效\n（1）培训。{BODY}（1）抓骨干，（2）抓全员。\n（2）评查。{BODY}\n",
        [(1, "一、成效"), (2, "（1）培训"), (2, "（2）评查")],
    ),
    "one bracket only": (
        f"一、成效\n一）领导。{BODY}\n二）执法。{BODY}\n1)培训。{BODY}\n2)评查。{BODY}\n",
        [(1, "一、成效"), (2, "一）领导"), (2, "二）执法"), (3, "1)培训"), (3, "2)评查")],
    ),
    "a usual lower rung on top, counted out before the other begins": (
        f"1、领导\n{BODY}\n2、执法\n{BODY}\n3、不足\n{BODY}\n4、打算\n（一）培训。{BODY}\n（二）评查。{BODY}\n",
        [(1, "1、领导"), (1, "2、执法"), (1, "3、不足"), (1, "4、打算"), (2, "（一）培训"), (2, "（二）评查")],
    ),
    "more than ten": (
        "".join(f"{number}、第{number}项工作\n{BODY}\n" for number in HIGH),
        [(1, f"{number}、第{number}项工作") for number in HIGH],
    ),
    "carriage returns": (
        f"标题\r\n一、成效\r\n（一）领导。{BODY}\r\n二、不足\r\n",
        [(1, "一、成效"), (2, "（一）领导"), (1, "二、不足")],
    ),
    "HTML left-overs in front": (
        f"&nbsp;&nbsp;一、成效\n\xa0\xa0（一）领导。{BODY}\n\u200b二、不足\n",
        [(1, "一、成效"), (2, "（一）领导"), (1, "二、不足")],
    ),
    "a long heading": (
        "一、工作情况\n（一）统筹建设力度不够，办法不多，平台搭建不畅，各自为政配合不力，影响依法行政深层次推进，与上级要求和群众期待相比仍有差距。\n",
        [
            (1, "一、工作情况"),
            (
                2,
                "（一）统筹建设力度不够，办法不多，平台搭建不畅，各自为政配合不力，影响依法行政深层次推进，与上级要求和群众期待相比仍有差距",
            ),
        ],
    ),
    "a section number given twice": (
        f"一、成效\n{BODY}\n二、不足\n{BODY}\n二、打算\n（一）学习\n（三）执法\n四、其他\n",
        [(1, "一、成效"), (1, "二、不足"), (1, "二、打算"), (2, "（一）学习"), (2, "（三）执法"), (1, "四、其他")],
    ),
    "a heading run together with the one below it": (
        f"一、成效\n{BODY}\n二、存在的问题（一）意识不强。{BODY}\n（二）力量不足。{BODY}\n",
        [(1, "一、成效"), (1, "二、存在的问题"), (2, "（一）意识不强"), (2, "（二）力量不足")],
    ),
    "a heading run together with the sentence before it": (
        f"现将有关情况报告如下：一、工作情况\n{BODY}二、存在问题\n{BODY}\n三、打算\n",
        [(1, "一、工作情况"), (1, "二、存在问题"), (1, "三、打算")],
    ),
    "a name that begins with the number that would come next": (
        f"一、成效\n{BODY}\n二、不足\n三墩乡力量不足。{BODY}\n三、打算\n四季常态化普法，{BODY}\n",
        [(1, "一、成效"), (1, "二、不足"), (1, "三、打算")],
    ),
    "a heading that begins with a number": (
        f"一、三级联动抓普法\n{BODY}\n二、2021年打算\n1、3个方面发力。{BODY}\n2、12项举措。{BODY}\n",
        [(1, "一、三级联动抓普法"), (1, "二、2021年打算"), (2, "1、3个方面发力"), (2, "2、12项举措")],
    ),
    "first heading lost": (
        f"（一）领导。{BODY}\n（二）执法。{BODY}\n二、不足\n（一）意识。{BODY}\n三、打算\n",
        [(2, "（一）领导"), (2, "（二）执法"), (1, "二、不足"), (2, "（一）意识"), (1, "三、打算")],
    ),
    "Markdown": (
        f"# 某镇报告\n\n## 一、成效\n\n### （一）领导\n\n{BODY}\n\n**1.学习。**{BODY}\n\n## 二、不足\n",
        [(1, "一、成效"), (2, "（一）领导"), (3, "1.学习"), (1, "二、不足")],
    ),
}

WORN = {
    "a bracket and its number lost": (
        f"一、成效\n(一)领导\n(二)宣传\n1.学习。{BODY}\n2.考核。{BODY}\n)依法治理\n{BODY}\n)规范执法\n二、不足\n",
        [(2, ")依法治理"), (2, ")规范执法")],
    ),
    "the mark after a number lost": (
        "一、成效\n1、出台办法\n2、推行制度\n3在全市率先培训\n4市政府文件报备率达到100%\n5、其他\n",
        [(2, "3在全市率先培训"), (2, "4市政府文件报备率达到100%")],
    ),
    "the mark after a Chinese number lost": (
        f"一、成效\n{BODY}\n二存在的问题\n{BODY}\n三、打算\n",
        [(1, "二存在的问题")],
    ),
    "the closing bracket lost": (
        f"一、成效\n（一）领导\n{BODY}\n（二执法监督\n{BODY}\n（三）普法\n",
        [(2, "（二执法监督")],
    ),
    "the number lost between its brackets": (
        f"一、成效\n（一）领导\n{BODY}\n（）执法\n{BODY}\n（三）普法\n",
        [(2, "（）执法")],
    ),
    "the only bracket lost": (
        f"一、成效\n1）领导。{BODY}\n2执法。{BODY}\n3）普法。{BODY}\n",
        [(2, "2执法")],
    ),
    "every number lost, a bracket left": (
        f"{BODY}\n)强化领导\n{BODY}\n)规范执法\n{BODY}\n",
        [(1, ")强化领导"), (1, ")规范执法")],
    ),
    "the number lost, the mark kept": (
        f"一、成效\n{BODY}\n、存在的问题\n{BODY}\n三、打算\n1.学习。{BODY}\n.考核。{BODY}\n3.普法。{BODY}\n",
        [(1, "、存在的问题"), (2, ".考核")],
    ),
}

NO_HEADING = {
    "items that 一是 counts": "一是加强学习。\n二是严格执法。\n一要学习。\n二要执法。\n一方面加强领导。\n",
    "numbers run into a paragraph": "重点做好以下工作：一、加强领导；二、严格执法。(1)抓培训。(2)抓评查。1.抓普法。\n",
    "a paragraph that counts on": "①开展培训3场。②审查合同20份。\n（1）抓培训；（2）抓评查。\n1.抓培训，2.抓评查。\n",
    "dates and amounts in front": "2021年，全镇召开会议。\n12月底前完成。\n5.2万件。\n3个村。\n1/4以上。\n2021-03-12\n",
    "names with numbers in front": "12.4宪法日活动。\n3.15消费者权益日。\n12345热线办结。\n110联动。\n",
    "quarters and grades": "三、四季度分别开展检查。\n一、二级响应各1次。\n1、2月份开展整治。\n二、三产业融合。\n",
    "a table row": "一、行政许可\t12\t3\n| 一、行政处罚 | 5 |\n一、行政许可 | 12 | 3 |\n一、行政强制   12   3\n",
    "a table of one cell a line": "一、本年新收数量\n12\n0\n二、上年结转数量\n3\n0\n",
    "a list of contents": "目  录\n一、工作情况………3\n二、存在问题\t5\n三、打算......7\n",
    "a paragraph that counts sections": "一、加强领导；二、严格执法；三、普法宣传。\n",
    "enclosures and notes": "附件：1.统计表\n2.任务清单\n3.名单\n注：\n1.数据截至年底。\n",
    "a quotation of several paragraphs": "会议要求：“\n一、加强学习。\n二、严格执法。”\n> 三、引文\n",
    "items of a law": "（一）项规定的情形。\n第一，加强学习。\n第一季度，开展检查。\n",
    "a lone number": "共排查\n12、其余均已整改。\n",
    "nothing at all": "",
}


def headings(text: str) -> list[tuple[int, str | None]]:
    """Level and words of each section that a numbered heading opens."""
    return [(section.level, section.heading) for section in outline(text) if section.style == "numbered"]


@pytest.mark.parametrize("case", LADDERS)
def test_ladders(case: str) -> None:
    """Each ladder of the genre gives its headings, whole, at the levels that the report itself uses."""
    text, expected = LADDERS[case]
    assert headings(text) == expected


@pytest.mark.parametrize("case", WORN)
def test_worn_markers_count_where_they_fill_their_place(case: str) -> None:
    """A heading that lost a character of its number is found where the sequence asks for it."""
    text, expected = WORN[case]
    assert [pair for pair in headings(text) if pair in expected] == expected


@pytest.mark.parametrize("case", NO_HEADING)
def test_lines_that_only_look_like_headings(case: str) -> None:
    """What merely begins with a number opens no section."""
    assert headings(NO_HEADING[case]) == []


def test_sections_tile_the_text_and_know_what_stands_above() -> None:
    """Each section starts where the one before ends, and its path names the headings above it."""
    text = f"前言。\n　一、成效\n（一）领导。{BODY}\n1.学习。{BODY}\n二、不足\n{BODY}"
    sections = outline(text)
    assert [section.start for section in sections] == [0, *(section.end for section in sections[:-1])]
    assert sections[-1].end == len(text)
    assert sections[0].heading is None
    assert text[sections[1].start : sections[1].heading_start] == "　"
    assert sections[3].path == ("一、成效", "（一）领导", "1.学习")
    assert sections[4].path == ("二、不足",)


def test_a_heading_starts_at_its_first_visible_character_and_ends_before_its_full_stop() -> None:
    """Offsets are those of the text as it is: indentation before, the full stop after."""
    text = f"　　（一）领导重视，及时调整成员。{BODY}"
    section = outline(text)[0]
    assert (section.start, section.heading_start, section.heading) == (0, 2, "（一）领导重视，及时调整成员")
    assert text[section.heading_end] == "。"


def test_lines_wrapped_at_a_width_are_one_heading() -> None:
    """A heading that runs over the end of a wrapped line is found whole; a wrapped line opens none."""
    long = (
        "（一）深入学习宣传贯彻习近平法治思想，全面加强党对法治建设各领域各方面工作的领导。"
        + BODY * 3
        + "三、四两个季度"
        + BODY
    )
    wrapped = "\n".join(long[n : n + 28] for n in range(0, len(long), 28))
    text = f"一、成效\n{wrapped}\n二、不足\n"
    found = [heading.replace("\n", "") for _, heading in headings(text) if heading]
    assert found == ["一、成效", long.partition("。")[0], "二、不足"]


def test_a_list_of_contents_is_left_out_and_the_headings_are_not() -> None:
    """Lines after 目录 that come again below open nothing, whatever stands between their words and the page number."""
    body = f"一、工作情况\n{BODY}\n（一）领导\n{BODY}\n二、问题\n{BODY}\n"
    for gap in ("……", "\t", " ", "　　"):
        listed = "".join(f"{line}{gap}{n}\n" for n, line in enumerate(("一、工作情况", "（一）领导", "二、问题"), 1))
        assert headings(f"目录\n{listed}\n{body}") == [(1, "一、工作情况"), (2, "（一）领导"), (1, "二、问题")]


def test_the_title_is_no_section() -> None:
    """Neither a Markdown title nor a title's line opens a section."""
    for text in (f"# 某镇2021年工作报告\n\n{BODY}\n", f"某镇2021年法治政府建设情况报告\n\n{BODY}\n"):
        assert [section.heading for section in outline(text)] == [None]


def test_plain_headings() -> None:
    """A short line without a final stop, between blank lines and above its text, opens a plain section."""
    lines = [
        "某镇2021年法治政府建设情况报告",
        BODY,
        "加强组织领导",
        BODY,
        BODY,
        "存在的问题",
        BODY,
        "2022年打算",
        BODY,
        "某镇人民政府",
        "2022年1月5日",
    ]
    text = "\n\n".join(lines)
    found = [(section.style, section.level, section.heading) for section in outline(text)]
    assert found == [
        ("plain", 0, None),
        ("plain", 1, "加强组织领导"),
        ("plain", 1, "存在的问题"),
        ("plain", 1, "2022年打算"),
    ]


def test_plain_headings_over_bullets() -> None:
    """A plain heading may hold straight quotes or begin with a year, and bullets may follow it."""
    text = f'机构改革与"放管服"\n\n{BODY}\n\n存在的问题\n\n——力量不足。\n\n2020年打算\n\n——规范性文件在10件以内。\n'
    found = [section.heading for section in outline(f"前言。\n\n{text}")]
    assert found == [None, '机构改革与"放管服"', "存在的问题", "2020年打算"]


def test_a_plain_heading_over_a_short_sentence() -> None:
    """Between blank lines a heading may stand over one short sentence; what follows it need not be long."""
    text = f"存在的问题\n\n{BODY}\n\n2020年打算\n\n力争督察反馈问题全部整改到位。\n深化普法，举办讲座二十场。\n"
    found = [section.heading for section in outline(f"前言。\n\n{text}")]
    assert found == [None, "存在的问题", "2020年打算"]


def test_a_plain_heading_takes_the_place_of_the_number_it_lost() -> None:
    """Where one number is missing in the ladder, the plain heading there stands at its level and above what follows."""
    text = f"一、成效\n\n{BODY}\n\n存在的问题\n\n（一）意识不强。{BODY}\n\n三、打算\n\n{BODY}\n"
    sections = {section.heading: section for section in outline(text)}
    assert sections["存在的问题"].level == 1
    assert sections["（一）意识不强"].path == ("存在的问题", "（一）意识不强")


def test_headings_that_the_file_declares() -> None:
    """Headings of a Word or HTML style open sections at their place in the ladder, numbered or not."""
    text = f"总体情况\n一、成效\n{BODY}\n二、不足\n{BODY}\n有关建议\n{BODY}\n"
    declared = (("总体情况", 1), ("一、成效", 2), ("有关建议", 1))
    marks = [Mark(text.index(words), text.index(words) + len(words), level) for words, level in declared]
    found = [(section.style, section.level, section.heading) for section in outline(text, marks)]
    assert found == [
        ("plain", 1, "总体情况"),
        ("numbered", 2, "一、成效"),
        ("numbered", 2, "二、不足"),
        ("plain", 1, "有关建议"),
    ]


def test_the_shared_gold(shared: Path) -> None:
    """On the five real reports, at most one numbered heading is missed, invented or at a wrong level."""
    faults = []
    for path in sorted((shared / "gold" / "facts").glob("*.json")):
        (source,) = (shared / "reports").glob(f"{path.stem}*.txt")
        facts = json.loads(path.read_text(encoding="utf-8"))
        gold = {section["start"]: section["level"] for section in facts["sections"]}
        soft = {section["start"] for section in facts.get("soft_sections", [])}
        with source.open(encoding="utf-8", newline="") as file:
            sections = outline(file.read())
        found = {s.heading_start: s.level for s in sections if s.style == "numbered" and s.heading_start not in soft}
        faults += [(path.stem, start) for start in gold.keys() | found.keys() if gold.get(start) != found.get(start)]
    assert len(faults) <= 1

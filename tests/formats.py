"""Write the fixture report in every format: python tests/formats.py (LibreOffice makes the PDF).

The report is given once, as the blocks below; each format says it in its own way: Word counts the numbers of its
headings, the web page has them in its tags, the printed page breaks lines and bears a running header and page numbers.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

HERE = Path(__file__).parent.parent / "fixtures" / "formats"
TITLE = "云溪镇2021年度法治政府建设情况报告"
NUMERALS = "一二三四五六七八九"

# Level of a heading (1 for 一、, 2 for （一）, 3 for 1.) or 0 for a paragraph, and its words; a heading that ends in a
# full stop runs into its text.
BLOCKS = [
    (0, "县人民政府："),
    (
        0,
        "2021年，云溪镇深入贯彻依法行政各项部署，统筹推进法治政府建设，全镇12个村（社区）实现法律顾问全覆盖，群众对法治建设的满意度达96.5%，比上年提高1.2个百分点。现将有关情况报告如下：",
    ),
    (1, "主要工作和成效"),
    (2, "加强组织领导，压实主体责任"),
    (
        0,
        "镇党委书记、镇长认真履行推进法治建设第一责任人职责，全年召开专题会议4次，研究解决重点问题9个，将法治建设纳入年度绩效考核，分值由3分提高到5分。组织领导干部集中学法12次，参加人员360余人次，开展宪法宣誓2次。",
    ),
    (2, "依法履行职能，优化营商环境"),
    (
        3,
        "深化“放管服”改革。承接县级下放事项87项，网上可办率达98.4%，办理时限由20个工作日压缩到7个工作日以内，全年办件2.36万余件，群众评价满意率99.87%。",
    ),
    (
        3,
        "规范行政执法行为。严格落实行政执法公示、全过程记录、重大执法决定法制审核三项制度，配备执法记录仪15台，开展联合执法检查26次，检查经营主体1,180户次，发现问题143个，已整改141个。",
    ),
    (2, "化解矛盾纠纷，维护社会稳定"),
    (
        0,
        "坚持和发展新时代“枫桥经验”，健全多元化解机制。全年排查矛盾纠纷312件，调解成功306件，成功率98.1%，涉及金额近560万元；办理信访事项46件，按期办结率100%；12345热线工单1,024件，办结率99.6%。各领域行政执法情况如下表：",
    ),
    (-1, ""),
    (2, "深化普法宣传，提升法治素养"),
    (
        0,
        "落实“谁执法谁普法”责任制，开展“八五”普法启动仪式、宪法宣传周等活动35场次，发放宣传资料1.2万余份，受众8600余人次，培养“法律明白人”96名，建成法治文化广场3个、法治文化长廊2处，创建省级民主法治示范村1个。举办农民工专场讲座三期，为三百二十名农民工提供法律咨询，帮助追回欠薪约48万元。",
    ),
    (1, "存在的问题"),
    (
        0,
        "一是执法力量不足，在编执法人员仅6人，人均承担执法事项近15项；二是个别村（社区）法律顾问作用发挥不够；三是普法的针对性有待增强，青年群体参与率不足20%。",
    ),
    (1, "下一步工作打算"),
    (
        2,
        "充实执法队伍。力争2022年底前执法人员增至10人，持证率达到100%，组织业务培训不少于6次，实现法制审核人员占比不低于5%。",
    ),
    (2, "拓展法律服务。推动村（社区）法律顾问每月到村服务不少于2次，公共法律服务工作室规范化率达到100%。"),
    (2, "提升普法实效。围绕未成年人保护、防范电信网络诈骗等重点，开展专题宣传不少于24场，力争群众知晓率达到95%以上。"),
    (0, "特此报告。"),
]
SIGNATURE = ["云溪镇人民政府", "2022年1月12日"]
NOTE = "数据截至2021年12月31日。"
NOTED = "现将有关情况报告如下"
ROWS = [
    [("领域", 1, 2), ("行政检查（次）", 1, 2), ("行政处罚", 2, 1)],
    [("件数（件）", 1, 1), ("金额（万元）", 1, 1)],
    [("城市管理", 1, 1), ("214", 1, 1), ("38", 1, 1), ("4.65", 1, 1)],
    [("农业农村", 1, 1), ("96", 1, 1), ("7", 1, 1), ("1.20", 1, 1)],
    [("应急管理", 1, 1), ("132", 1, 1), ("11", 1, 1), ("8.30", 1, 1)],
]
FLAT = [
    "领域\t行政检查（次）\t行政处罚",
    "\t\t件数（件）\t金额（万元）",
    *("\t".join(cell[0] for cell in row) for row in ROWS[2:]),
]
LOCKED = {
    "EncryptFile": {"type": "boolean", "value": "true"},
    "DocumentOpenPassword": {"type": "string", "value": "secret"},
}
MARKS = {1: "{}、", 2: "（{}）", 3: "{}."}


def numbered() -> list[tuple[int, str, str]]:
    """Return each block with the number that its heading bears."""
    counts = {1: 0, 2: 0, 3: 0}
    found = []
    for level, words in BLOCKS:
        number = ""
        if level > 0:
            counts[level] += 1
            counts.update(dict.fromkeys(range(level + 1, 4), 0))
            count = counts[level]
            number = MARKS[level].format(count if level == 3 else NUMERALS[count - 1])
        found.append((level, number, words))
    return found


def text() -> str:
    """Return the report as plain text, a paragraph a line."""
    lines = [TITLE, ""]
    for level, number, words in numbered():
        lines += FLAT if level < 0 else [number + words]
    return "\n".join([*lines, "", *SIGNATURE, f"注1：{NOTE}", ""])


def page() -> str:
    """Return the report as a page of a government site."""
    parts = []
    for level, number, words in numbered():
        said = html.escape(number + words)
        head, stop, body = said.partition("。")
        if level < 0:
            parts.append(f"<table>{''.join(_html_row(row) for row in ROWS)}</table>")
        elif level and body:
            parts.append(f"<p>　　<strong>{head}{stop}</strong>{body}</p>")
        else:
            parts.append(f"<h{level + 1}>{said}</h{level + 1}>" if level else f"<p>　　{said}</p>")
    parts += [f'<p style="text-align:right">{line}</p>' for line in SIGNATURE]
    parts.append(f"<p>注1：{NOTE}</p>")
    return _SITE.format(title=TITLE, body="\n".join(parts))


def _html_row(row: list[tuple[str, int, int]]) -> str:
    return f"<tr>{''.join(f'<td colspan={across} rowspan={down}>{words}</td>' for words, across, down in row)}</tr>"


_SITE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_云溪县人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2022-01-14 10:20">
<meta name="ContentSource" content="云溪镇司法所"><script>var counter = "一、脚本";</script></head><body>
<div class="top"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | <a href="/hd">互动交流</a></div>
<div class="place">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk">法治政府建设</a></div>
<div class="article"><h1>{title}</h1>
<div class="info"><span>发布时间：2022-01-14 10:20</span>&nbsp;&nbsp;<span>信息来源：云溪镇司法所</span></div>
<div id="zoom">
{body}
</div><div class="tools">【<a>打印</a>】【<a>关闭</a>】</div></div>
<div class="footer">版权所有：云溪县人民政府 网站标识码：4300000001</div>
</body></html>
"""


def word() -> Any:
    """Return the report as a Word file whose heading numbers are automatic."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    _number(document)
    document.sections[0].header.paragraphs[0].text = "云溪镇法治政府建设年度报告"
    _page_number(document.sections[0].footer.paragraphs[0])
    document.add_paragraph(TITLE, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for level, words in BLOCKS:
        if level < 0:
            _table(document)
            continue
        paragraph = document.add_paragraph(words, style=f"Heading {level}" if level in {1, 2} else "Normal")
        if level == 3:
            paragraph._p.get_or_add_pPr().append(_numbering_of(3))
        if not level:
            paragraph.paragraph_format.first_line_indent = Pt(32)
        if NOTED in words:
            paragraph.add_run()._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    for line in SIGNATURE:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _footnotes(document)
    return document


def _number(document: Any) -> None:
    levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for depth, (form, shown) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{body}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (1, 2):
        document.styles[f"Heading {level}"].element.get_or_add_pPr().append(_numbering_of(level))


def _numbering_of(level: int) -> Any:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>')


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraph.add_run(" —")


def _table(document: Any) -> None:
    table = document.add_table(rows=len(ROWS), cols=4)
    table.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(ROWS):
        x = 0
        for words, across, down in row:
            while (y, x) in taken:
                x += 1
            cell = table.cell(y, x).merge(table.cell(y + down - 1, x + across - 1))
            cell.text = words
            taken.update((y + b, x + a) for a in range(across) for b in range(down))


def _footnotes(document: Any) -> None:
    small = '<w:sz w:val="18"/>'
    blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:rPr>{small}<w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f"<w:r><w:rPr>{small}</w:rPr><w:t>{NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def saved_as(kind: str, folder: Path, *sources: Path) -> None:
    """Save files in another format, as ``pdf`` or ``html``, with LibreOffice, which must be there."""
    office = shutil.which("soffice")
    assert office
    profile = f"-env:UserInstallation=file://{folder}/.office"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True)


def to_pdf(source: Path, folder: Path, options: str = "") -> Path:
    """Print a file to PDF with LibreOffice."""
    saved_as(f"pdf{options}", folder, source)
    return folder / f"{source.stem}.pdf"


def main() -> None:
    """Write all formats beside each other."""
    HERE.mkdir(exist_ok=True)
    (HERE / "report.txt").write_text(text(), encoding="utf-8")
    (HERE / "report.html").write_text(page(), encoding="utf-8")
    word().save(str(HERE / "report.docx"))
    with zipfile.ZipFile(HERE / "report.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("report.txt", "report.html"):
            archive.write(HERE / name, f"云溪镇/{name}")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(to_pdf(HERE / "report.docx", Path(folder)), HERE / "report.pdf")
        locked = f":writer_pdf_Export:{json.dumps(LOCKED)}"
        shutil.copy(to_pdf(HERE / "report.docx", Path(folder), locked), HERE / "encrypted.pdf")


if __name__ == "__main__":
    main()

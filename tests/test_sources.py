"""Loading: each format, each encoding, each kind of bad input."""

from __future__ import annotations

import codecs
import os
import time
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import ReportError
from summarizer.layout import outline
from summarizer.sources import load, load_text

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """云溪镇2021年法治政府建设情况报告\r
\r
一、工作情况\r
（一）加强领导。召开会议4次，化解纠纷12件。\r
二、存在问题\r
人员不足。\r
云溪镇人民政府\r
2022年1月5日\r
"""
TRADITIONAL = "雲溪鎮依法行政工作報告\n\n一、總體情況\n全年辦理案件十二件，群眾滿意。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """A text file reads the same in every encoding, line ends and all."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    report = load(path)
    assert report.text == TEXT
    assert report.title == "云溪镇2021年法治政府建设情况报告"


def test_a_text_is_read_as_its_file_is(tmp_path: Path) -> None:
    """A text that is in no file becomes the same report as the file that holds it; an empty one is a report, too."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    assert load_text(TEXT, "report.txt") == load(path)
    assert load_text("").text == ""


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("text", [TRADITIONAL, "區人民政府：", "行政復議案件３件，變更１件。"])
def test_traditional_characters(tmp_path: Path, encoding: str, text: str) -> None:
    """Traditional characters are told apart from simplified ones in another encoding, even a single line of them."""
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode(encoding))
    assert load(path).text == text


def test_one_line_of_gb18030(tmp_path: Path) -> None:
    """A single short line is not taken for another language."""
    for line in ("依法行政", "全年办理案件12件,化解率100%。", "㈠深化改革", "〔2021〕7号"):
        path = tmp_path / "line.txt"
        path.write_bytes(line.encode("gb18030"))
        assert load(path).text == line


def test_a_few_broken_bytes(tmp_path: Path) -> None:
    """Bytes that are broken become marked damage, and the rest is read."""
    path = tmp_path / "broken.txt"
    path.write_bytes((TEXT * 3).encode("utf-8") + "件".encode()[:2])
    report = load(path)
    assert report.text == TEXT * 3 + "\ufffd"
    assert report.spans[-1].kind == "lost_characters"


def test_what_a_report_knows_of_its_file(tmp_path: Path) -> None:
    """Name, digest of the bytes, media type and spans belong to the report."""
    path = tmp_path / "report.md"
    path.write_bytes(TEXT.encode())
    report = load(path)
    assert (report.name, report.media_type, len(report.digest)) == ("report.md", "text/markdown", 64)
    assert [span.kind for span in report.spans] == ["title", "signature", "date_line"]


def test_pages_of_text_read_off_a_scan(tmp_path: Path) -> None:
    """Form feeds part the pages of a text that was recognised from a scan."""
    path = tmp_path / "scan.txt"
    path.write_bytes("第一页内容。\f第二页内容。\f".encode())
    pages = [(span.start, span.note) for span in load(path).spans if span.kind == "page"]
    assert pages == [(0, "1"), (7, "2")]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\xef\xbc\x8c".replace(b"\xef\xbc\x8c", b""), "no text"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "program.txt": (b"\x7fELF" + b"\0\1\2\xff" * 999, "binary"),
    "broken.txt": (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8\x00", "broken UTF-16-LE"),
    "report.doc": (b"\xd0\xcf\x11\xe0", ".docx"),
    "report.WPS": (b"\xd0\xcf\x11\xe0", ".docx"),
    "report.ofd": (b"PK\3\4", "PDF"),
    "scan.jpg": (b"\xff\xd8", "OCR"),
    "report.xyz": (b"text", "give one of txt"),
    "report": (b"text", "give one of txt"),
    "empty.html": (b"<!-- -->  ", "page"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(tmp_path: Path, name: str) -> None:
    """What cannot be read is refused in one line that names the file, the reason and what to do."""
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReportError) as refused:
        load(tmp_path / name)
    message = str(refused.value)
    assert name in message
    assert reason in message
    assert "\n" not in message
    assert ";" in message


def test_what_is_no_file(tmp_path: Path) -> None:
    """What is missing, a folder, a loop, a pipe or closed to us is named for what it is."""
    locked = tmp_path / "locked.txt"
    locked.write_text(TEXT)
    locked.chmod(0)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    cases = [
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "a folder"),
        (loop, "cannot be read"),
        (pipe, "a pipe"),
    ]
    try:
        locked.read_bytes()
    except PermissionError:
        cases.append((locked, "no permission"))
    for path, reason in cases:
        with pytest.raises(ReportError, match=reason):
            load(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """A file of 200 MB is no report, and is not read to find out."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ReportError, match="too large"):
        load(path)


def test_one_line_of_five_megabytes(tmp_path: Path) -> None:
    """One endless line is read in time that grows with its length."""
    path = tmp_path / "line.txt"
    path.write_bytes(("全年办理案件12件，化解率100%；" * 120_000).encode())
    start = time.perf_counter()
    report = load(path)
    assert outline(report.text)[-1].end == len(report.text)
    assert time.perf_counter() - start < 30


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_云溪县人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2022-01-10 09:30">
<meta name="ContentSource" content="云溪镇司法所"><style>p{{}}</style><script>var a = "一、脚本";</script></head><body>
<div><a href="/">首页</a> | <a>登录</a></div><ul><li><a>政务公开</a></li></ul>
<div class="main"><div class="head"><h1>{title}</h1><p>发布时间：2022-01-10 信息来源：云溪镇司法所</p></div>
<div id="zoom"><p>县人民政府：</p><p>　　2021年，<span>扎实</span>推进各项工作，成效明显。</p><!-- 一、注释 -->
<h2>一、工作情况</h2><p><strong>（一）加强领导。</strong>召开会议<b>4</b>次。<br>（二）规范执法。检查120家次。</p>
<p style="display: none">隐藏的文字。</p><p>规范执法，检查120家次。</p><p>规范执法，检查120家次。</p>
<table><tr><th rowspan=2>领域</th><th colspan=2>行政处罚</th></tr><tr><th>件数</th><th>金额（万元）</th></tr>
<tr><td>城管</td><td><p>12</p></td><td>3.5</td></tr></table>
<h2>二、建议</h2><ol><li>充实人员，</li><li>加强培训。</li></ol></div></div>
<div><h3>相关文章</h3><a>2020年报告</a></div><div>版权所有：云溪镇人民政府</div></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("big5", "utf-8")])
def test_web_page(tmp_path: Path, charset: str, encoding: str) -> None:
    """A page gives what it shows of the report, in its order, and nothing else."""
    title = "云溪镇2021年法治政府建设情况报告"
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset, title=title).encode(encoding))
    report = load(path)
    assert report.text.splitlines() == [
        title,
        "发布时间：2022-01-10 信息来源：云溪镇司法所",
        "县人民政府：",
        "　　2021年，扎实推进各项工作，成效明显。",
        "一、工作情况",
        "（一）加强领导。召开会议4次。",
        "（二）规范执法。检查120家次。",
        "规范执法，检查120家次。",
        "规范执法，检查120家次。",
        "领域\t行政处罚",
        "\t件数\t金额（万元）",
        "城管\t12\t3.5",
        "二、建议",
        "1. 充实人员，",
        "2. 加强培训。",
    ]
    assert report.title == title
    assert dict(report.metadata)["published"] == "2022-01-10 09:30"
    assert [(cell.column, cell.unit) for cell in report.tables] == [("行政处罚 件数", ""), ("行政处罚 金额", "万元")]
    headings = [(s.level, s.heading) for s in outline(report.text, report.marks) if s.heading]
    assert headings == [
        (1, "一、工作情况"),
        (2, "（一）加强领导"),
        (2, "（二）规范执法"),
        (1, "二、建议"),
        (2, "1. 充实人员"),
        (2, "2. 加强培训"),
    ]


@pytest.mark.parametrize(
    ("declared", "heading", "title"),
    [
        ("云溪镇报告", "<h1>云溪镇报告</h1>", "云溪镇报告"),
        ("云溪镇…", "<h1>云溪镇2021年报告</h1>", "云溪镇2021年报告"),
        ("", "<h1>云溪镇2021年报告</h1>", "云溪镇2021年报告"),
        ("云溪镇2021年报告", "", "云溪镇2021年报告"),
        ("", "<h1>一、成效</h1><h1>二、不足</h1>", ""),
    ],
)
def test_title_of_a_page(tmp_path: Path, declared: str, heading: str, title: str) -> None:
    """The title is what the page declares and shows, else its one top heading, else what it declares."""
    path = tmp_path / "page.html"
    head = f'<meta name="ArticleTitle" content="{declared}">' if declared else ""
    path.write_text(f"<html><head>{head}</head><body>{heading}<p>全年办理12件，群众满意。</p></body></html>", "utf-8")
    assert load(path).title == title


def test_page_of_tables_within_tables(tmp_path: Path) -> None:
    """A page that is laid out with tables, as old sites are, gives its paragraphs and not one row."""
    body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    path = tmp_path / "old.htm"
    path.write_text(f"<table><tr><td>栏目</td><td><table><tr><td>{body}</td></tr></table></td></tr></table>", "utf-8")
    assert load(path).text.splitlines() == [line for line in TEXT.splitlines() if line]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200 + "一、工作情况" + "</div>" * 200,
        '<!DOCTYPE html [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><p>一、工作情况&b;</p>',
        "<p>一、工作情况</p><table>" + "<tr><td colspan=9999 rowspan=9999>1</td><td>2</td></tr>" * 200 + "</table>",
        "<ol>" + "<li>项。</li>" * 20_000 + "</ol>",
    ],
    ids=["deep", "entities", "spans", "items"],
)
def test_hostile_pages_are_bounded(tmp_path: Path, page: str) -> None:
    """Deep nesting, entities, huge spans and endless lists take little time and little text."""
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    start = time.process_time()
    assert len(load(path).text) < 10 * len(page)
    assert time.process_time() - start < 10


def test_a_page_nested_without_end_is_refused(tmp_path: Path) -> None:
    """What the parser gives up on is said to hold no text."""
    path = tmp_path / "page.html"
    path.write_text("<div>" * 20_000 + "一、工作情况", "utf-8")
    with pytest.raises(ReportError, match="no text"):
        load(path)

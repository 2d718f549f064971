"""Word files, PDF files, archives: the same report in each, and what is made to harm."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from formats import saved_as
from lxml import etree

from summarizer.errors import ReportError
from summarizer.figures import extract_figures
from summarizer.layout import outline
from summarizer.pipeline import fill
from summarizer.sources import SUFFIXES, load, members
from summarizer.sources.numbering import Numbering, han

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.sources import Report

AMOUNTS = {"quantity", "percent", "money", "duration"}


def amounts(report: Report) -> list[tuple[str, str, str]]:
    """Value, unit and qualifier of each amount, furniture aside."""
    away = [(s.start, s.end) for s in report.spans if s.kind in {"furniture", "page_number"}]
    inside = [f for f in extract_figures(report.text) if not any(a <= f.start < b for a, b in away)]
    return [(figure.value, figure.unit, figure.qualifier) for figure in inside if figure.kind in AMOUNTS]


def values(report: Report) -> list[tuple[str, ...]]:
    """Indicator, part, value and unit of each value of the filled form."""
    filled = fill(report).assessment
    return sorted((value.code, value.part, value.value, value.unit) for value in filled.values if value.value)


def headings(report: Report) -> list[tuple[int, str | None]]:
    """Level and words of each heading."""
    return [(s.level, s.heading) for s in outline(report.text, report.marks) if s.heading]


def table(report: Report) -> list[tuple[str, str, str, str]]:
    """Row, column, unit and words of each cell."""
    return [(cell.row, cell.column, cell.unit, report.text[cell.start : cell.end]) for cell in report.tables]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_every_format_says_the_same(fixtures: Path, suffix: str) -> None:
    """The one report gives the same figures, headings, cells and title whatever it was saved as."""
    plain, other = load(fixtures / "formats" / "report.txt"), load(fixtures / "formats" / f"report{suffix}")
    assert amounts(other) == amounts(plain)
    assert len(amounts(plain)) > 50
    assert headings(other) == headings(plain)
    assert len(headings(plain)) == 12
    assert table(other) == table(plain)
    assert other.title == plain.title
    assert "注1：数据截至2021年12月31日。" in other.text
    for kind in ("addressee", "signature", "date_line"):
        assert [other.text[s.start : s.end] for s in other.spans if s.kind == kind] != []


def test_pages_of_a_pdf(fixtures: Path) -> None:
    """Every offset of a PDF has its page, and what each page repeats is furniture outside of the paragraphs."""
    report = load(fixtures / "formats" / "report.pdf")
    pages = {span.note: span.start for span in report.spans if span.kind == "page"}
    assert list(pages) == ["1", "2", "3"]
    assert pages["1"] == 0 < pages["2"] < report.text.index("（三）化解矛盾纠纷")
    assert report.text.index("（三）化解矛盾纠纷") < pages["3"] <= report.text.index("三、下一步工作打算")
    repeated = [report.text[span.start : span.end] for span in report.spans if span.kind == "furniture"]
    assert repeated == ["云溪镇法治政府建设年度报告"] * 3
    assert [report.text[s.start : s.end] for s in report.spans if s.kind == "page_number"] == [
        "— 1 —",
        "— 2 —",
        "— 3 —",
    ]


def test_archives(fixtures: Path, tmp_path: Path) -> None:
    """The reports in a zip archive are listed and read by path; an archive of one report is that report."""
    inside = members(fixtures / "formats" / "report.zip")
    assert [path.name for path in inside] == ["report.txt", "report.html"]
    assert load(inside[0]).text == load(fixtures / "formats" / "report.txt").text
    with pytest.raises(ReportError, match="2 reports"):
        load(fixtures / "formats" / "report.zip")
    with pytest.raises(ReportError, match="no such file in the archive"):
        load(fixtures / "formats" / "report.zip" / "other.txt")
    one = tmp_path / "one.zip"
    with zipfile.ZipFile(one, "w") as archive:
        archive.writestr("报告 一.txt", "一、工作情况\n")
        archive.writestr("__MACOSX/._报告 一.txt", "x")
    assert load(one).name == "报告 一.txt"
    assert ".zip" in SUFFIXES


def test_names_in_gbk(tmp_path: Path) -> None:
    """A name that an archive has in GBK without saying so is read."""
    path = tmp_path / "gbk.zip"
    path.write_bytes(packed({"AAAAAAAAAA": b"x"}).replace(b"AAAAAAAAAA", "云溪镇.txt".encode("gbk")))
    assert [member.name for member in members(path)] == ["云溪镇.txt"]


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of the files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def scan() -> bytes:
    """Return a PDF of one page without text."""
    data = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(data)
    return data.getvalue()


BOMB = b"\0" * (65 * 1024 * 1024)
ENTITIES = b'<!DOCTYPE w:document [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/passwd">]><w:document/>'
HOSTILE = {
    "plain.docx": (b"text", "no zip archive"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted, or an old .doc"),
    "sheet.docx": (packed({"xl/workbook.xml": b"<x/>"}), "no Word file inside"),
    "entities.docx": (packed({"word/document.xml": ENTITIES}), "declares entities"),
    "utf16.docx": (packed({"word/document.xml": ENTITIES.decode().encode("utf-16")}), "declares entities"),
    "broken.docx": (packed({"word/document.xml": b"<w:document>"}), "damaged"),
    "bomb.docx": (packed({"word/document.xml": BOMB}), "too large"),
    "bomb.zip": (packed({"report.txt": BOMB}), "too large"),
    "traversal.zip": (packed({"../../report.txt": b"x"}), "outside of itself"),
    "none.zip": (packed({"picture.jpg": b"x"}), "0 reports"),
    "plain.zip": (b"text", "no zip archive"),
    "plain.pdf": (b"text", "no PDF file"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "no PDF file"),
    "scan.pdf": (scan(), "OCR"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_not_what_they_claim(tmp_path: Path, name: str) -> None:
    """Bombs, entities, traversal, scans and damaged files are refused in one line that says what to do."""
    data, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    start = time.perf_counter()
    with pytest.raises(ReportError) as refused:
        load(tmp_path / name)
    assert reason in str(refused.value)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert time.perf_counter() - start < 5


def test_an_encrypted_pdf(fixtures: Path) -> None:
    """An encrypted PDF is told from a damaged one."""
    with pytest.raises(ReportError, match="encrypted"):
        load(fixtures / "formats" / "encrypted.pdf")


def test_what_word_hides_and_what_it_shows(tmp_path: Path) -> None:
    """Deleted and hidden text is left out; inserted text, tabs, line breaks and single-column tables are read."""
    word = docx.Document()
    paragraph = word.add_paragraph("全年")
    paragraph.add_run("办理12件").font.hidden = True
    paragraph.add_run("办理\t案件")
    paragraph.add_run().add_break()
    paragraph.add_run("15件。")
    frame = word.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "框内文字。"
    path = tmp_path / "word.docx"
    word.save(str(path))
    assert load(path).text == "全年办理\t案件\n15件。\n框内文字。\n"


def test_numbers_that_word_counts() -> None:
    """Formats, restarts, levels within levels and lists that begin elsewhere are counted as Word counts them."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    forms = [("chineseCounting", "%1、", ""), ("decimal", "%1.%2", "<w:isLgl/>"), ("decimalEnclosedCircle", "%3", "")]
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/>{legal}</w:lvl>'
        for n, (form, shown, legal) in enumerate(forms)
    )
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride>'
    root = docx.oxml.parse_xml(
        f'<w:numbering xmlns:w="{name}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{start}</w:num></w:numbering>'
    )
    numbering = Numbering(root)
    counted = [
        numbering.count(use, level) for use, level in (("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1))
    ]
    assert counted == ["一、", "1.1", "1.2", "①", "二、", "2.1"]
    assert [numbering.count("2", 0), numbering.count("2", 0)] == ["十一、", "十二、"]
    assert numbering.count("9", 0) == ""
    assert [han(number) for number in (10, 20, 21, 105, 110, 1001)] == [
        "十",
        "二十",
        "二十一",
        "一百〇五",
        "一百一十",
        "一千〇一",
    ]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_real_reports_in_every_format(shared: Path, tmp_path: Path) -> None:
    """The five real reports say the same as page, Word file and PDF as they do as text: values, amounts, headings."""
    plain = {source.stem: load(source) for source in sorted((shared / "reports").glob("*.txt"))}
    for name, report in plain.items():
        word = docx.Document()
        for line in report.text.splitlines():
            word.add_paragraph(line)
        word.save(str(tmp_path / f"{name}.docx"))
    for kind in ("html", "docx", "pdf"):
        saved_as(kind, tmp_path / kind, *(tmp_path / f"{name}.docx" for name in plain))
        for name, report in plain.items():
            other = load(tmp_path / kind / f"{name}.{kind}")
            assert values(other) == values(report), (name, kind)
            assert sorted(amounts(other)) == sorted(amounts(report)), (name, kind)
            assert [h for h in headings(other) if h in headings(report)] == headings(report), (name, kind)


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("chineseCounting", "105", "一百〇五"),
        ("chineseCounting", "0", "〇"),
        ("chineseCounting", "10000", "10000"),
        ("ideographDigital", "20", "二〇"),
        ("chineseLegalSimplified", "12", "壹拾贰"),
        ("decimalFullWidth", "12", "１２"),
        ("decimalEnclosedCircle", "3", "③"),
        ("decimalEnclosedCircle", "21", "21"),
        ("ideographTraditional", "11", "甲"),
        ("decimalZero", "7", "07"),
        ("upperRoman", "1994", "MCMXCIV"),
        ("lowerLetter", "28", "bb"),
        ("upperLetter", "3", "C"),
        ("lowerLetter", "781", "781"),
        ("lowerLetter", "999999999999", "32767"),
        ("upperRoman", "-5", ""),
        ("none", "4", ""),
        ("something new", "4", "4"),
    ],
)
def test_lists_begin_anywhere_and_count_in_any_form(form: str, start: str, shown: str) -> None:
    """Each way in which Word writes a list's number is read; one that no list reaches is written in digits."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1%2"/></w:lvl>'
    xml = (
        f'<w:numbering xmlns:w="{name}"><w:abstractNum w:abstractNumId="0">{level}<w:styleLink w:val="own"/>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="own"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    assert Numbering(etree.fromstring(xml)).count("1", 0) == shown


def test_a_document_without_lists_counts_nothing() -> None:
    """Where Word's part of lists is missing, a paragraph that names one has no number."""
    numbering = Numbering(None)
    assert (numbering.count("1", 0), numbering.level_of_style("1", "Heading1")) == ("", 0)

"""What writers show of a review: the same rows in the same order, readable, and inert whatever the report says."""

from __future__ import annotations

import csv
import re
import time
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from sample import HOSTILE, hostile_review, sample_review

from summarizer.assessment import Status
from summarizer.crosscheck import Claim, Finding, Quote, Reason, Verdict
from summarizer.errors import UsageError
from summarizer.facts import Mood, PeriodKind, Role
from summarizer.lexicon import table
from summarizer.review.apply import apply_decisions
from summarizer.review.decisions import Action, Decision, Decisions
from summarizer.wide import width, wrap
from summarizer.writers import write_docx, write_files, write_index, write_markdown, write_terminal, write_xlsx
from summarizer.writers.labels import labels
from summarizer.writers.names import Names
from summarizer.writers.rows import NEEDS_A_PERSON, Attribution, Group
from summarizer.writers.sheet import lay_out
from summarizer.writers.wording import sentence_around, value_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from summarizer.form import Form
    from summarizer.review import Review


@pytest.fixture
def review() -> Review:
    """The sample review: a row of every group."""
    return sample_review()


def keys(content: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield the paths of every key of a table."""
    for key, value in content.items():
        yield f"{path}/{key}"
        if isinstance(value, dict):
            yield from keys(value, f"{path}/{key}")


def test_both_languages_have_the_same_labels() -> None:
    """Nothing is labelled in one language only."""
    assert set(keys(table("labels.zh"))) == set(keys(table("labels.en")))


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("verdict", Verdict),
        ("reason", Reason),
        ("quote", Quote),
        ("status", Status),
        ("group", Group),
        ("mark", Group),
        ("attribution", Attribution),
        ("period", PeriodKind),
        ("mood", Mood),
        ("role", Role),
        ("action", Action),
    ],
)
def test_every_word_that_a_review_uses_has_a_label(group: str, members: type[Any]) -> None:
    """Each verdict, reason, status and so on is said in words, in both languages."""
    for lang in ("zh", "en"):
        missing = {member.value for member in members if member.value} - set(table(f"labels.{lang}")[group])
        assert not missing


def test_an_unknown_language_is_an_error() -> None:
    """A language without labels is refused, not silently replaced."""
    with pytest.raises(UsageError, match="'fr'"):
        labels("fr")


def test_the_summary_line_comes_first(review: Review) -> None:
    """The first line under the title counts the numbers by verdict, then what else is open."""
    zh, en = (write_terminal(review, lang).splitlines()[1] for lang in ("zh", "en"))
    assert zh.startswith("7个数值：3个一致，1个四舍五入，1个张冠李戴，1个数字被改，1个原文没有；")
    assert en.startswith("7 values: 3 supported, 1 rounded, 1 misattributed, 1 altered, 1 unsupported")


def test_what_needs_a_person_comes_first(review: Review) -> None:
    """Rows are ordered by group, and the worst findings stand at the top."""
    sheet = lay_out(review, "zh")
    groups = [row.group for row in sheet.rows]
    assert groups == sorted(groups, key=list(Group).index)
    findings = [row.verdict for row in sheet.of(Group.FINDING)]
    assert findings == ["unsupported", "altered", "misattributed"]


def test_the_sample_has_a_row_of_every_kind(review: Review) -> None:
    """Every value, contradiction, unanswered section, unclaimed figure and warning of a review has its row."""
    sheet = lay_out(review, "zh")
    shown = {row.about for row in sheet.rows if row.about}
    assert shown == {value.id for value in review.assessment.values}
    assert sheet.count(Group.UNCLAIMED) == len(review.unclaimed)
    assert sheet.count(Group.WARNING) == len(review.warnings)
    assert [row.text for row in sheet.of(Group.UNANSWERED)] == ["二、存在的问题"]
    assert [row.text for row in sheet.of(Group.CONTRADICTION)] == ["25 = 12+9+3 (24)"]


def test_keys_of_rows_are_unique(review: Review) -> None:
    """A decision names one row and no other."""
    found = [row.key for row in lay_out(review, "zh").rows]
    assert len(found) == len(set(found))


def test_number_quote_and_attribution_are_three_things(review: Review) -> None:
    """A number that is there, cited from a true quote, may still be said of something else: all three are told."""
    row = next(row for row in lay_out(review, "zh").rows if row.verdict == "misattributed")
    assert (row.verdict, row.quote, row.attribution) == ("misattributed", "elsewhere", "differs")


def test_a_number_of_a_statement_shows_its_sentence(review: Review) -> None:
    """A number in an engine's own words is shown where it stands, with the whole sentence beside it."""
    said = review.assessment.statements[0]
    claim = Claim(value="3", text=said.text, start=13, end=14, id=said.id)
    finding = Finding(claim, Verdict.UNSUPPORTED, Reason.NONE, Quote.NONE_GIVEN)
    row = next(row for row in lay_out(replace(review, findings=(finding,)), "zh").rows if row.about == said.id)
    assert (row.key, row.shown, row.text, row.code) == (f"{said.id}@13", said.text[13:14], said.text, "problem")


def test_values_in_conflict_name_their_rivals(review: Review) -> None:
    """Each of two values of one cell shows the other."""
    rivals = {row.shown: row.rivals for row in lay_out(review, "zh").rows if row.code == "li_cases"}
    assert rivals == {"25件": "24件", "24件": "25件"}


def test_a_value_that_nothing_judged_needs_a_person(review: Review) -> None:
    """A stated value without a finding is not taken for confirmed."""
    sheet = lay_out(replace(review, findings=()), "zh")
    assert sheet.count(Group.UNCHECKED) > 0
    assert sheet.count(Group.ACCEPTED) == 0
    assert "未经核对" in write_terminal(replace(review, findings=()), "zh")


def test_terminal_and_markdown_show_the_same_rows_in_the_same_order(review: Review) -> None:
    """Every number stands in both, in one order."""
    shown = [row.shown for row in lay_out(review, "zh").rows if row.shown and row.group is not Group.UNCLAIMED]
    assert shown
    for written in (write_terminal(review, "zh", everything=True), write_markdown(review, "zh")):
        at = 0
        for number in shown:
            at = written.find(number, at)
            assert at >= 0, number


def test_the_terminal_hides_the_rest_until_asked(review: Review) -> None:
    """What is accepted is counted and left out; asked for everything, it is there."""
    brief, full = write_terminal(review, "zh"), write_terminal(review, "zh", everything=True)
    assert "20余场次" not in brief
    assert "20余场次" in full
    assert "其余4项未列出" in brief


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_keeps_to_eighty_columns(review: Review, lang: str) -> None:
    """No line is wider than 80 columns, a Chinese character counting two, hostile text included."""
    for shown in (review, hostile_review()):
        assert max(width(line) for line in write_terminal(shown, lang, everything=True).splitlines()) <= 80


def test_colour_only_where_asked(review: Review) -> None:
    """Without colour there is no escape character at all; with colour every line resets it."""
    assert "\x1b" not in write_terminal(review)
    coloured = [line for line in write_terminal(review, colour=True).splitlines() if "\x1b" in line]
    assert coloured
    assert all(line.endswith("\x1b[0m") for line in coloured)


def test_a_report_cannot_drive_the_terminal() -> None:
    """Escape sequences and characters that turn or hide text are shown, not obeyed."""
    written = write_terminal(hostile_review(), "zh", everything=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u200b\u202e\u2066\u2069\ufeff\u2028]", written)


def test_a_report_cannot_break_the_markdown() -> None:
    """Hostile text neither opens markup nor leaves its table cell: each row has the cells of its header."""
    written = write_markdown(hostile_review(), "zh")
    assert not re.search(r"(?<!\\)<", written)
    assert not re.search(r"(?<!\\)\]\(", written)
    for line in written.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 7


@pytest.mark.parametrize(
    ("said", "like", "expected"),
    [
        (("9000000", "", "元", "近"), "近900万元", "近900万元"),
        (("9000000", "", "元", "近"), "9000000元", "近9000000元"),
        (("54000", "", "个", "余"), "5.4万余个", "5.4万余个"),
        (("20", "", "场次", "余"), "", "20余场次"),
        (("2", "", "人", "以上"), "", "2人以上"),
        (("1", "2", "次", ""), "", "1—2次"),
        (("95.92", "", "%", ""), "", "95.92%"),
        (("123456789", "", "元", ""), "1.2亿元", "1.23456789亿元"),
        (("", "", "件", ""), "1万件", "件"),
    ],
)
def test_a_value_is_written_as_a_report_would(
    review: Review, said: tuple[str, str, str, str], like: str, expected: str
) -> None:
    """Scale as in the source, qualifier where the language has it, and never a digit lost."""
    value, high, unit, qualifier = said
    cell = replace(review.assessment.values[0], value=value, value_high=high, unit=unit, qualifier=qualifier)
    assert value_words(cell, like) == expected


def test_words_around_a_figure_stay_in_its_sentence() -> None:
    """The context of an unclaimed figure runs to the ends of its sentence and no further."""
    text = "前一句。收到申请75件,受理48件。后一句"
    assert sentence_around(text, text.index("75件"), text.index("75件") + 3) == "收到申请75件,受理48件"


def test_wrapping_loses_nothing() -> None:
    """Lines put together again are the text, whatever its words; a word longer than a line is broken."""
    text = "收到 申请75件" + "a" * 300 + "，完"
    lines = list(wrap(text, 40))
    assert max(width(line) for line in lines) <= 40
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def cells(data: bytes, sheet: int) -> list[list[Any]]:
    """Return the cells of a sheet of a workbook."""
    return [list(row) for row in load_workbook(BytesIO(data)).worksheets[sheet].iter_rows()]


@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_an_office_file_does_not_tell_the_time(write: Callable[[Review, str], bytes], review: Review) -> None:
    """Written again seconds later, a Word file and a workbook have the same bytes, and every part that they had."""
    first = write(review, "zh")
    time.sleep(2.1)  # an archive counts in steps of two seconds
    assert write(review, "zh") == first
    assert ZipFile(BytesIO(first)).testzip() is None
    assert "docProps/core.xml" in ZipFile(BytesIO(first)).namelist()


def test_the_workbook_has_the_form_in_its_own_order(review: Review) -> None:
    """Every indicator has a line in the form's order, stated or not, numbers as numbers, the verdict beside them."""
    lines = cells(write_xlsx(review, "zh"), 0)
    heads = [cell.value for cell in lines[3]]
    assert heads[:7] == ["维度", "指标", "分项", "数值", "单位", "限定", "状态"]
    named = [line[1].value for line in lines[4:]]
    assert named.index("收到行政复议申请数") < named.index("行政诉讼(应诉)案件数") < named.index("追回欠薪金额")
    wages = next(line for line in lines if line[1].value == "追回欠薪金额")
    assert (wages[3].value, wages[4].value, wages[5].value) == (9000000, "元", "近")
    assert "一致" in wages[10].value
    assert len(named) >= 90


def test_the_workbook_is_ready_for_the_printer(review: Review) -> None:
    """A4 landscape, as wide as the paper, header frozen and repeated, verdicts coloured."""
    book = load_workbook(BytesIO(write_xlsx(review, "zh")))
    assert book.sheetnames == ["评估表", "核对结论", "未采用的数字", "文字内容"]
    page = book.worksheets[0]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.freeze_panes == "A5"
    assert page.print_title_rows == "$4:$4"
    fills = {line[10].fill.start_color.rgb for line in page.iter_rows() if line[10].value}
    assert len(fills) >= 4


def test_no_cell_of_the_workbook_runs_as_a_formula(review: Review) -> None:
    """Text that begins with = + - @ stays text, on every sheet."""
    bad, found = '=HYPERLINK("x")', review.assessment.values
    values = tuple(replace(v, unit=sign + bad, part=sign + bad) for v, sign in zip(found, "=+-@=+-@", strict=True))
    figures = tuple(replace(f, surface=f"{sign}1+1") for f, sign in zip(review.unclaimed, "=+-", strict=True))
    data = write_xlsx(replace(review, assessment=replace(review.assessment, values=values), unclaimed=figures), "zh")
    dangerous = 0
    for sheet in range(4):
        for cell in (cell for line in cells(data, sheet) for cell in line):
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix
                dangerous += 1
    assert dangerous >= 8
    with ZipFile(BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets" in name)


def test_the_document_has_the_form_in_the_same_order(review: Review) -> None:
    """The Word file has a table a dimension, then findings and unclaimed figures, on A4 landscape."""
    document = Document(BytesIO(write_docx(review, "zh")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "基本信息"
    assert headings[-2:] == ["核对结论", "未采用的数字"]
    assert headings.index("社会矛盾纠纷依法有效化解") < headings.index("法治社会带动(普法与公共法律服务)")
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    text = "\n".join(cell.text for table_ in document.tables for row in table_.rows for cell in row.cells)
    assert "张冠李戴" in text
    assert "9000000" in text


@pytest.mark.parametrize(("lang", "called"), [("zh", "部门"), ("en", "Department")])
def test_the_issuers_level_is_called_by_its_name(form: Form, lang: str, called: str) -> None:
    """No code of the form reaches a reader: the level has the name that the form gives it."""
    assert Names.of_form(form).of_choice("issuer_level", "department", labels(lang)) == called


@pytest.mark.parametrize("write", [write_xlsx, write_docx])
def test_hostile_text_makes_a_sound_file(write: Any) -> None:
    """Control characters, lone marks and very long words neither stop an export nor reach it as they are."""
    data = write(hostile_review(), "zh")
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert not any(b"\x1b" in archive.read(name) for name in archive.namelist() if name.endswith(".xml"))


def test_what_a_reviewer_accepts_needs_no_further_person(review: Review) -> None:
    """After decisions an accepted finding leaves the list of doubts and shows who accepted it."""
    accepted = next(v for v in review.assessment.values if v.code == "rc_accepted")
    decision = Decision(accepted.id, Action.ACCEPT, at="2024-05-06T07:08:09Z", note="口径不同")
    done = apply_decisions(review, Decisions("甲", review.report.digest, review.form.digest, (decision,)))
    row = next(row for row in lay_out(done, "zh").rows if row.about == accepted.id)
    assert row.group is Group.DECIDED
    assert row.group not in NEEDS_A_PERSON
    assert "甲 2024-05-06 认可 口径不同" in write_terminal(done, "zh", everything=True)


def test_every_format_is_written_under_its_own_suffix(review: Review, tmp_path: Path) -> None:
    """Each format asked for becomes a file, with the bill beside them, and no half-written file is left."""
    write_files(review, tmp_path / "云岭", ["json", "md", "html", "xlsx", "docx", "csv"])
    assert {path.name.removeprefix("云岭.") for path in tmp_path.iterdir()} == {
        "review.json",
        "review.md",
        "review.html",
        "review.xlsx",
        "review.docx",
        "review.csv",
        "usage.json",
    }


def test_the_csv_opens_in_a_spreadsheet(review: Review, tmp_path: Path) -> None:
    """UTF-8 behind a byte order mark, the form's own order, and no cell that runs as a formula."""
    values = tuple(replace(v, part="=1+1") for v in review.assessment.values)
    write_files(replace(review, assessment=replace(review.assessment, values=values)), tmp_path / "a", ["csv"])
    data = (tmp_path / "a.review.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert lines[0][:4] == ["维度", "指标", "分项", "数值"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_the_index_lists_reviews_and_charts_indicators(review: Review) -> None:
    """The index page links every review by a safe relative address and offers each indicator across them."""
    page = write_index([("a.review.html", review), ("javascript:alert(1).html", hostile_review())])
    assert '"href":"./a.review.html"' in page
    assert '"href":"./javascript%3Aalert%281%29.html"' in page
    assert "收到行政复议申请数 (2)" in page
    assert HOSTILE[:20] not in page

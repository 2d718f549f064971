"""The tables and pages of a batch: what is in a row, what a spreadsheet makes of it, which reports are alike."""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from pyarrow import parquet
from sample import sample_review

from summarizer.batch import Entry, Job, Ledger, Results, Task, write_pages, write_tables
from summarizer.batch.likeness import Likeness, sketch
from summarizer.batch.rows import row
from summarizer.batch.workbook import workbook
from summarizer.errors import OutputError
from summarizer.form import load_form
from summarizer.review import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = load_form("rule-of-law")
TEXT = "青石镇2021年法治政府建设情况报告。" + "".join(f"第{n}项工作有序开展，成效良好{n}。" for n in range(60))


def unmade() -> tuple[object, object]:
    """Make nothing: tables need no engine."""
    raise AssertionError


@contextmanager
def filled(out: Path, *entries: Entry, metadata: tuple[tuple[str, str], ...] = ()) -> Iterator[Results]:
    """Yield the results of a batch with these entries."""
    jobs = [Job(out / f"{entry.name}.txt", entry.name, metadata) for entry in entries]
    with Ledger(out) as ledger:
        for entry in entries:
            ledger.add(entry)
        yield Results(jobs, ledger, {})


def written(out: Path, *entries: Entry, metadata: tuple[tuple[str, str], ...] = ()) -> list[dict[str, str]]:
    """Write the tables of a batch with these entries, and return the rows."""
    with filled(out, *entries, metadata=metadata) as results:
        assert write_tables(out, results, FORM) == []
    return lines(out / "results.jsonl")


def entry(name: str, text: str = "", **row: str) -> Entry:
    """Return an entry with a row and the sketch of a text."""
    return Entry(name, "d", "s", 0, row, sketch=sketch(text))


def lines(path: Path) -> list[dict[str, str]]:
    """Return a table of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_row_shows_what_is_doubted_and_hides_no_blank() -> None:
    """Values of one indicator are joined, one that is not accepted has a question mark, a blank has no cell."""
    cells = row(sample_review())
    assert cells["rc_received"] == "62?"
    assert cells["li_cases"] == "25;24?"
    assert cells["ls_publicity_events"] == "20"
    assert "rc_upheld" not in cells
    assert (cells["misattributed"], cells["unanswered"]) == ("1", "1")


def test_all_tables_say_the_same_in_the_same_order(tmp_path: Path) -> None:
    """JSON lines, CSV, workbook and Parquet have one row a report, in the order of the jobs, with the same columns."""
    one, two = entry("b", title="乙", rc_received="12", zz_new="1"), replace(entry("a"), code=2, failure="no such file")
    rows = written(tmp_path, one, two, metadata=(("place", "青石镇"),))
    assert [(r["review"], r["place"], r["title"], r["rc_received"], r["failure"]) for r in rows] == [
        ("b", "青石镇", "乙", "12", ""),
        ("a", "青石镇", "", "", "no such file"),
    ]
    assert list(rows[0])[-1] == "zz_new"
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == rows
    table = parquet.read_table(tmp_path / "results.parquet")
    assert [{key: cell or "" for key, cell in r.items()} for r in table.to_pylist()] == rows
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["results 1"]
    head, *cells = sheet.iter_rows(values_only=True)
    assert list(head) == list(rows[0])
    assert [{k: str(c or "") for k, c in zip(head, line, strict=True)} for line in cells] == rows
    assert lines(tmp_path / "failures.jsonl") == [
        {"place": "青石镇", "review": "a", "report": str(tmp_path / "a.txt"), "failure": "no such file"}
    ]


def test_a_manifest_cannot_put_words_into_our_columns(tmp_path: Path) -> None:
    """A column of the manifest that has the name of one of ours gives way to it."""
    (only,) = written(tmp_path, entry("a", title="真"), metadata=(("review", "x"), ("title", "假"), ("failure", "y")))
    assert (only["review"], only["title"], only["failure"]) == ("a", "真", "")


def test_no_cell_is_a_formula_and_no_number_changes(tmp_path: Path) -> None:
    """What begins like a formula is text; numbers are numbers where a spreadsheet keeps all their digits."""
    cells = {
        "title": "=1+1",
        "issuer": "0755",
        "rc_received": "12.50",
        "le_penalties": "-3",
        "rc_closed": "1" * 16,
        "le_fines": "＝1+1",
    }
    written(tmp_path, entry("a", **cells, doc_number="@x\x0b"))
    sheet = openpyxl.load_workbook(tmp_path / "results.xlsx")["results 1"]
    head, line = sheet.iter_rows()
    got = {name.value: cell for name, cell in zip(head, line, strict=True)}
    assert (got["title"].value, got["title"].data_type) == ("=1+1", "s")
    assert [got[name].value for name in ("issuer", "rc_received", "le_penalties")] == ["0755", 12.5, -3]
    assert got["rc_closed"].value == "1" * 16
    assert got["doc_number"].value == "@x·"
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        (only,) = csv.DictReader(file)
    assert (only["title"], only["le_penalties"], only["doc_number"][:3]) == ("'=1+1", "-3", "'@x")
    assert only["le_fines"] == "'＝1+1"


def test_a_workbook_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    """No sheet has more rows than it can, each has the head, and the last sheet says what the columns are called."""
    with workbook(tmp_path / "x.xlsx", ["review", "rc_received"], FORM, rows=4) as write:
        for number in range(7):
            write({"review": f"r{number}", "rc_received": str(number)})
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["results 1", "results 2", "results 3", "columns"]
    assert [sheet.max_row for sheet in book.worksheets[:3]] == [4, 4, 2]
    assert [sheet["A1"].value for sheet in book.worksheets[:3]] == ["review"] * 3
    assert book["results 3"]["A2"].value == "r6"
    assert book["columns"]["B3"].value == FORM.indicator("rc_received").zh


def test_a_workbook_of_the_same_rows_is_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in a workbook says when it was made."""
    with workbook(tmp_path / "x.xlsx", ["review"], FORM) as write:
        write({"review": "x"})
    with ZipFile(tmp_path / "x.xlsx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """Where a table is to be there is a folder: that is said, and no half a table is left."""
    (tmp_path / "results.csv").mkdir(parents=True)
    (tmp_path / "results.csv" / "kept").touch()
    with pytest.raises(OutputError, match=r"results\.csv"):
        written(tmp_path, entry("a"))
    assert not list(tmp_path.glob(".*.part"))


def test_reports_that_are_nearly_the_same_are_named(tmp_path: Path) -> None:
    """A copy with a few changes is like the first; line breaks change nothing; another report is like none."""
    changed = TEXT.replace("第7项", "第七项").replace("。", "。\n")
    other = "".join(f"依法履行职责{n}次,群众满意。" for n in range(60))
    first, second, last = written(tmp_path, entry("first", TEXT), entry("other", other), entry("copy", changed))
    assert first["nearly_same_as"] == second["nearly_same_as"] == ""
    assert last["nearly_same_as"] == "first"
    assert 70 <= int(last["likeness"].rstrip("%")) < 100


def test_a_sketch_is_the_same_everywhere() -> None:
    """A sketch does not depend on the process that makes it, and a text without words has none."""
    assert sketch("甲。乙") == sketch("乙\n。甲")
    assert sketch("甲。乙")[:8] == "qVwVawTB"
    assert sketch(" 。") == ""
    assert Likeness().place("a", "") is None


def test_a_thousand_alike_are_compared_with_the_first_only(tmp_path: Path) -> None:
    """Many copies are filed in one pass, each named after the first."""
    seen = Likeness()
    own = sketch(TEXT)
    assert seen.place("0", own) is None
    near = [seen.place(str(number), own) for number in range(1, 1000)]
    assert {found and found.name for found in near} == {"0"}
    assert len(seen._sketches) == 1


def test_the_index_leads_to_every_review(tmp_path: Path) -> None:
    """The page lists the reviews that there are, with links to their pages; a failure has none."""
    for name in ("a", "c"):
        (tmp_path / f"{name}.review.json").write_text(to_json(sample_review()), encoding="utf-8")
    failed = replace(entry("b"), code=2, failure="gone")
    task = Task(unmade, tmp_path, ("json", "html"), "en", "stamp")
    with filled(tmp_path, entry("a"), failed, entry("c")) as results:
        write_pages(task, results, FORM)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "./a.review.html" in page
    assert "./c.review.html" in page
    assert "b.review" not in page


def test_a_long_index_is_split_into_pages(tmp_path: Path) -> None:
    """With more reviews than a page holds, the index leads to pages, and adds up what each of them holds."""
    names = [f"r{number}" for number in range(5)]
    for name in names:
        (tmp_path / f"{name}.review.json").write_text(to_json(sample_review()), encoding="utf-8")
    task = Task(unmade, tmp_path, ("json",), "", "stamp")
    with filled(tmp_path, *(entry(name, values="3", not_accepted="1") for name in names)) as results:
        write_pages(task, results, FORM, size=2)
    pages = sorted(path.name for path in tmp_path.glob("index*.html"))
    assert pages == ["index-1.html", "index-2.html", "index-3.html", "index.html"]
    index = (tmp_path / "index.html").read_text("utf-8")
    assert all(f"./index-{number}.html" in index for number in (1, 2, 3))
    assert "r4.review.json" in (tmp_path / "index-3.html").read_text("utf-8")

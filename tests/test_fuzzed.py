"""What the fuzzer found, kept small: each file here once raised something that was no error of the package's own."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from summarizer.errors import ClaimsError, FormError, InputError, ReportError, ReviewError
from summarizer.form import load_form
from summarizer.reading import read_text
from summarizer.review import check_file, read_decisions, read_review
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEEP = 100_000


def check_nothing(path: Path) -> None:
    """Check a file of claims against a report without numbers."""
    check_file(path, read_text("全年无事。"))


@pytest.mark.parametrize(
    ("read", "name", "text", "error"),
    [
        (read_review, "deep.review.json", "[" * DEEP, ReviewError),
        (read_decisions, "deep.json", '{"a":' * DEEP, ReviewError),
        (check_nothing, "deep.jsonl", "[" * DEEP, ClaimsError),
        (lambda path: load_form(str(path)), "deep.toml", "a = " + "[" * DEEP, FormError),
    ],
)
def test_a_file_nested_without_end_is_refused(
    tmp_path: Path, read: Callable[[Path], object], name: str, text: str, error: type[InputError]
) -> None:
    """Brackets in brackets a hundred thousand deep are a fault of the file, named as one."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"deep\."):
        read(path)


@pytest.mark.parametrize("figure", ["[]", "[3]", '"35"', "[3, null]", "[1e999, 5]", "[3, 5, 7]", "0", "[true, 5]"])
def test_a_figure_of_a_decision_that_is_no_place_is_refused(tmp_path: Path, figure: str) -> None:
    """The figure that a reviewer picked is two offsets, or null; anything else is a faulty decision."""
    decision = f'{{"key": "v", "action": "correct", "value": "12件", "figure": {figure}}}'
    about = json.dumps({"digest": "d", "form": {"digest": "f"}})
    path = tmp_path / "decisions.json"
    whole = f'{{"format": "summarizer.decisions/1", "reviewer": "r", "review": {about}, "decisions": [{decision}]}}'
    path.write_text(whole, encoding="utf-8")
    with pytest.raises(ReviewError, match="a decision is faulty"):
        read_decisions(path)


@pytest.mark.parametrize(
    "part",
    ["_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/document.xml", "word/styles.xml"],
)
def test_a_word_file_with_a_part_of_something_else_is_refused(tmp_path: Path, fixtures: Path, part: str) -> None:
    """A part that is XML, but not of its kind, makes a damaged Word file, whatever the parser stumbles over."""
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(fixtures / "formats" / "report.docx") as whole, zipfile.ZipFile(path, "w") as spoiled:
        for name in whole.namelist():
            spoiled.writestr(name, b"<a/>" if name == part else whole.read(name))
    with pytest.raises(ReportError, match=r"report\.docx: no Word file"):
        load(path)


@pytest.mark.parametrize(
    "charset", ["undefined", "unicode_escape", "punycode", "charmap", "utf_16", "no-such-thing", "gb2312"]
)
def test_a_page_that_declares_no_encoding_of_the_web_is_read_as_it_looks(tmp_path: Path, charset: str) -> None:
    """A name that only Python gives a meaning to is no declaration; the bytes say what they are in."""
    path = tmp_path / "page.html"
    path.write_bytes(f"<meta charset={charset}><p>全年办理案件12件，群众满意。</p>".encode("gb18030"))
    assert load(path).text == "全年办理案件12件，群众满意。\n"

"""Targets that take a file: whatever is in it, it is read, or refused with an error of the package's own."""

from __future__ import annotations

import json
import zipfile
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from sample import sample_review

from fuzz.drawn import Draw, encoded, pieces, regrown, relined, spliced
from fuzz.made import fixture, json_of, packed, pdf, short_form, word_parts, written
from summarizer.errors import InputError
from summarizer.form import load_form
from summarizer.reading import read_text
from summarizer.review import apply_decisions, check_file, read_decisions, read_review, to_data
from summarizer.sources import load, members
from summarizer.writers import write_html, write_markdown, write_terminal

if TYPE_CHECKING:
    from summarizer.review import Review

_ENCODINGS = ("utf-8", "gb18030", "utf-16", "utf-16-le", "big5", "utf-32")
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ZIP_PIECES = (b"\0", b"\xff\xff\xff\xff", b"PK\x01\x02", b"PK\x05\x06", b"\x01")
_LONGEST = 12_000


def plain(data: bytes) -> None:
    """A text file in any encoding is read, or refused."""
    draw = Draw(data)
    if draw.number(2):
        read_file(draw.rest(), ".txt")
    else:
        whole = draw.words(60).encode(draw.one(_ENCODINGS), "ignore")
        read_file(spliced(whole, draw, (b"\0", b"\xff", b"\x80", b"\xfe\xff")), ".txt")


def page(data: bytes) -> None:
    """A web page of any tags in any order is read, or refused."""
    draw = Draw(data)
    if draw.number(4) == 0:
        read_file(spliced(fixture("report.html"), draw, encoded("html")), ".html")
        return
    shown = []
    while draw:
        times = 1 + draw.number(300) if draw.number(16) == 0 else 1
        shown.append(draw.one(pieces("html")) * times + draw.words(3))
    read_file("".join(shown)[:_LONGEST].encode("utf-8", "replace"), ".html")


def word(data: bytes) -> None:
    """A Word file with its parts edited or taken out is read, or refused."""
    draw = Draw(data)
    parts = dict(word_parts())
    for _ in range(1 + draw.number(3)):
        name = draw.one(sorted(parts))
        edit = draw.number(3)
        parts[name] = regrown(parts[name], draw) if edit else spliced(parts[name], draw, encoded("docx"))
        if draw.number(12) == 0:
            del parts[name]
    read_file(packed(parts.items()), ".docx")


def printed(data: bytes) -> None:
    """A PDF with bytes edited, or of characters set anywhere, is read, or refused."""
    draw = Draw(data)
    read_file(spliced(fixture("report.pdf"), draw, encoded("pdf")) if draw.number(2) else pdf(draw), ".pdf")


def archive(data: bytes) -> None:
    """An archive of any names, or with its bytes edited, is read, or refused."""
    draw = Draw(data)
    files = [(draw.one(pieces("zip")), draw.words(20).encode("utf-8", "replace")) for _ in range(draw.number(5))]
    whole = spliced(packed(files, draw.one(_COMPRESSIONS)), draw, _ZIP_PIECES)
    with written(whole, ".zip") as path, suppress(InputError):
        for member in members(path):
            assert load(member).text


def reviewed(data: bytes) -> None:
    """A review file with entries edited is refused, or can be written again and shown."""
    draw = Draw(data)
    with written(json_of(review_data(), draw), ".review.json") as path, suppress(InputError):
        review = read_review(path)
        json.dumps(to_data(review))
        assert draw.one((write_markdown, write_terminal, write_html))(review).strip()


def decided(data: bytes) -> None:
    """A file of decisions with entries edited is refused, or is applied, or does not fit."""
    draw = Draw(data)
    with written(json_of(decisions_data(), draw), ".json") as path, suppress(InputError):
        apply_decisions(review(), read_decisions(path), load_form("rule-of-law"))


def claimed(data: bytes) -> None:
    """A file of claims with entries edited is refused, or each claim gets a finding."""
    draw = Draw(data)
    claim = {"indicator": "行政复议", "value": "75", "unit": "件", "qualifier": "", "text": "收到75件", "quote": "75件"}
    whole = draw.one(([claim], {"values": [claim]}, {"records": [{**claim, "code": "A1"}]}, review_data()))
    with written(json_of(whole, draw), draw.one((".json", ".jsonl"))) as path, suppress(InputError):
        check_file(path, read_text("收到行政复议申请75件。"))


def form(data: bytes) -> None:
    """A form file with stretches edited is refused with every fault, or is a form."""
    draw = Draw(data)
    edit = relined if draw.number(4) else spliced
    with written(edit(short_form(), draw, encoded("toml")), ".toml") as path, suppress(InputError):
        assert load_form(str(path)).id


def read_file(data: bytes, suffix: str) -> None:
    """Load a file and assert that what it declares lies within its text."""
    with written(data, suffix) as path, suppress(InputError):
        report = load(path)
        assert report.text.strip()
        for stretch in (*report.spans, *report.tables, *report.marks):
            assert 0 <= stretch.start <= stretch.end <= len(report.text)


@cache
def review() -> Review:
    """Return the review that is edited."""
    return sample_review()


@cache
def review_data() -> dict[str, object]:
    """Return the review that is edited as plain data."""
    return to_data(review())


@cache
def decisions_data() -> dict[str, object]:
    """Return decisions on every row of the review."""
    made = {"action": "correct", "value": "12件", "figure": [3, 5], "note": "", "at": "2024-01-05T10:00:00"}
    about = {"name": "", "digest": review().report.digest, "form": {"id": "", "digest": review().form.digest}}
    decisions = [{"key": value.id, **made} for value in review().assessment.values]
    return {"format": "summarizer.decisions/1", "review": about, "reviewer": "云", "decisions": decisions}

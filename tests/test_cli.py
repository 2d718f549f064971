"""The command line: exit codes, where answers go, and what bad input gets."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
import typer
from console import ROOT

from summarizer import __version__
from summarizer.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def test_fill_writes_a_review_whose_every_quote_stands_at_its_place(run: Run, report: Path, tmp_path: Path) -> None:
    """Each place of each value quotes the report's own text."""
    code, out, _ = run("fill", report, "--out", tmp_path / "out", "--format", "json,md,html")
    assert code in (0, 1)
    assert out
    review = json.loads((tmp_path / "out" / "云溪县 2021.review.json").read_text("utf-8"))
    stated = [value for value in review["values"] if value["status"] == "stated"]
    assert {value["code"]: value["value"] for value in stated}["rc_received"] == "12"
    text = report.read_text("utf-8")
    assert all(text[p["start"] : p["end"]] == p["quote"] for value in stated for p in value["places"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "云溪县 2021.review.json",
        "云溪县 2021.review.md",
        "云溪县 2021.review.html",
        "云溪县 2021.usage.json",
    }


def test_the_same_report_gives_the_same_bytes(run: Run, report: Path, tmp_path: Path) -> None:
    """Filling twice writes the same review file."""
    for folder in ("one", "two"):
        run("fill", report, "--out", tmp_path / folder, "--quiet")
    name = "云溪县 2021.review.json"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_just_work(run: Run, report: Path, encoding: str) -> None:
    """GB18030, UTF-16 and UTF-8 with a byte order mark give the figures of the plain UTF-8 file."""
    report.write_text(report.read_text("utf-8"), encoding=encoding, newline="")
    code, out, _ = run("figures", report, "--format", "jsonl")
    surfaces = [json.loads(line)["surface"] for line in out.splitlines()]
    assert code == 0
    assert "12件" in surfaces
    assert "20场次" in surfaces


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("report.xyz", b"text")],
)
def test_bad_reports_get_one_line_that_names_them(run: Run, tmp_path: Path, name: str, content: bytes | None) -> None:
    """A missing, empty, binary or unknown file is one line on stderr and exit code 2."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("fill", path, "--out", tmp_path / "out")
    assert code == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert name in err
    assert not (tmp_path / "out").exists()


def test_one_bad_report_does_not_cost_the_others(run: Run, report: Path, tmp_path: Path) -> None:
    """The readable report is filled; the exit code is that of the worst."""
    code, _, err = run("fill", tmp_path / "missing.txt", report, "--out", tmp_path / "out", "--quiet")
    assert code == 2
    assert "missing.txt" in err
    assert (tmp_path / "out" / "云溪县 2021.review.json").exists()


@pytest.mark.parametrize("text", ["没有标题没有数字", "一" * 200_000, "12件," * 50_000])
def test_odd_reports_are_filled(run: Run, tmp_path: Path, text: str) -> None:
    """No headings, no figures, one very long line: the form comes out all the same."""
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("fill", path, "--out", tmp_path / "out", "--quiet")
    assert code in (0, 1), err
    assert (tmp_path / "out" / "odd.review.json").exists()


def test_an_unknown_form_names_the_known_ones(run: Run, report: Path) -> None:
    """A form that does not exist is an error that lists those that do."""
    code, _, err = run("fill", report, "--form", "no-such-form")
    assert code == 2
    assert "no-such-form" in err
    assert "rule-of-law" in err


def test_an_unknown_format_is_named(run: Run, report: Path) -> None:
    """A format that cannot be written is an error that lists those that can."""
    code, _, err = run("fill", report, "--format", "json,odt")
    assert code == 2
    assert "odt" in err
    assert "html" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_permission_is_one_error(run: Run, report: Path, tmp_path: Path) -> None:
    """A review that cannot be written is named, and nothing half-written is left."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, _, err = run("fill", report, "--out", locked)
    assert code == 2
    assert "locked" in err
    assert list(locked.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_one_error(run: Run, report: Path, tmp_path: Path) -> None:
    """When the output folder is a file, the error names it."""
    taken = tmp_path / "taken"
    taken.write_text("")
    code, _, err = run("fill", report, "--out", taken)
    assert code == 2
    assert "taken" in err


def test_reports_of_one_name_keep_their_own_reviews(run: Run, report: Path, tmp_path: Path) -> None:
    """Two reports of one file name in two folders are two reviews; one of another suffix keeps it."""
    (tmp_path / "other").mkdir()
    text = report.read_text("utf-8")
    (tmp_path / "other" / report.name).write_text(text.replace("12件", "15件"), encoding="utf-8")
    markdown = report.with_suffix(".md")
    markdown.write_text(text, encoding="utf-8")
    run("fill", report, tmp_path / "other" / report.name, markdown, "--out", tmp_path / "out", "--quiet")
    names = {path.name for path in (tmp_path / "out").glob("*.review.json")}
    assert names == {f"{report.name}.review.json", f"{report.name} (2).review.json", f"{markdown.name}.review.json"}


def test_a_form_of_ones_own_names_what_every_writer_shows(run: Run, report: Path, tmp_path: Path) -> None:
    """A form that is a file beside the reports gives its names to the terminal, the files and the comparison."""
    own = tmp_path / "own.toml"
    shipped = (ROOT / "schemas" / "rule-of-law.toml").read_text("utf-8")
    own.write_text(shipped.replace('id = "rule-of-law"', 'id = "own"', 1), encoding="utf-8")
    _, shown, _ = run("fill", report, "--form", own, "--all", "--out", tmp_path / "out", "--format", "json,md,csv")
    review = tmp_path / "out" / f"{report.stem}.review.json"
    written = [review.with_suffix(suffix).read_text("utf-8") for suffix in (".md", ".csv")]
    _, compared, _ = run("diff", review, review, "--all", "--form", own)
    assert all("收到行政复议申请数" in text for text in (shown, *written, compared))
    assert run("diff", review, review)[0] == 2


def test_the_bill_tells_calls_tokens_cost_and_time(run: Run, report: Path, tmp_path: Path) -> None:
    """The usage file beside a review has what filling took, and the review itself has none of it."""
    run("fill", report, "--out", tmp_path, "--quiet")
    bill = json.loads((tmp_path / f"{report.stem}.usage.json").read_text("utf-8"))
    assert bill.keys() == {"calls", "tokens_in", "tokens_out", "cached", "cost", "seconds"}
    assert 0 < bill["seconds"] < 60
    assert "seconds" not in (tmp_path / f"{report.stem}.review.json").read_text("utf-8")


def test_explain_shows_claim_source_and_verdict(run: Run, report: Path, tmp_path: Path) -> None:
    """The account of a value holds its number and the source sentence."""
    run("fill", report, "--out", tmp_path, "--quiet")
    path = tmp_path / "云溪县 2021.review.json"
    review = json.loads(path.read_text("utf-8"))
    name = next(value["id"] for value in review["values"] if value["code"] == "rc_received" and value["value"])
    code, out, _ = run("explain", path, name)
    assert code == 0
    assert "收到行政复议申请12件" in out
    assert "supported" in out


def test_explain_names_the_ids_there_are(run: Run, report: Path, tmp_path: Path) -> None:
    """An id that the review lacks is an error that lists some of those it has."""
    run("fill", report, "--out", tmp_path, "--quiet")
    code, _, err = run("explain", tmp_path / "云溪县 2021.review.json", "nothing")
    assert code == 2
    assert "rc_received" in err


def walk(
    group: typer.core.TyperGroup, path: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], typer.core.TyperCommand]]:
    """Return every command with the words that call it."""
    found = []
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found += walk(command, (*path, name))
        else:
            found.append(((*path, name), command))
    return found


def test_every_command_has_help_with_an_example() -> None:
    """Each command's help has a sentence and an example line that calls it."""
    for path, command in walk(typer.main.get_group(app)):
        assert command.help, path
        assert f"Example: summarizer {' '.join(path)}" in command.help, path


def test_version_is_that_of_the_package(run: Run) -> None:
    """``--version`` prints the one version there is."""
    assert run("--version")[1].strip() == __version__

"""A batch: what it finds, what it keeps, and what a kill, a second run or a bad report do to it."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from summarizer.batch import Ledger, find_jobs
from summarizer.batch.window import as_finished, in_order
from summarizer.errors import OutputError, ReportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "summarizer", "batch"]


def write_reports(folder: Path, count: int) -> None:
    """Write some small reports that differ in one number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"青石镇人民政府2021年度法治政府建设情况报告\n一、依法行政和普法工作\n全年收到行政复议申请{number + 3}件。\n"
        (folder / f"report-{number:03}.txt").write_text(text, encoding="utf-8")


def batch(*words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a batch in a process of its own."""
    done = subprocess.run([*COMMAND, *map(str, words)], capture_output=True, text=True, check=False)
    assert not check or done.returncode in (0, 1), done.stderr
    return done


def results(out: Path) -> dict[str, bytes]:
    """Return every file of a batch but its ledger, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".summarizer" not in path.parts and path.suffix != ".parquet"
    }


def test_folders_are_mirrored_and_colliding_names_keep_their_suffix(tmp_path: Path) -> None:
    """The review of ``a/x.txt`` goes to ``a/x``; beside ``a/x.md`` it goes to ``a/x.txt``."""
    for name in ("a/x.txt", "a/x.md", "b/深 圳.txt", "c.log"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    assert [job.name for job in find_jobs([str(tmp_path)])] == ["a/x.md", "a/x.txt", "b/深 圳"]


def test_a_manifest_gives_paths_and_metadata(tmp_path: Path) -> None:
    """Each line of a manifest is a report with what is known of it."""
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text('{"path": "x.txt", "place": "青石镇", "year": 2021}\n', encoding="utf-8")
    (job,) = find_jobs([str(manifest)])
    assert job.path == tmp_path / "x.txt"
    assert job.metadata == (("place", "青石镇"), ("year", "2021"))


def test_a_manifest_cannot_write_above_the_output_folder(tmp_path: Path) -> None:
    """``..`` and absolute paths in a manifest do not leave the output folder."""
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text('{"path": "../../etc/x.txt"}\n{"path": "/etc/y.txt"}\n', encoding="utf-8")
    assert [job.name for job in find_jobs([str(manifest)])] == ["etc/x", "etc/y"]


def test_a_broken_manifest_names_its_line(tmp_path: Path) -> None:
    """A line without a path is named with its number."""
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text('{"path": "x.txt"}\n{"place": "青石镇"}\n', encoding="utf-8")
    with pytest.raises(ReportError, match="line 2"):
        find_jobs([str(manifest)])


def test_a_link_that_loops_is_walked_once(tmp_path: Path) -> None:
    """A folder linked into itself does not catch the search."""
    write_reports(tmp_path / "in", 1)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert len(find_jobs([str(tmp_path / "in")])) == 1


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    """An empty folder is no batch."""
    with pytest.raises(UsageError, match="no report found"):
        find_jobs([str(tmp_path)])


def test_the_window_is_bounded_and_in_order() -> None:
    """No more than the window's items are taken ahead of the one that is yielded."""
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(2) as pool:
        for item, future in in_order(pool, lambda number: number * number, items(), window=3):
            assert future.result() == item * item
            assert len(taken) <= item + 4
    assert taken == list(range(50))


def test_the_window_yields_every_item_once_as_they_finish() -> None:
    """What finishes first comes first, and nothing is lost."""
    with ThreadPoolExecutor(4) as pool:
        pairs = as_finished(pool, lambda number: time.sleep(0.001 * (number % 3)), range(30), window=5)
        assert sorted(item for item, _ in pairs) == list(range(30))


def test_a_second_run_on_one_folder_is_refused(tmp_path: Path) -> None:
    """While one run holds the ledger, another is told so."""
    with Ledger(tmp_path), pytest.raises(OutputError, match="another run"):
        Ledger(tmp_path)


def test_a_ledger_line_cut_short_is_dropped(tmp_path: Path) -> None:
    """Half a line, as a kill leaves it, is not read as a finished report."""
    (tmp_path / ".summarizer").mkdir()
    ledger = tmp_path / ".summarizer" / "ledger.jsonl"
    ledger.write_bytes(b'{"name": "a", "digest": "1", "stamp": "2", "code": 0}\n{"name": "b", "dig')
    with Ledger(tmp_path) as opened:
        assert list(opened.lines) == ["a"]
    assert ledger.read_bytes().endswith(b"}\n")


def test_a_batch_writes_reviews_and_tables_in_input_order(tmp_path: Path) -> None:
    """Every report has its review and its row; a report that cannot be read is in the failures."""
    write_reports(tmp_path / "in", 5)
    (tmp_path / "in" / "report-002.txt").write_bytes(b"")
    done = batch(tmp_path / "in", "--out", tmp_path / "out", check=False)
    assert done.returncode == 2
    rows = [json.loads(line) for line in (tmp_path / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    assert [row["review"] for row in rows] == [f"report-{n:03}" for n in range(5)]
    assert [row["rc_received"] for row in rows] == ["3", "4", "", "6", "7"]
    (failure,) = map(json.loads, (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines())
    assert failure["review"] == "report-002"
    assert rows[2]["failure"] == failure["failure"]
    assert (tmp_path / "out" / "results.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_is_finished_is_not_done_again(tmp_path: Path) -> None:
    """A second run keeps every review whose report has not changed."""
    write_reports(tmp_path / "in", 3)
    batch(tmp_path / "in", "--out", tmp_path / "out")
    reviews = sorted((tmp_path / "out").glob("*.review.json"))
    before = [path.stat().st_mtime_ns for path in reviews]
    (tmp_path / "in" / "report-001.txt").write_text("一、依法行政和普法工作\n全年收到行政复议申请99件。\n", encoding="utf-8")
    batch(tmp_path / "in", "--out", tmp_path / "out")
    after = [path.stat().st_mtime_ns for path in reviews]
    assert [new > old for old, new in zip(before, after, strict=True)] == [False, True, False]


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    """Killed at random moments and started again, a batch ends with the bytes of one never killed."""
    write_reports(tmp_path / "in", 120)
    batch(tmp_path / "in", "--out", tmp_path / "whole")
    chance = random.Random(7)
    for _ in range(4):
        run = subprocess.Popen(
            [*COMMAND, str(tmp_path / "in"), "--out", str(tmp_path / "killed")], stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.5, 2.0))
        run.send_signal(signal.SIGKILL)
        run.wait()
    batch(tmp_path / "in", "--out", tmp_path / "killed")
    assert results(tmp_path / "killed") == results(tmp_path / "whole")
    assert not list((tmp_path / "killed").rglob(".*.part"))


@pytest.mark.slow
def test_ctrl_c_finishes_what_is_in_flight_and_says_how_to_go_on(tmp_path: Path) -> None:
    """An interrupted run ends by itself, names what is left, and the next run completes it."""
    write_reports(tmp_path / "in", 400)
    command = [*COMMAND, str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not list((tmp_path / "out").glob("*.review.json")):
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert "the same command goes on" in err
    batch(tmp_path / "in", "--out", tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*.review.json"))) == 400
    shutil.rmtree(tmp_path / "out")

"""The batch command as a user runs it: what it writes, and what a kill, Ctrl-C, a full disk or a bad report do."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from asked import says
from loopback import Loopback

from summarizer.batch import Entry
from summarizer.cli.progress import Progress, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-m", "summarizer", "batch"]


def write_reports(folder: Path, count: int) -> Path:
    """Write some small reports that differ in one number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"青石镇2021年度法治政府建设情况报告\n一、依法行政和普法工作\n全年收到行政复议申请{number + 3}件。\n"
        (folder / f"report-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def batch(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a batch in a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, words)], capture_output=True, text=True, check=False, timeout=300, **more
    )


def start(*words: object) -> subprocess.Popen[str]:
    """Start a batch in a process group of its own."""
    command = [*COMMAND, *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def results(out: Path) -> dict[str, bytes]:
    """Return every file of a batch by its path, but for its ledger and the bills, which tell the time it took."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".summarizer" not in path.parts and not path.name.endswith(".usage.json")
    }


def rows(path: Path) -> list[dict[str, str]]:
    """Return a table of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wait_for(path: Path, pattern: str, at_least: int = 1) -> None:
    """Wait until a folder has so many files."""
    end = time.monotonic() + 120
    while len(list(path.rglob(pattern))) < at_least:
        assert time.monotonic() < end
        time.sleep(0.02)


def nobody_left(group: int) -> bool:
    """Whether every process of a group ends within some seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_batch_of_good_and_bad_reports(tmp_path: Path) -> None:
    """Every report has its row in input order, the bad ones say why, and what is finished is not done again."""
    inputs, out = write_reports(tmp_path / "in", 4), tmp_path / "out"
    (inputs / "report-001.txt").write_bytes(b"")
    (inputs / "report-002.txt").write_bytes((inputs / "report-000.txt").read_bytes())
    text = (inputs / "report-003.txt").read_text("utf-8").replace("6件", "9件")
    (inputs / "报告 一\n二.txt").write_text(text, encoding="utf-8")
    (inputs / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    done = batch(inputs, "--out", out)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "6 reports, 0 of them finished before, 1 the same as another (report-002)" in done.stderr
    names = ["report-000", "report-001", "report-002", "report-003", "报告 一\n二", "旧"]
    table = rows(out / "results.jsonl")
    assert [row["review"] for row in table] == names
    assert [row["rc_received"] for row in table] == ["3", "", "3", "6", "9", ""]
    assert [row["same_as"] for row in table] == ["", "", "report-000", "", "", ""]
    failed = {row["review"]: row["failure"] for row in rows(out / "failures.jsonl")}
    assert set(failed) == {"report-001", "旧"}
    assert "save it as .docx" in failed["旧"]
    written = {path.name for path in out.iterdir()}
    assert {"results.csv", "results.xlsx", "results.parquet", "index.html", "报告 一\n二.review.json"} <= written
    assert "report-002.review.json" not in written
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.review.json")}
    again = batch(inputs, "--out", out)
    assert "6 reports, 5 of them finished before" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.review.json")} == before


def hostile(folder: Path) -> set[str]:
    """Write what people send who mean harm, or do not look; return the names of what cannot be read."""
    bomb, entity = b"\0" * (65 * 1024 * 1024), b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    packed = {
        "bomb.zip": {"report.txt": bomb},
        "large.docx": {"word/document.xml": bomb},
        "entity.docx": {"word/document.xml": entity},
        "traversal.zip": {"../../report.txt": b"x"},
        "empty.zip": {"picture.jpg": b"x"},
        "nested.zip": {"inner.zip": b"PK", "old.wps": b"x"},
        "long.zip": {f"{'x' * 300}.txt": b"x"},
    }
    for name, members in packed.items():
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "above").symlink_to(folder)
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    inside = {"bomb.zip/report", "nested.zip/inner", "nested.zip/old"}
    return inside | {"large", "entity", "traversal", "empty", "long", "huge", "loop", "old", "cut"}


def test_no_bad_input_stops_a_batch(tmp_path: Path) -> None:
    """Bombs, entities, traversal, loops and a file of 200 MB are named, each with a reason, and the rest is done."""
    inputs, out = write_reports(tmp_path / "in", 2), tmp_path / "out"
    wrong = hostile(inputs)
    (inputs / "page.html").write_text(
        '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>一、工作</p><p>全年办理行政复议案件5件。&a;</p>'
    )
    done = batch(inputs, "--out", out)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    failures = {row["review"]: row["failure"] for row in rows(out / "failures.jsonl")}
    assert set(failures) == wrong
    assert all(failures.values())
    assert "fault of summarizer" not in "".join(failures.values())
    assert {"report-000", "report-001", "page"} == {path.name[:-12] for path in out.glob("*.review.json")}
    assert "root:" not in (out / "page.review.json").read_text("utf-8")


def test_the_reports_in_an_archive_are_reports_of_their_own(tmp_path: Path) -> None:
    """Each has its review and its line, with what the manifest knows of the archive; what changed is done again."""
    inputs, out = write_reports(tmp_path / "in", 3), tmp_path / "out"
    archive, manifest = tmp_path / "县.zip", tmp_path / "all.jsonl"
    manifest.write_text(json.dumps({"path": archive.name, "year": 2023}))

    def pack(first: str) -> None:
        with zipfile.ZipFile(archive, "w") as packed:
            packed.writestr("a/一.txt", first)
            packed.write(inputs / "report-001.txt", "b/一.txt")
            packed.write(inputs / "report-002.txt", "三.txt")

    pack("一、工作\n全年办理行政复议案件5件。\n")
    names = ["县.zip/a/一", "县.zip/b/一", "县.zip/三"]
    assert batch(manifest, "--out", out).returncode in (0, 1)
    table = rows(out / "results.jsonl")
    assert [(row["review"], row["year"]) for row in table] == [(name, "2023") for name in names]
    assert "3 of them finished before" in batch(manifest, "--out", out).stderr
    pack("一、工作\n全年办理行政复议案件6件。\n")
    assert "2 of them finished before" in batch(manifest, "--out", out, "--only", "changed").stderr
    assert batch(manifest, "--out", out, "--recheck").returncode in (0, 1)
    again = rows(out / "results.jsonl")
    assert [row["digest"] == before["digest"] for row, before in zip(again, table, strict=True)] == [False, True, True]


def test_reports_that_a_manifest_lists_and_nobody_has_are_named(tmp_path: Path) -> None:
    """What is listed and not there is said at once, and stands in the failures with what the manifest knows of it."""
    inputs, out = write_reports(tmp_path / "in", 1), tmp_path / "out"
    manifest = inputs / "all.jsonl"
    lines = [{"path": "report-000.txt", "place": "青石镇"}, {"path": "none.txt", "place": "云岭镇"}]
    manifest.write_text("\n".join(json.dumps(line) for line in lines))
    done = batch(manifest, "--out", out)
    assert "1 not there (none)" in done.stderr
    (failure,) = rows(out / "failures.jsonl")
    assert (failure["place"], failure["review"]) == ("云岭镇", "none")
    assert [row["place"] for row in rows(out / "results.jsonl")] == ["青石镇", "云岭镇"]


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    """Killed at random moments and started again, a batch ends with the bytes of one never killed."""
    inputs = write_reports(tmp_path / "in", 100)
    batch(inputs, "--out", tmp_path / "whole")
    chance = random.Random(7)
    for kill in range(3):
        running = start(inputs, "--out", tmp_path / "killed")
        wait_for(tmp_path / "killed", "*.review.json", kill * 20 + 1)
        time.sleep(chance.uniform(0.0, 0.3))
        running.kill()
        running.communicate()
        assert nobody_left(running.pid)
    batch(inputs, "--out", tmp_path / "killed")
    assert results(tmp_path / "killed") == results(tmp_path / "whole")


@pytest.mark.slow
def test_ctrl_c_finishes_what_is_in_flight_and_says_how_to_go_on(tmp_path: Path) -> None:
    """An interrupted run ends by itself, names what is left, and the next run completes it."""
    inputs, out = write_reports(tmp_path / "in", 200), tmp_path / "out"
    running = start(inputs, "--out", out)
    wait_for(out, "*.review.json")
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "the same command goes on" in said
    assert 0 < len(rows(out / "results.jsonl")) < 200
    assert batch(inputs, "--out", out).returncode in (0, 1)
    assert len(list(out.glob("*.review.json"))) == 200


@pytest.mark.slow
def test_ctrl_c_twice_stops_at_once(tmp_path: Path) -> None:
    """A second Ctrl-C does not wait for an endpoint that thinks for minutes."""
    inputs = write_reports(tmp_path / "in", 3)
    with Loopback(lambda _: says(), latency=120) as server:
        options = ("--engine", "model", "--model", "any", "--base-url", server.base_url, "--cache", tmp_path / "cache")
        running = start(inputs, "--out", tmp_path / "out", *options)
        while not server.sent:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(timeout=0.5)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Ctrl-C again stops at once" in said
    assert "stopped at once" in said
    assert not list((tmp_path / "out").glob("*.review.json"))


@pytest.mark.slow
def test_a_killed_run_asks_no_finished_question_again(tmp_path: Path) -> None:
    """Over three kills, no call is made twice but those in flight, and the reviews are those of a run never killed."""
    inputs = write_reports(tmp_path / "in", 40)
    with Loopback(lambda _: says(), latency=0.05) as server:
        model = ("--engine", "model", "--model", "any", "--base-url", server.base_url, "--jobs", "4")
        batch(inputs, "--out", tmp_path / "whole", *model, "--no-cache")
        needed = len(server.sent)
        server.sent.clear()
        for finished in (3, 10, 20):
            running = start(inputs, "--out", tmp_path / "killed", *model, "--cache", tmp_path / "cache")
            wait_for(tmp_path / "killed", "*.review.json", finished)
            running.kill()
            running.communicate()
        batch(inputs, "--out", tmp_path / "killed", *model, "--cache", tmp_path / "cache")
        assert needed <= len(server.sent) <= needed + 3 * 4
    bills = {name for name in results(tmp_path / "whole") if name.endswith(".usage.json")}
    whole, killed = (
        {name: data for name, data in results(tmp_path / out).items() if name not in bills}
        for out in ("whole", "killed")
    )
    assert killed == whole


@pytest.mark.slow
@pytest.mark.parametrize("room", [10_000, 60_000])
def test_a_full_disk_leaves_whole_files_and_the_run_can_go_on(tmp_path: Path, room: int) -> None:
    """Where no file may grow over so many bytes, a review or the ledger cannot be written: that is said, once."""
    inputs, out = write_reports(tmp_path / "in", 30), tmp_path / "out"
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
    # Not measured by `make coverage`, whose own files would meet the limit.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = batch(inputs, "--out", out, preexec_fn=limit, env=unmeasured)
    assert done.returncode == 2
    assert done.stderr.count("cannot be written") == 1
    assert "Traceback" not in done.stderr
    for path in out.glob("*.review.json"):
        json.loads(path.read_text("utf-8"))
    assert not list(out.rglob(".*.part"))
    batch(inputs, "--out", out)
    batch(inputs, "--out", tmp_path / "whole")
    assert results(out) == results(tmp_path / "whole")


def test_a_recheck_says_what_changed_and_asks_nobody(tmp_path: Path) -> None:
    """Stored answers are judged again: what the checker now says otherwise is printed, and only that."""
    inputs, out = write_reports(tmp_path / "in", 3), tmp_path / "out"
    nobody = ("--engine", "model", "--model", "any", "--base-url", "http://127.0.0.1:9/v1")
    batch(inputs, "--out", out, "--format", "md")
    bill = out / "report-001.usage.json"
    bill.write_text(bill.read_text("utf-8").replace('"calls": 0', '"calls": 7'), encoding="utf-8")
    before = results(out)
    same = batch(inputs, "--out", out, "--recheck", *nobody)
    assert (same.returncode, same.stdout) == (0, "")
    assert "0 findings of 0 reports changed" in same.stderr
    assert results(out) == before
    review = out / "report-001.review.json"
    review.write_text(review.read_text("utf-8").replace('"value": "4"', '"value": "40"', 1), encoding="utf-8")
    changed = batch(inputs, "--out", out, "--recheck", *nobody)
    assert changed.returncode == 1
    (line,) = changed.stdout.splitlines()
    assert line.startswith("report-001  rc_received@")
    assert line.endswith("40件  supported, holds → altered/scale, holds")
    assert rows(out / "results.jsonl")[1]["rc_received"] == "40?"
    assert "40" in (out / "report-001.review.md").read_text("utf-8")
    assert json.loads(bill.read_text("utf-8"))["calls"] == 7
    assert "3 of them finished before" in batch(inputs, "--out", out, "--format", "md").stderr


def test_a_recheck_contradicts_what_fills(tmp_path: Path) -> None:
    """A recheck fills nothing, so nothing can be retried in it."""
    done = batch(write_reports(tmp_path / "in", 1), "--out", tmp_path / "out", "--recheck", "--retry-failed")
    assert done.returncode == 2
    assert "--recheck" in done.stderr


def entries(*costs: str, failed: int = 0) -> Iterator[Entry]:
    """Yield entries that cost so much, then some that failed."""
    yield from (Entry("x", "", "", 0, cost=cost) for cost in costs)
    yield from (Entry("x", "", "", 2, failure="no") for _ in range(failed))


def test_progress_says_rate_time_left_cost_and_failures(capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no terminal, the line at the end says all of it, on stderr."""
    progress = Progress(5, "USD", began=time.monotonic() - 10)
    list(watched(entries("0.10", "0.25", "0.004", failed=2), progress))
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].split() == ["5/5", "0.5/s", "0:00:00", "left", "0.35", "USD", "2", "failed"]


def test_progress_shows_no_cost_where_nothing_is_paid(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a currency no cost is shown, and quiet shows nothing."""
    list(watched(entries("0"), Progress(1)))
    assert "0 failed" in (said := capsys.readouterr().err)
    assert "0.00" not in said
    list(watched(entries("0"), Progress(1), quiet=True))
    assert capsys.readouterr().err == ""


def test_progress_on_a_terminal_is_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal the same words stand behind a bar that is drawn over."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    list(watched(entries("1.5"), Progress(1, "USD")))
    assert "1/1" in (said := capsys.readouterr().err)
    assert "1.50 USD" in said


@pytest.mark.parametrize(("on", "said"), [("slurm", "no such place"), ("ray", "pip install 'summarizer[ray]'")])
def test_a_place_that_there_is_not(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on: str, said: str
) -> None:
    """Another scheduler, or Ray where it is not installed, is refused before anything is written."""
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "summarizer.batch.cluster", raising=False)
    code, _, told = run("batch", write_reports(tmp_path / "in", 1), "--out", tmp_path / "out", "--on", on)
    assert code == 2
    assert said in told
    assert not (tmp_path / "out").exists()

"""What a batch finds, and what it calls it: folders, globs, lists, manifests, and the names people give to files."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from growth import grows_within

from summarizer.batch import Again, Ledger, Task, find_jobs, survey
from summarizer.batch.names import names_of
from summarizer.errors import ReportError, UsageError

if TYPE_CHECKING:
    from summarizer.batch import Job, Survey


def touch(root: Path, *names: str) -> Path:
    """Write small files with different contents below a folder."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    return root


def named(*paths: object) -> list[str]:
    """Return the names of the jobs that some paths lead to."""
    return [job.name for job in find_jobs([str(path) for path in paths])]


def surveyed(jobs: list[Job], out: Path) -> Survey:
    """Survey jobs for an output folder that nothing was written to."""

    def unmade() -> tuple[object, object]:
        raise AssertionError

    with Ledger(out) as ledger:
        return survey(jobs, ledger, Task(unmade, out, ("json",), "", "stamp"), Again())


def test_folders_are_mirrored_and_colliding_names_keep_their_suffix(tmp_path: Path) -> None:
    """The review of ``b/x.txt`` goes to ``b/x``; beside ``a/x.md`` that of ``a/x.txt`` goes to ``a/x.txt``."""
    assert named(touch(tmp_path, "a/x.txt", "a/x.md", "b/深 圳.txt", "c.log")) == ["a/x.md", "a/x.txt", "b/深 圳"]


def test_one_name_in_two_folders_makes_two_reviews(tmp_path: Path) -> None:
    """Reports of one name from two folders do not write over each other's review."""
    touch(tmp_path, "a/x.txt", "b/x.txt", "b/x (2).txt")
    assert named(tmp_path / "a", tmp_path / "b") == ["x", "x (2)", "x (3)"]


def test_a_report_given_twice_is_listed_twice(tmp_path: Path) -> None:
    """The same path twice is two lines of the tables, done once."""
    path = touch(tmp_path, "x.txt") / "x.txt"
    jobs = find_jobs([str(path), str(path)])
    assert [job.name for job in jobs] == ["x", "x (2)"]
    found = surveyed(jobs, tmp_path / "out")
    assert [job.name for job in found.todo] == ["x"]
    assert found.twins == {"x (2)": "x"}


def test_reports_with_the_same_bytes_are_done_once(tmp_path: Path) -> None:
    """A copy is the twin of the first report with its bytes; one of the same length is not."""
    touch(tmp_path / "in", "a.txt", "b.txt", "c.txt")
    (tmp_path / "in" / "d.txt").write_text("text of b.txt")
    found = surveyed(find_jobs([str(tmp_path / "in")]), tmp_path / "out")
    assert found.twins == {"d": "b"}


def test_a_manifest_gives_paths_and_metadata(tmp_path: Path) -> None:
    """Each line of a manifest is a report with what is known of it; null is nothing."""
    line = {"path": "x.txt", "place": "青石镇", "year": 2021, "source": None, "tags": ["镇"]}
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text("\ufeff" + json.dumps(line, ensure_ascii=False) + "\r\n\n", encoding="utf-8")
    (job,) = find_jobs([str(manifest)])
    assert job.path == tmp_path / "x.txt"
    assert dict(job.metadata) == {"place": "青石镇", "year": "2021", "source": "", "tags": '["镇"]'}


def test_a_manifest_cannot_write_above_the_output_folder(tmp_path: Path) -> None:
    """``..`` and absolute paths in a manifest do not leave the output folder."""
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text('{"path": "../../etc/x.txt"}\n{"path": "/etc/y.txt"}\n{"path": ".."}\n', encoding="utf-8")
    assert named(manifest) == ["etc/x", "etc/y", "report"]


@pytest.mark.parametrize(
    "line", ['{"path": 3}', "{", "[]", '{"path": " "}', '{"path": "a\\u0000b"}', '{"path": "\\ud800"}']
)
def test_a_manifest_line_without_a_path_is_named(tmp_path: Path, line: str) -> None:
    """A broken line ends the run before anything is done, with file and line."""
    manifest = tmp_path / "reports.jsonl"
    manifest.write_text(f'{{"path": "x.txt"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ReportError, match="line 2"):
        find_jobs([str(manifest)])


def test_a_list_has_a_path_a_line_whatever_is_in_it(tmp_path: Path) -> None:
    """Spaces, line separators of Unicode and names in GBK are part of a path; blank lines are none."""
    names = ["a b.txt", "c\u2028d.txt", " e.txt"]
    gbk = "法治报告.txt".encode("gbk")
    listing = tmp_path / "reports.lst"
    listing.write_bytes("\r\n".join([*names, "", ""]).encode() + gbk + b"\n")
    jobs = find_jobs([str(listing)])
    assert [job.path.name for job in jobs] == [*names, os.fsdecode(gbk)]
    assert jobs[-1].name == "法治报告"


def test_stdin_separated_by_nul_takes_names_with_newlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``find -print0`` prints is read as it is meant."""
    path = tmp_path / "two\nlines.txt"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(os.fsencode(path) + b"\0")))
    (job,) = find_jobs(["-"])
    assert job.path == path


def test_a_list_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A missing list or manifest is named."""
    with pytest.raises(ReportError, match=r"none\.lst"):
        find_jobs([str(tmp_path / "none.lst")])


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A link to a folder above cannot make the search endless, in a folder or a glob."""
    touch(tmp_path / "in", "x.txt")
    for name in ("loop", "also"):
        (tmp_path / "in" / name).symlink_to(tmp_path / "in")
    assert named(tmp_path / "in") == ["x"]
    assert named(tmp_path / "in" / "**" / "*.txt") == ["x"]


def test_a_broken_link_and_a_pipe(tmp_path: Path) -> None:
    """A link to a report that is gone is a report that is gone; a pipe is no report, nothing waits for it."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    jobs = find_jobs([str(tmp_path)])
    assert [job.name for job in jobs] == ["gone"]
    assert surveyed(jobs, tmp_path / "out").missing == jobs


def test_a_glob_mirrors_the_folders_below_its_fixed_beginning(tmp_path: Path) -> None:
    """``in/*/x.txt`` keeps the folders that the star stands for; a folder that is matched is searched through."""
    touch(tmp_path / "in", "a/x.txt", "b/x.txt", "b/c/y.txt", "b/.z.txt")
    assert named(tmp_path / "in" / "*" / "x.txt") == ["a/x", "b/x"]
    assert named(tmp_path / "in" / "*") == ["a/x", "b/x", "b/c/y"]
    assert named(tmp_path / "in" / "**") == ["a/x", "b/c/y", "b/x"]


def test_no_report_is_passed_over_in_silence(tmp_path: Path) -> None:
    """An old Word file is a report that fails with advice; hidden files and pictures are no reports."""
    assert named(touch(tmp_path, "a.doc", "b.WPS", ".c.txt", "~$d.docx", "e.jpg", ".git/f.txt")) == ["a", "b"]


def test_results_are_no_reports(tmp_path: Path) -> None:
    """A folder of reviews below the reports is left alone, and they do not go among the reports."""
    touch(tmp_path, "x.txt", "out/x.review.html", "out/.summarizer/ledger.jsonl")
    assert named(tmp_path) == ["x"]
    with pytest.raises(UsageError, match="among the reports"):
        find_jobs([str(tmp_path)], tmp_path)


def test_nothing_found_is_an_error(tmp_path: Path) -> None:
    """An empty folder is no batch."""
    with pytest.raises(UsageError, match="no report found"):
        find_jobs([str(tmp_path)])


def test_a_name_leaves_room_for_its_endings() -> None:
    """A name as long as a file system allows is cut to a readable one; two that begin alike stay two."""
    long = [Path(f"政/{'法' * 80}{last}.txt") for last in ("治", "制")]
    names = names_of(long)
    assert len(set(names)) == 2
    assert all(len(f"{Path(name).name}.review.json".encode()) <= 255 and name.startswith("政/法法") for name in names)


def test_many_tiny_files_are_found_in_linear_time(tmp_path: Path) -> None:
    """A folder of ten times as many files takes about ten times as long to search and survey."""
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, count in ((few, 200), (many, 2000)):
        folder.mkdir()
        for number in range(count):
            (folder / f"第 {number} 号.txt").write_text(str(number))

    def look(folder: Path) -> None:
        surveyed(find_jobs([str(folder)]), tmp_path / f"out of {folder.name}")

    assert grows_within(20, lambda: look(few), lambda: look(many))


def test_many_names_alike_are_told_apart_in_linear_time() -> None:
    """Ten thousand reports of one name have ten thousand names."""
    assert len(set(names_of([Path("x.txt")] * 10_000))) == 10_000

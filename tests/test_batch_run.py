"""A run of a batch from the inside: whose fault a failure is, what is done again, what stopping leaves."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import active_children
from typing import TYPE_CHECKING, Any

import pytest

import summarizer
from summarizer.batch import Again, Entry, Hands, Ledger, Task, Way, find_jobs, run, survey
from summarizer.batch.crew import Crew
from summarizer.batch.window import as_finished, in_order
from summarizer.batch.worker import Worker, stamp
from summarizer.cli.running import before
from summarizer.engines import PartAnswers, RulesEngine
from summarizer.errors import BoundReached, EndpointError, EngineError, OutputError, ReportError
from summarizer.form import load_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from summarizer.parts import Part

FORM = load_form("rule-of-law")


class Waiting(RulesEngine):
    """The rules, asked by three threads as a model would be, with something done before each answer."""

    jobs = 3  # type: ignore[assignment]

    def __init__(self, before: Callable[[str], PartAnswers | None] = lambda _: None) -> None:
        super().__init__(FORM)
        self.before = before
        self.asked: list[str] = []

    def answer(self, part: Part) -> PartAnswers:
        """Answer, unless what is done before does so or raises."""
        self.asked.append(part.reading.report.name)
        return self.before(part.reading.report.name) or super().answer(part)


def raising(error: Exception, *names: str) -> Callable[[str], None]:
    """Return what raises for these reports, or for all."""

    def raise_it(name: str) -> None:
        if name in names or not names:
            raise error

    return raise_it


def reports(folder: Path, count: int = 6) -> Path:
    """Write small reports that differ in one number."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = f"一、主要工作\n全年收到行政复议申请{number + 3}件。\n"
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    return folder


def never() -> bool:
    """Do not stop."""
    return False


def do(
    inputs: Path,
    engine: Waiting,
    again: Again | None = None,
    stopped: Callable[[], bool] = never,
    stamp: str = "s",
) -> dict[str, Entry]:
    """Run a batch over a folder in this process; return what was done in this run."""
    out = inputs.parent / "out"
    task = Task(lambda: (FORM, engine), out, ("json",), "", stamp)
    jobs = find_jobs([str(inputs)])
    with Ledger(out) as ledger:
        todo = survey(jobs, ledger, task, again or Again()).todo
        return {entry.name: entry for entry in run(todo, task, ledger, Hands(0, 3), stopped)}


def kept(inputs: Path) -> set[str]:
    """Return the names of the reports that the ledger has."""
    with Ledger(inputs.parent / "out") as ledger:
        return set(ledger.lines)


def failures(done: dict[str, Entry]) -> set[str]:
    """Return the names of the reports that failed."""
    return {name for name, entry in done.items() if entry.failure}


def test_what_the_endpoint_refuses_of_one_report_is_that_reports_failure(tmp_path: Path) -> None:
    """Where others succeed, the endpoint is not the trouble: the batch goes on and names the report."""
    done = do(reports(tmp_path / "in"), Waiting(raising(EndpointError("no"), "r1.txt", "r4.txt")))
    assert len(done) == 6
    assert failures(done) == {"r1", "r4"}
    assert done["r1"].code == 3


def test_an_endpoint_that_refuses_all_ends_the_run_and_no_report_is_to_blame(tmp_path: Path) -> None:
    """A wrong key is said once; the next run does everything, though nothing asks for failed ones."""
    inputs = reports(tmp_path / "in", 40)
    engine = Waiting(raising(EndpointError("the key was refused")))
    with pytest.raises(EndpointError, match="key"):
        do(inputs, engine)
    assert len(engine.asked) < 12
    assert kept(inputs) == set()
    assert len(do(inputs, Waiting())) == 40


def test_the_last_reports_refused_are_failures(tmp_path: Path) -> None:
    """Too few to tell are failures of their reports, so that they stand in the tables."""
    assert failures(do(reports(tmp_path / "in", 2), Waiting(raising(EndpointError("no"))))) == {"r0", "r1"}


def test_a_bound_that_is_reached_ends_the_run_and_the_next_goes_on(tmp_path: Path) -> None:
    """What was finished within the bound is kept, the rest is as if never tried."""
    inputs = reports(tmp_path / "in", 20)
    left = iter([None] * 5)

    def bounded(_: str) -> None:
        if error := next(left, BoundReached("--max-calls 5: reached")):
            raise error

    with pytest.raises(BoundReached):
        do(inputs, Waiting(bounded))
    assert len(kept(inputs)) == 5
    assert len(do(inputs, Waiting())) == 15


def test_a_full_disk_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that cannot be written is no report's failure: nothing more is asked, nothing is lost."""
    inputs = reports(tmp_path / "in", 20)

    def full(*_: object) -> None:
        raise OutputError("out: cannot be written (No space left on device)")

    with monkeypatch.context() as patched:
        patched.setattr("summarizer.batch.worker.write_files", full)
        engine = Waiting()
        with pytest.raises(OutputError, match="No space"):
            do(inputs, engine)
    assert len(engine.asked) < 12
    assert kept(inputs) == set()
    assert failures(do(inputs, Waiting())) == set()


def test_a_fault_of_ours_ends_one_report(tmp_path: Path) -> None:
    """An error that nobody foresaw is named with its report, and the others are done."""
    done = do(reports(tmp_path / "in"), Waiting(raising(ZeroDivisionError("by zero"), "r2.txt")))
    assert failures(done) == {"r2"}
    assert "ZeroDivisionError" in done["r2"].failure
    assert done["r2"].code == 3


def test_a_report_that_vanishes_midway_is_named(tmp_path: Path) -> None:
    """A file that is gone when its turn comes is a failure; the others are done."""
    inputs = reports(tmp_path / "in")

    def vanish(_: str) -> None:
        (inputs / "r5.txt").unlink(missing_ok=True)

    done = do(inputs, Waiting(vanish))
    assert failures(done) == {"r5"}
    assert "no such file" in done["r5"].failure


def test_failed_reports_are_tried_again_when_asked(tmp_path: Path) -> None:
    """A failure, and a section without an answer, stay until ``--retry-failed``."""
    inputs = reports(tmp_path / "in")
    silent = PartAnswers(failure="the endpoint was busy")

    def sometimes(name: str) -> PartAnswers | None:
        raising(ValueError(), "r0.txt")(name)
        return silent if name == "r3.txt" else None

    do(inputs, Waiting(sometimes))
    assert do(inputs, Waiting()) == {}
    again = do(inputs, Waiting(), Again(failed=True))
    assert set(again) == {"r0", "r3"}
    assert do(inputs, Waiting(), Again(failed=True)) == {}


def test_what_changed_is_done_again(tmp_path: Path) -> None:
    """A changed report, another form or engine, and a review that is gone are done again; nothing else is."""
    inputs = reports(tmp_path / "in")
    do(inputs, Waiting())
    (inputs / "r1.txt").write_text("二、今年工作\n全年收到行政复议申请99件。\n", encoding="utf-8")
    (tmp_path / "out" / "r2.review.json").unlink()
    assert set(do(inputs, Waiting())) == {"r1", "r2"}
    assert set(do(inputs, Waiting(), stamp="another")) == {f"r{n}" for n in range(6)}


def test_another_version_of_the_package_fills_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a version has filled is outdated for the next one, which counts it apart from new and changed reports."""
    inputs = reports(tmp_path / "in", 3)
    identity = Waiting().identity
    old = stamp(FORM, identity, ("json",), "")
    monkeypatch.setattr("summarizer.batch.worker.__version__", "99")
    new = stamp(FORM, identity, ("json",), "")
    do(inputs, Waiting(), stamp=old)
    (inputs / "r1.txt").write_text("二、今年工作\n全年收到行政复议申请99件。\n", encoding="utf-8")
    task = Task(lambda: (FORM, Waiting()), tmp_path / "out", ("json",), "", new)
    with Ledger(tmp_path / "out") as ledger:
        found = survey(find_jobs([str(inputs)]), ledger, task, Again())
    assert [job.name for job in found.todo] == ["r0", "r1", "r2"]
    assert [job.name for job in found.outdated] == ["r0", "r2"]
    assert "2 filled by another version" in before(find_jobs([str(inputs)]), found)


def test_only_changed_leaves_what_another_engine_filled(tmp_path: Path) -> None:
    """With another engine or form, ``--only changed`` does new and changed reports and no others."""
    inputs = reports(tmp_path / "in", 3)
    do(inputs, Waiting())
    (inputs / "r1.txt").write_text("二、今年工作\n全年收到行政复议申请99件。\n", encoding="utf-8")
    (inputs / "new.txt").write_text("三、今年工作\n全年收到行政复议申请98件。\n", encoding="utf-8")
    assert set(do(inputs, Waiting(), Again(only_changed=True), stamp="another")) == {"new", "r1"}


def test_a_recheck_is_of_finished_reports_only(tmp_path: Path) -> None:
    """What has no review is not rechecked, and one that is of another form fails and keeps its review."""
    inputs = reports(tmp_path / "in", 3)
    do(inputs, Waiting(raising(ValueError(), "r0.txt")))
    (tmp_path / "out" / "r1.review.json").unlink()
    task = Task(lambda: (FORM, Waiting()), tmp_path / "out", ("json",), "", "s", way=Way.RECHECK)
    jobs = find_jobs([str(inputs)])
    with Ledger(tmp_path / "out") as ledger:
        assert [job.name for job in survey(jobs, ledger, task, Again(recheck=True)).todo] == ["r2"]
    other = load_form("gov-info-disclosure")
    entry = Worker(replace(task, stamp="t"), other, Waiting())(jobs[2])
    assert "recheck it with that" in entry.failure
    assert (tmp_path / "out" / "r2.review.json").exists()


def test_stopping_finishes_what_is_in_flight(tmp_path: Path) -> None:
    """Once asked to stop, no report is begun, and each that was begun has its review."""
    inputs = reports(tmp_path / "in", 30)
    engine = Waiting(lambda _: time.sleep(0.02))
    done = do(inputs, engine, stopped=lambda: len(engine.asked) > 5)
    assert 5 < len(done) == len(engine.asked) < 12
    assert len(list((tmp_path / "out").glob("*.review.json"))) == len(done)


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


def deadly(number: int) -> int:
    """Double a number; 7 ends the process that is to do it."""
    if number == 7:
        os._exit(1)
    return number * 2


def nothing() -> None:
    """Do nothing at the start of a process."""


def test_where_there_is_nothing_to_do_no_process_is_started() -> None:
    """A batch that is finished is found so without waiting for processes."""

    def pool(size: int, threads: int, start: object) -> ThreadPoolExecutor:
        raise AssertionError(size, threads, start)

    assert list(Crew(deadly, 1, 2, nothing, pool).do([])) == []


@pytest.mark.slow
@pytest.mark.parametrize("ordered", [True, False])
def test_an_item_that_kills_its_process_is_known_and_the_others_are_done(ordered: bool) -> None:
    """Of items that were in flight together, the one that ends the process is named and each other is done once."""
    pairs = list(Crew(deadly, 1, 2, nothing).do(range(20), ordered))
    assert sorted(item for item, _ in pairs) == list(range(20))
    assert not ordered or [item for item, _ in pairs] == list(range(20))
    assert {item for item, future in pairs if isinstance(future.exception(), BrokenProcessPool)} == {7}
    assert all(future.result() == item * 2 for item, future in pairs if item != 7)


def test_a_ledger_line_cut_short_is_dropped(tmp_path: Path) -> None:
    """Half a line, as a kill leaves it, and a line of rubbish are not read as finished reports."""
    (tmp_path / ".summarizer").mkdir()
    ledger = tmp_path / ".summarizer" / "ledger.jsonl"
    whole = b'{"name": "a", "digest": "1", "stamp": "2", "code": 0}\n'
    ledger.write_bytes(whole + b"\0\0\0\n[]\n" + whole.replace(b'"a"', b'"c"') + b'{"name": "b", "dig')
    with Ledger(tmp_path) as opened:
        assert list(opened.lines) == ["a", "c"]
        opened.add(Entry("d", "", "", 0))
        assert [opened.entry(name).name for name in ("a", "c", "d")] == ["a", "c", "d"]
    assert ledger.read_bytes().endswith(b"}\n")


def test_a_second_run_on_one_folder_is_refused(tmp_path: Path) -> None:
    """While one run holds the ledger, another is told so."""
    with Ledger(tmp_path), pytest.raises(OutputError, match="another run"):
        Ledger(tmp_path)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """An output folder below a file is refused before anything is done."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        Ledger(tmp_path / "file" / "out")


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    """Half-written files are removed at the next start, and no others."""
    for name in (".a1b2c3d4.part", "x.part", ".hidden"):
        (tmp_path / "deep").mkdir(exist_ok=True)
        (tmp_path / "deep" / name).touch()
    with Ledger(tmp_path):
        assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == [".hidden", "x.part"]


def paths(folder: Path) -> list[Path]:
    """Return some reports' paths."""
    return sorted(reports(folder, 12).iterdir())


def test_fill_many_keeps_the_order_of_the_reports(tmp_path: Path) -> None:
    """Whichever report is done first, the reviews come in order; not asked for order, each still comes once."""
    engine: Any = Waiting(lambda name: time.sleep(0.05 if name == "r0.txt" else 0.0))
    given = paths(tmp_path / "in")
    names = [path.name for path in given]
    assert [review.report.name for review in summarizer.fill_many(given, engine=engine)] == names
    loaded = map(summarizer.load, given)
    loose = [review.report.name for review in summarizer.fill_many(loaded, engine=engine, ordered=False)]
    assert sorted(loose) == sorted(names)
    assert loose != names


@pytest.mark.slow
def test_fill_many_in_processes_gives_the_same_reviews(tmp_path: Path) -> None:
    """Two processes give what one gives."""
    given = paths(tmp_path / "in")
    assert list(summarizer.fill_many(given, jobs=2)) == list(summarizer.fill_many(given))
    assert active_children() == []


@pytest.mark.slow
def test_fill_many_in_processes_closes_when_the_caller_stops(tmp_path: Path) -> None:
    """Left early, what the processes have in flight is finished, and none of them stays."""
    threads = threading.active_count()
    reviews = summarizer.fill_many(paths(tmp_path / "in"), jobs=2, ordered=False)
    next(reviews)
    reviews.close()
    assert active_children() == []
    assert threading.active_count() == threads


def test_fill_many_takes_reports_a_few_ahead(tmp_path: Path) -> None:
    """An endless stream of reports is no trouble, and closing leaves no thread behind."""
    path = paths(tmp_path / "in")[0]
    taken: list[int] = []

    def endless() -> Iterator[Path]:
        while True:
            taken.append(1)
            yield path

    threads = threading.active_count()
    engine: Any = Waiting()
    reviews = summarizer.fill_many(endless(), engine=engine, jobs=2)
    for _ in range(3):
        next(reviews)
    reviews.close()
    assert len(taken) <= 6
    assert threading.active_count() == threads


def test_fill_many_ends_with_the_first_error(tmp_path: Path) -> None:
    """A report that cannot be read is the caller's to hear of; nothing more comes."""
    given = paths(tmp_path / "in")
    given[1].write_bytes(b"")
    reviews = summarizer.fill_many(given)
    assert next(reviews).report.name == given[0].name
    with pytest.raises(ReportError, match="empty"):
        next(reviews)
    assert list(reviews) == []


@pytest.mark.slow
def test_fill_many_names_the_report_that_ends_its_process(tmp_path: Path) -> None:
    """A process that dies is an error of ours, with the report it worked on."""
    engine: Any = Deadly()
    reviews = summarizer.fill_many(paths(tmp_path / "in")[:2], engine=engine, jobs=2)
    with pytest.raises(EngineError, match=r"r0\.txt"):
        list(reviews)


class Deadly(RulesEngine):
    """Rules that end the process."""

    def __init__(self) -> None:
        super().__init__(FORM)

    def answer(self, part: Part) -> PartAnswers:  # noqa: ARG002 - nothing is looked at
        """End the process."""
        os._exit(1)

"""The lesser commands as a user types them: forms, cache, doctor, diff, review, figures, --dry-run, --config."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import webbrowser
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, from_table
from sample import sample_review

import summarizer
from summarizer.review import to_json
from summarizer.writers import ReviewServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def started(*words: object) -> tuple[int, str, str]:
    """Run a command in a process of its own, as one that opens connections and ends with the process."""
    command = [sys.executable, "-m", "summarizer", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def report(fixtures: Path) -> Path:
    """A fixture report."""
    return fixtures / "reports" / "101_township.txt"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review's file."""
    path = tmp_path / "云岭.review.json"
    path.write_text(to_json(sample_review()), encoding="utf-8")
    return path


@pytest.fixture
def server(fixtures: Path) -> Iterator[Loopback]:
    """An endpoint that knows the fixture report."""
    table = json.loads((fixtures / "replies" / "101.table.json").read_text(encoding="utf-8"))
    with Loopback(from_table(**table), models=("any",)) as running:
        yield running


def test_forms_are_listed_with_their_size(run: Run) -> None:
    """``forms list`` names each form that ships, with what it asks."""
    code, out, _ = run("forms", "list")
    assert code == 0
    assert "rule-of-law" in out
    assert len(out.splitlines()) > 2


def test_a_form_is_shown_checked_exported_and_explained(run: Run) -> None:
    """Each way of looking at a form names the same indicators."""
    shown, schema, guide = (run("forms", word, "rule-of-law")[1] for word in ("show", "export", "guide"))
    assert "no faults" in run("forms", "check", "rule-of-law")[1]
    assert json.loads(schema)["type"] == "object"
    for code in ("rc_received", "li_cases"):
        assert code in shown
        assert code in schema
    assert "行政复议" in guide
    assert run("forms", "guide", "rule-of-law", "--lang", "en")[1] != guide


def test_a_new_form_can_be_filled_at_once(run: Run, report: Path, tmp_path: Path) -> None:
    """The starter form has no faults and fills."""
    path = tmp_path / "my-form.toml"
    path.write_text(run("forms", "new", "my-form")[1], encoding="utf-8")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["id"] == "my-form"
    assert run("forms", "check", path)[0] == 0
    assert run("fill", report, "--form", path, "--quiet")[0] < 2


def test_a_faulty_form_is_told_with_every_fault(run: Run, tmp_path: Path) -> None:
    """A date that is none, a level and a kind of statement that nobody knows, a table that is no table."""
    text = run("forms", "new", "my-form")[1]
    broken = tmp_path / "broken.toml"
    broken.write_text(
        f"levels = [1]\n{text}\n"
        '[[deadline]]\nfirst = 2020\non_time = "13-40"\nzh = "期限"\nen = "term"\nlevels = ["moon"]\n'
        '[[item]]\ncode = "S9"\nzh = "项"\nen = "item"\nstatements = ["wish"]\n',
        encoding="utf-8",
    )
    code, _, err = run("forms", "check", broken)
    assert code == 2
    for fault in ("must be a month and day", "unknown level 'moon'", "unknown statement kind 'wish'", "line 1: "):
        assert fault in err


def test_what_the_patterns_see_is_printed_as_a_table_or_a_line_each(run: Run, report: Path) -> None:
    """``figures`` and ``outline`` print the same rows in either format."""
    for command, column in (("figures", "surface"), ("outline", "heading")):
        lines = run(command, report, "--format", "jsonl")[1].splitlines()
        table = run(command, report)[1].splitlines()
        assert column in json.loads(lines[0])
        assert column in table[0]
        assert len(table) >= len(lines)


def test_a_review_is_compared_in_every_format(run: Run, report: Path, tmp_path: Path) -> None:
    """``diff`` says the same on the terminal, as Markdown, as a page and as JSON."""
    for name in ("one", "two"):
        run("fill", report, "--out", tmp_path / name, "--quiet")
    one, two = (next((tmp_path / name).glob("*.review.json")) for name in ("one", "two"))
    shown = {form: run("diff", one, two, "--format", form)[1] for form in ("terminal", "md", "html", "json")}
    assert json.loads(shown["json"])
    assert "<html" in shown["html"]
    assert len(set(shown.values())) == 4
    assert run("diff", one, two, "--lang", "en")[1] != shown["terminal"]


def test_a_dry_run_sends_nothing_and_says_what_would_be_sent(report: Path, server: Loopback) -> None:
    """Calls, tokens and the very text are told; the rules engine, which sends nothing, says so."""
    model = ("--model", "any", "--base-url", server.base_url, "--no-cache")
    code, out, _ = started("fill", report, *model, "--dry-run")
    assert code == 0
    assert "1 call" in out
    assert "no price known" in out
    assert "砚溪镇" in out
    assert "砚溪镇" not in started("fill", report, *model, "--dry-run", "--quiet")[1]
    assert server.sent == []
    code, _, err = started("fill", report, "--engine", "rules", "--dry-run")
    assert (code, "sends nothing" in err) == (2, True)


def test_kept_answers_are_counted_exported_replayed_and_forgotten(
    report: Path, server: Loopback, tmp_path: Path
) -> None:
    """What a model said once is kept, and can be taken out and filled from without the model."""
    kept, recorded = ("--cache", tmp_path / "kept"), tmp_path / "answers.jsonl"
    filled = started("fill", report, "--model", "any", "--base-url", server.base_url, *kept)[1]
    assert "any" in started("cache", "stats", *kept)[1]
    assert started("cache", "export", recorded, *kept)[0] == 0
    replayed = started("fill", report, "--engine", "replay", "--recording", recorded)[1]
    assert len(replayed.splitlines()) == len(filled.splitlines())
    assert "forgotten" in started("cache", "clear", *kept)[1]
    assert started("cache", "stats", *kept)[1].startswith("0 answers")


def test_the_cache_stands_where_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a folder of its own the cache is in ``XDG_CACHE_HOME``, or else in the home folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert str(tmp_path / "summarizer") in started("cache", "stats")[1]
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert str(tmp_path / "home" / ".cache" / "summarizer") in started("cache", "stats")[1]


def test_a_replay_without_a_recording_is_told_what_is_missing(run: Run, report: Path) -> None:
    """The engine that plays answers back needs some."""
    code, _, err = run("fill", report, "--engine", "replay")
    assert (code, "--recording FILE" in err) == (2, True)


def test_the_doctor_tells_by_its_exit_code(server: Loopback) -> None:
    """A server that answers is well; one that is not there is an exit code of 3."""
    code, out, _ = started("doctor", "--model", "any", "--base-url", server.base_url)
    assert code == 0
    assert "the endpoint answers" in out
    assert started("doctor", "--model", "any", "--base-url", "http://127.0.0.1:9/v1")[0] == 3


def test_a_config_file_gives_defaults_and_the_key(
    report: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Options stand above the file; its key reaches the endpoint; a key of the file that is no option is named."""
    monkeypatch.delenv("SUMMARIZER_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    table = json.loads((fixtures / "replies" / "101.table.json").read_text(encoding="utf-8"))
    config = tmp_path / "summarizer.toml"
    with Loopback(from_table(**table), key="of-the-file") as server:
        config.write_text(f'model = "any"\nbase_url = "{server.base_url}"\napi_key = "of-the-file"\n', encoding="utf-8")
        assert started("fill", report, "--config", config, "--no-cache", "--quiet")[0] < 2
        assert server.sent[0].headers["authorization"] == "Bearer of-the-file"
    config.write_text("modle = 1\n", encoding="utf-8")
    assert "unknown key modle" in started("fill", report, "--config", config)[2]
    config.write_text("model = ", encoding="utf-8")
    assert "cannot be read as a config file" in started("fill", report, "--config", config)[2]


def test_a_bound_on_cost_that_is_no_number_is_told(run: Run, report: Path) -> None:
    """``--max-cost`` takes a decimal."""
    model = ("--model", "any", "--base-url", "http://127.0.0.1:9/v1", "--max-cost", "much")
    code, _, err = run("fill", report, *model)
    assert (code, "--max-cost much: no number" in err) == (2, True)


def decisions(path: Path, review: Any, *made: dict[str, Any]) -> Path:
    """Write a file of decisions on a review."""
    about = {"name": review.report.name, "digest": review.report.digest}
    about["form"] = {"id": review.form.id, "digest": review.form.digest}
    data = {"format": "summarizer.decisions/1", "reviewer": "云", "review": about, "decisions": list(made)}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_decisions_are_applied_and_habits_listed(run: Run, review: Path, tmp_path: Path) -> None:
    """A correction gives a reviewed file beside the review, which the list of habits then counts."""
    wrong = sample_review().assessment.values[1]
    key = json.loads(review.read_text(encoding="utf-8"))["values"][1]["id"]
    assert key == wrong.id
    made = {"key": key, "action": "correct", "value": "48件", "figure": None, "note": "", "at": ""}
    given = decisions(tmp_path / "decisions.json", sample_review(), made)
    code, _, err = run("review", "apply", review, given, "--format", "json,md")
    assert code < 2
    assert "云岭.reviewed.review.json" in err
    assert (tmp_path / "云岭.reviewed.review.md").exists()
    habits = run("review", "corrections", tmp_path)[1]
    assert wrong.code in habits
    assert run("review", "apply", review, given, "--quiet")[2] == ""


def test_the_page_is_served_until_it_is_interrupted(run: Run, review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is printed, a browser opened unless it is not wanted, and Ctrl-C ends without a fuss."""
    opened: list[str] = []

    def interrupted(server: ReviewServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(ReviewServer, "serve_forever", interrupted)
    code, out, err = run("review", "open", review)
    assert (code, err.splitlines()[-1]) == (0, "ended")
    assert out.strip().endswith(opened[0])
    run("review", "open", review, "--no-browser")
    assert len(opened) == 1


def test_the_package_lists_its_names() -> None:
    """``dir`` of the package is its public interface."""
    assert "fill" in dir(summarizer)
    assert "__version__" in dir(summarizer)

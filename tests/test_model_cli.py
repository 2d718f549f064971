"""The model engine from the command line: what is told before anything is sent, where a run stops, what is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from asked import TABLE, TEXT
from console import ROOT
from loopback import Loopback, Says, Status, as_model, from_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


KEY = "sk-planted-9f8e7d6c5b4a"


@pytest.fixture
def server() -> Iterator[Loopback]:
    """An endpoint that answers truly."""
    with Loopback(as_model(from_table(TABLE))) as running:
        yield running


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two reports, the second one with a number less."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(paths, (TEXT, TEXT.replace(",执法人员持证率仅为95.9%", "")), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def fill(run: Run, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Fill the form through the endpoint, with a cache of its own; returns exit code and stderr."""
    for name in ("SUMMARIZER_MODEL", "OPENAI_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "SUMMARIZER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    monkeypatch.setenv("SUMMARIZER_BASE_URL", server.base_url)

    def call(*words: object) -> tuple[int, str]:
        code, _, errors = run("fill", *words, "--quiet", "--out", tmp_path / "out")
        return code, errors

    return call


ENGINE = ("--engine", "model", "--model", "any")


def test_a_dry_run_tells_and_sends_nothing(run: Run, server: Loopback, reports: list[Path], fill: object) -> None:
    """Calls, tokens, cost and text of each report and of all; what a bound on cost must leave room for."""
    code, said, notes = run("fill", *reports, "--engine", "model", "--model", "gpt-4o-mini", "--dry-run")
    assert code == 0
    assert server.sent == []
    assert f"{reports[0]}: 1 call and 1 overview, about " in said
    assert "2 reports: 2 calls and 2 overviews, about " in said
    assert said.count("USD") == 3
    assert "<原文 " in said
    assert said.count("青禾镇2023年法治政府建设情况报告") == 2
    assert "--max-cost needs room for one call: at least 0.0" in notes


def test_a_dry_run_counts_what_is_kept(run: Run, reports: list[Path], fill: Callable[..., tuple[int, str]]) -> None:
    """What was answered before costs nothing again; without a price none is made up."""
    fill(reports[0], *ENGINE)
    _, said, _ = run("fill", *reports, *ENGINE, "--dry-run", "--quiet")
    first, second, total = said.splitlines()
    assert first == f"{reports[0]}: 0 calls (1 part kept from before), about 0 tokens in and 0 out, no price known"
    assert second.startswith(f"{reports[1]}: 1 call and 1 overview, about ")
    assert total.startswith("2 reports: 1 call and 1 overview (1 part kept from before), about ")


def test_the_rules_send_nothing(run: Run, reports: list[Path]) -> None:
    """A dry run of an engine that asks nobody is refused with the option that is missing."""
    code, _, errors = run("fill", reports[0], "--engine", "rules", "--dry-run")
    assert (code, errors.count("add --engine model")) == (2, 1)


def test_a_bound_stops_the_run_and_the_next_goes_on(
    server: Loopback, reports: list[Path], fill: Callable[..., tuple[int, str]]
) -> None:
    """The bound is said once, with what has no review; the next run makes the calls that are left and no other."""
    code, errors = fill(*reports, *ENGINE, "--max-calls", 1)
    assert code == 3
    bound, stopped = errors.splitlines()
    assert bound.startswith("error: --max-calls 1: reached (1 spent, the next call may need 1); the answers so far are")
    assert stopped == f"stopped: no review of {reports[0]} and 1 report after it"
    assert fill(*reports, *ENGINE, "--max-calls", 3)[0] < 2
    assert len(server.sent) == 4
    assert fill(*reports, *ENGINE, "--max-calls", 0)[0] < 2
    assert len(server.sent) == 4


def test_a_bound_on_cost(server: Loopback, reports: list[Path], fill: Callable[..., tuple[int, str]]) -> None:
    """Without a price it is refused with the file to edit; with one it is never passed."""
    code, errors = fill(reports[0], *ENGINE, "--max-cost", "1")
    assert (code, "prices.toml" in errors) == (2, True)
    code, errors = fill(reports[0], "--engine", "model", "--model", "gpt-4o-mini", "--max-cost", "0.0001")
    assert (code, "--max-cost 0.0001: reached (0 spent" in errors) == (3, True)
    assert fill(reports[0], *ENGINE, "--max-cost", "little")[0] == 2
    assert server.sent == []


def test_offline_refuses_what_is_not_on_this_machine(
    server: Loopback, reports: list[Path], fill: Callable[..., tuple[int, str]]
) -> None:
    """Refused before a byte is sent, with the address; this machine is allowed."""
    code, errors = fill(reports[0], *ENGINE, "--offline", "--base-url", "http://192.0.2.1/v1")
    assert code == 2
    assert errors.startswith("error: http://192.0.2.1/v1: not on this machine")
    assert fill(reports[0], *ENGINE, "--offline")[0] < 2
    assert len(server.sent) == 2


def test_a_dead_endpoint_is_told_once(reports: list[Path], fill: Callable[..., tuple[int, str]]) -> None:
    """Every other report would fail in the same way: one error, and how many reports have no review."""
    code, errors = fill(*reports, *ENGINE, "--base-url", "http://127.0.0.1:1/v1")
    first, second = errors.splitlines()
    assert code == 3
    assert "nothing answers there" in first
    assert second == f"stopped: no review of {reports[0]} and 1 report after it"


def test_kept_answers_are_exported_and_replayed(
    run: Run, server: Loopback, reports: list[Path], fill: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """What one model answered comes back from the export alone, the same review but for the engine's name."""
    for model in ("any", "other"):
        fill(reports[0], "--engine", "model", "--model", model)
    _, said, _ = run("cache", "stats")
    assert said.splitlines()[0].startswith("4 answers, ")
    asked = json.loads((tmp_path / "out" / "one.review.json").read_text("utf-8"))
    export = tmp_path / "answers.jsonl"
    code, _, errors = run("cache", "export", export)
    assert (code, errors) == (0, f"4 answers written to {export}\n")
    code, errors = fill(reports[0], "--engine", "replay", "--recording", export)
    assert code == 2
    assert "answers of several engines in one file; take one out with `summarizer cache export FILE --model" in errors
    assert run("cache", "export", export, "--model", "other", "--mode", "json_schema")[0] == 0
    calls = len(server.sent)
    assert fill(reports[0], "--engine", "replay", "--recording", export)[0] < 2
    replayed = json.loads((tmp_path / "out" / "one.review.json").read_text("utf-8"))
    assert replayed["engine"].pop("name") == "replay"
    assert asked["engine"].pop("name") == "model"
    assert replayed == asked
    assert len(server.sent) == calls


def test_the_cache_is_cleared(run: Run, reports: list[Path], fill: Callable[..., tuple[int, str]]) -> None:
    """Clearing says how many answers went; then there are none to count, and none to export."""
    fill(reports[0], *ENGINE)
    assert run("cache", "clear")[1] == "2 answers forgotten\n"
    assert run("cache", "stats")[1].startswith("0 answers, ")
    code, _, errors = run("cache", "export", "none.jsonl")
    assert (code, "no such answers are kept" in errors) == (2, True)


def test_options_come_before_the_environment_and_that_before_the_config_file(
    server: Loopback, reports: list[Path], fill: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    """Each of the three names a model; the first that is given counts, and what only the last one has holds."""
    config = tmp_path / "config.toml"
    config.write_text('model = "of-config"\nmode = "tools"\nrounds = 0\napi_key = "key-of-config"\n', "utf-8")
    model = ("--engine", "model", "--config", config, "--no-cache")
    fill(reports[0], *model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_MODEL", "of-environment")
        patch.setenv("OPENAI_API_KEY", "key-of-environment")
        fill(reports[0], *model)
        patch.setenv("SUMMARIZER_API_KEY", "key-of-ours")
        fill(reports[0], *model, "--model", "of-option")
    asked = [(s.body["model"], s.headers["authorization"], "tools" in s.body) for s in server.sent[::2]]
    assert asked == [
        ("of-config", "Bearer key-of-config", True),
        ("of-environment", "Bearer key-of-environment", True),
        ("of-option", "Bearer key-of-ours", True),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('modle = "x"', "unknown key modle; known are api_key, "),
        ("model = x", "cannot be read as a config file"),
        ('jobs = "many"', "Invalid value for '--jobs'"),
    ],
)
def test_a_faulty_config_file_is_explained(
    reports: list[Path], fill: Callable[..., tuple[int, str]], tmp_path: Path, text: str, said: str
) -> None:
    """What is wrong in it is named, with what may stand there."""
    config = tmp_path / "config.toml"
    config.write_text(text, "utf-8")
    code, errors = fill(reports[0], *ENGINE, "--config", config)
    assert code == 2
    assert said in errors


def test_an_interrupt_ends_a_fill_at_once(reports: list[Path], tmp_path: Path) -> None:
    """Ctrl-C does not wait for an endpoint that is still thinking over several parts."""
    long = tmp_path / "long.txt"
    long.write_text(TEXT + "".join(f"第{n}项工作有序开展,成效良好。\n" for n in range(400)), encoding="utf-8")
    with Loopback(from_table(TABLE), latency=3600) as server:
        command = [sys.executable, "-m", "summarizer", "fill", str(long), *ENGINE, "--base-url", server.base_url]
        with subprocess.Popen([*command, "--no-cache"], cwd=ROOT, stderr=subprocess.PIPE, text=True) as filling:
            while len(server.sent) < 2:
                assert filling.poll() is None
                time.sleep(0.05)
            filling.send_signal(signal.SIGINT)
            _, errors = filling.communicate(timeout=600)
    assert filling.returncode == 130
    assert errors == "\nstopped; the answers so far are kept\n"


def test_the_key_is_nowhere(server: Loopback, reports: list[Path], tmp_path: Path) -> None:
    """With all logs on, and an endpoint that repeats it: the key is not printed, not written, not kept."""
    server.key = KEY
    server.script(None, Says(f'{{"records": [], "key": "Bearer {KEY}"'), Status(400, f"bad request of Bearer {KEY}"))
    kept = tmp_path / "kept"
    ours = {"SUMMARIZER_API_KEY": KEY, "OPENAI_LOG": "debug", "XDG_CACHE_HOME": str(kept)}
    asked = (*ENGINE, "--base-url", server.base_url, "--out", tmp_path / "out", "--format", "json,md,html,xlsx,csv")
    command = [sys.executable, "-m", "summarizer", "fill", *reports, *asked]
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=os.environ | ours, capture_output=True, text=True, check=False
    )
    assert {sent.headers["authorization"] for sent in server.sent} == {f"Bearer {KEY}"}
    assert len(server.sent) >= 4
    written = [path.read_bytes() for path in [*kept.rglob("*"), *(tmp_path / "out").rglob("*")] if path.is_file()]
    assert len(written) > 5
    assert "DEBUG" in done.stderr
    assert KEY not in done.stdout + done.stderr
    assert not any(KEY.encode() in data for data in written)

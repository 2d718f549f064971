"""What every test may use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from summarizer.cli import main
from summarizer.form import load_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarizer.form import Form

ROOT = Path(__file__).parent.parent

# A busy machine is no fault of a law: slow examples are waited for.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process: its exit code, stdout and stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture(scope="session")
def form() -> Form:
    """The form that ships with the package."""
    return load_form("rule-of-law")


@pytest.fixture
def fixtures() -> Path:
    """The folder of our own reports, gold figures and recorded answers."""
    return ROOT / "fixtures"


@pytest.fixture
def shared() -> Path:
    """The folder of real reports and gold beside the checkout; the test is skipped where it is absent."""
    path = ROOT.parent / "shared"
    if not (path / "reports").is_dir():
        pytest.skip("no ../shared/reports beside this checkout: the real reports are not part of the project")
    return path

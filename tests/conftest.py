"""What every test may use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asked import PROBLEM, TABLE
from hypothesis import HealthCheck, settings
from loopback import Loopback, from_table

from summarizer.cli import main
from summarizer.form import load_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarizer.form import Form

ROOT = Path(__file__).parent.parent

REPORT = """云溪县人民政府2021年度法治政府建设情况报告

市人民政府:
现将2021年度法治政府建设情况报告如下:
一、主要工作
(一)推进依法行政,化解矛盾纠纷。全年收到行政复议申请12件,受理10件,审结9件。
二、存在的问题
一是法治宣传形式不够丰富。
三、下一步打算
2022年开展培训20场次。
云溪县人民政府
2022年3月1日
"""


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
def server() -> Iterator[Loopback]:
    """An endpoint that answers truly of the report of ``asked``, where it is not told otherwise."""
    with Loopback(from_table(TABLE, [PROBLEM])) as running:
        yield running


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report of a county, in a file."""
    path = tmp_path / "云溪县 2021.txt"
    path.write_text(REPORT, encoding="utf-8", newline="")
    return path


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

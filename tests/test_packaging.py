"""What a user installs: the wheel holds the data files and runs without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_prompts_forms_and_types(wheel: Path) -> None:
    """Every data file of the checkout, and the marker for type checkers, is in the wheel."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    data = [path for folder in ("prompts", "schemas") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert data
    assert {f"summarizer/{path.relative_to(ROOT).as_posix()}" for path in data} <= inside
    assert "summarizer/py.typed" in inside


@pytest.mark.slow
def test_the_installed_wheel_fills_a_form(wheel: Path, tmp_path: Path) -> None:
    """In a clean environment, away from the checkout, ``fill`` writes a review."""
    environment = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "pip"), "install", "--quiet", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run(pip, check=True, cwd=tmp_path, capture_output=True)
    report = tmp_path / "report.txt"
    report.write_text(
        "云溪县人民政府2021年度法治政府建设情况报告\n一、主要工作\n全年收到行政复议申请12件。\n", encoding="utf-8"
    )
    command = [str(environment / "bin" / "summarizer"), "fill", str(report), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out" / "report.review.json").exists()

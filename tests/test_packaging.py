"""What a user installs: the wheel holds the data files and runs without the checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build ``wheel`` or ``sdist`` of the project at ``source``."""
    words = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", str(folder), str(source)]
    subprocess.run(words, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


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


@pytest.mark.slow
def test_the_sdist_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """From the source archive alone comes a wheel with the same files, byte for byte."""
    with tarfile.open(build("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = zipfile.ZipFile(build("wheel", source, tmp_path / "again"))
    first = zipfile.ZipFile(wheel)
    assert sorted(again.namelist()) == sorted(first.namelist())
    assert [name for name in first.namelist() if again.read(name) != first.read(name)] == []
    assert {path.name for path in ROOT.glob("*.md")} <= {path.name for path in source.iterdir()}


def test_the_versions_of_python_are_said_in_one_voice() -> None:
    """The README names the versions that the package's classifiers name, the least of them as the least."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = [entry.rsplit(" ", 1)[1] for entry in project["classifiers"] if "Python :: 3." in entry]
    assert project["requires-python"] == f">={said[0]}"
    assert f"run on Python {' and '.join(said)}, on Linux" in (ROOT / "README.md").read_text("utf-8")
    assert f"Python {' 和 '.join(said)} " in (ROOT / "README.zh-CN.md").read_text("utf-8")

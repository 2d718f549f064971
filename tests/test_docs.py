"""The docs cannot lie: what a page shows is what the command prints."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from console import ROOT, examples

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fixtures, where a page's commands may write."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_output_is_what_the_command_prints(page: Path, checkout: Path) -> None:
    """Each command of a page prints what the page shows."""
    for example in examples(page.read_text("utf-8")):
        lines = example.run(checkout)
        assert example.agrees(lines), f"$ {example.command}\n" + "\n".join(lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link of a page names a file that is there."""
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target

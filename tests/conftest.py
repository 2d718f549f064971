"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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

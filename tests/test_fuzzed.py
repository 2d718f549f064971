"""What the fuzzer found, kept small: each file here once raised something that was no error of the package's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarizer.errors import ClaimsError, FormError, InputError, ReviewError
from summarizer.form import load_form
from summarizer.reading import read_text
from summarizer.review import check_file, read_decisions, read_review

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEEP = 100_000


def check_nothing(path: Path) -> None:
    """Check a file of claims against a report without numbers."""
    check_file(path, read_text("全年无事。"))


@pytest.mark.parametrize(
    ("read", "name", "text", "error"),
    [
        (read_review, "deep.review.json", "[" * DEEP, ReviewError),
        (read_decisions, "deep.json", '{"a":' * DEEP, ReviewError),
        (check_nothing, "deep.jsonl", "[" * DEEP, ClaimsError),
        (lambda path: load_form(str(path)), "deep.toml", "a = " + "[" * DEEP, FormError),
    ],
)
def test_a_file_nested_without_end_is_refused(
    tmp_path: Path, read: Callable[[Path], object], name: str, text: str, error: type[InputError]
) -> None:
    """Brackets in brackets a hundred thousand deep are a fault of the file, named as one."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"deep\."):
        read(path)

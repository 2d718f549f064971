"""Files: results written aside and renamed, so that none is ever seen half-written; JSON that others wrote, read."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from summarizer.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Half of a character outside of Unicode's first plane, as JSON can spell it and no file can hold it.
HALF_CHARACTER = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}"
    r"|[\ud800-\udfff]"
)


def parse_json(text: str, numbers: Callable[[str], Any] | None = None) -> Any:
    """Read JSON that others wrote; ``numbers`` makes something else of its numbers than int and float.

    Raises:
        ValueError: it is no JSON, or spells half a character, which could not be written again.
        RecursionError: it is nested without end.
    """
    if half := HALF_CHARACTER.search(text):
        raise ValueError(f"half a character at {half.start()}")
    return json.loads(text, parse_int=numbers, parse_float=numbers)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the name ``path`` once it is whole; folders above it are made.

    Raises:
        OutputError: the folder cannot be made or the file cannot be written; then ``path`` is as it was.
    """
    aside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name of our own length: that of the result may be as long as the file system allows.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
            aside = Path(file.name)
            yield file  # type: ignore[misc] # a wrapper that is a BinaryIO in all but name
        aside.chmod(0o666 & ~_umask())
        aside.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"{path}: cannot be written ({reason}); choose a folder you may write to with --out"
        ) from error
    finally:
        if aside is not None:
            with suppress(FileNotFoundError):
                aside.unlink()


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all; see :func:`writing`."""
    with writing(path) as file:
        file.write(data)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

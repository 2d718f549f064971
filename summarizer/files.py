"""Results on disk: written aside and renamed, so that no half-written file is ever seen under its name."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from summarizer.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator


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

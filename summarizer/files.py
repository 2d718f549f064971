"""Results on disk: written aside and renamed, so that no half-written file is ever seen under its name."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from summarizer.errors import OutputError


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole or not at all; folders above it are made.

    Raises:
        OutputError: the folder cannot be made or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).chmod(0o666 & ~_umask())
        Path(aside).replace(path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(aside).unlink()


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with its line ends as they are; see :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def _refused(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or type(error).__name__
    return OutputError(f"{path}: cannot be written ({reason}); choose a folder you may write to with --out")


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current

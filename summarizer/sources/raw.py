"""The bytes of a report as they are: of a file, or of one in a zip archive (``reports.zip/county/report.docx``)."""

from __future__ import annotations

import hashlib
import stat
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import ReportError
from summarizer.sources.archive import Archive

if TYPE_CHECKING:
    import os
    from collections.abc import Container, Iterator

ARCHIVE = ".zip"
# A report is some ten thousand characters; what is larger than this is something else.
_LARGEST = 64 * 1024 * 1024


def read(path: Path) -> bytes:
    """Return the bytes of a report.

    Raises:
        ReportError: they cannot be read, or are too many, or there are none.
    """
    archive = _archive_above(path)
    return _member(path, archive) if archive else _file(path)


def size(path: Path) -> int | None:
    """Return how many bytes a report has, or None where there is no such file."""
    try:
        archive = _archive_above(path)
        return archived(archive).size(_inside(path, archive)) if archive else path.stat().st_size
    except (OSError, ValueError, ReportError):
        return None


def digest(path: Path) -> str:
    """Return the SHA-256 of a report's bytes in hex, or empty where there is no such file or it cannot be read."""
    try:
        if archive := _archive_above(path):
            return hashlib.sha256(_member(path, archive)).hexdigest()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, ReportError):
        return ""


def members(path: str | Path, suffixes: Container[str]) -> list[Path]:
    """Return the files in a zip archive that are reports by their suffix, each as a path that can be read.

    Raises:
        ReportError: the archive cannot be read, or names files outside of itself.
    """
    path = Path(path)
    return [path / member for member in archived(path).reports(suffixes)]


def archived(path: Path) -> Archive:
    """Open a zip archive; one that was opened before and has not changed is not opened again.

    Raises:
        ReportError: it cannot be read.
    """
    with _guarded(path):
        status = _checked(path)
    return _opened(path, status.st_size, status.st_mtime_ns)


# Reports are worked on in their order, so two archives are open where one ends and the next begins.
@lru_cache(maxsize=2)
def _opened(path: Path, size: int, changed: int) -> Archive:
    del size, changed  # they tell this archive from another one of its name
    return Archive(path, path.name)


def is_file(path: Path) -> bool:
    """Whether this is a file that can be looked at; what speaks against it is said when it is read."""
    try:
        return path.is_file()
    except OSError:
        return False


def _archive_above(path: Path) -> Path | None:
    """Return the zip archive that a path leads into, if it does."""
    return next((above for above in path.parents if above.suffix.lower() == ARCHIVE and is_file(above)), None)


def _inside(path: Path, archive: Path) -> str:
    return path.relative_to(archive).as_posix()


def _member(path: Path, archive: Path) -> bytes:
    return archived(archive).read(_inside(path, archive))


def _file(path: Path) -> bytes:
    with _guarded(path):
        _checked(path)
        return path.read_bytes()


def _checked(path: Path) -> os.stat_result:
    """Look at a file from outside.

    Raises:
        ReportError: it is no file, empty, or too large.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise ReportError(f"{path}: {kind}, not a file; give a file, or use the batch command for a folder")
    if status.st_size > _LARGEST:
        size, limit = status.st_size // 1024**2, _LARGEST // 1024**2
        raise ReportError(f"{path}: {size} MB is too large for a report (at most {limit} MB); split it")
    if not status.st_size:
        raise ReportError(f"{path}: the file is empty; check that it was saved or downloaded whole")
    return status


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Turn what the system says against a file into an error that says what to do."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReportError(f"{path}: no such file; check the path") from error
    except PermissionError as error:
        raise ReportError(f"{path}: no permission to read it; change its permissions or copy it") from error
    except (OSError, ValueError) as error:
        raise ReportError(f"{path!s}: cannot be read ({error}); check the path and the disk") from error

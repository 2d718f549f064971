"""Zip archives: the files inside, and what guards against archives that are made to harm."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from summarizer.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

# A member larger than this, or all of them together, is no report but a zip bomb.
_LARGEST = 64 * 1024 * 1024
_LARGEST_TOTAL = 8 * _LARGEST
_MOST = 100_000
# No file system takes a longer name, in bytes, or a longer path, here in characters of up to four bytes.
_LONGEST_PART = 255
_LONGEST_NAME = 800
_ENCRYPTED = 0x1
_UTF8 = 0x800


class Archive:
    """The files in a zip archive, read one at a time and never unpacked to the disk."""

    def __init__(self, data: bytes | Path, name: str) -> None:
        """Open the archive in ``data``, or in that file; ``name`` is what messages call it.

        Raises:
            ReportError: it is no zip archive, or it is a zip bomb.
        """
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise ReportError(
                f"{name}: no zip archive, or a damaged one ({error}); pack or download it again"
            ) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST or sum(entry.file_size for entry in entries) > _LARGEST_TOTAL:
            raise ReportError(
                f"{name}: unpacks to more than any archive of reports; it may be a zip bomb, do not open it"
            )
        self._entries = {_decoded(entry): entry for entry in entries if not entry.is_dir()}

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files, as the archive has them, folders included."""
        return iter(self._entries)

    def reports(self, suffixes: Container[str]) -> list[str]:
        """Return the names of the files that are reports by their suffix, in the archive's order.

        Raises:
            ReportError: a name leads out of the archive.
        """
        found = []
        for member in self:
            parts = PurePosixPath(member.replace("\\", "/"))
            if ".." in parts.parts or parts.is_absolute():
                raise ReportError(f"{self._name}: names a file outside of itself ({member}); do not open it")
            if len(member) > _LONGEST_NAME or any(len(part.encode()) > _LONGEST_PART for part in parts.parts):
                raise ReportError(f"{self._name}: has a name too long for a file ({member[:50]}…); do not open it")
            hidden = any(part.startswith((".", "__MACOSX")) for part in parts.parts)
            if parts.suffix.lower() in suffixes and not hidden:
                found.append(member)
        return found

    def __contains__(self, member: str) -> bool:
        """Tell whether the archive has a file of this name."""
        return member in self._entries

    def size(self, member: str) -> int | None:
        """Return how many bytes a file has, by the archive's own account, or None where there is no such file."""
        entry = self._entries.get(member)
        return entry.file_size if entry else None

    def read(self, member: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            ReportError: there is no such file, or it is encrypted, damaged or too large.
        """
        label = f"{self._name}/{member}"
        entry = self._entries.get(member)
        if entry is None:
            raise ReportError(f"{label}: no such file in the archive; check the name")
        if entry.flag_bits & _ENCRYPTED:
            raise ReportError(f"{label}: encrypted; unpack the archive with its password and give the files")
        if entry.file_size > _LARGEST:
            raise ReportError(
                f"{label}: unpacks to {entry.file_size // 1024**2} MB, too large for a report; leave it out"
            )
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
            raise ReportError(f"{label}: damaged in the archive ({error}); pack or download it again") from error


def _decoded(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; Chinese systems write it in GBK without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename

"""Which reports a batch has: folders, globs, list files, manifests and stdin, in the order given."""

from __future__ import annotations

import glob
import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.batch.ledger import FOLDER
from summarizer.batch.names import inside, names_of
from summarizer.errors import ReportError, UsageError
from summarizer.lexicon import table
from summarizer.sources import ARCHIVE, SUFFIXES, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Job:
    """One report of a batch.

    ``name`` is the path of its review below the output folder, without suffix; no two jobs share one. ``metadata`` is
    what the manifest says of the report (place, year, source address), as strings.
    """

    path: Path
    name: str
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A report as it was found: ``below`` is its path under the folder, list or manifest that led to it."""

    path: Path
    below: Path
    metadata: tuple[tuple[str, str], ...] = ()


def find_jobs(paths: Sequence[str], out: Path | None = None) -> list[Job]:
    """Return the reports that ``paths`` name, in order; what is named twice is there twice.

    A path is a report, a folder or zip archive (searched through), a glob, a ``.lst`` file with a path a line, a
    ``.jsonl`` manifest with ``{"path": …}`` a line, or ``-`` for paths on stdin, a line each or separated by NUL. The
    folders of the input are mirrored in the names.

    Raises:
        ReportError: a list or manifest cannot be read.
        UsageError: nothing was found at all, or ``out`` is one of the folders to search.
    """
    for path in paths:
        if out is not None and Path(path).is_dir() and out.exists() and out.samefile(path):
            raise UsageError(f"{out}: reviews cannot go among the reports; choose another folder with --out")
    found = [entry for path in paths for place in _expand(path) for entry in _unpacked(place)]
    if not found:
        raise UsageError(f"{' '.join(paths)}: no report found; give files, folders, globs, a list or a manifest")
    names = names_of([entry.below for entry in found])
    return [Job(entry.path, name, entry.metadata) for entry, name in zip(found, names, strict=True)]


def _expand(path: str) -> Iterable[_Found]:
    if path == "-":
        return _listed(sys.stdin.buffer.read(), Path())
    place = Path(path)
    if place.is_dir():
        return _folder(place, Path())
    if place.suffix == ".jsonl":
        return _manifest(place)
    if place.suffix == ".lst":
        return _listed(_bytes(place), place.parent)
    if glob.has_magic(path) and not place.exists():
        return _matches(path)
    return [_Found(place, Path(place.name))]


def _unpacked(found: _Found) -> Iterator[_Found]:
    """Yield the reports in a zip archive, which is like a folder; one that cannot be read fails when it is loaded."""
    inside: list[Path] = []
    if found.path.suffix.lower() == ARCHIVE:
        with suppress(ReportError):
            inside = members(found.path, (ARCHIVE, *table("batch")["folder"]["unread"]))
    for path in inside:
        yield replace(found, path=path, below=found.below / path.relative_to(found.path))
    if not inside:
        yield found


def _folder(folder: Path, below: Path) -> Iterator[_Found]:
    """Walk a folder, names in order; links to folders are not followed, so a loop cannot catch us."""
    words = table("batch")["folder"]
    wanted, skipped = (*SUFFIXES, *words["unread"]), tuple(words["skipped"])
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = sorted(name for name in folders if not name.startswith(skipped) and not _is_output(here / name))
        for name in sorted(files):
            path = here / name
            if name.lower().endswith(wanted) and not name.startswith(skipped) and (path.is_file() or path.is_symlink()):
                yield _Found(path, below / path.relative_to(folder))


def _is_output(folder: Path) -> bool:
    """Whether a folder holds the results of a batch, which are no reports."""
    return (folder / FOLDER).is_dir()


def _matches(pattern: str) -> Iterator[_Found]:
    """Return what a glob matches, folders searched through; names begin where the pattern's fixed beginning ends.

    As in a folder, ``**`` does not follow links to folders.
    """
    parts = Path(pattern).parts
    fixed = list(takewhile(lambda part: not glob.has_magic(part), parts))
    wanted = [*parts[len(fixed) :], *(["*"] if parts[-1] == "**" else [])]
    skipped = tuple(table("batch")["folder"]["skipped"])
    for path in sorted(Path(*fixed).glob("/".join(wanted))):
        below = path.relative_to(Path(*fixed))
        if path.is_dir() and "**" not in wanted:
            yield from _folder(path, below)
        elif not path.is_dir() and not path.name.startswith(skipped):
            yield _Found(path, below)


def _listed(listing: bytes, root: Path) -> Iterator[_Found]:
    """Return the reports of a list of paths, in bytes: the system knows them by these, whatever their encoding."""
    separator = b"\0" if b"\0" in listing else b"\n"
    for line in listing.removeprefix(b"\xef\xbb\xbf").split(separator):
        path = os.fsdecode(line if separator == b"\0" else line.removesuffix(b"\r"))
        if path.strip():
            yield _Found(root / path, inside(path))


def _manifest(manifest: Path) -> Iterator[_Found]:
    for number, line in enumerate(_bytes(manifest).removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            entry = _object(manifest, number, line)
            metadata = tuple((key, _text(value)) for key, value in entry.items() if key != "path")
            yield _Found(manifest.parent / entry["path"], inside(entry["path"]), metadata)


def _object(manifest: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{manifest}, line {number}: no valid JSON ({error}); write one object a line") from error
    path = entry.get("path") if isinstance(entry, dict) else None
    if not isinstance(path, str) or not _can_be_path(path):
        raise ReportError(f'{manifest}, line {number}: no "path"; write {{"path": "report.txt", …}} a line')
    return dict(entry)


def _can_be_path(path: str) -> bool:
    """Whether the system can be asked for a path at all."""
    try:
        return bool(path.strip()) and b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _text(value: Any) -> str:
    """Return what a manifest says of a report as text: a string as it is, nothing for null, anything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror}); check the path of the list") from error

"""Which reports a batch has: folders, globs, list files, manifests and stdin, in the order given."""

from __future__ import annotations

import glob
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ReportError, UsageError
from summarizer.sources import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Job:
    """One report of a batch.

    ``name`` is the path of its review below the output folder, without suffix; ``metadata`` is what the manifest says
    of it (place, year, source address), as strings.
    """

    path: Path
    name: str
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    below: Path
    metadata: tuple[tuple[str, str], ...] = ()


def find_jobs(paths: Sequence[str]) -> list[Job]:
    """Return the reports that ``paths`` name, each once, in order.

    A path is a report, a folder (searched through), a glob, a ``.lst`` file with a path a line, a ``.jsonl``
    manifest with ``{"path": …}`` a line, or ``-`` for paths on stdin. The folders of the input are mirrored in the
    names; where two names would collide the suffix is kept.

    Raises:
        ReportError: a list or manifest cannot be read.
        UsageError: nothing was found at all.
    """
    found = list(_unique(entry for path in paths for entry in _expand(path)))
    if not found:
        raise UsageError(f"{' '.join(paths)}: no report found; give files, folders, globs, a list or a manifest")
    stems = Counter(entry.below.with_suffix("") for entry in found)
    return [
        Job(e.path, str(e.below if stems[e.below.with_suffix("")] > 1 else e.below.with_suffix("")), e.metadata)
        for e in found
    ]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex, or empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _unique(found: Iterable[_Found]) -> Iterator[_Found]:
    seen: set[Path] = set()
    for entry in found:
        if entry.path not in seen:
            seen.add(entry.path)
            yield entry


def _expand(path: str) -> Iterator[_Found]:
    if path == "-":
        return _listed(sys.stdin.read().splitlines(), Path())
    place = Path(path)
    if place.is_dir():
        return _folder(place)
    if place.suffix == ".jsonl":
        return _manifest(place)
    if place.suffix == ".lst":
        return _listed(_lines(place), place.parent)
    if glob.has_magic(path) and not place.exists():
        return (_Found(Path(match), Path(Path(match).name)) for match in sorted(glob.glob(path, recursive=True)))  # noqa: PTH207 - the pattern is the user's own, absolute or not
    return iter([_Found(place, Path(place.name))])


def _folder(folder: Path) -> Iterator[_Found]:
    """Walk a folder in order of names; links to folders are not followed, so a loop cannot catch us."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            yield _Found(path, path.relative_to(folder))


def _listed(lines: Iterable[str], root: Path) -> Iterator[_Found]:
    for line in lines:
        if line.strip():
            yield _Found(root / line, _inside(line))


def _manifest(manifest: Path) -> Iterator[_Found]:
    for number, line in enumerate(_lines(manifest), 1):
        if line.strip():
            entry = _object(manifest, number, line)
            metadata = tuple((key, str(value)) for key, value in entry.items() if key != "path")
            yield _Found(manifest.parent / entry["path"], _inside(entry["path"]), metadata)


def _object(manifest: Path, number: int, line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise ReportError(f"{manifest}, line {number}: no valid JSON ({error}); write one object a line") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
        raise ReportError(f'{manifest}, line {number}: no "path"; write {{"path": "report.txt", …}} a line')
    return entry


def _inside(path: str) -> Path:
    """Return where a listed path's review goes: its own folders, but never above the output folder."""
    return Path(*(part for part in Path(path).parts if part not in ("..", "/", Path(path).anchor)))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ReportError(f"{path}: cannot be read ({reason}); give a UTF-8 list or manifest") from error

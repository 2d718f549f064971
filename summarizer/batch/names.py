"""What the reviews of a batch are called: the reports' folders and stems, made different, readable and short enough."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Bytes that a file system allows a name, less the longest ending that a review's file or its aside can have.
_LONGEST = 255 - len(".review.json")
_MARK = 8  # hex digits that tell shortened names apart


def names_of(places: Sequence[Path]) -> list[str]:
    """Return a name for each place, without suffix; where two would be the same the suffix is kept.

    A place that is there twice, or that still has another's name, gets a number: ``x``, ``x (2)``.
    """
    stems = Counter(place.with_suffix("") for place in set(places))
    return list(_different(str(p if stems[p.with_suffix("")] > 1 else p.with_suffix("")) for p in places))


def inside(path: str) -> Path:
    """Return where a listed path's review goes: its own folders, but never above the output folder."""
    kept = [part for part in Path(path).parts if part not in ("..", Path(path).anchor)]
    return Path(*kept) if kept else Path("report")


def _different(names: Iterator[str]) -> Iterator[str]:
    used: dict[str, int] = {}
    for wanted in (_short(readable(name)) for name in names):
        name = wanted
        while name in used:
            used[wanted] += 1
            name = _short(f"{wanted} ({used[wanted]})")
        used[name] = 1
        yield name


def readable(name: str) -> str:
    """Return a file name as text: one that is no UTF-8 is most likely GBK, from an archive packed on Windows."""
    if name.isascii() or not any("\udc80" <= character <= "\udcff" for character in name):
        return name
    return os.fsencode(name).decode("gb18030", "replace")


def _short(name: str) -> str:
    """Return a name whose last part leaves room for the endings of its files; a digest stands for what is cut off."""
    folder, last = os.path.split(name)
    said = last.encode()
    if len(said) <= _LONGEST:
        return name
    cut = said[: _LONGEST - _MARK - 1].decode(errors="ignore")
    return str(Path(folder, f"{cut}~{sha256(said).hexdigest()[:_MARK]}"))

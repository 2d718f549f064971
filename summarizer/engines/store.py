"""The store: what models answered, kept on disk so that the same question is never paid for twice.

JSON text and nothing else. diskcache would unpickle a row that says it is pickled, and so run the code of whoever
altered the file (CVE-2025-69872, which its ``JSONDisk`` does not stop); here such a row is refused. Nor does a row
ever name a file to read or to remove. The folder is its owner's alone.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diskcache import Cache, Disk
from diskcache.core import MODE_RAW

from summarizer.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ARRIVED = "arrived/"
"""Begins the keys of single replies, which are no answers yet."""

_MODE = 0o700


class AlteredRowError(ValueError):
    """A row of the store is no text: somebody altered it."""


class _TextDisk(Disk):  # type: ignore[misc]  # diskcache ships no types
    """Keeps text in the database, reads text from the database, touches no other file."""

    def put(self, key: str) -> tuple[str, bool]:
        """Return a key as the database has it."""
        return key, True

    def get(self, key: object, raw: bool) -> str:
        """Return a key as it was put."""
        if raw and isinstance(key, str):
            return key
        raise AlteredRowError

    def store(self, value: str, read: bool, key: object = None) -> tuple[int, int, None, str]:  # noqa: ARG002 - theirs
        """Return size, mode, file name and value for the database."""
        return len(value), MODE_RAW, None, value

    def fetch(self, mode: int, filename: str | None, value: object, read: bool) -> str:
        """Return a value as it was stored."""
        if mode == MODE_RAW and filename is None and isinstance(value, str) and not read:
            return value
        raise AlteredRowError

    def remove(self, file_path: str) -> None:
        """Remove nothing: no row of ours has a file, so one that names a file was altered."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a store holds: ``answers``, ``bytes`` on disk, and answers by model, most first."""

    answers: int
    bytes: int
    models: tuple[tuple[str, int], ...]


class Store:
    """A folder of answers, safe with many threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, which is made if it is not there.

        Raises:
            ResourceError: the folder cannot be used.
        """
        self._folder = folder
        with self._guarded():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(_MODE)
            self._cache = Cache(str(folder), disk=_TextDisk, eviction_policy="none", cull_limit=0)

    def get(self, key: str) -> dict[str, Any] | None:
        """Return what is kept under a key, or None.

        Raises:
            ResourceError: the row was altered, or the store is broken.
        """
        with self._guarded():
            kept = self._cache.get(key, retry=True)
            return None if kept is None else _object(kept)

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Keep a value under a key."""
        with self._guarded():
            self._cache.set(key, json.dumps(value, ensure_ascii=False, sort_keys=True), retry=True)

    def drop(self, keys: Iterable[str]) -> None:
        """Forget what is kept under some keys."""
        with self._guarded():
            for key in keys:
                self._cache.delete(key, retry=True)

    def entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return every answer kept, in the order of the keys."""
        with self._guarded():
            keys = sorted(key for key in self._cache.iterkeys() if not key.startswith(ARRIVED))
        for key in keys:
            value = self.get(key)
            if value is not None:
                yield key, value

    def export(self, model: str = "", mode: str = "") -> Iterator[str]:
        """Return what is kept as lines of JSON, which `ReplayEngine` reads; of one model or mode only, if named."""
        for key, value in self.entries():
            engine = value.get("engine", {})
            if (model and engine.get("model") != model) or (mode and engine.get("parameters", {}).get("mode") != mode):
                continue
            yield json.dumps({"key": key, **value}, ensure_ascii=False, sort_keys=True)

    def stats(self) -> Stats:
        """Count what is kept."""
        models: dict[str, int] = {}
        for _, value in self.entries():
            model = str(value.get("engine", {}).get("model", ""))
            models[model] = models.get(model, 0) + 1
        most = sorted(models.items(), key=lambda entry: (-entry[1], entry[0]))
        return Stats(sum(models.values()), int(self._cache.volume()), tuple(most))

    def clear(self) -> int:
        """Forget everything; return how many answers that were."""
        with self._guarded():
            return int(self._cache.clear(retry=True))

    def close(self) -> None:
        """Close the store."""
        self._cache.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what can go wrong with a folder of data into an error that says what to do."""
        try:
            yield
        except AlteredRowError:
            raise ResourceError(
                f"{self._folder}: a row of the cache was altered and is not read, it might run code; "
                "run `summarizer cache clear`"
            ) from None
        except (sqlite3.Error, OSError, ValueError) as error:
            raise ResourceError(
                f"{self._folder}: the cache cannot be used ({error}); clear or move this folder"
            ) from error


def _object(text: str) -> dict[str, Any]:
    """Read a kept text, which is a JSON object."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise AlteredRowError
    return value

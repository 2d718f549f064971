"""The ledger of an output folder: what is finished, and the lock that keeps a second run out.

A review file is written first and its line in the ledger after it, so a line means that its files are whole. A run
that is killed between the two writes the same review again; a model's answers are then in the cache.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Self

from summarizer.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".summarizer"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished report: ``digest`` of its input, ``stamp`` of form and engine, its ``row`` for the result tables.

    ``code`` is the exit code of the command line for this report alone; ``failure`` says why there is no review, or
    is empty.
    """

    name: str
    digest: str
    stamp: str
    code: int
    row: dict[str, str] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry stands in the ledger, and what decides whether its report must be filled again."""

    offset: int
    digest: str
    stamp: str
    code: int

    @property
    def failed(self) -> bool:
        """Whether the report has no review."""
        return self.code > 1


class Ledger:
    """The ledger of one output folder, open for one run at a time.

    Only the lines' places are kept in memory, so that it does not grow with what the rows hold.
    """

    def __init__(self, out: Path) -> None:
        """Open the ledger in ``out``, made if need be.

        Raises:
            OutputError: the folder cannot be written, or another run holds it.
        """
        folder = out / FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / "lock").open("w")
            self._file = (folder / "ledger.jsonl").open("a+b")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(f"{out}: cannot be written ({reason}); choose another folder with --out") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._close()
            raise OutputError(f"{out}: another run is writing here; wait for it or choose another folder") from error
        self.lines = self._read()

    def add(self, entry: Entry) -> None:
        """Write down that a report is finished."""
        offset = self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        self.lines[entry.name] = Line(offset, entry.digest, entry.stamp, entry.code)

    def entry(self, name: str) -> Entry:
        """Return what the ledger says of a report.

        Raises:
            KeyError: the ledger does not have it.
        """
        self._file.seek(self.lines[name].offset)
        return Entry(**json.loads(self._file.readline()))

    def _read(self) -> dict[str, Line]:
        """Read the whole lines; one that a kill cut short is dropped from the file."""
        lines: dict[str, Line] = {}
        offset = 0
        self._file.seek(0)
        for raw in self._file:
            if not raw.endswith(b"\n"):
                self._file.truncate(offset)
                break
            entry = Entry(**json.loads(raw))
            lines[entry.name] = Line(offset, entry.digest, entry.stamp, entry.code)
            offset += len(raw)
        return lines

    def _close(self) -> None:
        self._file.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

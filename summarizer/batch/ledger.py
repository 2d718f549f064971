"""The ledger of an output folder: what is finished, and the lock that keeps a second run out.

A review file is written first and its line in the ledger after it, so a line means that its files are whole. A run
that is killed between the two writes the same review again; a model's answers are then in the cache. The lock is the
system's own (``fcntl``, so not on Windows): it goes with the process that holds it, however that ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from summarizer.errors import OutputError

FOLDER = ".summarizer"

_ASIDE = re.compile(r"\.\w{8}\.part")  # what `summarizer.files` writes to before it renames


@dataclass(frozen=True, slots=True)
class Entry:
    """One finished report: ``digest`` of its input, ``stamp`` of form and engine, its ``row`` for the result tables.

    ``brief`` is what the index shows of it, see `summarizer.writers.Brief`.

    ``code`` is the exit code of the command line for this report alone. ``failure`` says why there is no review, or is
    empty; ``unanswered`` counts the sections of its review that have no answer. ``sketch`` tells how alike two texts
    are; ``cost`` is what the report cost in this run, a decimal as a string in the price table's currency.
    ``changes`` are those of a recheck.
    """

    name: str
    digest: str
    stamp: str
    code: int
    row: dict[str, str] = field(default_factory=dict)
    brief: dict[str, Any] = field(default_factory=dict)
    failure: str = ""
    unanswered: int = 0
    sketch: str = ""
    cost: str = "0"
    changes: list[dict[str, str]] = field(default_factory=list)


_FIELDS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry stands in the ledger, in bytes, and what decides whether its report must be filled again.

    ``failed`` is true for a report without a review, or with a section that has no answer.
    """

    offset: int
    length: int
    digest: str
    stamp: str
    code: int
    failed: bool


class Ledger:
    """The ledger of one output folder, open for one run at a time.

    Only the lines' places are kept in memory, so that it does not grow with what the rows hold.
    """

    def __init__(self, out: Path) -> None:
        """Open the ledger in ``out``, made if need be, and clear away what a killed run left half-written.

        Raises:
            OutputError: the folder cannot be written, another run holds it, or the ledger is none.
        """
        self._out = out
        folder = out / FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / "lock").open("w")
            self._file = (folder / "ledger.jsonl").open("a+b", buffering=0)
        except OSError as error:
            raise self._unwritten(error) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._close()
            raise OutputError(f"{out}: another run is writing here; wait for it or choose another folder") from error
        _sweep(out)
        self.lines = self._read()

    def add(self, entry: Entry) -> None:
        """Write down that a report is finished.

        Raises:
            OutputError: it cannot be written; the ledger is as it was.
        """
        offset = self._file.seek(0, os.SEEK_END)
        told = {name: getattr(entry, name) for name in _FIELDS}
        said = json.dumps(told, ensure_ascii=False).encode(errors="surrogatepass") + b"\n"
        try:
            written = self._file.write(said)
        except OSError as error:
            raise self._unwritten(error) from error
        if written != len(said):
            self._file.truncate(offset)
            raise OutputError(f"{self._out}: cannot be written (disk full); make room, the same command goes on")
        self.lines[entry.name] = _line(offset, said, entry)

    def entry(self, name: str) -> Entry:
        """Return what the ledger says of a report.

        Raises:
            KeyError: the ledger does not have it.
        """
        line = self.lines[name]
        return Entry(**json.loads(os.pread(self._file.fileno(), line.length, line.offset)))

    def _read(self) -> dict[str, Line]:
        """Read the whole lines; one that a kill cut short is dropped from the file.

        A line that is no entry (a disk that lost power leaves such) counts for nothing: its report is done again.
        """
        lines: dict[str, Line] = {}
        offset = 0
        with (self._out / FOLDER / "ledger.jsonl").open("rb") as file:
            for raw in file:
                if not raw.endswith(b"\n"):
                    self._file.truncate(offset)
                    break
                if entry := _entry(raw):
                    lines[entry.name] = _line(offset, raw, entry)
                offset += len(raw)
        return lines

    def _unwritten(self, error: OSError) -> OutputError:
        reason = error.strerror or type(error).__name__
        return OutputError(f"{self._out}: cannot be written ({reason}); make room, or choose another folder with --out")

    def _close(self) -> None:
        self._file.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Clear away what processes that were lost left half-written, and let another run in."""
        _sweep(self._out)
        self._close()


def _entry(raw: bytes) -> Entry | None:
    try:
        return Entry(**json.loads(raw))
    except (ValueError, TypeError):
        return None


def _line(offset: int, raw: bytes, entry: Entry) -> Line:
    failed = entry.code > 1 or entry.unanswered > 0
    return Line(offset, len(raw), entry.digest, entry.stamp, entry.code, failed)


def _sweep(out: Path) -> None:
    """Remove what was being written when a run was killed; the lock says that nobody is writing now."""
    for folder, _, files in os.walk(out):
        for name in files:
            if _ASIDE.fullmatch(name):
                Path(folder, name).unlink()

"""The tables of a batch: one row a report, in input order, whatever finished first."""

from __future__ import annotations

import csv
import io
import json
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from summarizer.batch.likeness import Likeness
from summarizer.batch.rows import columns_of
from summarizer.batch.workbook import workbook
from summarizer.files import writing
from summarizer.writers.formtable import reads_as_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Entry, Ledger
    from summarizer.batch.likeness import Near
    from summarizer.form import Form

    Row = dict[str, str]
    Table = Callable[[Row], object]

_GROUP = 250  # rows a Parquet row group holds: what is in memory at a time


@dataclass
class _Glance:
    """What all entries say together: which reports are nearly the same, which columns there are, how many reviews."""

    near: dict[str, Near] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    reviews: int = 0


@dataclass(frozen=True)
class Results:
    """What a batch has found out: its jobs in input order, the ledger, and which jobs are twins of which."""

    jobs: Sequence[Job]
    ledger: Ledger
    twins: Mapping[str, str]

    def names(self) -> Iterator[str]:
        """Yield the name of each job that is finished."""
        return (job.name for job in self.jobs if self.twins.get(job.name, job.name) in self.ledger.lines)

    def entries(self) -> Iterator[tuple[Job, Entry]]:
        """Yield each job that is finished with its entry; a twin has that of the first job with the same bytes."""
        for job in self.jobs:
            name = self.twins.get(job.name, job.name)
            if name in self.ledger.lines:
                yield job, self.ledger.entry(name)

    def rows(self) -> Iterator[tuple[Row, Row | None]]:
        """Yield the cells of each row that are not empty, and the row among the failures if it is one."""
        for job, entry in self.entries():
            same, near = self.twins.get(job.name, ""), self.near.get(job.name)
            place = {"review": job.name, "failure": entry.failure, "same_as": same}
            alike = {"nearly_same_as": near.name, "likeness": f"{near.percent}%"} if near else {}
            cells = dict(job.metadata) | place | alike | entry.row
            failed = {"review": job.name, "report": str(job.path), "failure": entry.failure}
            yield _filled(cells), dict(job.metadata) | failed if entry.failure else None

    @property
    def near(self) -> dict[str, Near]:
        """Which reports are nearly the same as an earlier one."""
        return self._looked_through.near

    @property
    def reviews(self) -> int:
        """How many of the finished jobs have a review."""
        return self._looked_through.reviews

    def columns(self, form: Form) -> list[str]:
        """Return the columns of the tables."""
        metadata = dict.fromkeys(key for job in self.jobs for key, _ in job.metadata)
        return columns_of(form, metadata, self._looked_through.columns)

    @cached_property
    def _looked_through(self) -> _Glance:
        """Look through all entries once."""
        seen, glance = Likeness(), _Glance()
        for job, entry in self.entries():
            glance.columns.update(entry.row)
            glance.reviews += not entry.failure
            place = seen.place(job.name, entry.sketch)
            if place and job.name not in self.twins:
                glance.near[job.name] = place
        return glance


def _filled(cells: Row) -> Row:
    return {column: cell for column, cell in cells.items() if cell}


def write_tables(out: Path, results: Results, form: Form) -> list[str]:
    """Write ``results.jsonl``, ``.csv``, ``.xlsx`` and ``.parquet``, and ``failures.jsonl``.

    Rows are read from the ledger one at a time, so memory does not grow with the number of reports. Returns the tables
    that were not written because a package is not installed.

    Raises:
        OutputError: a table cannot be written; it is as it was.
    """
    columns = results.columns(form)
    with_parquet = find_spec("pyarrow") is not None
    with ExitStack() as opened:
        tables = [
            opened.enter_context(_jsonl(out / "results.jsonl", columns)),
            opened.enter_context(_csv(out / "results.csv", columns)),
            opened.enter_context(workbook(out / "results.xlsx", columns, form)),
        ]
        if with_parquet:
            tables.append(opened.enter_context(_parquet(out / "results.parquet", columns)))
        fail = opened.enter_context(_jsonl(out / "failures.jsonl", ()))
        for row, failure in results.rows():
            for write in tables:
                write(row)
            if failure:
                fail(failure)
    return [] if with_parquet else ["results.parquet"]


@contextmanager
def _jsonl(path: Path, columns: Sequence[str]) -> Iterator[Table]:
    blank = dict.fromkeys(columns, "")
    with writing(path) as file:
        yield lambda row: file.write(json.dumps(blank | row, ensure_ascii=False).encode(errors="replace") + b"\n")


@contextmanager
def _csv(path: Path, columns: Sequence[str]) -> Iterator[Table]:
    with writing(path) as file:
        # Excel reads UTF-8 only behind a byte order mark.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        table = csv.DictWriter(text, columns, restval="")
        table.writeheader()
        yield lambda row: table.writerow({column: _inert(cell) for column, cell in row.items()})
        text.flush()
        text.detach()


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if reads_as_formula(cell) else cell


@contextmanager
def _parquet(path: Path, columns: Sequence[str]) -> Iterator[Table]:
    import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra
    from pyarrow import parquet  # noqa: PLC0415 - heavy, and an extra

    schema = pa.schema([(column, pa.string()) for column in columns])
    group: list[Row] = []
    with writing(path) as file, parquet.ParquetWriter(file, schema) as table:

        def flush() -> None:
            table.write_table(pa.Table.from_pylist(group, schema))
            group.clear()

        def write(row: Row) -> None:
            group.append(row)
            if len(group) == _GROUP:
                flush()

        yield write
        if group:
            flush()

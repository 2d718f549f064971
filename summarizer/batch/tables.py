"""The tables of a batch: one row a report, in input order, whatever finished first."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec
from typing import TYPE_CHECKING

from summarizer.files import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Entry, Ledger

PARQUET_ROWS = 1000  # rows a row group holds: what is in memory at a time


def write_tables(out: Path, jobs: Sequence[Job], ledger: Ledger) -> None:
    """Write ``results.jsonl``, ``.csv`` and (where pyarrow is installed) ``.parquet``, and ``failures.jsonl``.

    Rows are read from the ledger one at a time, so memory does not grow with the number of reports.

    Raises:
        OutputError: a table cannot be written.
    """
    columns = _columns(jobs, ledger)
    _write_jsonl(out / "results.jsonl", ({"review": e.name} | e.row for e in _entries(jobs, ledger) if not e.failure))
    failed = ((e.name, e.failure) for e in _entries(jobs, ledger) if e.failure)
    _write_jsonl(out / "failures.jsonl", ({"report": name, "failure": failure} for name, failure in failed))
    _write_csv(out / "results.csv", columns, _rows(jobs, ledger))
    if find_spec("pyarrow"):
        _write_parquet(out / "results.parquet", columns, _rows(jobs, ledger))


def _entries(jobs: Sequence[Job], ledger: Ledger) -> Iterator[Entry]:
    return (ledger.entry(job.name) for job in jobs if job.name in ledger.lines)


def _rows(jobs: Sequence[Job], ledger: Ledger) -> Iterator[dict[str, str]]:
    return ({"review": e.name, "failure": e.failure} | e.row for e in _entries(jobs, ledger))


def _columns(jobs: Sequence[Job], ledger: Ledger) -> list[str]:
    """Return every column that any row has, in the order first seen; a failed report lacks most of them."""
    columns: dict[str, None] = {}
    for row in _rows(jobs, ledger):
        columns.update(dict.fromkeys(row))
    return list(columns)


def _write_jsonl(path: Path, rows: Iterator[dict[str, str]]) -> None:
    with writing(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _write_csv(path: Path, columns: Sequence[str], rows: Iterator[dict[str, str]]) -> None:
    with writing(path) as file:
        # Excel reads UTF-8 only behind a byte order mark.
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        table = csv.DictWriter(text, columns, restval="")
        table.writeheader()
        table.writerows({key: _inert(value) for key, value in row.items()} for row in rows)
        text.flush()
        text.detach()


def _inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _write_parquet(path: Path, columns: Sequence[str], rows: Iterator[dict[str, str]]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra
    from pyarrow import parquet  # noqa: PLC0415 - heavy, and an extra

    schema = pa.schema([(column, pa.string()) for column in columns])
    with writing(path) as file, parquet.ParquetWriter(file, schema) as table:
        for group in _groups(rows):
            table.write_table(pa.Table.from_pylist(group, schema))


def _groups(rows: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    group: list[dict[str, str]] = []
    for row in rows:
        group.append(row)
        if len(group) == PARQUET_ROWS:
            yield group
            group = []
    if group:
        yield group

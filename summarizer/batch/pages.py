"""``index.html``: all reviews of a batch, some hundred to a page; where there are more, a page of these pages."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from summarizer.files import write_bytes
from summarizer.review import read_review
from summarizer.writers import Brief, brief, write_briefs
from summarizer.writers.labels import labels
from summarizer.writers.tables import Cell, Table, TablesPage, tables_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Entry
    from summarizer.batch.tables import Results
    from summarizer.batch.worker import Task
    from summarizer.form import Form

    Chunk = Sequence[tuple[Job, Entry]]

SIZE = 500  # reviews on a page: a browser opens it at once, and no more than its rows are in memory at a time

# Columns of the tables that are added up for each page, and what a page calls them.
_SUMS = {"values": "values", "not_accepted": "doubtful", "unclaimed": "unclaimed", "unanswered": "unanswered"}


def write_pages(task: Task, results: Results, form: Form, size: int = SIZE) -> None:
    """Write ``index.html``; with more than ``size`` reviews also ``index-1.html`` and so on, to which it leads.

    Raises:
        OutputError: a page cannot be written.
    """
    lang = task.lang or "zh"
    chunks = _chunks(results, size)
    first, second = next(chunks, []), next(chunks, [])
    if not second:
        write_bytes(task.out / "index.html", write_briefs(_briefs(task, first), form, lang).encode())
        return
    rows = []
    for number, chunk in enumerate(chain([first, second], chunks)):
        name = f"index-{number + 1}.html"
        write_bytes(task.out / name, write_briefs(_briefs(task, chunk), form, lang).encode())
        rows.append(_row(name, number * size, chunk))
    write_bytes(task.out / "index.html", _page_of_pages(rows, lang).encode())


def _chunks(results: Results, size: int) -> Iterator[Chunk]:
    finished = ((job, entry) for job, entry in results.entries() if not entry.failure)
    return iter(lambda: list(islice(finished, size)), [])


def _briefs(task: Task, chunk: Chunk) -> Iterator[tuple[str, Brief]]:
    """Yield what a page shows of each review, with the path that its line leads to."""
    suffix = "html" if "html" in task.formats else "json"
    for _, entry in chunk:
        # A ledger of an earlier version has no briefs.
        told = Brief.from_data(entry.brief) if entry.brief else brief(read_review(task.review(entry.name)))
        yield f"{entry.name}.review.{suffix}", told


def _row(name: str, before: int, chunk: Chunk) -> tuple[Cell, ...]:
    first, last = chunk[0][0].name, chunk[-1][0].name
    sums = (str(sum(int(entry.row.get(column, "0")) for _, entry in chunk)) for column in _SUMS)
    span = f"{before + 1}–{before + len(chunk)}"
    return (Cell(span, small=f"{first} … {last}", href=f"./{name}", sort=str(before)), *map(Cell, sums))


def _page_of_pages(rows: Sequence[tuple[Cell, ...]], lang: str) -> str:
    words = labels(lang)
    columns = (words.say("index", "report"), *(words.say("index", called) for called in _SUMS.values()))
    table = Table(words.say("index", "reviews"), columns, tuple(rows), tuple(range(1, len(columns))))
    return tables_page(TablesPage(words.say("index", "title"), (), (table,)), words)

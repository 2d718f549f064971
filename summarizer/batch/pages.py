"""``index.html``: all reviews of a batch, some hundred to a page; where there are more, a page of these pages."""

from __future__ import annotations

from itertools import islice
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

    Finished = Iterator[tuple[Job, Entry]]

SIZE = 200  # reviews on a page: a browser opens it at once, and no more than its rows are in memory at a time

# Columns of the tables that are added up for each page, and what a page calls them.
_SUMS = {"values": "values", "not_accepted": "doubtful", "unclaimed": "unclaimed", "unanswered": "unanswered"}


def write_pages(task: Task, results: Results, form: Form, size: int = SIZE) -> None:
    """Write ``index.html``; with more than ``size`` reviews also ``index-1.html`` and so on, to which it leads.

    Raises:
        OutputError: a page cannot be written.
    """
    lang = task.lang or "zh"
    entries = ((job, entry) for job, entry in results.entries() if not entry.failure)
    if results.reviews <= size:
        write_bytes(task.out / "index.html", write_briefs(_briefs(task, entries), form, lang).encode())
        return
    rows = []
    for number, before in enumerate(range(0, results.reviews, size), 1):
        name, tally = f"index-{number}.html", _Tally()
        briefs = _briefs(task, tally.counting(islice(entries, size)))
        write_bytes(task.out / name, write_briefs(briefs, form, lang).encode())
        rows.append(tally.row(name, before))
    write_bytes(task.out / "index.html", _page_of_pages(rows, lang).encode())


class _Tally:
    """What the reviews of one page come to, counted as they pass, so that none is held for it."""

    def __init__(self) -> None:
        self.count = 0
        self.first = self.last = ""
        self.sums = dict.fromkeys(_SUMS, 0)

    def counting(self, entries: Finished) -> Finished:
        """Pass entries on."""
        for job, entry in entries:
            self.count += 1
            self.first, self.last = self.first or job.name, job.name
            for column in _SUMS:
                self.sums[column] += int(entry.row.get(column, "0"))
            yield job, entry

    def row(self, name: str, before: int) -> tuple[Cell, ...]:
        """Return the line that leads to the page, behind so many reviews."""
        span = f"{before + 1}–{before + self.count}"
        place = Cell(span, small=f"{self.first} … {self.last}", href=f"./{name}", sort=str(before))
        return (place, *(Cell(str(total)) for total in self.sums.values()))


def _briefs(task: Task, entries: Finished) -> Iterator[tuple[str, Brief]]:
    """Yield what a page shows of each review, with the path that its line leads to."""
    suffix = "html" if "html" in task.formats else "json"
    for _, entry in entries:
        # A ledger of an earlier version has no briefs.
        told = Brief.from_data(entry.brief) if entry.brief else brief(read_review(task.review(entry.name)))
        yield f"{entry.name}.review.{suffix}", told


def _page_of_pages(rows: Sequence[tuple[Cell, ...]], lang: str) -> str:
    words = labels(lang)
    columns = (words.say("index", "report"), *(words.say("index", called) for called in _SUMS.values()))
    table = Table(words.say("index", "reviews"), columns, tuple(rows), tuple(range(1, len(columns))))
    return tables_page(TablesPage(words.say("index", "title"), (), (table,)), words)

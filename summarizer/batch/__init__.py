"""Many reports: found, filled, each in its own file, resumed where a run stopped."""

from __future__ import annotations

from summarizer.batch.crew import cores
from summarizer.batch.inputs import Job, find_jobs
from summarizer.batch.ledger import Entry, Ledger
from summarizer.batch.many import fill_many
from summarizer.batch.names import names_of
from summarizer.batch.pages import write_pages
from summarizer.batch.run import Hands, run
from summarizer.batch.survey import Again, Survey, survey
from summarizer.batch.tables import Results, write_tables
from summarizer.batch.worker import Task, stamp

__all__ = [
    "Again",
    "Entry",
    "Hands",
    "Job",
    "Ledger",
    "Results",
    "Survey",
    "Task",
    "cores",
    "fill_many",
    "find_jobs",
    "names_of",
    "run",
    "stamp",
    "survey",
    "write_pages",
    "write_tables",
]

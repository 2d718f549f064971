"""Many reports: found, filled, each in its own file, resumed where a run stopped."""

from __future__ import annotations

from summarizer.batch.inputs import Job, find_jobs
from summarizer.batch.ledger import Entry, Ledger
from summarizer.batch.run import run, stamp, unfinished
from summarizer.batch.tables import write_tables
from summarizer.batch.worker import Task

__all__ = ["Entry", "Job", "Ledger", "Task", "find_jobs", "run", "stamp", "unfinished", "write_tables"]

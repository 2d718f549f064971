"""Many reports: found, filled, each in its own file, resumed where a run stopped."""

from __future__ import annotations

from summarizer.batch.crew import cores
from summarizer.batch.inputs import Job, find_jobs
from summarizer.batch.ledger import FOLDER, Entry, Ledger
from summarizer.batch.many import fill_many
from summarizer.batch.names import names_of
from summarizer.batch.pages import write_pages
from summarizer.batch.rounds import Limits, Mail, Round, Rounds
from summarizer.batch.run import Hands, run
from summarizer.batch.survey import Again, Survey, survey
from summarizer.batch.tables import Results, write_tables
from summarizer.batch.worker import Posted, Task, Way, stamp

__all__ = [
    "FOLDER",
    "Again",
    "Entry",
    "Hands",
    "Job",
    "Ledger",
    "Limits",
    "Mail",
    "Posted",
    "Results",
    "Round",
    "Rounds",
    "Survey",
    "Task",
    "Way",
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

"""What a run has to do: which reports are finished, which are the same, which are not there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.sources import digest, size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarizer.batch.inputs import Job
    from summarizer.batch.ledger import Ledger, Line
    from summarizer.batch.worker import Task


@dataclass(frozen=True, slots=True)
class Survey:
    """What a run finds before it begins.

    ``todo`` are the jobs to do; ``outdated`` are those of them that have a review, of another version of this package,
    another form, engine or format. ``twins`` maps a job's name to that of the first job with the same bytes, whose
    review is its own too. ``missing`` are listed, but no such file is there.
    """

    todo: list[Job] = field(default_factory=list)
    outdated: list[Job] = field(default_factory=list)
    twins: dict[str, str] = field(default_factory=dict)
    missing: list[Job] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Again:
    """What is done again, beside reports that are new or have changed.

    Usually these are the reports that were filled with another form, engine or option; not so with ``only_changed``.
    With ``failed``, they are also those that failed, and those with a section that has no answer. A ``recheck`` is of
    all that have a review, and of no others.
    """

    failed: bool = False
    only_changed: bool = False
    recheck: bool = False


def survey(jobs: Sequence[Job], ledger: Ledger, task: Task, again: Again) -> Survey:
    """Look at every report once. Reading is spared where neither the ledger nor another file's size asks for it."""
    found = Survey()
    sizes = [size(job.path) for job in jobs]
    count = Counter(sizes)
    firsts: dict[str, str] = {}
    for job, length in zip(jobs, sizes, strict=True):
        if length is None:
            found.missing.append(job)
        line = ledger.lines.get(job.name)
        seen = digest(job.path) if length is not None and (line or count[length] > 1) else ""
        first = firsts.setdefault(seen, job.name) if seen else job.name
        if first != job.name:
            found.twins[job.name] = first
        elif _has_review(job, line, task) if again.recheck else _is_due(job, line, seen, task, again):
            found.todo.append(job)
            if not again.recheck and _is_outdated(line, seen, task):
                found.outdated.append(job)
    return found


def _is_due(job: Job, line: Line | None, seen: str, task: Task, again: Again) -> bool:
    """Whether a report is new or has changed, was filled in another way, or failed and is to be tried again."""
    if line is None or line.digest != seen or (line.failed and again.failed):
        return True
    if _is_outdated(line, seen, task) and not again.only_changed:
        return True
    return line.code < 2 and not all(size(path) for path in task.files(job.name))


def _is_outdated(line: Line | None, seen: str, task: Task) -> bool:
    """Whether this very report was filled in another way."""
    return line is not None and line.digest == seen and line.stamp != task.stamp


def _has_review(job: Job, line: Line | None, task: Task) -> bool:
    return line is not None and line.code < 2 and bool(size(task.review(job.name)))

"""Many reports for a program: reviews one after the other, without files."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from summarizer.batch.crew import Crew
from summarizer.engines import RulesEngine
from summarizer.errors import EngineError
from summarizer.form import DEFAULT_FORM, load_form
from summarizer.pipeline import fill
from summarizer.sources import Report, load

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from summarizer.engines import Engine
    from summarizer.form import Form
    from summarizer.review import Review


def fill_many(
    reports: Iterable[Report | str | Path],
    form: Form | None = None,
    engine: Engine | None = None,
    jobs: int | None = None,
    ordered: bool = True,
) -> Generator[Review, None, None]:
    """Fill a form for many reports, or files of reports, and yield the reviews; otherwise as :func:`summarizer.fill`.

    ``reports`` are taken a few ahead of the reviews, so they may be more than memory holds. ``jobs`` reports are worked
    on at a time: as many as the engine allows, which for an engine that computes is one, in this process; more are
    processes, so the calling program needs its ``if __name__ == "__main__":``. Reviews come in the order of the
    reports, or, not ``ordered``, as they are done. Where the caller stops, no report is begun any more; what is in
    flight is finished, and no thread or process is left.

    Raises:
        ReportError: a report cannot be read.
        FormError: the form is faulty.
        EngineError: the engine failed for a whole report, or its process died. After any error nothing more comes.
    """
    blank = form or load_form(DEFAULT_FORM)
    filler = _Filler(blank, engine or RulesEngine(blank))
    at_a_time = jobs or filler.engine.jobs
    if at_a_time == 1:
        yield from map(filler, reports)
        return
    waits = filler.engine.jobs > 1
    crew = Crew(filler, at_a_time) if waits else Crew(_fill, 1, at_a_time, partial(_start, filler))
    for report, future in crew.do(reports, ordered):
        try:
            yield future.result()
        except BrokenProcessPool as error:
            name = report.name if isinstance(report, Report) else report
            raise EngineError(f"{name}: filling it ended the process (out of memory?); leave it out") from error


@dataclass(frozen=True, slots=True)
class _Filler:
    """Form and engine, to fill one report after the other with."""

    form: Form
    engine: Engine

    def __call__(self, report: Report | str | Path) -> Review:
        return fill(report if isinstance(report, Report) else load(report), self.form, self.engine)


_kept: list[_Filler] = []  # a process gets its filler once


def _start(filler: _Filler) -> None:
    _kept[:] = [filler]


def _fill(report: Report | str | Path) -> Review:
    return _kept[0](report)

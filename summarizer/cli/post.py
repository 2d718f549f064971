"""``summarizer batch submit``, ``status``, ``collect``: a batch through an endpoint's Batch API, at half the price."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.engine import EngineOptions, endpoint, store
from summarizer.cli.gather import gather
from summarizer.cli.options import FormName, table
from summarizer.cli.progress import Progress
from summarizer.cli.running import OutOptions, before, carry_out, currency_of, end, say, task_of, write_results
from summarizer.errors import BoundReached

if TYPE_CHECKING:
    from summarizer.batch import Entry, Ledger, Posted, Rounds
    from summarizer.engines import Engine, Usage
    from summarizer.engines.model import Bounds
    from summarizer.engines.model.post import Request
    from summarizer.engines.model.post.api import BatchApi
    from summarizer.form import Form

POST = typer.Typer(rich_markup_mode=None)

Paths = Annotated[list[str], typer.Argument(help="The batch, as for `summarizer batch`.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", "-o", help="The folder given to submit.", show_default=False)]


@POST.command()
@gather("engine", EngineOptions)
@gather("options", OutOptions)
def submit(paths: Paths, options: OutOptions, engine: EngineOptions, form: FormName = "rule-of-law") -> None:
    """Hand in the questions that have no reply yet, or a wrong one; what is under way goes on.

    Example: summarizer batch submit reports/ --out reviews --model gpt-5-mini
    """
    from summarizer.engines.model.post import estimate

    place = endpoint(engine)
    with _desk(options.out, engine) as desk:
        desk.rounds.settle(desk.api)
        desk.fill(paths, options, form, lambda requests: estimate(place, desk.rounds.prepare(requests)))
        try:
            _check(desk.asked, place.bounds)
        except BoundReached:
            desk.rounds.forget()
            raise
        for made in desk.rounds.hand_in(desk.api):
            say(f"{made.requests} questions handed in as {made.batch}", options.quiet)
    cost = f", {Decimal(desk.asked.cost):.2f} {desk.currency} at most" if desk.currency else ""
    say(f"{desk.waiting} reports wait for replies; {desk.asked.calls} questions are new{cost}", options.quiet)
    desk.end()


@POST.command()
@gather("engine", EngineOptions)
@gather("options", OutOptions)
def collect(paths: Paths, options: OutOptions, engine: EngineOptions, form: FormName = "rule-of-law") -> None:
    """Fetch the replies that have come, and write the reviews that are whole with them.

    Example: summarizer batch collect reports/ --out reviews --model gpt-5-mini
    """
    from summarizer.engines.model.post import estimate
    from summarizer.engines.model.post.api import ENDED

    with _desk(options.out, engine) as desk:
        desk.rounds.settle(desk.api)
        fetched = desk.rounds.fetch(desk.api, ENDED)
        say(f"{fetched} replies fetched", options.quiet)
        desk.fill(paths, options, form, lambda requests: estimate(endpoint(engine), desk.rounds.fresh(requests)))
    say(f"{desk.waiting} reports wait for replies", options.quiet)
    if desk.asked.calls:
        say(
            f"{desk.asked.calls} questions are to be asked, some of them again: `summarizer batch submit` hands them in"
        )
    desk.end()


@POST.command()
@gather("engine", EngineOptions)
def status(out: Out, engine: EngineOptions) -> None:
    """Say how each batch stands that was handed in.

    Example: summarizer batch status --out reviews
    """
    with _desk(out, engine) as desk:
        desk.rounds.settle(desk.api)
        desk.rounds.ask_how_they_stand(desk.api)
        columns = ("batch", "status", "requests", "done", "failed", "fetched", "note")
        typer.echo(table(columns, [{name: getattr(known, name) for name in columns} for known in desk.rounds.rounds]))


@dataclass
class _Desk:
    """Where a batch is handed in and fetched: its folder's ledger and rounds, and the endpoint.

    ``waiting`` reports have questions without a reply; ``asked`` is what the questions may cost that were looked at.
    """

    ledger: Ledger
    rounds: Rounds
    api: BatchApi
    engine: EngineOptions
    asked: Usage
    waiting: int = 0
    currency: str = ""
    end: Callable[[], None] = lambda: None

    def fill(self, paths: list[str], options: OutOptions, form: str, use: Callable[[Iterator[Request]], Usage]) -> None:
        """Fill the form from the replies there are, and give the questions that have none to ``use``."""
        from summarizer.batch import Again, Hands, Results, Way, cores, find_jobs, run, survey

        make = partial(_make, self.engine, form, options.out, options.retry_failed)
        blank, chosen = make()
        task = task_of(options, make, Way.POST)
        jobs = find_jobs(paths, options.out)
        found = survey(jobs, self.ledger, task, Again(options.retry_failed))
        say(before(jobs, found), options.quiet)
        progress = Progress(len(found.todo), currency_of(chosen))

        def take(outcomes: Iterator[Entry | Posted]) -> None:
            self.asked = use(self._requests(outcomes))

        hands = Hands(options.workers or cores())
        ended = carry_out(partial(run, found.todo, task, self.ledger, hands), progress, options.quiet, take)
        code = write_results(task, Results(jobs, self.ledger, found.twins), blank, options.quiet)
        self.currency, self.end = progress.currency, partial(end, ended, progress, code)

    def _requests(self, outcomes: Iterator[Entry | Posted]) -> Iterator[Request]:
        for outcome in outcomes:
            requests = getattr(outcome, "requests", ())
            self.waiting += bool(requests)
            yield from requests


@contextmanager
def _desk(out: Path, engine: EngineOptions) -> Iterator[_Desk]:
    from summarizer.batch import Ledger, Mail, Rounds
    from summarizer.engines import Usage
    from summarizer.engines.model.post.api import BatchApi

    with Ledger(out) as ledger, closing(Mail(_mail(out))) as mail, closing(BatchApi(endpoint(engine))) as api:
        yield _Desk(ledger, Rounds(_rounds(out), mail), api, engine, Usage())


@cache
def _make(options: EngineOptions, form: str, out: Path, again: bool) -> tuple[Form, Engine]:
    """Make form and engine; each process does this once. With ``again``, what failed is asked once more."""
    from summarizer.batch import Mail
    from summarizer.engines.model.post import PostEngine
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, PostEngine(endpoint(options), blank, store(options), Mail(_mail(out), again))


def _rounds(out: Path) -> Path:
    from summarizer.batch import FOLDER

    return out / FOLDER / "rounds"


def _mail(out: Path) -> Path:
    return _rounds(out) / "replies"


def _check(asked: Usage, bounds: Bounds) -> None:
    """Hold what would be handed in to the bounds.

    Raises:
        BoundReached: it would pass one.
    """
    for name, needed, bound in (
        ("calls", asked.calls, bounds.calls),
        ("tokens", asked.tokens_in + asked.tokens_out, bounds.tokens),
        ("cost", Decimal(asked.cost), bounds.cost),
    ):
        if bound is not None and needed > bound:
            raise BoundReached(f"--max-{name} {bound}: handing in may need {needed}; nothing was handed in")

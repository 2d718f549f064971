"""Who does the work of a batch: processes of this machine, or, with ``--on``, of a cluster."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from summarizer.cli.engine import EngineName, EngineOptions, choose, endpoint, store
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Any

    from summarizer.batch import Hands
    from summarizer.engines import Engine
    from summarizer.engines.model import Endpoint
    from summarizer.engines.model.gate import Account
    from summarizer.form import Form

    Make = Callable[[], tuple[Form, Engine]]

_CALLS = 16  # calls at a time that one process can keep up with, at a second each


class Places(Protocol):
    """The options that say where a batch is worked on and written to."""

    @property
    def on(self) -> str:
        """Address of a cluster, or empty."""

    @property
    def workers(self) -> int | None:
        """How many processes."""

    @property
    def out(self) -> Path:
        """The output folder."""


def gathered(places: Places, engine: EngineOptions, form: str) -> AbstractContextManager[tuple[Hands, Make]]:
    """Gather who works: returns the hands, and what makes form and engine in each process.

    Raises:
        UsageError: there is no such place, or what it needs is not installed.
        EngineError: the cluster does not answer.
    """
    return _there(places, engine, form) if places.on else _here(places.workers, engine, form)


@contextmanager
def _here(workers: int | None, engine: EngineOptions, form: str) -> Iterator[tuple[Hands, Make]]:
    """Gather processes of this machine, which share the calls at a time and the rates evenly."""
    from summarizer.batch import Hands, cores

    _, chosen = _make(engine, form)
    if not _waits(chosen):
        yield Hands(workers or cores()), partial(_make, engine, form)
        return
    # What may be spent in the whole run is counted in one place.
    counted = any(bound is not None for bound in (engine.max_calls, engine.max_tokens, engine.max_cost))
    processes = 1 if counted else _processes(workers or cores(), engine)
    rpm, tpm = (rate and max(1, rate // processes) for rate in (engine.rpm, engine.tpm))
    jobs = engine.jobs // processes
    yield Hands(processes, jobs), partial(_make, replace(engine, jobs=jobs, rpm=rpm, tpm=tpm), form)


@contextmanager
def _there(places: Places, engine: EngineOptions, form: str) -> Iterator[tuple[Hands, Make]]:
    """Gather processes of a cluster, which share one account of calls and one store of answers."""
    from summarizer.batch import Hands

    cluster = _cluster(places.on)
    _, chosen = _make(engine, form)
    with cluster.joined(places.on):
        pool = partial(cluster.Nodes, places.out)
        processes = places.workers or len(cluster.places())
        if not _waits(chosen):
            yield Hands(processes, 1, pool), partial(_make, engine, form)
            return
        processes = _processes(processes, engine)
        place = endpoint(replace(engine, jobs=engine.jobs // processes))
        account = cluster.share("account", partial(_account, place))
        kept = None if engine.no_cache else cluster.share("store", partial(store, engine))
        yield Hands(processes, place.bounds.jobs, pool), partial(_make_there, form, place, account, kept)


def _cluster(on: str) -> Any:
    """Return the module that knows clusters, which is an extra.

    Raises:
        UsageError: this is no address of a cluster, or the extra is not installed.
    """
    if on != "ray" and not on.startswith("ray://"):
        raise UsageError(f"--on {on}: no such place; give ray for this machine, or ray://host:port")
    try:
        from summarizer.batch import cluster
    except ModuleNotFoundError as error:
        raise UsageError(f"--on {on}: needs {error.name}; install it with: pip install 'summarizer[ray]'") from error
    return cluster


@cache
def _make(options: EngineOptions, form: str) -> tuple[Form, Engine]:
    """Make form and engine; each process of a batch does this once."""
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, choose(options, blank)


def _make_there(form: str, place: Endpoint, account: Account, kept: Any) -> tuple[Form, Engine]:
    """Make form and engine on a node, which may not have the key in its environment."""
    from summarizer.engines.model import ModelEngine
    from summarizer.engines.model.caller import Caller
    from summarizer.form import load_form

    blank = load_form(form)
    return blank, ModelEngine(place, blank, kept, Caller(place, account, kept))


def _account(place: Endpoint) -> Account:
    from summarizer.engines.model.gate import Account
    from summarizer.engines.model.price import price_of

    return Account(place.bounds, price_of(place.model))


def _waits(engine: Engine) -> bool:
    """Whether an engine waits for others rather than computing."""
    return engine.identity.name == EngineName.MODEL


def _processes(at_most: int, engine: EngineOptions) -> int:
    """Return how many processes keep up with the calls at a time."""
    return max(1, min(at_most, engine.jobs // _CALLS))

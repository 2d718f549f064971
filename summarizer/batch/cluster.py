"""A cluster in the place of this machine's processes: Ray spreads them over its nodes and brings lost ones back.

The one module that knows Ray, which is an extra and takes seconds to import. Reports and reviews stay where they are:
every node sees the folder in which the run was started, and the folder that it writes to, under the same name.
"""

from __future__ import annotations

import logging
import os
import platform
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ray
from ray.exceptions import RayError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from summarizer import __version__
from summarizer.batch.processes import portable
from summarizer.errors import EngineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Call = Callable[[], Any]

LOCAL = "ray"
"""The address that stands for the cluster of this machine."""

_TRIES = 3  # of a call whose process is lost, before the call is taken to be what kills it


@contextmanager
def joined(address: str) -> Iterator[None]:
    """Join the cluster at ``ray://host:port``, or that of this machine, which is started if it has none.

    Raises:
        EngineError: nothing answers there.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else Ray reports to its makers
    try:
        ray.init(None if address == LOCAL else address, log_to_driver=False, logging_level=logging.ERROR)
    except (RayError, ConnectionError, RuntimeError, ValueError) as error:
        said = " ".join(str(error).split())
        raise EngineError(
            f"--on {address}: no cluster answers there ({said}); start it, or check the address"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


def places() -> list[str]:
    """Return the node of each core of the cluster, nodes in turn, so that the first few are spread over all.

    Raises:
        EngineError: it has none.
    """
    cores = [(core, node["NodeID"]) for node in ray.nodes() if node["Alive"] for core in range(_cores(node))]
    if not cores:
        raise EngineError("--on: the cluster has no core; start a node that computes")
    return [node for _, node in sorted(cores)]


def share(name: str, make: Call) -> Any:
    """Make a thing that all processes of the cluster use as one, on the node of this run; return what stands for it.

    It does one thing at a time, and goes with the run.
    """
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    return Distant(name, _MEMBER.options(name=name, num_cpus=0, scheduling_strategy=here).remote(Path.cwd(), make))


class Distant:
    """Stands for a thing in another process: it has the thing's methods."""

    def __init__(self, name: str, member: Any = None) -> None:
        self._name = name
        self._member = member or ray.get_actor(name)

    def __reduce__(self) -> tuple[type[Distant], tuple[str]]:
        """Send the name only: Ray cannot begin a process again whose arguments hold more of itself."""
        return Distant, (self._name,)

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return partial(self._ask, method)

    def _ask(self, method: str, *args: Any) -> Any:
        result, error = ray.get(self._member.ask.remote(method, *args))
        if error is not None:
            raise error
        return result


class Nodes(Executor):
    """Processes spread over the nodes of a cluster; otherwise as `summarizer.batch.processes.Processes`.

    One that is lost with its node is begun again on another, and what it had in flight is done again.
    """

    def __init__(self, out: Path, size: int, threads: int, start: Call) -> None:
        """Return when all have started; ``out`` is the folder that all must see.

        Raises:
            SummarizerError: ``start`` failed in one of them, or a node does not fit.
        """
        self._flight: dict[Any, set[Future[Any]]] = {
            _begun(node, threads, start): set() for node in islice(cycle(places()), size)
        }
        try:
            for future in [self._hand_over(member, partial(_check, out, __version__)) for member in self._flight]:
                future.result()
        except BaseException:
            self.shutdown(wait=False)
            raise

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a call to the process that has the fewest."""
        member = min(self._flight, key=lambda member: len(self._flight[member]))
        return self._hand_over(member, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, after what they have in flight, or at once; nothing is cancelled."""
        del cancel_futures
        if wait:
            wait_for([future for flight in self._flight.values() for future in flight])
        for member in self._flight:
            with suppress(RayError):
                ray.kill(member)

    def _hand_over(self, member: Any, call: Call) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # what is handed over cannot be taken back
        flight = self._flight[member]
        flight.add(future)
        future.add_done_callback(flight.discard)
        member.ask.remote("__call__", call).future().add_done_callback(partial(_settle, future))
        return future


class _Member:
    """A process of the cluster, from inside: a thing, and what is asked of it."""

    def __init__(self, folder: Path, make: Call) -> None:
        """Make the thing in ``folder``. What fails is told to who asks: Ray would only say that the process died."""
        self._fault: BaseException | None = None
        try:
            os.chdir(folder)
            self._thing = make()
        except OSError as error:
            self._fault = UsageError(
                f"{platform.node()}: {error}; start the run in a folder that every node of the cluster shares"
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self._fault = portable(error)

    def ask(self, method: str, *args: Any) -> tuple[Any, BaseException | None]:
        """Return what a method returns, or raises."""
        if self._fault is not None:
            return None, self._fault
        try:
            return getattr(self._thing, method)(*args), None
        except Exception as error:  # noqa: BLE001 - as above
            return None, portable(error)


_MEMBER = ray.remote(_Member)


def _begun(node: str, threads: int, start: Call) -> Any:
    """Begin a process on a node, or, once that is lost, on another."""
    home = NodeAffinitySchedulingStrategy(node, soft=True)
    made = _MEMBER.options(
        max_concurrency=threads, max_restarts=-1, max_task_retries=_TRIES - 1, scheduling_strategy=home
    )
    return made.remote(Path.cwd(), partial(_begin, start))


def _begin(start: Call) -> Callable[[Call], Any]:
    """Begin a process that does calls."""
    start()
    return _do


def _do(call: Call) -> Any:
    return call()


def _check(out: Path, version: str) -> None:
    """Check, on a node, that it fits the run.

    Raises:
        UsageError: it would write other reviews, or to another place.
    """
    if version != __version__:
        raise UsageError(f"{platform.node()}: has summarizer {__version__}; install {version}, which began the run")
    if not out.is_dir():
        raise UsageError(f"{platform.node()}: does not see {out}; give folders that every node of the cluster shares")


def _settle(future: Future[Any], reply: Future[tuple[Any, BaseException | None]]) -> None:
    """Pass on a reply, or that there is none: Ray gave up on the process."""
    lost = reply.exception()
    result, error = (None, BrokenProcessPool(str(lost))) if lost else reply.result()
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


def _cores(node: dict[str, Any]) -> int:
    return int(node["Resources"].get("CPU", 0))

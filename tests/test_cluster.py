"""A batch on a real cluster of two nodes on this machine, one of which is killed; `make test-cluster` installs Ray."""

from __future__ import annotations

import json
import os
import subprocess
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asked import says
from loopback import Loopback
from test_batch import COMMAND, batch, results, wait_for, write_reports

from summarizer.batch.crew import Crew

pytest.importorskip("ray", reason="Ray is not installed: make test-cluster")
cluster_utils = pytest.importorskip("ray.cluster_utils")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# Ray leaves files open in the process that starts a cluster.
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
CLIENT_PORT = 23711


class Nodes:
    """A cluster of two nodes of one core each."""

    def __init__(self) -> None:
        head = {"num_cpus": 1, "include_dashboard": False, "ray_client_server_port": CLIENT_PORT}
        self.cluster = cluster_utils.Cluster(initialize_head=True, head_node_args=head)
        self.other = self.cluster.add_node(num_cpus=1)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a run that joins it."""
        return {**os.environ, "RAY_ADDRESS": self.cluster.address, "PYTHONPATH": str(Path.cwd())}

    def batch(self, *words: object, on: str = "ray") -> subprocess.CompletedProcess[str]:
        """Run a batch on it to the end."""
        return batch(*words, "--on", on, env=self.environment)

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a batch on it."""
        command = [*COMMAND, *map(str, words), "--on", "ray"]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=self.environment)

    def kill_one(self) -> None:
        """Kill the node that is not the head, as a machine that loses its power."""
        self.cluster.remove_node(self.other, allow_graceful=False)

    def renew(self) -> None:
        """Put another node in the place of the one that was killed."""
        self.other = self.cluster.add_node(num_cpus=1)


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """Two nodes."""
    made = Nodes()
    yield made
    made.cluster.shutdown()


def asking(server: Loopback, *more: object) -> tuple[object, ...]:
    """Return the options that ask a server."""
    return "--engine", "model", "--model", "any", "--base-url", server.base_url, *more


@pytest.mark.parametrize("on", ["ray", f"ray://127.0.0.1:{CLIENT_PORT}"])
def test_a_cluster_gives_the_bytes_of_a_local_run(nodes: Nodes, tmp_path: Path, on: str) -> None:
    """Reviews, tables and failures are the same wherever they are made, and both nodes are at work."""
    inputs = write_reports(tmp_path / "in", 30)
    (inputs / "empty.txt").touch()
    here = batch(inputs, "--out", tmp_path / "here", "--format", "md,docx")
    there = nodes.batch(inputs, "--out", tmp_path / "there", "--format", "md,docx", on=on)
    assert (here.returncode, there.returncode) == (2, 2), there.stderr
    assert results(tmp_path / "there") == results(tmp_path / "here")
    again = nodes.batch(inputs, "--out", tmp_path / "there", "--format", "md,docx", on=on)
    assert "31 reports, 31 of them finished before" in again.stderr


def test_a_node_that_is_killed_loses_nothing(nodes: Nodes, tmp_path: Path) -> None:
    """What the node had in flight is done on the other, and the result is that of a run where all went well."""
    inputs = write_reports(tmp_path / "in", 300)
    batch(inputs, "--out", tmp_path / "here")
    running = nodes.start(inputs, "--out", tmp_path / "there")
    wait_for(tmp_path / "there", "*.review.json", 30)
    nodes.kill_one()
    assert running.poll() is None
    _, said = running.communicate(timeout=300)
    nodes.renew()
    assert running.returncode in (0, 1), said
    assert "300/300" in said
    assert results(tmp_path / "there") == results(tmp_path / "here")


def test_a_killed_node_asks_only_what_was_in_flight_again(nodes: Nodes, tmp_path: Path) -> None:
    """Answers that a lost node was given are kept by the others: no more calls are repeated than it had open."""
    inputs = write_reports(tmp_path / "in", 60)
    with Loopback(lambda _: says(), latency=0.2) as server:
        model = asking(server, "--jobs", 32, "--cache", tmp_path / "cache")
        running = nodes.start(inputs, "--out", tmp_path / "there", *model)
        wait_for(tmp_path / "there", "*.review.json", 10)
        nodes.kill_one()
        _, said = running.communicate(timeout=300)
        nodes.renew()
        asked = [json.dumps(sent.body["messages"]) for sent in server.sent]
    assert running.returncode in (0, 1), said
    assert len(list((tmp_path / "there").glob("*.review.json"))) == 60
    assert len(set(asked)) == 60
    assert len(asked) <= 60 + 16


def test_a_bound_holds_for_the_cluster_as_a_whole(nodes: Nodes, tmp_path: Path) -> None:
    """However many processes ask, no more calls are made than the run may make, and none of these is lost."""
    inputs = write_reports(tmp_path / "in", 50)
    with Loopback(lambda _: says(), latency=0.05) as server:
        model = asking(server, "--jobs", 32, "--cache", tmp_path / "cache", "--max-calls", 20)
        for calls in (20, 40, 50):
            done = nodes.batch(inputs, "--out", tmp_path / "out", *model)
            assert len(server.sent) == calls
            assert ("--max-calls 20: reached" in done.stderr) == (calls < 50), done.stderr


def test_a_rate_holds_for_the_cluster_as_a_whole(nodes: Nodes, tmp_path: Path) -> None:
    """In a minute, all processes together make no more calls than may be made."""
    inputs = write_reports(tmp_path / "in", 50)
    with Loopback(lambda _: says()) as server:
        model = asking(server, "--jobs", 32, "--no-cache", "--rpm", 17)
        running = nodes.start(inputs, "--out", tmp_path / "out", *model)
        end = time.monotonic() + 120
        while len(server.sent) < 17:
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(5)
        assert len(server.sent) == 17
        running.kill()
        running.communicate()


def test_an_item_that_kills_its_process_is_known(nodes: Nodes, tmp_path: Path, monkeypatch: Any) -> None:
    """What ends its process each time is given up and named; the others that died with it are done."""
    cluster = pytest.importorskip("summarizer.batch.cluster")
    monkeypatch.setenv("RAY_ADDRESS", nodes.cluster.address)

    def deadly(number: int) -> int:
        if number == 3:
            os._exit(1)
        return number * 2

    with cluster.joined("ray"):
        pairs = list(Crew(deadly, 1, 2, int, partial(cluster.Nodes, tmp_path)).do(range(8)))
    assert sorted(item for item, _ in pairs) == list(range(8))
    assert {item for item, future in pairs if isinstance(future.exception(), BrokenProcessPool)} == {3}
    assert all(future.result() == item * 2 for item, future in pairs if item != 3)


def test_a_folder_that_a_node_does_not_see_is_named(nodes: Nodes, tmp_path: Path, monkeypatch: Any) -> None:
    """A node without the folder of the run says so before anything is done."""
    cluster = pytest.importorskip("summarizer.batch.cluster")
    monkeypatch.setenv("RAY_ADDRESS", nodes.cluster.address)
    with cluster.joined("ray"), pytest.raises(Exception, match="does not see") as caught:
        cluster.Nodes(tmp_path / "none", 2, 1, int)
    assert type(caught.value).__name__ == "UsageError"


def test_where_no_cluster_is(tmp_path: Path) -> None:
    """An address where nothing answers is named."""
    done = batch(write_reports(tmp_path / "in", 1), "--out", tmp_path / "out", "--on", "ray://127.0.0.1:9")
    assert done.returncode == 3
    assert "no cluster answers" in done.stderr
    assert "Traceback" not in done.stderr

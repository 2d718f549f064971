"""A real llama.cpp server on a model of random weights: its decoding is held to the schema, its answers are made up.

Not part of the usual run: it needs the extra ``local-model``, which takes minutes to build; ``make test-local-model``
installs it. ``SUMMARIZER_LOCAL_PYTHON`` may name another interpreter that has it.
"""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.engines.model import Bounds, Endpoint, Mode, ModelEngine, diagnose
from summarizer.form import Form, load_form
from summarizer.pipeline import fill
from summarizer.sources import load

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = os.environ.get("SUMMARIZER_LOCAL_PYTHON", sys.executable)
BUILT = sys.executable != PYTHON or all(importlib.util.find_spec(name) for name in ("llama_cpp", "gguf"))
ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not BUILT, reason="llama-cpp-python is not installed: run make test-local-model")


@pytest.fixture(scope="module")
def small() -> Form:
    """A form of few indicators: a model that reads bytes reads slowly."""
    form = load_form("rule-of-law")
    return replace(form, dimensions=form.dimensions[3:4], indicators=form.indicators[25:31])


@contextmanager
def serving(model: Path) -> Iterator[str]:
    """Run llama.cpp's server on a model file; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--model", str(model), "--port", str(port), "--n_ctx", "32768", "--n_threads", "2"]
    command = [PYTHON, "-m", "llama_cpp.server", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            running.terminate()


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise AssertionError(f"no server on port {port}")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose model knows nothing."""
    model = tmp_path_factory.mktemp("model") / "tiny.gguf"
    subprocess.run([PYTHON, "-m", "tests.tiny_model", str(model)], check=True, cwd=ROOT)
    assert model.stat().st_size < 2_000_000
    with serving(model) as address:
        yield address


def test_the_doctor_sees_what_such_a_server_can_do(url: str, small: Form) -> None:
    """A real server is told apart from the loopback one: held to a schema as a tool, perhaps not as a format."""
    found = diagnose(
        Endpoint(url, "tiny", temperature=1.0, part_characters=500, reply_tokens=500, timeout=3600.0), small
    )
    assert any(check.mode is Mode.TOOLS and check.held for check in found.modes), list(found.lines())


def test_nothing_that_a_random_model_says_is_accepted(
    url: str, small: Form, fixtures: Path, record_property: pytest.RecordProperty
) -> None:
    """Every reply fits the schema, every number in it is invented, and none of them is accepted."""
    source = load(next((fixtures / "reports").glob("101*")))
    # One call at a time, each with an hour: the server answers one by one, and a busy machine is no fault of it.
    patient = Endpoint(url, "tiny", timeout=3600.0, bounds=Bounds(jobs=1))
    endpoint = replace(patient, mode=Mode.TOOLS, temperature=1.0, part_characters=400, rounds=0)
    with ModelEngine(endpoint, small) as engine:
        review = fill(source, small, engine)
    invented = len(review.findings)
    accepted = sum(finding.accepted for finding in review.findings)
    record_property("invented", invented)
    record_property("accepted", accepted)
    sys.stderr.write(f"\na random model invented {invented} numbers, {accepted} of them were accepted\n")
    assert invented > 0
    assert accepted == 0

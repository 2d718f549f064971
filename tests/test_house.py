"""The house: ceilings, the public face, what is imported when. Floors are import-linter's, in ``make floors``."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import summarizer

ROOT = Path(__file__).parent.parent
DATA = sorted((ROOT / "schemas").rglob("*.toml"))
MODULES = sorted((ROOT / "summarizer").rglob("*.py"))
GRAB_BAGS = {"utils", "helpers", "common", "base", "core"}


def functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions that a module defines."""
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


def length(function: ast.FunctionDef) -> int:
    """Return how many lines a function takes, signature and docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_outgrows_its_ceiling(path: Path) -> None:
    """A module has at most 300 lines and no grab-bag's name."""
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem not in GRAB_BAGS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_outgrows_its_ceiling(path: Path) -> None:
    """A function has at most 40 lines, and outside the command line at most 5 parameters."""
    for function in functions(path):
        arguments = function.args
        count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
        assert length(function) <= 40, f"{function.name} has {length(function)} lines"
        assert "cli" in path.parts or count <= 5 + (arguments.args[:1] != [] and arguments.args[0].arg == "self")


def test_functions_are_short_on_the_whole() -> None:
    """The median function has at most 10 lines."""
    assert median(length(function) for path in MODULES for function in functions(path)) <= 10


def lists(data: Any) -> list[list[Any]]:
    """Return every list that a data file holds, however deep."""
    if isinstance(data, dict):
        return [found for value in data.values() for found in lists(value)]
    return [data, *(found for value in data for found in lists(value))] if isinstance(data, list) else []


@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_data_file_says_what_it_is_and_nothing_twice(path: Path) -> None:
    """A data file begins with a comment on what belongs there, and none of its lists names a word twice."""
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    for words in lists(tomllib.loads(text)):
        named = [word for word in words if isinstance(word, str)]
        assert len(named) == len(set(named)), sorted(word for word in set(named) if named.count(word) > 1)


def test_public_names_are_sorted_and_exist() -> None:
    """``__all__`` lists, in order, names that are there, each under its home."""
    names = [name for name in summarizer.__all__ if name != "__version__"]
    assert names == sorted(names)
    assert set(names) == set(summarizer._HOMES)
    for name in names:
        assert getattr(summarizer, name).__doc__


@pytest.mark.parametrize("name", [m.name for m in pkgutil.walk_packages(summarizer.__path__, "summarizer.")])
def test_all_is_the_truth(name: str) -> None:
    """A package's ``__all__`` names what it has, sorted, and nothing private."""
    if name.endswith("__main__"):
        return
    if name == "summarizer.batch.cluster":
        pytest.importorskip("ray")
    module = importlib.import_module(name)
    listed = list(getattr(module, "__all__", []))
    assert sorted(listed) == sorted(set(listed))
    assert all(hasattr(module, public) and not public.startswith("_") for public in listed)


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    """Asking for a name that is not there fails as for any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = summarizer.nothing


@pytest.mark.parametrize("statement", ["import summarizer", "import summarizer.cli.app"])
def test_starting_up_imports_nothing_heavy(statement: str) -> None:
    """Neither the library nor the command line imports openai, instructor, pydantic, jinja2 or diskcache at start."""
    heavy = [
        "openai",
        "instructor",
        "pydantic",
        "jinja2",
        "diskcache",
        "tenacity",
        "openpyxl",
        "trafilatura",
        "pyarrow",
    ]
    code = f"{statement}; import sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""The library reference, made of the signatures and docstrings: ``python tests/library.py`` writes docs/library.md."""

from __future__ import annotations

import enum
import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import summarizer

PAGE = Path(__file__).parent.parent / "docs" / "library.md"

HEAD = """# Library reference

Every public name of `summarizer`, from its docstring: what it is, shapes, units, errors. A test compares this page with
the code; `make docs` renews it. What holds everywhere: offsets are Python `str` indices into the report's text,
half-open; numbers are exact decimals written as strings, 万 and 亿 applied; an empty string means none. Every error
is a `SummarizerError`, and its text names the thing, the reason and what to do.

"""


def reference() -> str:
    """Return the page."""
    names = sorted((name for name in summarizer.__all__ if name != "__version__"), key=str.lower)
    functions = [name for name in names if inspect.isfunction(getattr(summarizer, name))]
    parts = ["## Functions\n", *(_function(name) for name in functions)]
    parts += ["## Types\n", *(_class(getattr(summarizer, name)) for name in names if name not in functions)]
    return HEAD + "\n".join(parts)


def _function(name: str) -> str:
    function = getattr(summarizer, name)
    signature = re.sub(r"'([^']*)'", r"\1", str(inspect.signature(function)))
    return f"### `{name}`\n\n```text\n{name}{signature}\n```\n\n{_words(function)}\n"


def _class(kind: type) -> str:
    parts = [f"### `{kind.__name__}`\n\n{_words(kind)}\n"]
    if issubclass(kind, enum.Enum):
        values = ", ".join(f"`{member.value}`" if member.value else "empty" for member in kind)
        parts.append(f"Values: {values}.\n")
    elif is_dataclass(kind):
        shown = [(field.name, str(field.type).replace("|", r"\|")) for field in fields(kind) if field.name[0] != "_"]
        rows = "\n".join(f"| `{name}` | `{annotation}` |" for name, annotation in shown)
        parts.append(f"| field | type |\n|---|---|\n{rows}\n")
    properties = [(name, it) for name, it in vars(kind).items() if isinstance(it, property) and name[0] != "_"]
    if properties:
        parts.append("\n".join(f"- `.{name}`: {_words(it)}" for name, it in properties) + "\n")
    return "\n".join(parts)


def _words(thing: Any) -> str:
    """Return a docstring as Markdown: double backticks made single, cross references their last name, errors a list."""
    words = inspect.getdoc(thing) or ""
    words = re.sub(r":\w+:`[~.]?([\w.]+)`", lambda found: f"`{found[1].split('.')[-1]}`", words).replace("``", "`")
    words = re.sub(r"^(Args|Returns|Raises|Yields):$", r"\1:\n", words, flags=re.MULTILINE)
    words = re.sub(r"^    (\w[\w, ]*):", r"- `\1`:", words, flags=re.MULTILINE)
    return re.sub(r"^    +", "  ", words, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")

"""The library reference, made of the signatures and docstrings: ``python tests/library.py`` writes docs/library.md."""

from __future__ import annotations

import enum
import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Protocol

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
    functions = [name for name in names if not inspect.isclass(getattr(summarizer, name))]
    parts = ["## Functions\n", *(_function(name) for name in functions)]
    parts += ["## Types\n", *(_class(getattr(summarizer, name)) for name in names if name not in functions)]
    return HEAD + "\n".join(parts)


def _function(name: str) -> str:
    function = getattr(summarizer, name)
    return f"### `{name}`\n\n```text\n{name}{_signature(function)}\n```\n\n{_words(function)}\n"


def _signature(function: Any) -> str:
    """Return what a function takes and returns, annotations without the quotes of their late evaluation."""
    taken = inspect.signature(function)
    own = [parameter for name, parameter in taken.parameters.items() if name != "self"]
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(taken.replace(parameters=own)))


def _class(kind: type) -> str:
    parts = [f"### `{kind.__name__}`\n\n{_words(kind)}\n"]
    if issubclass(kind, enum.Enum):
        values = ", ".join(f"`{member.value}`" if member.value else "empty" for member in kind)
        parts.append(f"Values: {values}.\n")
    elif is_dataclass(kind):
        shown = [(field.name, str(field.type).replace("|", r"\|")) for field in fields(kind) if field.name[0] != "_"]
        rows = "\n".join(f"| `{name}` | `{annotation}` |" for name, annotation in shown)
        parts.append(f"| field | type |\n|---|---|\n{rows}\n")
    elif "__init__" in vars(kind) and Protocol not in kind.__bases__:
        made = f"{kind.__name__}{_signature(vars(kind)['__init__']).removesuffix(' -> None')}"
        parts.append(f"```text\n{made}\n```\n\n{_words(vars(kind)['__init__'])}\n")
    members = "\n".join(filter(None, (_member(name, it) for name, it in vars(kind).items() if name[0] != "_")))
    return "\n".join([*parts, *([members + "\n"] if members else [])])


def _member(name: str, member: Any) -> str:
    """Return the line of a property or method, by the first paragraph of its docstring; nothing for anything else."""
    if isinstance(member, property):
        return f"- `.{name}`: {_first(member)}"
    if inspect.isfunction(member):
        return f"- `.{name}{_signature(member)}`: {_first(member)}"
    return ""


def _first(thing: Any) -> str:
    return " ".join(_words(thing).partition("\n\n")[0].split())


def _words(thing: Any) -> str:
    """Return a docstring as Markdown: double backticks made single, cross references their last name, errors a list."""
    words = inspect.getdoc(thing) or ""
    words = re.sub(r":\w+:`[~.]?([\w.]+)`", lambda found: f"`{found[1].split('.')[-1]}`", words).replace("``", "`")
    words = re.sub(r"^(Args|Returns|Raises|Yields):$", r"\1:\n", words, flags=re.MULTILINE)
    words = re.sub(r"^    (\w[\w, ]*):", r"- `\1`:", words, flags=re.MULTILINE)
    return re.sub(r"^    +", "  ", words, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")

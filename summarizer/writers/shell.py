"""The shell of every page: one file, no network, nothing in it runs but its own script.

A page is put together from the files in ``page/``: its body, its style sheets and small scripts that are joined into
one, whose hash the page's Content-Security-Policy names. What a report says reaches the page as JSON in a block that
no browser runs, and from there as text only.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.writers.labels import Labels

_PAGE = Path(__file__).parent / "page"

_READ_DATA = 'const data = JSON.parse(document.getElementById("data").textContent);'

# In a block of data, what could end it or be read as markup, what some parsers take for a line end, and lone
# surrogates, which no encoding carries.
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: the names of its body, of its style sheets, and of its scripts in the order they are joined."""

    body: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


_REVIEW_SCRIPTS = (
    "dom",
    "difference",
    "offsets",
    "rows",
    "source",
    "decisions",
    "agreement",
    "correcting",
    "row",
    "form",
    "acting",
    "filters",
    "tools",
    "main",
)

REVIEW = Kind(
    "review",
    ("base", "review"),
    _REVIEW_SCRIPTS,
)
TABLES = Kind("tables", ("base", "tables"), ("dom", "tables"))


def shell(kind: Kind, title: str, data: dict[str, Any], words: Labels, served: bool = False) -> str:
    """Return a page of ``data``; only a ``served`` page may send requests, and only to where it came from."""
    style = "\n".join(_file(f"{name}.css") for name in kind.styles)
    script = _script(kind.scripts)
    connect = "'self'" if served else "'none'"
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)};"
        f" connect-src {connect}; base-uri 'none'; form-action 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )
    body = Template(_file(f"{kind.body}.html")).safe_substitute(
        form=words.line("form"),
        source=words.line("source_text"),
    )
    return Template(_file("page.html")).substitute(
        lang=words.lang,
        policy=policy,
        title=escape(title.encode("utf-8", "replace").decode()),
        style=style,
        noscript=words.say("page", "noscript"),
        body=body,
        data=as_data(data),
        script=script,
    )


def as_data(data: dict[str, Any]) -> str:
    """Return ``data`` as JSON that is safe inside a script element."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


@cache
def _script(names: tuple[str, ...]) -> str:
    """Join scripts into one: a function of its own over the page's data, so that nothing leaks out of it."""
    body = "\n".join(_file(f"{name}.js") for name in names)
    return f'(() => {{\n"use strict";\n{_READ_DATA}\n{body}}})();\n'


@cache
def _file(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@cache
def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

"""A review as one self-contained page: no network, opens from disk, nothing in it runs but its own script.

The page is put together from the files in ``page/``: a shell, a style sheet and small scripts that are joined in the
order below into one, whose hash the page's Content-Security-Policy names. What the report says reaches the page as
JSON in a block that no browser runs, and from there as text only.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from summarizer.review import language
from summarizer.writers.labels import labels
from summarizer.writers.pagedata import page_data
from summarizer.writers.rows import lay_out

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.review import Review

_PAGE = Path(__file__).parent / "page"

_SCRIPTS = ("dom", "difference", "offsets", "source", "decisions", "correcting", "rows", "acting", "tools", "main")

_READ_DATA = 'const review = JSON.parse(document.getElementById("review").textContent);'

# In a block of data, what could end it or be read as markup, what some parsers take for a line end, and lone
# surrogates, which no encoding carries.
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write_html(review: Review, lang: str = "", form: Form | None = None) -> str:
    """Return a review as a page; ``lang`` is ``zh`` or ``en``, empty for the report's own language."""
    return page(review, lang, form)


def page(review: Review, lang: str = "", form: Form | None = None, served: dict[str, Any] | None = None) -> str:
    """Return a review as a page.

    ``served`` holds what a server adds to the page's data: ``save``, the address that decisions go to, and
    ``decisions``, the file as it stands.
    """
    words = labels(lang or language(review.report.text))
    data = page_data(lay_out(review, words.lang, form), words) | (served or {})
    return shell(
        lang=words.lang,
        title=review.report.title or review.report.name,
        data=data,
        scripts=_SCRIPTS,
        connect="'self'" if served else "'none'",
    )


def shell(lang: str, title: str, data: dict[str, Any], scripts: tuple[str, ...], connect: str = "'none'") -> str:
    """Return a page of ``data`` and the scripts that draw it.

    ``connect`` is where its scripts may send requests to, as a source of the Content-Security-Policy.
    """
    style, script, words = _file("page.css"), _script(scripts), labels(lang)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Template(_file("page.html")).substitute(
        lang=lang,
        policy=policy,
        title=escape(_ESCAPED.sub("", title)),
        style=style,
        script=script,
        data=as_data(data),
        noscript=words.say("page", "noscript"),
        form_label=words.line("form"),
        source_label=words.line("source_text"),
    )


def as_data(data: dict[str, Any]) -> str:
    """Return ``data`` as JSON that is safe inside a script element."""
    return _ESCAPED.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    )


@cache
def _script(names: tuple[str, ...]) -> str:
    """Join scripts into one: a function of its own, so that nothing leaks into the page, over the page's data."""
    body = "\n".join(_file(f"{name}.js") for name in names)
    return f'(() => {{\n"use strict";\n{_READ_DATA}\n{body}}})();\n'


@cache
def _file(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@cache
def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"

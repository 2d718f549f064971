"""A commented form to begin from."""

from __future__ import annotations

import re
from string import Template

from summarizer.errors import FormError
from summarizer.resources import resource

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_\-]*")


def new_form(name: str) -> str:
    """Return a starter form called ``name``: a whole, valid form file with comments, as text.

    Raises:
        FormError: the name is not letters, digits, ``_`` and ``-``, beginning with a letter.
    """
    if not _NAME.fullmatch(name):
        raise FormError(name, ["a form's name is letters, digits, _ and -, beginning with a letter; give another"])
    starter = resource("schemas", "starter", "form.toml").read_text(encoding="utf-8")
    return Template(starter).substitute(name=name)

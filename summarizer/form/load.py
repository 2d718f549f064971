"""Reading a form file, with all its faults at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarizer.form.blank import Form


def form_names() -> list[str]:
    """Return the names of the forms that ship with the package."""
    raise NotImplementedError


def load_form(name: str) -> Form:
    """Read a form by its name (``rule-of-law``) or the path of its file.

    Raises:
        FormError: the file is missing or faulty; every fault is named with its line.
    """
    raise NotImplementedError(name)

"""Reading a form file, with all its faults at once."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import FormError
from summarizer.form.check import check
from summarizer.form.faults import Faults
from summarizer.form.read import read
from summarizer.form.table import Table
from summarizer.resources import resource

if TYPE_CHECKING:
    from summarizer.form.blank import Form

DEFAULT_FORM = "rule-of-law"
"""The form that is filled where none is named."""

# What tells a form from the other data files beside it.
_INDICATOR = b"\n[[indicator]]\n"


def form_names() -> list[str]:
    """Return the names of the forms that ship with the package, sorted."""
    return sorted(path.stem for path in resource("schemas").glob("*.toml") if _INDICATOR in path.read_bytes())


def load_form(name: str) -> Form:
    """Read a form by its name (``rule-of-law``) or the path of its file.

    A form is read once; a file that changed since is read again.

    Raises:
        FormError: the name is unknown, or the file is missing or faulty; every fault is named with its line.
    """
    path = _path(name)
    try:
        stamp = path.stat()
    except OSError as error:
        raise FormError(name, [f"cannot be read: {error.strerror}; give the path of a form file"]) from error
    return _load(path, (stamp.st_mtime_ns, stamp.st_size))


def _path(name: str) -> Path:
    """Return the file of a form: a name that ends in ``.toml`` or has a folder is a path, any other a form's name."""
    path = Path(name)
    if path.suffix == ".toml" or len(path.parts) > 1:
        return path
    known = form_names()
    if name not in known:
        raise FormError(name, [f"no such form; known forms: {', '.join(known)}; or give the path of a .toml file"])
    return resource("schemas", f"{name}.toml")


@lru_cache(maxsize=32)
def _load(path: Path, stamp: tuple[int, int]) -> Form:
    """Read and check one form file; ``stamp`` (time and size of the file) only tells versions of it apart."""
    del stamp
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormError(str(path), [f"cannot be read: {error.strerror}; check the path and the rights"]) from error
    try:
        text = data.decode("utf-8-sig")
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise FormError(str(path), [f"not UTF-8 at byte {error.start}; save the form as UTF-8"]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormError(str(path), [f"not valid TOML: {error}; correct it, then the rest is checked"]) from error
    faults = Faults(text)
    form = read(Table(document, (), faults), hashlib.sha256(data).hexdigest())
    check(form, faults)
    if faults.found:
        raise FormError(str(path), faults.lines())
    return form

"""Words as data: the tables in ``schemas/lexicon``, read once.

Each table is a TOML file whose first comment says what belongs there. Code asks for a table by name and
never holds a list of words itself.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from summarizer.errors import ResourceError
from summarizer.resources import resource


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table ``schemas/lexicon/<name>.toml``.

    Raises:
        ResourceError: the table is missing or is not valid TOML.
    """
    path = resource("schemas", "lexicon", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{path.name}: not valid TOML ({error}); install the package again") from error

"""Where the data files of the package lie: ``prompts/`` and ``schemas/``.

In a checkout they stand beside the package; in a wheel they travel inside it.
"""

from __future__ import annotations

from pathlib import Path

from summarizer.errors import ResourceError

_PACKAGE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Return the path of a data file, say ``resource("schemas", "rule-of-law.toml")``.

    Raises:
        ResourceError: the file is in neither place.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceError(f"{'/'.join(parts)}: this data file of the package is missing; install the package again")

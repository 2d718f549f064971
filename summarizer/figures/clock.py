"""Times of day: 9:30, 17时30分, 下午3点."""

from __future__ import annotations

import re

from summarizer.lexicon import table

_COLON = re.compile("[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:[:：][0-9０-９]{2})?(?![0-9０-９])")
_HOUR = re.compile("[0-9０-９]{1,2}[ ]?时(?:[0-9０-９]{1,2}分|许|整)?(?![间期代段机效限候刻常而])")
_POINT = re.compile("(?:[0-9０-９]{1,2}|十[一二]?|[一二两三四五六七八九])[ ]?点(?:半|整|钟|[0-9０-９]{1,2}分)?")
_HALF_DAY = tuple(table("calendar")["clock"]["half_days"])


def read_clock(text: str, start: int, sign: int) -> int | None:
    """Return where the time of day at ``start`` ends, or None; its 时, 点 or colon stands at ``sign``."""
    if text[sign] == "点":
        match = _POINT.match(text, start)
        told = match is not None and (match[0][-1] in "半整钟分" or text.endswith(_HALF_DAY, 0, start))
        return match.end() if match is not None and told else None
    match = (_HOUR if text[sign] == "时" else _COLON).match(text, start)
    return None if match is None else match.end()

"""Reports that are nearly the same: found by the clauses they share, in one pass, whatever their number.

A text is cut at its punctuation, white space aside, so that line breaks of another format change nothing. Each clause
votes with 40 hashes; the least of each column is the text's sketch (MinHash), and the share of columns in which two
sketches agree estimates the share of clauses that two texts have in common. A sketch is filed under ten bands of four
columns; reports that are alike meet in one of them, and each report is compared with the first of each band only.
"""

from __future__ import annotations

import re
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import shake_128

COLUMNS = 40  # 4 bytes each: 160 bytes are one squeeze of SHAKE-128
ROWS = 4  # columns a band
NEAR = 70  # per cent of the clauses in common from which on two reports are nearly the same

_COLUMNS = struct.Struct(f">{COLUMNS}I")
_CLAUSE = re.compile(r"[^,，.。;；:：、!！?？]+")


@dataclass(frozen=True, slots=True)
class Near:
    """The earlier report that one is nearly the same as, and the per cent of clauses they share, estimated."""

    name: str
    percent: int


def sketch(text: str) -> str:
    """Return the sketch of a text, in base64; empty for a text without a clause."""
    clauses = set(_CLAUSE.findall("".join(text.split())))
    votes = [_COLUMNS.unpack(shake_128(clause.encode(errors="replace")).digest(4 * COLUMNS)) for clause in clauses]
    return b64encode(_COLUMNS.pack(*map(min, *votes, votes[0]))).decode() if votes else ""


@dataclass(slots=True)
class Likeness:
    """The reports seen so far, by the bands of their sketches."""

    _sketches: dict[str, bytes] = field(default_factory=dict)
    _bands: dict[bytes, str] = field(default_factory=dict)

    def place(self, name: str, sketch: str) -> Near | None:
        """File a report; return the earlier report most like it, if one is nearly the same."""
        own = b64decode(sketch)
        width = 4 * ROWS
        bands = [bytes([at // width]) + own[at : at + width] for at in range(0, len(own), width)]
        met = dict.fromkeys(self._bands.setdefault(band, name) for band in bands)
        near = [Near(other, _shared(own, self._sketches[other])) for other in met if other != name]
        if bands and name in met:
            self._sketches[name] = own
        best = max(near, key=lambda other: other.percent, default=None)
        return best if best and best.percent >= NEAR else None


def _shared(one: bytes, other: bytes) -> int:
    pairs = zip(_COLUMNS.unpack(one), _COLUMNS.unpack(other), strict=True)
    return 100 * [a == b for a, b in pairs].count(True) // COLUMNS

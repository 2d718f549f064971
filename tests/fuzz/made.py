"""Files that a fuzzer begins with, or makes whole: archives, PDFs, JSON, a short form."""

from __future__ import annotations

import json
import tempfile
import zipfile
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.drawn import edited, spliced
from summarizer.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fuzz.drawn import Draw

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
_BROKEN_JSON = (b"{", b"}", b"[", b'"', b",", b"null", b"\\ud800", b"1e999", b"\xff")
_FONT = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
_GLYPHS = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
)


@contextmanager
def written(data: bytes, suffix: str) -> Iterator[Path]:
    """Yield a file of these bytes, there for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(data)
        yield path


@cache
def fixture(name: str) -> bytes:
    """Return the fixture report in one of its formats."""
    return (FORMATS / name).read_bytes()


@cache
def word_parts() -> dict[str, bytes]:
    """Return the parts of the fixture Word file."""
    with zipfile.ZipFile(FORMATS / "report.docx") as whole:
        return {name: whole.read(name) for name in whole.namelist() if name.endswith((".xml", ".rels"))}


@cache
def short_form() -> bytes:
    """Return three tables of each kind of a form that ships with the package: all of them would slow the fuzzer."""
    kept: dict[bytes, list[bytes]] = {}
    for block in resource("schemas", "rule-of-law.toml").read_bytes().split(b"\n[["):
        kept.setdefault(block.partition(b"]")[0], []).append(block)
    return b"\n[[".join(block for blocks in kept.values() for block in blocks[:3])


def packed(files: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return files as an archive."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as archive:
        for name, data in dict(files).items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return whole.getvalue()


def json_of(data: object, draw: Draw) -> bytes:
    """Return edited data as JSON, now and then broken or nested without end."""
    how = draw.number(16)
    if how == 15:
        return bytes(draw.one((b"[", b'{"a":'))) * (1 + draw.number(40_000))
    whole = json.dumps(edited(data, draw)).encode()
    return spliced(whole, draw, _BROKEN_JSON) if how == 14 else whole


def pdf(draw: Draw) -> bytes:
    """Return a PDF whose characters stand where the bytes say."""
    pages = [_page(draw) for _ in range(1 + draw.number(3))]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        _FONT,
        _GLYPHS,
    ]
    for number, content in enumerate(pages):
        own = f"/MediaBox[0 0 600 850]/Contents {6 + 2 * number} 0 R/Resources<</Font<</F 3 0 R>>>>"
        bodies.append(f"<</Type/Page/Parent 2 0 R{own}>>".encode())
        bodies.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    objects = b"\n".join(f"{number} 0 obj".encode() + body + b"endobj" for number, body in enumerate(bodies, 1))
    return b"%PDF-1.7\n" + objects + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def _page(draw: Draw) -> bytes:
    shown = []
    for _ in range(draw.number(40)):
        size, left, foot = draw.one((16, 12, 9, 0, -5, 300)), draw.number(600), draw.number(850)
        said = draw.words(8).encode("utf-16-be", "ignore").hex()
        shown.append(f"BT /F {size} Tf 1 0 0 1 {left} {foot} Tm <{said}> Tj ET")
    return "\n".join(shown).encode()

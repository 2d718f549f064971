"""Which encoding a plain file is in, and its text."""

from __future__ import annotations

import codecs
from functools import cache

from summarizer.errors import ReportError

# The longer marks first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Chinese offices write, likeliest first. GB18030 reads GBK and GB2312 too.
_CHINESE = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_CONTROLS = frozenset(map(chr, (*range(9), 11, *range(14, 32), 127)))
_SAMPLE = 4000
_SURE = 0.8


def decode(data: bytes, name: str) -> str:
    """Decode a plain file: by its byte order mark, as UTF-8, else by the encoding in which it reads as Chinese.

    Raises:
        ReportError: the bytes are no text in any encoding, or not in the one that they begin with.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass  # an older encoding, which is found below
    best = max((_chinese(data, encoding) for encoding in _CHINESE), key=_share)
    if best[0] < _SURE:
        best = max((_chinese(data, encoding, "replace") for encoding in ("utf-8", "gb18030")), key=_share)
    return best[1] if best[0] >= _SURE else _guessed(data, name)


def _share(judged: tuple[float, str]) -> float:
    return judged[0]


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{name}: broken {encoding.upper()} at byte {error.start}; save the file again, best as UTF-8"
        ) from error


def _chinese(data: bytes, encoding: str, errors: str = "strict") -> tuple[float, str]:
    """Return the share of common characters that the bytes give in an encoding, and the text.

    Bytes read in the wrong encoding give rare characters. On texts this short and this uniform that is a surer judge
    than a general detector, which takes a line of GB18030 for Korean. With ``replace`` a few broken bytes become
    U+FFFD, which the layout then marks as lost characters.
    """
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError:
        return 0.0, ""
    sample = text[:_SAMPLE]
    foreign = [character for character in sample if character > "\x7f"]
    if not foreign or not _CONTROLS.isdisjoint(sample):
        return 0.0, ""
    return sum(map(_common().__contains__, foreign)) / len(foreign), text


@cache
def _common() -> frozenset[str]:
    """Return the common characters: signs and level 1 of GB 2312 (3,755 characters) and of Big5 (5,401)."""
    cells = [("gb2312", row, cell) for row in (*range(0xA1, 0xAA), *range(0xB0, 0xD8)) for cell in range(0xA1, 0xFF)]
    cells += [("big5", row, cell) for row in range(0xA1, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    return frozenset(bytes((row, cell)).decode(encoding, "ignore") for encoding, row, cell in cells)


def _guessed(data: bytes, name: str) -> str:
    """Decode a file that reads as Chinese in none of the usual encodings, as a general detector says."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly any file gets here

    best = from_bytes(data).best()
    if best is None or not _CONTROLS.isdisjoint(str(best)[:_SAMPLE]):
        raise ReportError(f"{name}: not a text file (binary data); give the report as txt, md, html, docx or pdf")
    return str(best)

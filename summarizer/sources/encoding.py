"""Which encoding a plain file is in, and its text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from summarizer.errors import ReportError

# The longer marks first: UTF-32's begins with UTF-16's.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> str:
    """Decode a plain file: by its byte order mark, as UTF-8, else by the encoding that its bytes look like.

    Raises:
        ReportError: the bytes are no text in any encoding.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass  # an older encoding, which is found below
    best = from_bytes(data).best()
    if best is None:
        raise ReportError(f"{name}: not a text file (binary data); give a txt, md or html file")
    return _strictly(data, best.encoding, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{name}: broken {encoding} at byte {error.start}; save the file again, best as UTF-8"
        ) from error

"""Office files without the time they were written: the same review gives the same bytes whenever it is written."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE = "docProps/core.xml"
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = rb"\g<1>1980-01-01T00:00:00Z"  # the first moment that a zip archive knows


def timeless(data: bytes) -> bytes:
    """Return a Word file or workbook with the time taken out of its parts and its properties."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as dated, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in dated.namelist():
            content = dated.read(name)
            archive.writestr(ZipInfo(name), _TIME.sub(_NO_TIME, content) if name == _CORE else content, ZIP_DEFLATED)
    return file.getvalue()

"""Web pages: the report that a page shows, with its headings, tables, title and fields.

The report's element is the innermost one that holds nearly all prose of the page; menus, side bars and footers stand
outside of it. Of those lines only the title and the fields (发布时间：…) are kept, for the report's header cites them.
Nothing inside is left out: a line given twice is evidence too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from summarizer.errors import ReportError
from summarizer.layout import is_field
from summarizer.lexicon import table
from summarizer.sources.document import Document
from summarizer.sources.encoding import decode
from summarizer.sources.grid import flattened
from summarizer.sources.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = table("webpage")
_BLOCKS = frozenset(_WORDS["blocks"])
_CHARSETS = tuple(_WORDS["charsets"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_META = {name: key for key, names in _WORDS["meta"].items() for name in names}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SENTENCE = re.compile(r"[。；，]")
_NUMBERED = re.compile(r"\s*[(（]?[\d一二三四五六七八九十]+[)）、.．]")
# Share of the page's prose that the report's element must hold, and the longest cell of a table of figures.
_SHARE = 0.95
_LONGEST_CELL = 300


def read(data: bytes, name: str) -> Document:
    """Read a web page.

    Raises:
        ReportError: the file is no text or holds no page.
    """
    root = _parsed(data, name)
    metadata = _metadata(root)
    _prune(root)
    body = root.body if root.body is not None else root
    shown = list(_lines(body, _main(body)))
    title = _title(metadata.get("title", ""), shown)
    lines = Lines()
    if title and title not in (words.strip() for words, _, _ in shown):
        lines.add(title, kind="title")
        title = ""
    for words, level, inside in shown:
        if title and words.strip() == title:
            lines.add(words, kind="title")
            title = ""
        elif inside or is_field(words):
            lines.add(words, level)
    return Document(lines.text, marks=tuple(lines.marks), spans=tuple(lines.spans), metadata=tuple(metadata.items()))


def _parsed(data: bytes, name: str) -> Any:
    text = _XML.sub("", _decoded(data, name)).replace("\0", "")
    if not text.strip():
        raise ReportError(f"{name}: the page is empty; check that it was saved whole")
    try:
        return html.document_fromstring(text)
    except etree.ParserError as error:
        raise ReportError(f"{name}: no page in this file ({error}); save the page again from the browser") from error


def _decoded(data: bytes, name: str) -> str:
    """Decode a page as UTF-8, else as it declares (GB2312 is read as its superset), else by how its bytes look."""
    declared = _DECLARED.search(data, 0, 4096)
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    if not charset.startswith(_CHARSETS):
        charset = "utf-8"
    for encoding in ("utf-8", "gb18030" if charset.startswith("gb") else charset):
        try:
            return data.removeprefix(b"\xef\xbb\xbf").decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return decode(data, name)


def _metadata(root: Any) -> dict[str, str]:
    """Return what the page's <meta> fields say, the first of each kind."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = _META.get((element.get("name") or element.get("property") or "").lower())
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found


def _prune(root: Any) -> None:
    """Take out what a reader does not see, and flatten tables of figures to lines."""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_WORDS["hidden"], with_tail=False)
    for element in root.xpath("//*[@hidden or @style]"):
        if element.get("hidden") is not None or _UNSEEN.search(element.get("style") or ""):
            element.drop_tree()
    for element in root.xpath("//table[not(.//table)]"):
        rows = [_cells(row) for row in element.iter("tr")]
        if max(map(len, rows), default=0) > 1 and all(len(cell[0]) <= _LONGEST_CELL for row in rows for cell in row):
            tail = element.tail
            element.clear()
            element.tag, element.text, element.tail = "pre", "\n".join(flattened(rows)), tail


def _cells(row: Any) -> list[tuple[str, int, int]]:
    """Return each cell of a row: its words, and how many columns and rows it spans."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return [(" ".join(cell.itertext()), _number(cell.get("colspan")), _number(cell.get("rowspan"))) for cell in cells]


def _number(attribute: str | None) -> int:
    return int(attribute) if attribute and attribute.isascii() and attribute.isdigit() and len(attribute) < 5 else 1


def _main(body: Any) -> Any:
    """Return the innermost block that holds nearly all prose of the page."""
    prose: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        own = sum(len(text) for text in (element.text, *(child.tail for child in element)) if _is_prose(text))
        prose[element] = own + sum(prose[child] for child in element)
    main = body
    while True:
        inner = [child for child in main if child.tag in _BLOCKS and child.tag != "p" and prose[child]]
        best = max(inner, key=prose.__getitem__, default=None)
        if best is None or prose[best] < _SHARE * prose[body]:
            return main
        main = best


def _is_prose(text: str | None) -> bool:
    return text is not None and _SENTENCE.search(text) is not None


def _lines(body: Any, main: Any) -> Iterator[tuple[str, int, bool]]:
    """Yield the lines that the page shows: words, level of heading or 0, and whether they are the report's."""
    line: list[str] = []
    inside, level = False, 0
    counts: dict[Any, int] = {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS or tag == "br":
            yield from _broken(line, level, inside)
            line = []
        if event == "start":
            inside = inside or element is main
            level = int(tag[1]) if tag in _HEADINGS else level
            line += _number_of(element, counts) if tag == "li" else ()
            if tag == "pre":
                yield from ((words, 0, inside) for words in (element.text or "").splitlines() if words.strip())
            else:
                line.append(element.text or "")
        else:
            inside = inside and element is not main
            level = 0 if tag in _HEADINGS else level
            line.append(element.tail or "" if element is not body else "")
    yield from _broken(line, level, inside)


def _broken(line: list[str], level: int, inside: bool) -> Iterator[tuple[str, int, bool]]:
    """Yield a line that came to its end, if it shows anything."""
    words = _SPACE.sub(" ", "".join(line)).strip(" ")
    if words.strip():
        yield words, level, inside


def _number_of(item: Any, counts: dict[Any, int]) -> list[str]:
    """Return the number that a browser shows before an item of a numbered list whose text has none itself."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return []
    counts[parent] = counts.get(parent, _number(parent.get("start")) - 1) + 1
    return [] if _NUMBERED.match("".join(item.itertext())) else [f"{counts[parent]}. "]


def _title(declared: str, shown: list[tuple[str, int, bool]]) -> str:
    """Return the report's title: as declared if the page shows it, else the one top heading, else as declared."""
    top = [words.strip() for words, level, _ in shown if level == 1]
    if len(top) != 1 or _NUMBERED.match(top[0]) or declared in (words.strip() for words, _, _ in shown):
        return declared
    return top[0]

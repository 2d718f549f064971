"""Word files: paragraphs with the numbers that Word counts, heading styles, tables, text boxes, footnotes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml.etree import XMLSyntaxError

from summarizer.errors import ReportError
from summarizer.sources.archive import Archive
from summarizer.sources.document import Document
from summarizer.sources.grid import flattened
from summarizer.sources.lines import Lines
from summarizer.sources.numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OLD = b"\xd0\xcf\x11\xe0"
_SHOWN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Deleted or moved text, text boxes (read after their paragraph), second versions, what is read aloud.
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MC}Fallback", f"{_W}rt"))
_DIGIT = re.compile(r"[0-9A-Za-z]")
# What python-docx and lxml raise on parts that are missing, broken, or XML of something else.
_DAMAGED = (OpcError, XMLSyntaxError, LookupError, ValueError, AttributeError, TypeError)
_DEEPEST_STYLE = 20
_HEAD = 4096


def read(data: bytes, name: str) -> Document:
    """Read a Word file.

    Raises:
        ReportError: the file is encrypted, damaged, made to harm, or no Word file.
    """
    _guard(data, name)
    try:
        return _Reader(docx.Document(BytesIO(data))).document()
    except _DAMAGED as error:
        raise ReportError(f"{name}: no Word file, or a damaged one; open it in Word and save it again") from error


def _guard(data: bytes, name: str) -> None:
    """Refuse what is not what it claims to be, before a parser sees it."""
    if data.startswith(_OLD):
        raise ReportError(
            f"{name}: encrypted, or an old .doc by another name; open it in Word and save it as plain .docx"
        )
    archive = Archive(data, name)
    if "word/document.xml" not in archive:
        raise ReportError(f"{name}: no Word file inside; open it in the program that wrote it and save it as .docx")
    for member in archive:
        if member.endswith((".xml", ".rels")) and b"<!" in archive.read(member)[:_HEAD].replace(b"\0", b"").replace(
            b"<!--", b""
        ):
            raise ReportError(f"{name}: {member} declares entities, which no Word file does; do not open it")


class _Reader:
    """One document on its way to text."""

    def __init__(self, word: Any) -> None:
        self._body = word.element.body
        self._styles = {style.style_id: style for style in word.styles}
        self._numbering = Numbering(_part(word, RELATIONSHIP_TYPE.NUMBERING))
        self._notes = _notes(_part(word, RELATIONSHIP_TYPE.FOOTNOTES), _part(word, RELATIONSHIP_TYPE.ENDNOTES))
        self._properties = word.core_properties
        self._lines = Lines()

    def document(self) -> Document:
        """Read the body, then the notes in the order in which the text refers to them."""
        self._blocks(self._body)
        tags = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
        cited = [(tags[e.tag], e.get(f"{_W}id")) for e in self._body.iter(*tags)]
        for number, key in enumerate(dict.fromkeys(cited), 1):
            self._lines.add(f"注{number}：{self._notes.get(key, '')}")
        author = self._properties.author
        return Document(
            self._lines.text,
            marks=tuple(self._lines.marks),
            spans=tuple(self._lines.spans),
            metadata=(("author", author),) if author else (),
        )

    def _blocks(self, parent: Any) -> None:
        """Read paragraphs and tables in order; a content control is read through."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        chain = list(self._chain(element))
        words = _words(element)
        label = self._label(element, chain)
        if label and words:
            words = label + (" " if _DIGIT.match(words) and label[-1] in ".．" else "") + words
        title = any(style.name == "Title" for style in chain)
        self._lines.add(words, 0 if title else _outline_level(element, chain), "title" if title else "")
        for box in element.iter(f"{_W}txbxContent"):
            if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                self._blocks(box)

    def _chain(self, element: Any) -> Iterator[Any]:
        """Yield a paragraph's style and those that it is based on."""
        style = self._styles.get(element.style or "Normal")
        for _ in range(_DEEPEST_STYLE):
            if style is None:
                return
            yield style
            style = style.base_style

    def _label(self, element: Any, chain: list[Any]) -> str:
        """Return the number that Word shows before a paragraph."""
        for source in (element.pPr, *(style.element.pPr for style in chain)):
            numbered = source.find(f"{_W}numPr") if source is not None else None
            if numbered is None:
                continue
            use, depth = _attribute(numbered, "numId"), _attribute(numbered, "ilvl")
            if use:
                styled = self._numbering.level_of_style(use, chain[0].style_id) if chain else 0
                return self._numbering.count(use, int(depth) if depth else styled) if use != "0" else ""
        return ""

    def _table(self, element: Any) -> None:
        """Read a table of figures row by row; one of a single column is a frame around paragraphs."""
        rows = [list(row.iterchildren(f"{_W}tc")) for row in element.iterchildren(f"{_W}tr")]
        if max(map(len, rows), default=0) < 2:
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        for line in flattened(map(_cell, row) for row in rows):
            self._lines.add(line)


def _part(word: Any, relationship: str) -> Any:
    """Return the root element of a part of the file, or None where it has none."""
    try:
        return parse_xml(word.part.part_related_by(relationship).blob)
    except KeyError:
        return None


def _notes(*roots: Any) -> dict[tuple[str, str], str]:
    """Return the words of each footnote and endnote, by its kind and id."""
    notes = (note for root in roots if root is not None for note in root)
    return {
        (note.tag.removeprefix(_W), note.get(f"{_W}id")): " ".join(_words(p) for p in note.iter(f"{_W}p")).strip()
        for note in notes
    }


def _words(element: Any) -> str:
    """Return what a paragraph shows, its text boxes aside."""
    if element.tag in _LEFT_OUT:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _SHOWN:
        return "" if element.get(f"{_W}type") == "page" else _SHOWN[element.tag]
    if element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
        return ""
    return "".join(map(_words, element))


def _outline_level(element: Any, chain: list[Any]) -> int:
    """Return the level of a heading from 1, as the paragraph or its style declares it, or 0."""
    for source in (element.pPr, *(style.element.pPr for style in chain)):
        level = _attribute(source, "outlineLvl")
        if level:
            return int(level) + 1 if int(level) < 9 else 0
    return 0


def _attribute(element: Any, tag: str) -> str:
    child = element.find(f"{_W}{tag}") if element is not None else None
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _cell(cell: Any) -> tuple[str, int, int]:
    """Return a cell's words and how many columns it spans; one that continues the cell above is empty."""
    properties = cell.find(f"{_W}tcPr")
    merge = properties.find(f"{_W}vMerge") if properties is not None else None
    continued = merge is not None and merge.get(f"{_W}val") != "restart"
    words = "" if continued else " ".join(_words(paragraph) for paragraph in cell.iter(f"{_W}p"))
    return words, int(_attribute(properties, "gridSpan") or 1), 1

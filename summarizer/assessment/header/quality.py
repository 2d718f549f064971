"""What is wrong with the text itself, as far as the layout shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.figures import Kind

if TYPE_CHECKING:
    from summarizer.assessment.header.page import Page

# Flags of the form's text_quality and the kinds of layout span that raise them.
_RAISED_BY = {
    "lost_characters": frozenset({"lost_characters"}),
    "spam_inserted": frozenset({"spam"}),
    "page_furniture": frozenset({"furniture", "page_number"}),
}


def quality_flags(page: Page) -> list[str]:
    """Return the flags that hold, in a fixed order: ``lost_characters spam_inserted page_furniture no_title …``."""
    kinds = {span.kind for span in page.reading.report.spans}
    flags = [flag for flag, raising in _RAISED_BY.items() if raising & kinds]
    if "lost_characters" not in flags and any(f.kind is Kind.DAMAGED for f in page.reading.figures):
        flags.insert(0, "lost_characters")
    if page.first("title") is None:
        flags.append("no_title")
    return [*flags, "mixed_numbering"] if _mixed(page) else flags


def _mixed(page: Page) -> bool:
    """Whether headings of one level under one heading are numbered in different ways (一、 beside 2.)."""
    seen: dict[tuple[str, ...], set[str]] = {}
    for section in page.reading.sections:
        if section.heading and section.style == "numbered":
            seen.setdefault(section.path[:-1], set()).add(_numbering(section.heading))
    return any(len(ways) > 1 for ways in seen.values())


def _numbering(heading: str) -> str:
    """Return the way in which a heading is numbered: digits, brackets, or Chinese numerals."""
    first = heading.lstrip()[:1]
    return "digits" if first.isdecimal() else "brackets" if first in "(（" else "numerals"

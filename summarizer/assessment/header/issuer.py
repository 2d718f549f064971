"""Who reports: the issuer as printed, the level of its name, the area above it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from summarizer.lexicon import table
from summarizer.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.assessment.header.page import Page
    from summarizer.form import Field, Form, Level

_NAME = r"[\u4e00-\u9fff]"
_LONGEST = 40


def find_issuer(form: Form, page: Page, field: Field) -> Span | None:
    """Return the name of who reports.

    It is looked for in the title, after the labels of the field, in the signature and in the opening sentence. A name
    must end as a level of the form does, and agree with how the report calls itself (我局): where none does, the
    words that end that way and begin as the area does are taken.
    """
    own = _self_reference(form, page)
    found = [span for span in _candidates(form, page, field) if level_of(form, page.text[span.start : span.end])]
    for span in found:
        if not own or _agrees(form, page.text[span.start : span.end], own):
            return _in_full(page, span, found)
    return (_named_after(page, own, found) if own else None) or next(iter(found), None)


def _in_full(page: Page, name: Span, found: list[Span]) -> Span:
    """Return the name as the report is signed, where a title gives but its beginning (某县 → 某县人民政府)."""
    signed = {(span.start, span.end) for span in map(page.trimmed, page.spans("signature"))}
    words = page.text[name.start : name.end]
    longer = (s for s in found if (s.start, s.end) in signed and s.end - s.start > len(words))
    return next((span for span in longer if page.text.startswith(words, span.start)), name)


def level_of(form: Form, name: str) -> str:
    """Return the code of the level whose suffix ends the name: the longest decides; empty if none does."""
    fitting = [(len(s), level.code) for level in form.levels for s in level.suffixes if name.endswith(s)]
    return max(fitting)[1] if fitting else ""


def parent_area(page: Page, issuer: Span) -> Span | None:
    """Return the larger area that the issuer's printed name begins with (``某市某区某镇`` → ``某市某区``)."""
    areas = "|".join(table("header")["areas"])
    name = page.text[issuer.start : issuer.end]
    steps = [m.end() for m in re.finditer(rf"{_NAME}+?(?:{areas})(?={_NAME}{{2,}}(?:{areas}))", name)]
    return Span(issuer.start, issuer.start + steps[-1], "area") if steps else None


def _candidates(form: Form, page: Page, field: Field) -> Iterator[Span]:
    title = page.first("title")
    if title and (name := _leading_name(form, page.text, title)):
        yield name
    if title and (line := page.line_above(title)):
        yield line
    labelled = page.labelled(field)
    if labelled:
        yield labelled
    yield from (page.trimmed(span) for span in page.spans("signature"))
    for opening in table("header")["openings"]:
        at = page.text.find(opening, 0, 4 * _LONGEST * 10)
        sentence = Span(at + len(opening), at + len(opening) + _LONGEST, "opening")
        if at >= 0 and (name := _leading_name(form, page.text, sentence)):
            yield name


def _leading_name(form: Form, text: str, span: Span) -> Span | None:
    """Return the name that a title begins with, up to the year or to what the report is about."""
    match = _title_name().match(text, span.start, span.end)
    if match is None:
        return None
    for end in range(match.end("name"), match.start("name") + 1, -1):
        if level_of(form, text[match.start("name") : end]):
            return Span(match.start("name"), end, "issuer")
    return None


@cache
def _title_name() -> re.Pattern[str]:
    words = table("header")
    starters, enders = ("|".join(map(re.escape, words[key])) for key in ("starters", "enders"))
    return re.compile(
        rf"(?:{starters}|\s|《|\d{{4}}年度?)*(?P<name>{_NAME}{{2,{_LONGEST}}}?)(?={enders}|\d|[(（]|[\r\n])"
    )


@cache
def _self_words(levels: tuple[Level, ...]) -> re.Pattern[str]:
    suffixes = sorted({s for level in levels for s in level.suffixes}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(table('header')['selves'])})({'|'.join(map(re.escape, suffixes))})")


def _self_reference(form: Form, page: Page) -> str:
    """Return the suffix by which the report calls itself, or nothing.

    A body speaks of itself and of the areas above it (我镇, 我县), never of those below: the lowest level counts.
    """
    times = Counter(match[1] for match in _self_words(form.levels).finditer(page.text))
    ranks = {level.code: level.rank or len(form.levels) for level in form.levels}
    return max(times, key=lambda suffix: (ranks[level_of(form, suffix)], times[suffix]), default="")


def _agrees(form: Form, name: str, own: str) -> bool:
    """Whether a name can be that of a body which calls itself so: 我县 is a county's, or its government's."""
    return name.endswith(own) or level_of(form, name) == level_of(form, own)


def _named_after(page: Page, own: str, found: list[Span]) -> Span | None:
    """Return the words that end as the report calls itself and begin as the printed area ends (市法制办)."""
    tails = {page.text[span.end - 1] for span in found}
    if not tails:
        return None
    names = re.compile(f"[{''.join(sorted(tails))}]{_NAME}{{1,8}}?{re.escape(own)}")
    times = Counter(names.findall(page.text))
    usual = max(times, key=lambda name: (times[name], -len(name)), default="")
    at = page.text.find(usual)
    return Span(at, at + len(usual), "issuer") if usual else None

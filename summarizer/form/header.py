"""What a form says beside its indicators: header fields, levels, deadlines, outlines, statutory items, statements."""

from __future__ import annotations

from dataclasses import dataclass

OPEN_END = 9999
"""The last year of a rule that still holds."""

OVERVIEW = "overview"
"""The kind of statement that is worded from the filled form, and so asked for in a call of its own."""


@dataclass(frozen=True, slots=True)
class Genre:
    """The kind of report a form is for: a text with fewer than ``least`` different ``words`` is not of that kind."""

    words: tuple[str, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a header field may take, and the words by which it is known; earlier choices win."""

    code: str
    zh: str
    en: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form's header.

    ``kind`` is what it holds: ``text choice year date list``. ``find`` says where it stands: ``title`` (the report's
    title), ``label`` (after one of the ``cues`` and a colon), ``number`` (so too, or a document's number alone on its
    line), ``signature`` (the lines after the body), ``addressee`` (the line before the body),
    ``issuer`` (who reports), ``area``, ``year``, ``year_source``, ``level`` (from the issuer's suffix), ``outline``
    (from the form's outlines) or ``quality`` (from the layout's spans).
    """

    code: str
    zh: str
    en: str
    kind: str
    find: str
    cues: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """A level of issuers: ``rank`` 1 is the highest, 0 is outside the ladder; ``suffixes`` end an issuer's name."""

    code: str
    zh: str
    en: str
    rank: int
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a report of the years ``first`` to ``last``, both included, is to be published in the year after.

    Days are ``MM-DD``. Up to and including ``on_time`` it is in time; on ``boundary``, where there is one, reviewers
    differ; after that it is late, and the days are counted from ``boundary`` or else ``on_time``. ``levels`` are those
    that the rule itself names; for those in ``local`` it holds by local rules only.
    """

    first: int
    last: int
    on_time: str
    boundary: str
    zh: str
    en: str
    basis: str
    levels: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the rule still holds: it has no last year."""
        return self.last == OPEN_END


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline that reports of its years follow and cite; ``cues`` are the ways it is cited, white space aside."""

    code: str
    zh: str
    en: str
    first: int
    last: int
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A content item that the rules ask of a report, from report year ``since`` on.

    It is present where one of the ``statements`` kinds was found, or one of the ``cues`` stands in the text. Where
    ``acts`` are given, the cue alone is ``formulaic``; one of the acts in the same or the next sentence makes it
    ``present`` with substance.
    """

    code: str
    zh: str
    en: str
    statements: tuple[str, ...]
    cues: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    since: int = 0


@dataclass(frozen=True, slots=True)
class StatementKind:
    """A kind of statement that the form collects: ``measure problem cause plan first_responsible overview``.

    ``headings`` are words of a heading that opens a section of this kind; ``openers`` are words in running text
    after which a list of this kind stands; ``cues`` mark a single sentence; ``excludes`` veto a heading.
    """

    kind: str
    zh: str
    en: str
    headings: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()

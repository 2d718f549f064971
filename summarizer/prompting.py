"""Prompts: files in ``prompts/`` with ``$name`` variables; a part of a report and a form in, messages out.

The instructions and the form come first, the same bytes in every call, so that an endpoint can keep them; the part
comes last. A report's text is put in as a value: nothing in it is ever read as a variable, and it stands between two
marks that it does not contain.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache, cached_property
from string import Template
from typing import TYPE_CHECKING

from summarizer.errors import ResourceError
from summarizer.form import OVERVIEW, indicator_list
from summarizer.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.form import Form
    from summarizer.parts import Part

Message = dict[str, str]

_COMMENT = re.compile(r"\A<!--.*?-->\n", re.DOTALL)
_MARK_LENGTH = 8


class Prompts:
    """The prompts for one form.

    ``dimensions`` narrows the form to some of its dimensions, for an endpoint whose window is too small for all.
    ``folder`` is where the prompt files lie, by default those of the package.
    """

    def __init__(self, form: Form, dimensions: Sequence[str] = (), folder: Path | None = None) -> None:
        self._form = form
        self._codes = frozenset(dimensions) or frozenset(dimension.code for dimension in form.dimensions)
        self._folder = folder or resource("prompts")

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hex, of everything here that can change an answer: prompts and form."""
        files = ("part.md", "reask.md", "unreadable.md", "form.md", "complaints.toml")
        return digest("\0".join([self.system, self._overview, *map(self._file, files)]))

    def part(self, part: Part) -> list[Message]:
        """Return the messages that ask for one part."""
        text = render(part)
        return [_system(self.system), user(self._fill("part", mark=mark(text), text=text))]

    def reask(self, records: str, complaints: Sequence[str]) -> list[Message]:
        """Return the messages that go on from `part`: ``records`` as the model gave them, and what is wrong in each."""
        lines = "\n".join(f"{n}. {line}" for n, line in enumerate(complaints, 1))
        return [_assistant(records), user(self._fill("reask", complaints=lines))]

    def unreadable(self, reply: str, fault: str) -> list[Message]:
        """Return the messages that go on from `part` when a reply cannot be read: the reply, and why."""
        return [_assistant(reply or "{}"), user(self._fill("unreadable", fault=fault))]

    def overview(self, filled: str) -> list[Message]:
        """Return the messages that ask for an overview of a filled form."""
        return [_system(self._overview), user(self._fill("form", mark=mark(filled), form=filled))]

    @cached_property
    def system(self) -> str:
        """The fixed beginning of every call for a part."""
        asked = (indicator for indicator in self._form.indicators if indicator.dimension in self._codes)
        return self._fill(
            "system",
            dimensions=self._dimensions,
            kinds="、".join(f"{s.kind}（{s.zh}）" for s in self._form.statements if s.kind != OVERVIEW),
            indicators=indicator_list(self._form, codes=[i.code for i in asked]),
        )

    @cached_property
    def _overview(self) -> str:
        return self._fill("overview", dimensions=self._dimensions)

    @cached_property
    def _dimensions(self) -> str:
        return "\n".join(f"{d.code} {d.zh}" for d in self._form.dimensions if d.code in self._codes)

    def _fill(self, name: str, **words: str) -> str:
        return _substitute(f"{name}.md", _COMMENT.sub("", self._file(f"{name}.md")), words)

    def _file(self, name: str) -> str:
        return _read(self._folder / name)


class Phrases:
    """A table of short prompts, ``prompts/<name>.toml``, each with its ``$name`` variables."""

    def __init__(self, name: str) -> None:
        self._name = f"{name}.toml"
        try:
            self._phrases: dict[str, str] = tomllib.loads(_read(resource("prompts", self._name)))
        except tomllib.TOMLDecodeError as error:
            raise ResourceError(f"prompts/{self._name}: not valid TOML ({error})") from error

    def say(self, phrase: str, **words: str) -> str:
        """Return one of the phrases with its variables filled in."""
        return _substitute(f"{self._name}, {phrase}", self._phrases[phrase], words)


def render(part: Part) -> str:
    """Return a part as the model sees it: its text, with the headings above it wherever they change."""
    lines: list[str] = []
    above: tuple[str, ...] = ()
    text, sections = part.reading.report.text, part.reading.sections
    for piece in part.pieces:
        own = piece.start <= sections[piece.section].heading_start < piece.end
        path = piece.path[:-1] if own else piece.path
        if path and path != above[: len(path)]:
            lines.append(f"【{' › '.join(path)}】\n")
        above = piece.path
        lines.append(text[piece.start : piece.end])
    return "".join(lines)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def mark(text: str) -> str:
    """Return a word that ``text`` does not contain, the same for the same text."""
    seed = text
    while (word := digest(seed)[:_MARK_LENGTH]) in text:
        seed = word + seed
    return word


@cache
def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"{path}: this prompt cannot be read ({error.strerror})") from error


def _substitute(name: str, template: str, words: dict[str, str]) -> str:
    prompt = Template(template)
    missing = [word for word in prompt.get_identifiers() if word not in words]
    if missing:
        raise ResourceError(
            f"prompts/{name}: no value for the variable(s) {', '.join('$' + word for word in missing)}; "
            f"this prompt may use {', '.join('$' + word for word in words)}"
        )
    try:
        return prompt.substitute(words)
    except ValueError as error:
        raise ResourceError(f"prompts/{name}: {error}; write $$ for a dollar sign") from error


def _system(content: str) -> Message:
    return {"role": "system", "content": content}


def user(content: str) -> Message:
    """Return a message of the user."""
    return {"role": "user", "content": content}


def _assistant(content: str) -> Message:
    return {"role": "assistant", "content": content}

"""A table of a form file being read: what is asked for comes out typed, and what is wrong is noted, not raised."""

from __future__ import annotations

import difflib
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from summarizer.form.faults import Faults, Where

_ALTERNATIVES = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_MOST = 1000  # phrases that one may stand for


class Table:
    """One table of a form file at a known place; every reader returns an empty value where the file is wrong."""

    def __init__(self, data: dict[str, Any], where: Where, faults: Faults) -> None:
        """``data`` is what TOML gave; faults are noted in ``faults`` at ``where``."""
        self._data = data
        self._where = where
        self._faults = faults
        self._asked: set[str] = set()

    @property
    def name(self) -> str:
        """How a message calls this table: its code where it has one, else its place."""
        code = self._data.get("code", self._data.get("kind"))
        kind = next((str(step) for step in reversed(self._where) if isinstance(step, str)), "form")
        return f"{kind} {code}" if isinstance(code, str) else kind

    def fault(self, key: str, message: str) -> None:
        """Note a fault of one key."""
        self._faults.add((*self._where, key), f"{self.name}: {message}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there and not be empty."""
        value = self._value(key, str, "a string in quotes", default)
        if default is None and value is not None and not value.strip():
            self.fault(key, f"{key} is empty; write it")
        return value or ""

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._value(key, int, "a whole number", default)
        return value if value is not None else 0

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return a string that is one of those allowed."""
        value = self.text(key, default)
        if value and value not in allowed:
            near = difflib.get_close_matches(value, allowed, n=1)
            meant = f"; did you mean {near[0]!r}" if near else ""
            self.fault(key, f"unknown {key} {value!r}{meant}; known: {', '.join(allowed)}")
        return value

    def texts(self, key: str, default: Iterable[str] | None = ()) -> tuple[str, ...]:
        """Return a list of strings; with ``default=None`` it must be there."""
        value = self._value(key, list, "a list of strings", None if default is None else list(default))
        if value is None:
            return ()
        if not all(isinstance(item, str) and item for item in value):
            self.fault(key, f"{key} must be a list of strings, none of them empty")
            return ()
        return tuple(value)

    def phrases(self, key: str, default: Iterable[str] | None = ()) -> tuple[str, ...]:
        """Return a list of strings with their alternatives written out: ``(受理|办理)复议`` is two phrases."""
        items = {item: written_out(item) for item in self.texts(key, default)}
        if many := next((item for item, phrases in items.items() if len(phrases) > _MOST), None):
            self.fault(key, f"{key} {many[:40]!r} stands for more than {_MOST} phrases; write fewer brackets")
            return ()
        phrases = dict.fromkeys(phrase for each in items.values() for phrase in each)
        torn = next((phrase for phrase in phrases if not phrase or "|" in phrase), None)
        if torn is not None:
            self.fault(key, f"{key} {torn!r}: brackets do not match; alternatives are written (a|b)")
        return tuple(phrases)

    def table(self, key: str) -> Table | None:
        """Return a table inside this one, or None if there is none."""
        value = self._value(key, dict, "a table", {})
        return Table(value, (*self._where, key), self._faults) if value else None

    def tables(self, key: str) -> list[Table]:
        """Return an array of tables inside this one."""
        value = self._value(key, list, f"tables, each headed [[{key}]]", []) or []
        if not all(isinstance(item, dict) for item in value):
            self.fault(key, f"{key} must be tables, each headed [[{key}]]")
            return []
        return [Table(item, (*self._where, key, index), self._faults) for index, item in enumerate(value)]

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._data.keys() - self._asked:
            near = difflib.get_close_matches(key, self._asked, n=1)
            meant = f"; did you mean {near[0]!r}" if near else f"; known: {', '.join(sorted(self._asked))}"
            self.fault(key, f"unknown key {key!r}{meant}")

    def _value(self, key: str, kind: type, wanted: str, default: Any) -> Any:
        self._asked.add(key)
        value = self._data.get(key, default)
        if key not in self._data:
            if default is None:
                self.fault(key, f"{key} is missing; write {wanted}")
            return value
        if not isinstance(value, kind) or isinstance(value, bool):
            self.fault(key, f"{key} must be {wanted}, not {value!r}")
            return default
        return value


def written_out(phrase: str) -> list[str]:
    """Return the phrases that one with alternatives stands for: ``(a|b)c`` → ``ac bc``; ``(a|)c`` → ``ac c``.

    Brackets without ``|`` are part of the text. Each bracket multiplies, so no more than one beyond ``_MOST`` are made.
    """
    return list(islice(_each_written_out(phrase), _MOST + 1))


def _each_written_out(phrase: str) -> Iterator[str]:
    waiting = [phrase]
    while waiting:
        phrase = waiting.pop()
        match = _ALTERNATIVES.search(phrase)
        if match is None:
            yield phrase
        else:
            before, after = phrase[: match.start()], phrase[match.end() :]
            waiting += [f"{before}{choice}{after}" for choice in reversed(match[1].split("|"))]

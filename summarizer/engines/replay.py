"""The replay engine: recorded answers, read from a file, for demonstrations, tests and work without a network.

The file is an export of the store, one answer a line; see `Store.export`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarizer.engines.engine import Identity, PartAnswers, Usage
from summarizer.engines.overview import spoken, tell
from summarizer.engines.records import FORMAT, Records
from summarizer.errors import InputError, NotRecorded, UsageError
from summarizer.prompting import digest, render

if TYPE_CHECKING:
    from pathlib import Path

    from summarizer.assessment import Assessment
    from summarizer.form import Form
    from summarizer.parts import Part


class ReplayEngine:
    """Fills the form with answers that one model gave before."""

    def __init__(self, path: Path, form: Form) -> None:
        """Read the recorded answers.

        Raises:
            InputError: the file cannot be read, or is no recording.
            UsageError: it holds the answers of several models, or of one model that was asked in several ways.
        """
        self._path = path
        self._form = form
        recorded = list(_lines(path))
        self._replies = {line["asked"]: line["reply"] for line in recorded}
        self._budget: int = _one(path, {line["budget"] for line in recorded}, "sizes of part")
        engine = json.loads(_one(path, {json.dumps(line["engine"], sort_keys=True) for line in recorded}, "engines"))
        self._identity = Identity(
            "replay", engine["model"], engine["prompts"], tuple(sorted(engine["parameters"].items()))
        )

    @property
    def identity(self) -> Identity:
        """Whose answers are replayed."""
        return self._identity

    @property
    def jobs(self) -> int:
        """Nothing is waited for, so one at a time."""
        return 1

    @property
    def budget(self) -> int:
        """The size of part that was recorded, so that the parts come out the same."""
        return self._budget

    def answer(self, part: Part) -> PartAnswers:
        """Return the recorded answers to one part.

        Raises:
            NotRecorded: there are none.
        """
        reply = self._replies.get(digest(render(part)))
        if reply is None:
            name = part.reading.report.name
            raise NotRecorded(
                f"{self._path}: no answer is recorded for {name}, characters {part.start} to {part.end}; "
                "record it with --engine model and `summarizer cache export`"
            )
        records = Records(self._form, part)
        return PartAnswers(
            tuple(records.answer(record) for record in reply["records"]),
            tuple(records.spoken(statement) for statement in reply["statements"]),
            usage=Usage(cached=1),
        )

    def overview(self, assessment: Assessment) -> PartAnswers:
        """Return the recorded overview of a filled form; nothing where none was recorded."""
        reply = self._replies.get(digest(tell(self._form, assessment)), {"statements": []})
        return PartAnswers(statements=spoken(reply["statements"]))


def _lines(path: Path) -> list[dict[str, Any]]:
    """Return the recorded answers of a file."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: these recorded answers cannot be read ({error})") from error
    if not lines or not all(isinstance(line, dict) and line.get("format") == FORMAT for line in lines):
        raise InputError(f"{path}: no recorded answers; make the file with `summarizer cache export`")
    return lines


def _one(path: Path, found: set[Any], what: str) -> Any:
    """Return the only member of a set."""
    if len(found) > 1:
        raise UsageError(
            f"{path}: answers of several {what} in one file; take one out with `summarizer cache export FILE "
            "--model NAME --mode MODE`, or record with a --cache folder of its own"
        )
    return found.pop()

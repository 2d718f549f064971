"""Decisions: what a reviewer said of the rows of a review. The page takes them out, ``review apply`` takes them in.

The file: ``format``, ``review`` (name, digest, form), ``reviewer``, ``decisions`` (key, action, value, figure, note,
at).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from summarizer.errors import ReviewError
from summarizer.files import parse_json

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "summarizer.decisions/1"

Json = dict[str, Any]


class Action(StrEnum):
    """What a reviewer may do with a row; only claims can be corrected or rejected."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one row.

    ``key`` names the row (see :mod:`summarizer.review.keys`). A correction has the right number as written
    (``近900万元``) in ``value`` and, where the reviewer picked a figure of the source, its place in ``figure``.
    ``at`` is when it was made, ISO 8601.
    """

    key: str
    action: Action
    value: str = ""
    figure: tuple[int, int] | None = None
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """A reviewer's decisions on one review; ``digest`` and ``form`` are those of the report and the form's file."""

    reviewer: str
    digest: str
    form: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a row said: its number as written, the status of its cell, the verdict on it, the quote it rests on."""

    value: str
    status: str
    verdict: str
    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was applied: who decided what, and what the row said before and after."""

    reviewer: str
    decision: Decision
    code: str
    before: Wording
    after: Wording


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        ReviewError: the file is missing, no JSON, of another format, or a decision in it is faulty.
    """
    try:
        data = parse_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read ({error.strerror}); give a file exported from the page") from error
    except (ValueError, RecursionError) as error:
        raise ReviewError(f"{path}: no valid JSON ({error}); export the decisions from the page again") from error
    return decisions_from_data(data, str(path))


def decisions_from_data(data: Any, name: str = "decisions") -> Decisions:
    """Build decisions from the plain data of their file.

    Raises:
        ReviewError: the format is another, a field is missing or wrong, or two decisions are on one row.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ReviewError(f"{name}: no file of decisions (format {FORMAT} expected); export one from the page")
    try:
        about = data["review"]
        decisions = tuple(_decision(entry) for entry in data["decisions"])
        read = Decisions(str(data["reviewer"]), str(about["digest"]), str(about["form"]["digest"]), decisions)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ReviewError(f"{name}: a decision is faulty ({error}); export them from the page again") from error
    counted = Counter(decision.key for decision in decisions)
    if twice := [key for key, count in counted.items() if count > 1]:
        raise ReviewError(f"{name}: more than one decision on {twice[0]}; keep one of them")
    return read


def _decision(data: Any) -> Decision:
    if not isinstance(data, dict):
        raise TypeError(f"an object expected, not {data!r}")
    decision = Decision(
        key=str(data["key"]),
        action=Action(data["action"]),
        value=str(data.get("value", "")),
        figure=None if data.get("figure") is None else stretch(data["figure"]),
        note=str(data.get("note", "")),
        at=str(data.get("at", "")),
    )
    if decision.action is Action.CORRECT and not decision.value.strip():
        raise ValueError(f"{decision.key}: a correction without a value")
    return decision


def stretch(data: Any) -> tuple[int, int]:
    """Return a stretch of the text from the plain data of a file.

    Raises:
        TypeError, ValueError: the data is not two offsets.
    """
    start, end = data
    if type(start) is not int or type(end) is not int:
        raise TypeError(f"a stretch is two offsets, not {data!r}")
    return start, end


def decided_data(decided: Decided) -> Json:
    """Return an applied decision as plain data."""
    decision = {**asdict(decided.decision), "action": decided.decision.action.value}
    return {**asdict(decided), "decision": decision}


def decided_from_data(data: Json) -> Decided:
    """Build an applied decision from its plain data.

    Raises:
        KeyError, TypeError, ValueError: a field is missing or wrong.
    """
    return Decided(
        reviewer=data["reviewer"],
        decision=_decision(data["decision"]),
        code=data["code"],
        before=Wording(**data["before"]),
        after=Wording(**data["after"]),
    )

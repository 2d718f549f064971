"""HTTP statuses of an endpoint, and what each asks of whom: wait, cut the part, give up on it, or change a setting."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from summarizer.engines.model.failure import (
    AddressError,
    AgainError,
    BusyError,
    KeyRefusedError,
    PartError,
    RefusedError,
    RejectedError,
    TruncatedError,
)
from summarizer.errors import EndpointError

# Codes by which endpoints say that the question was too long, that they decline, or that the account is empty.
_TOO_LONG = frozenset({"context_length_exceeded", "string_above_max_length", "exceed_context_size_error"})
_DECLINED = frozenset({"content_filter", "content_policy_violation", "data_inspection_failed"})
_NO_CREDIT = frozenset({"insufficient_quota", "insufficient_balance", "Arrearage"})

NO_CHAT = "check that --base-url ends where /chat/completions begins, often in /v1"
_OTHER_MODE = "it does not take this kind of request: try another --mode, or run `summarizer doctor`"
_KINDS = {400: RejectedError, 401: KeyRefusedError, 404: AddressError, 422: RejectedError}
_CURES = {
    400: _OTHER_MODE,
    401: "the key was refused: set SUMMARIZER_API_KEY to a key of this endpoint",
    402: "the account is used up: add credit, or use another key",
    403: "this key may not use this model: choose another --model, or ask for access",
    404: f"no such model or address: check --model, and {NO_CHAT}",
    422: _OTHER_MODE,
}


@dataclass(frozen=True, slots=True)
class Status:
    """An HTTP error: its number, the endpoint's own code for it, what it said, and its Retry-After header."""

    number: int
    code: str
    said: str
    retry_after: str


def error_for(status: Status, where: str) -> Exception:
    """Return the error for a status; ``where`` names the endpoint and the model."""
    if status.code in _NO_CREDIT:
        return EndpointError(f"{where}: {status.said}; {_CURES[402]}")
    if passing := _passing(status, where):
        return passing
    if 300 <= status.number < 400:
        return EndpointError(f"{where}: redirects, which is not followed; give the final address as --base-url")
    kind = _KINDS.get(status.number, EndpointError)
    cure = _CURES.get(status.number, "run `summarizer doctor`")
    return kind(f"{where}: {status.number} {status.said}; {cure}")


def _passing(status: Status, where: str) -> PartError | None:
    """Return the error for a status that is about this one call, None if it is about the endpoint."""
    if status.code in _DECLINED:
        return RefusedError(f"a content filter refused the part ({status.said})")
    if status.code in _TOO_LONG or (status.number == 400 and "context" in status.said.lower()):
        return TruncatedError("the question is longer than the model's window; give the window as --context")
    if status.number == 429 or status.number >= 500:
        after = _seconds(status.retry_after)
        kind = AgainError if status.number == 429 else BusyError
        return kind(f"{where}: busy or failing ({status.number} {status.said})", after)
    return None


def _seconds(retry_after: str) -> float | None:
    """Return how many seconds a server asks to wait, given as a number or as a date; None if it does not say."""
    try:
        if retry_after.strip().isdigit():
            return float(retry_after)
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None

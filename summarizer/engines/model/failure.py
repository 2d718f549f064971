"""Why one call, or one part, has no answer though the endpoint is the right one."""

from __future__ import annotations

from summarizer.errors import EndpointError, EngineError


class PartError(EngineError):
    """The model gave no usable answer to one part; the report's other parts are not touched by it."""


class TruncatedError(PartError):
    """The reply, or the question, was longer than the model allows."""


class RefusedError(PartError):
    """The model, or a filter in front of it, declined to answer."""


class BusyError(PartError):
    """The endpoint did not answer or asked to come again: in ``after`` seconds, None if it did not say."""

    def __init__(self, message: str, after: float | None = None) -> None:
        """``message`` names the endpoint and the reason."""
        super().__init__(message)
        self.after = after


class AgainError(BusyError):
    """The endpoint wants to be asked again: later, or without what it does not take."""


class UnreachableError(BusyError):
    """The endpoint was there and is no longer."""


class RejectedError(EndpointError):
    """The endpoint does not take this kind of request, though it may take another kind."""


class AddressError(EndpointError):
    """There is no such model, or no endpoint at this address."""


class AbsentError(EndpointError):
    """Nothing answers at this address."""


class KeyRefusedError(EndpointError):
    """The endpoint does not take this key."""

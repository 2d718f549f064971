"""Everything that this package raises on purpose.

SummarizerError
├── InputError          a file that cannot be read as what it should be          (exit code 2)
│   ├── ReportError     a report: missing, empty, binary, encrypted, scanned …
│   ├── FormError       a form file, with all its faults at once
│   ├── ClaimsError     a file of claims
│   └── ReviewError     a review or a file of decisions
├── UsageError          wrong options, or options that contradict each other     (exit code 2)
├── ResourceError       a data file of the package is missing or broken          (exit code 2)
├── OutputError         a result cannot be written                               (exit code 2)
└── EngineError         the engine failed for a report                           (exit code 3)
    ├── EndpointError   the endpoint refuses, is down, or is not allowed
    ├── BoundReached    a limit on calls, tokens or cost was reached
    ├── NotRecorded     the recording holds no answer for a part
    └── Pending         the reply to a question that was handed in has not come yet
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Root of the tree; its text names the thing, the reason and what to do."""

    exit_code = 2


class InputError(SummarizerError):
    """A file cannot be read as what it should be."""


class ReportError(InputError):
    """A report cannot be read."""


class FormError(InputError):
    """A form file is faulty; ``faults`` holds every fault, one line each."""

    def __init__(self, name: str, faults: list[str]) -> None:
        """``name`` is the form file; each of ``faults`` says where and what."""
        self.faults = faults
        super().__init__(f"{name}: {len(faults)} fault(s) in the form\n" + "\n".join(f"  {fault}" for fault in faults))


class ClaimsError(InputError):
    """A file of claims cannot be read."""


class ReviewError(InputError):
    """A review or a file of decisions cannot be read or does not fit."""


class UsageError(SummarizerError):
    """Options are wrong or contradict each other."""


class ResourceError(SummarizerError):
    """A data file that ships with the package is missing or broken."""


class OutputError(SummarizerError):
    """A result cannot be written."""


class EngineError(SummarizerError):
    """The engine failed for a report."""

    exit_code = 3


class EndpointError(EngineError):
    """The model endpoint refuses, is down, or is not allowed."""


class BoundReached(EngineError):  # noqa: N818 - a bound that was reached is no error of anyone's
    """A limit on calls, tokens or cost was reached; the next run goes on from there."""


class NotRecorded(EngineError):  # noqa: N818 - reads as the sentence it is
    """The recording holds no answer for a part."""


class Pending(EngineError):  # noqa: N818 - a reply that has not come yet is no error of anyone's
    """The reply to a question that was handed in has not come yet."""

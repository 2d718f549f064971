"""The engine itself: one part of a report in, what the form's words find in it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.engine import Identity, PartAnswers
from summarizer.engines.rules.reader import FigureReader
from summarizer.engines.rules.silence import Silence
from summarizer.engines.rules.statements import StatementReader
from summarizer.engines.rules.tables import TableReader

if TYPE_CHECKING:
    from summarizer.assessment import Assessment
    from summarizer.form import Form
    from summarizer.parts import Part


class RulesEngine:
    """Fills ``form`` from facts, aliases and patterns. What it says depends on nothing but report and form."""

    def __init__(self, form: Form) -> None:
        """Compile the form's words once; the engine may then answer any number of reports."""
        self._figures = TableReader(form) if form.locate == "table" else FigureReader(form)
        self._statements = StatementReader(form)

    @property
    def identity(self) -> Identity:
        """Which engine this is."""
        return Identity("rules")

    @property
    def jobs(self) -> int:
        """Nothing is waited for, so one at a time."""
        return 1

    @property
    def budget(self) -> int | None:
        """A part may have any length."""
        return None

    def answer(self, part: Part) -> PartAnswers:
        """Return the answers and statements of one part."""
        outline = self._statements.headed(part.reading)
        spoken = tuple(self._statements.read(part, outline))
        silence = Silence(part.reading, outline.kinds, spoken)
        answers = (answer for answer in self._figures.read(part) if not silence.holds(answer))
        return PartAnswers(answers=tuple(answers), statements=spoken)

    def overview(self, assessment: Assessment) -> PartAnswers:  # noqa: ARG002 - rules put nothing into words
        """Return nothing: the rules have no words of their own."""
        return PartAnswers()

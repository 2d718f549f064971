"""The model engine, asked by post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.engines.engine import PartAnswers
from summarizer.engines.model.engine import ModelEngine
from summarizer.engines.model.post.caller import PostCaller
from summarizer.errors import Pending

if TYPE_CHECKING:
    from summarizer.assessment import Assessment
    from summarizer.engines.engine import Identity
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.post.caller import Replies, Request
    from summarizer.engines.store import Store
    from summarizer.form import Form
    from summarizer.parts import Part


class PostEngine:
    """Fills the form as `ModelEngine` does, from replies that have come; for one thread.

    A part whose reply has not come has no answer, and there is no overview before all parts have theirs. A review that
    leaves something to take is therefore not whole yet.
    """

    def __init__(self, endpoint: Endpoint, form: Form, store: Store | None, replies: Replies) -> None:
        """``store`` keeps whole answers, as for `ModelEngine`."""
        self._caller = PostCaller(endpoint, replies)
        self._engine = ModelEngine(endpoint, form, store, self._caller)

    @property
    def identity(self) -> Identity:
        """Which model answers: whether it is asked by post changes no answer."""
        return self._engine.identity

    @property
    def jobs(self) -> int:
        """One at a time: nothing is waited for."""
        return 1

    @property
    def budget(self) -> int:
        """The most characters a part may have."""
        return self._engine.budget

    def answer(self, part: Part) -> PartAnswers:
        """Answer one part, if its replies have come."""
        try:
            return self._engine.answer(part)
        except Pending as error:
            return PartAnswers(failure=str(error))

    def overview(self, assessment: Assessment) -> PartAnswers:
        """Word the overview, once every part is answered and the reply has come."""
        if self._caller.noted:
            return PartAnswers()
        try:
            return self._engine.overview(assessment)
        except Pending as error:
            return PartAnswers(failure=str(error))

    def take(self) -> tuple[Request, ...]:
        """Take the questions that have no reply, of all that was filled since they were last taken."""
        taken = tuple(self._caller.noted)
        self._caller.noted.clear()
        return taken

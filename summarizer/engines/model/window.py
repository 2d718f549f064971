"""The window: how form, part and reply share what a model can read at once.

A form that leaves too little room is asked in groups of dimensions, each with a shorter list of indicators.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.engines.model.price import TOKENS_A_CHARACTER, count_tokens
from summarizer.form import response_model
from summarizer.prompting import Prompts

if TYPE_CHECKING:
    from pydantic import BaseModel

    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.form import Form

_SHORTEST_PART = 300  # characters; a shorter part has no sentence whole


@dataclass(frozen=True, slots=True)
class Question:
    """One list of indicators to ask about: its prompts, and the shape of the reply."""

    prompts: Prompts
    shape: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Window:
    """How a form fits a model: what to ask about each part, and how many characters a part may have."""

    questions: tuple[Question, ...]
    part_characters: int


def fit(form: Form, endpoint: Endpoint) -> Window:
    """Fit a form into an endpoint's window: half of it for instructions and form, the rest for part and reply."""
    if endpoint.context is None:
        return Window((_question(form, ()),), endpoint.part_characters)
    groups = _groups(form, endpoint.context // 2)
    questions = tuple(_question(form, group) for group in groups)
    longest = max(_tokens(question.prompts) for question in questions)
    room = endpoint.context - longest - (endpoint.longest_reply or 0)
    characters = max(_SHORTEST_PART, int(room / TOKENS_A_CHARACTER))
    return Window(questions, min(characters, endpoint.part_characters))


def _groups(form: Form, room: int) -> list[tuple[str, ...]]:
    """Group the dimensions so that each group's instructions take at most ``room`` tokens, if one dimension does."""
    groups: list[tuple[str, ...]] = []
    for dimension in form.dimensions:
        wider = (*groups[-1], dimension.code) if groups else ()
        if wider and _tokens(Prompts(form, wider)) <= room:
            groups[-1] = wider
        else:
            groups.append((dimension.code,))
    return groups


def _question(form: Form, dimensions: tuple[str, ...]) -> Question:
    codes = {i.code for i in form.indicators if i.dimension in dimensions} if dimensions else None
    return Question(Prompts(form, dimensions), response_model(form, codes))


def _tokens(prompts: Prompts) -> int:
    return count_tokens(prompts.system)

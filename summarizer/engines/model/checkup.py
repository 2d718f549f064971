"""Small questions that show what an endpoint can do; they say nothing of any report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from summarizer.engines.model.price import count_tokens
from summarizer.prompting import Phrases, digest, user

if TYPE_CHECKING:
    from pydantic import BaseModel

    from summarizer.prompting import Message


def hold() -> tuple[list[Message], type[BaseModel]]:
    """Return a question for a word that its schema does not allow, and the schema."""
    return [user(Phrases("checkup").say("hold"))], _either()


def blank() -> list[Message]:
    """Return a question for an empty form, to be sent with the schema of a form."""
    return [user(Phrases("checkup").say("blank"))]


def recall(size: int) -> tuple[list[Message], type[BaseModel], str]:
    """Return a question of ``size`` tokens for its own first word, the schema, and the word."""
    phrases, word = Phrases("checkup"), digest(str(size))[:6]
    filler = phrases.say("filler")
    text = phrases.say("recall", word=word, filler="\n".join([filler] * (size // count_tokens(filler))))
    return [user(text)], _any(), word


@cache
def _either() -> type[BaseModel]:
    from pydantic import create_model  # noqa: PLC0415 - only an engine that asks a model pays for it

    word: Any = Literal["甲", "乙"]
    return create_model("Word", word=(word, ...))


@cache
def _any() -> type[BaseModel]:
    from pydantic import create_model  # noqa: PLC0415 - as above

    return create_model("Word", word=(str, ...))

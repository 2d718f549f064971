"""The endpoint: which model is asked, how, and within which bounds."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from decimal import Decimal

# Parts that follow one another hold more than this together, so a report costs at most one call per 2,500 characters.
PART_CHARACTERS = 5000


class Mode(StrEnum):
    """How the endpoint is held to the schema."""

    TOOLS = "tools"
    """As the arguments of a tool that it must call."""
    JSON_SCHEMA = "json_schema"
    """As a response format with the schema."""
    JSON = "json"
    """As any JSON object; the schema is told in words only."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be asked; None is no bound.

    ``jobs`` calls run at a time. ``rpm`` and ``tpm`` are calls and tokens a minute. ``calls``, ``tokens`` and
    ``cost`` (in the currency of the price table) are for the whole run.
    """

    jobs: int = 4
    rpm: int | None = None
    tpm: int | None = None
    calls: int | None = None
    tokens: int | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint and how to use it.

    ``api_key`` may be empty for a server that asks for none. ``temperature`` None leaves it to the server.
    ``reply_tokens`` is the longest reply asked for, ``context`` the size of the model's window in tokens if known,
    ``part_characters`` the most of a report that is asked about at once. ``timeout`` bounds one call, ``patience`` all
    tries of one call with the waits between them, both in seconds; ``backoff`` is the first of these waits.
    ``rounds`` is how often faulty records are asked for again. ``offline`` refuses endpoints that are not on this
    machine.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    mode: Mode = Mode.JSON_SCHEMA
    temperature: float | None = 0.0
    reply_tokens: int | None = 8192
    context: int | None = None
    part_characters: int = PART_CHARACTERS
    timeout: float = 300.0
    patience: float = 120.0
    backoff: float = 1.0
    rounds: int = 2
    offline: bool = False
    bounds: Bounds = Bounds()

    def __post_init__(self) -> None:
        """Refuse what cannot be an endpoint, or may not be one.

        Raises:
            UsageError: no model is named, the address is no address, or it is not on this machine and must be.
        """
        if not self.model:
            raise UsageError("no model is named: give --model or set SUMMARIZER_MODEL")
        if urlsplit(self.base_url).scheme not in {"http", "https"} or not self.host:
            raise UsageError(f"{self.shown}: not an address of an endpoint; it should look like https://host/v1")
        if self.offline and not self.is_local:
            raise UsageError(
                f"{self.shown}: not on this machine, and --offline allows no other; "
                "use an address such as http://127.0.0.1:8080/v1"
            )

    @property
    def host(self) -> str:
        """The host part of the address."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def shown(self) -> str:
        """The address as it may be shown: without a user name or password in it."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()

    @property
    def is_local(self) -> bool:
        """Whether the address is on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def kind(self) -> str:
        """Whose endpoint it is, as far as that can change an answer: a host's name, or ``local``."""
        return "local" if self.is_local else self.host

    @property
    def longest_reply(self) -> int | None:
        """The longest reply asked for, in tokens: a quarter of a window that is known, but not more than wished."""
        if self.context is None or self.reply_tokens is None:
            return self.reply_tokens
        return min(self.reply_tokens, self.context // 4)

    def scrub(self, text: str) -> str:
        """Take the key out of a text that an endpoint sent back."""
        return text.replace(self.api_key, "***") if self.api_key else text

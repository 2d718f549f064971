"""The post box: in the place of the network, below openai's client; it gives the replies that have come."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx2  # openai's own transport
import openai

from summarizer.engines.model.connection import Connection
from summarizer.engines.model.post.caller import Request
from summarizer.engines.model.wire import Wire
from summarizer.errors import Pending
from summarizer.prompting import digest

if TYPE_CHECKING:
    from summarizer.engines.model.endpoint import Endpoint
    from summarizer.engines.model.post.caller import Replies

_ID = 40  # hex digits; a request's own id may have 64 characters


class Box(httpx2.BaseTransport):
    """Answers a request whose reply has come, and notes the others."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self.noted: list[Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the reply.

        Raises:
            Pending: it has not come.
        """
        body = json.loads(request.read())
        name = digest(json.dumps(body, sort_keys=True))[:_ID]
        reply = self._replies.get(name)
        if reply is None:
            self.noted.append(Request(name, body))
            raise Pending("the reply has not come yet")
        return httpx2.Response(reply["status"], json=reply["body"], request=request)


class BoxConnection(Connection):
    """A connection that ends at a post box."""

    def __init__(self, endpoint: Endpoint, box: Box) -> None:
        self._box = box
        super().__init__(endpoint)

    def _connect(self) -> openai.OpenAI:
        http = Wire(transport=self._box, trust_env=False)
        return openai.OpenAI(base_url=self._endpoint.base_url, api_key="none", max_retries=0, http_client=http)

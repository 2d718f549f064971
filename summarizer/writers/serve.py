"""The page served: on loopback only, behind a token, decisions saved as they are made, whole or not at all.

Each review has its own address under the token. A page is sent with the decisions that its file holds, so closing the
browser loses nothing; every decision comes back as the whole file and is checked before it replaces the old one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Any

from summarizer.errors import OutputError, ReviewError, UsageError
from summarizer.files import parse_json, write_bytes
from summarizer.review import read_review
from summarizer.review.apply import must_fit
from summarizer.review.decisions import decisions_from_data, read_decisions
from summarizer.writers.html import write_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from summarizer.form import Form

_LONGEST = 16 * 1024 * 1024  # bytes of a file of decisions: far more than a reviewer can write

_SUFFIX = ".review.json"


@dataclass(frozen=True, slots=True)
class Desk:
    """One review on offer: where it lies, where its decisions go, and the lock by which requests write in turn."""

    review: Path
    decisions: Path
    lock: Lock = field(default_factory=Lock)


class ReviewServer(ThreadingHTTPServer):
    """Serves reviews to one person on this machine. ``addresses`` are the pages, one a review, token and all."""

    daemon_threads = True

    def __init__(self, reviews: Sequence[Path], port: int = 0, lang: str = "", form: Form | None = None) -> None:
        """``port`` 0 takes a free one; ``lang`` is ``zh`` or ``en``, empty for each report's own language.

        ``form`` names the indicators; without it each review's form is looked up by its own stamp.

        Raises:
            ReviewError: a file is no review.
            UsageError: the port is taken.
        """
        for path in reviews:
            read_review(path)
        self.token = secrets.token_urlsafe(24)
        self.lang = lang
        self.form = form
        self.desks = [Desk(path, decisions_path(path)) for path in reviews]
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise UsageError(
                f"port {port}: cannot be opened ({error.strerror}); leave --port out for a free one"
            ) from error

    @property
    def addresses(self) -> list[str]:
        """The address of each review's page."""
        return [f"http://127.0.0.1:{self.server_port}/{self.token}/{at}/" for at in range(len(self.desks))]


def decisions_path(review: Path) -> Path:
    """Return where the decisions on a review are kept: ``a.decisions.json`` beside ``a.review.json``."""
    stem = review.name.removesuffix(_SUFFIX) if review.name.endswith(_SUFFIX) else review.stem
    return review.with_name(f"{stem}.decisions.json")


class _Handler(BaseHTTPRequestHandler):
    """Answers a page's requests; anything without the token, or from another host or page, gets nothing."""

    server: ReviewServer
    server_version = "summarizer"
    sys_version = ""

    def do_GET(self) -> None:
        """Send a review's page, with the decisions that its file holds."""
        desk = self._desk("")
        if desk is None:
            return
        try:
            page = self._page(desk)
        except ReviewError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", str(error))
            return
        self._answer(HTTPStatus.OK, "text/html; charset=utf-8", page)

    def do_POST(self) -> None:
        """Take a file of decisions, check that it fits, and put it in the place of the old one."""
        desk = self._desk("decisions")
        if desk is None:
            return
        try:
            data = self._body()
            must_fit(read_review(desk.review), decisions_from_data(parse_json(data.decode())))
            with desk.lock:
                write_bytes(desk.decisions, data)
        except (ReviewError, ValueError, RecursionError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", str(error))
        except OutputError as error:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", str(error))
        else:
            self._answer(HTTPStatus.NO_CONTENT, "text/plain", "")

    def _body(self) -> bytes:
        length = int(self.headers.get("Content-Length", ""))
        if not 0 < length <= _LONGEST:
            raise ReviewError(f"decisions of {length} bytes: no reviewer writes that many")
        return self.rfile.read(length)

    def _desk(self, last: str) -> Desk | None:
        """Return the desk that a request is for, or None after refusing it.

        The host and the origin are checked beside the token, so that no page of another site can reach this one
        under a name of its own.
        """
        own = f"127.0.0.1:{self.server.server_port}"
        origin = self.headers.get("Origin", f"http://{own}")
        token, _, rest = self.path.removeprefix("/").partition("/")
        at, _, end = rest.partition("/")
        allowed = secrets.compare_digest(token.encode(), self.server.token.encode())
        if not allowed or self.headers.get("Host") != own or origin != f"http://{own}":
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "forbidden")
        elif end != last or not at.isdecimal() or int(at) >= len(self.server.desks):
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "not found")
        else:
            return self.server.desks[int(at)]
        return None

    def _page(self, desk: Desk) -> str:
        return write_html(read_review(desk.review), self.server.lang, self.server.form, self._served(desk))

    def _served(self, desk: Desk) -> dict[str, Any]:
        kept: Any = None
        if desk.decisions.exists():
            read_decisions(desk.decisions)
            kept = parse_json(desk.decisions.read_text(encoding="utf-8"))
        return {"save": "decisions", "decisions": kept}

    def _answer(self, status: HTTPStatus, media_type: str, body: str) -> None:
        data = body.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Say nothing: the addresses hold the token."""

"""The pages as files, and the server: self-contained, small, quick to build, nothing let in or out."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from decided import decisions_data
from growth import quickest
from sample import HOSTILE, TEXT, big_review, hostile_review, sample_review

from summarizer.diff import diff
from summarizer.errors import ReviewError, UsageError
from summarizer.form import load_form
from summarizer.lexicon import table
from summarizer.review import to_json
from summarizer.review.decisions import Action, Decision, Decisions, read_decisions
from summarizer.writers import ReviewServer, compare_html, decisions_path, write_html, write_index
from summarizer.writers.shell import as_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Parts(HTMLParser):
    """The elements of a page: each tag with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside = ""
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of what is not shown as text."""
        if self.inside in self.texts:
            self.texts[self.inside][-1] += data


def pages() -> dict[str, str]:
    """Return one page of every kind, made of hostile reviews."""
    review, form = hostile_review(), load_form("rule-of-law")
    return {
        "review": write_html(review),
        "index": write_index([("a.html", review)]),
        "comparison": compare_html(diff(review, review), form),
    }


@pytest.fixture(scope="module", params=["review", "index", "comparison"])
def page(request: pytest.FixtureRequest) -> str:
    """A page of each kind."""
    return pages()[request.param]


def test_a_page_needs_nothing_from_outside(page: str) -> None:
    """No address, no link to a file, no image: one file is all of it."""
    for tag, attributes in Parts(page).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    scripts = "".join(Parts(page).texts["script"][1:]) + "".join(Parts(page).texts["style"])
    assert not re.search(r"https?://|@import|url\(", scripts)


def test_the_policy_names_the_script_and_nothing_else(page: str) -> None:
    """Scripts and styles are allowed by the hash of what is in the file; everything else is refused."""
    parts = Parts(page)
    policy = next(a["content"] for _, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    for kind, text in (("script-src", parts.texts["script"][1]), ("style-src", parts.texts["style"][0])):
        assert rules[kind] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    assert "unsafe" not in policy


def test_hostile_text_stays_inside_the_data(page: str) -> None:
    """Whatever a report says, the page has two scripts and one title, and its data reads back as it was."""
    parts = Parts(page)
    assert [tag for tag, _ in parts.tags].count("script") == 2
    assert len(parts.texts["title"]) == 1
    assert _holds(json.loads(parts.texts["script"][0]), HOSTILE[:60])


def _holds(data: Any, text: str) -> bool:
    if isinstance(data, dict):
        return any(_holds(entry, text) for entry in data.values())
    if isinstance(data, list):
        return any(_holds(entry, text) for entry in data)
    return isinstance(data, str) and text in data


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", "\ud800", "&lt;", "𠮷", "\x00", '"\\'])
def test_data_in_a_page_is_inert_and_exact(text: str) -> None:
    """Data never holds a character that ends a script or breaks an encoding, and reads back unchanged."""
    written = as_data({"text": text})
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)
    assert json.loads(written)["text"] == text


def test_the_page_of_a_large_review_is_small_and_quickly_built() -> None:
    """1,000 values over 100,000 characters: under 500 kB beyond the text, built within a second."""
    review = big_review()
    written = write_html(review)
    assert quickest(lambda: write_html(review)) <= 1
    assert len(written.encode()) - len(review.report.text.encode()) <= 500_000


def test_no_script_is_over_long_or_parses_markup() -> None:
    """The page's scripts never parse text as markup or code."""
    script = Parts(write_html(sample_review())).texts["script"][1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_keep_the_contrast_of_level_aa() -> None:
    """Every colour of text has a contrast of 4.5 on every ground it stands on, light and dark."""
    style = Parts(write_html(sample_review())).texts["style"][0]
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        for text in ("ink", "faint", "bad", "doubt", "good", "note"):
            for ground in ("paper", "field", "here"):
                assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
        for text in ("ink", "bad", "doubt", "good", "note"):
            assert contrast(scheme[text], scheme["lit"]) >= 3, text


def test_the_labels_a_script_asks_for_exist() -> None:
    """Every label that a script names stands in the tables."""
    script = Parts(write_html(sample_review())).texts["script"][1]
    words = table("labels.zh")
    asked = re.findall(r"words\.(page|line)\.(\w+)", script)
    asked += [("page", key) for key in re.findall(r'\bline\("(\w+)"', script)]
    groups = re.findall(r'say\("(\w+)"', script)
    assert asked
    assert groups
    assert [key for group, key in asked if key not in words[group]] == []
    assert [group for group in groups if group not in words] == []


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[ReviewServer, Path]]:
    """A server of one review, and where the review lies."""
    path = tmp_path / "云岭.review.json"
    path.write_text(to_json(sample_review()), encoding="utf-8")
    server = ReviewServer([path])
    Thread(target=server.serve_forever, daemon=True).start()
    yield server, path
    server.shutdown()
    server.server_close()


def ask(server: ReviewServer, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
    """Send a request as a browser would; return the status and the answer."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    own = {"Host": f"127.0.0.1:{server.server_port}"}
    connection.request(method, path, body.encode() if body else None, own | headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def decisions(key: str | None = None, action: Action = Action.ACCEPT) -> str:
    """Return a file of one decision on the sample."""
    review = sample_review()
    decision = Decision(key or review.assessment.values[1].id, action)
    made = Decisions("甲", review.report.digest, review.form.digest, (decision,))
    return json.dumps(decisions_data(review, made))


def test_the_server_is_on_loopback_only(served: tuple[ReviewServer, Path]) -> None:
    """Nobody else on the network can reach it."""
    assert served[0].server_address[0] == "127.0.0.1"


def test_a_served_page_saves_to_where_it_came_from(served: tuple[ReviewServer, Path]) -> None:
    """The page that is served may send to its own server, and is told where."""
    server, _ = served
    status, text = ask(server, "GET", urlsplit(server.addresses[0]).path)
    assert status == 200
    assert "connect-src 'self'" in text
    assert '"save":"decisions"' in text


def test_decisions_are_saved_as_they_are_made(served: tuple[ReviewServer, Path]) -> None:
    """A file of decisions that fits is kept beside the review, and comes back with the page."""
    server, path = served
    address = urlsplit(server.addresses[0]).path
    assert ask(server, "POST", f"{address}decisions", decisions())[0] == 204
    kept = read_decisions(decisions_path(path))
    assert [decision.action for decision in kept.decisions] == [Action.ACCEPT]
    assert kept.decisions[0].key in ask(server, "GET", address)[1].split('"decisions":{"format"')[1]
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("body", ["{", "[]", '{"format":"summarizer.decisions/1"}', "null"])
def test_what_is_no_decisions_is_not_kept(served: tuple[ReviewServer, Path], body: str) -> None:
    """Broken or foreign content is refused with a reason and changes nothing."""
    server, path = served
    status, said = ask(server, "POST", f"{urlsplit(server.addresses[0]).path}decisions", body)
    assert (status, bool(said)) == (400, True)
    assert not decisions_path(path).exists()


def test_a_decision_on_no_row_is_not_kept(served: tuple[ReviewServer, Path]) -> None:
    """A decision that fits no row is refused by name."""
    server, path = served
    status, said = ask(server, "POST", f"{urlsplit(server.addresses[0]).path}decisions", decisions("stranger@1"))
    assert status == 400
    assert "stranger@1" in said
    assert not decisions_path(path).exists()


def test_without_the_token_there_is_nothing(served: tuple[ReviewServer, Path]) -> None:
    """A wrong token, another host's name or another page's origin is refused, whatever is asked."""
    server, _ = served
    address = urlsplit(server.addresses[0]).path
    assert ask(server, "GET", "/")[0] == 403
    assert ask(server, "GET", "/0123456789/0/")[0] == 403
    assert ask(server, "GET", address, Host="evil.example")[0] == 403
    assert ask(server, "POST", f"{address}decisions", decisions(), Origin="http://evil.example")[0] == 403
    assert ask(server, "GET", f"/{server.token}/7/")[0] == 404
    assert ask(server, "GET", f"/{server.token}/0/../../etc/passwd")[0] == 404


def test_an_endless_body_is_refused(served: tuple[ReviewServer, Path]) -> None:
    """A body without a length, or with a length no reviewer reaches, is not read."""
    server, _ = served
    address = f"{urlsplit(server.addresses[0]).path}decisions"
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest("POST", address)
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    assert connection.getresponse().status == 400
    connection.close()


def test_serving_what_is_no_review_is_an_error(tmp_path: Path) -> None:
    """A file that is no review is refused before anything is served."""
    path = tmp_path / "x.review.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ReviewError):
        ReviewServer([path])


def test_a_taken_port_is_an_error(served: tuple[ReviewServer, Path]) -> None:
    """A port in use is said to be, with what to do."""
    server, path = served
    with pytest.raises(UsageError, match="port"):
        ReviewServer([path], port=server.server_port)


def test_the_text_of_record_is_in_the_page() -> None:
    """The page holds the report's text as it is."""
    data = json.loads(Parts(write_html(sample_review())).texts["script"][0])
    assert data["text"] == TEXT

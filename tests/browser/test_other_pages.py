"""The served page and the pages of tables, in a real browser."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from sample import hostile_review, sample_review

from summarizer.diff import diff
from summarizer.form import load_form
from summarizer.review import to_json
from summarizer.review.decisions import Action, read_decisions
from summarizer.writers import ReviewServer, compare_html, decisions_path, write_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser


@pytest.fixture
def served(context: Any, tmp_path: Path) -> Iterator[tuple[Any, ReviewServer, Path]]:
    """The sample's page as it is served, its server, and where its decisions are kept."""
    path = tmp_path / "a.review.json"
    path.write_text(to_json(sample_review()), encoding="utf-8")
    with ReviewServer([path]) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = context.new_page()
        page.goto(server.addresses[0])
        page.wait_for_selector("html[data-ready]")
        yield page, server, decisions_path(path)
        server.shutdown()


def test_a_served_page_saves_every_decision_and_shows_it_again(served: tuple[Any, ReviewServer, Path]) -> None:
    """A key pressed on the served page is in the file at once, and in the page when it is opened again."""
    page, _, decisions = served
    for key in ("r", "a"):
        with page.expect_response(lambda answer: answer.url.endswith("/decisions")) as answer:
            page.keyboard.press(key)
        assert answer.value.status == 204
    assert [decision.action for decision in read_decisions(decisions).decisions] == [Action.ACCEPT]
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".row.here .decision").inner_text() == "认可"
    assert page.locator("#saving").inner_text() == ""


def test_a_server_that_is_gone_is_said_to_be(served: tuple[Any, ReviewServer, Path]) -> None:
    """Decisions that could not be saved are not passed over: the page says so and keeps them."""
    page, server, _ = served
    server.shutdown()
    server.server_close()
    page.keyboard.press("a")
    page.wait_for_selector("#saving:not(:empty)")
    assert page.locator("#saving").inner_text().startswith("未能保存")
    assert page.locator(".row.here .decision").inner_text() == "认可"


def named(name: str, year: str) -> Any:
    """Return the sample under another title, of another year."""
    review = sample_review()
    field = review.assessment.header[0]
    header = (replace(field, field="report_year", value=year),)
    report = replace(review.report, title=name)
    return replace(review, report=report, assessment=replace(review.assessment, header=header))


def test_the_index_sorts_and_charts(open_page: Callable[[str], Any]) -> None:
    """Each column sorts both ways, rows can be searched, and an indicator is charted across the reports."""
    entries = [
        ("b.html", named("乙县报告", "2022")),
        ("a.html", named("甲县报告", "2023")),
        ("c.html", hostile_review()),
    ]
    page = open_page(write_index(entries))

    def years() -> list[str]:
        return [cell.inner_text() for cell in page.locator(".grid").first.locator("tbody td:nth-child(3)").all()]

    page.get_by_role("button", name="年度").first.click()
    assert years() == ["2022", "2023", ""]
    page.get_by_role("button", name="年度").first.click()
    assert years()[-2:] == ["2023", "2022"]
    page.locator("input[type=search]").fill("甲县")
    assert page.locator(".grid").first.locator("tbody tr:visible").count() == 1
    assert page.get_by_role("link", name="甲县报告").first.get_attribute("href") == "./a.html"
    page.locator("select").select_option(label="追回欠薪金额 (3)")
    assert page.locator(".bar").count() == 3
    assert page.locator("td.heat").count() == 3 * len(load_form("rule-of-law").dimensions)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_comparison_of_hostile_reviews_stays_text(open_page: Callable[[str], Any], width: int) -> None:
    """Hostile text in a comparison neither runs nor makes the page wider than the window."""
    review = hostile_review()
    page = open_page(compare_html(diff(review, named("甲县报告", "2022"), review), load_form("rule-of-law")))
    page.set_viewport_size({"width": width, "height": 800})
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

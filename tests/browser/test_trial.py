"""A reviewer's trial: real reports, forms damaged on purpose, found and put right from the page alone."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import fill, load, load_form
from summarizer.crosscheck import unclaimed
from summarizer.reading import read
from summarizer.review.apply import apply_decisions
from summarizer.review.correcting import judged
from summarizer.review.decisions import read_decisions
from summarizer.writers import write_html
from summarizer.writers.wording import value_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarizer.assessment import Value
    from summarizer.review import Review

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WRONG = 10


def damaged(review: Review, seed: int) -> tuple[Review, dict[str, Value]]:
    """Change a digit of up to ten accepted values, quotes untouched; return the review and the values as they were."""
    chance = random.Random(seed)
    reading, form = read(review.report), load_form("rule-of-law")
    sound = {f.claim.id for f in review.findings if f.accepted and f.verdict == "supported"}
    hit = [v for v in review.assessment.values if v.id in sound and v.value.isdecimal() and v.value != "0" and v.places]
    hit = chance.sample(hit, min(WRONG, len(hit)))
    changed = {v.id: replace(v, value=_changed(v.value, chance)) for v in hit}
    values = tuple(changed.get(v.id, v) for v in review.assessment.values)
    findings = tuple(
        judged(changed[f.claim.id], form, reading) if f.claim.id in changed else f for f in review.findings
    )
    made = replace(
        review,
        assessment=replace(review.assessment, values=values),
        findings=findings,
        unclaimed=tuple(unclaimed(findings, reading)),
    )
    return made, {v.id: v for v in hit}


def _changed(number: str, chance: random.Random) -> str:
    at = chance.randrange(len(number))
    digit = chance.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + digit + number[at + 1 :]


@pytest.mark.parametrize("number", range(5))
def test_every_wrong_number_is_found_and_put_right(
    open_page: Callable[[str], Any], shared: Path, tmp_path: Path, number: int
) -> None:
    """Each wrong number is among the findings; corrected on the page, the form is what it was before the damage."""
    path = sorted((shared / "reports").glob("*.txt"))[number]
    sound = fill(load(path))
    review, truth = damaged(sound, number)
    assert truth
    page = open_page(write_html(review, "zh"))
    listed = page.locator("section.group:has(#group-finding) .row")
    found = set(listed.evaluate_all("all => all.map(one => one.dataset.key)"))
    assert truth.keys() <= found
    for key, value in truth.items():
        page.locator(f'[data-key="{key}"] .head').click()
        page.keyboard.press("c")
        lit = page.locator("mark.lit").first.get_attribute("data-figure") if page.locator("mark.lit").count() else None
        page.locator(".ask input").fill(value_words(value))
        offered = page.locator(f'.ask li button[data-pick="{lit}"]')
        if offered.count() and offered.inner_text() == value_words(value):
            offered.click()
        else:
            page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.click("#export")
    decisions = tmp_path / "decisions.json"
    download.value.save_as(decisions)
    done = apply_decisions(review, read_decisions(decisions))
    restored = {v.id: v for v in done.assessment.values}
    for key, value in truth.items():
        assert (restored[key].value, restored[key].unit) == (value.value, value.unit)
    accepted = {f.claim.id for f in done.findings if f.accepted}
    assert truth.keys() <= accepted

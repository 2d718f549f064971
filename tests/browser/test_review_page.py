"""The reviewer's page in a real browser: keyboard, mouse, reload, files in and out, hostile text, speed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sample import TEXT, big_review, hostile_review, sample_review

from summarizer.review.apply import apply_decisions
from summarizer.review.decisions import read_decisions
from summarizer.review.keys import finding_keys
from summarizer.writers import write_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser


def press(page: Any, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def here(page: Any) -> str:
    """Return the key of the current row."""
    return page.locator(".row.here").get_attribute("data-key")


def key_of(code: str) -> str:
    """Return the key of an indicator's first value in the sample."""
    return next(value.id for value in sample_review().assessment.values if value.code == code)


def row(page: Any, code: str) -> Any:
    """Return the row of an indicator's first value."""
    return page.locator(f'[data-key="{key_of(code)}"]')


def exported(page: Any, folder: Path) -> Path:
    """Export the decisions and return the file."""
    with page.expect_download() as download:
        page.click("#export")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def load(page: Any, which: str, data: dict[str, Any]) -> None:
    """Load a file of decisions through one of the page's two inputs."""
    file = {"name": "d.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}
    page.set_input_files(f"#{which}", files=[file])


@pytest.fixture
def page(open_page: Callable[[str], Any]) -> Any:
    """The sample review's page."""
    return open_page(write_html(sample_review(), "zh"))


def test_findings_come_first_and_accepted_values_fold_away(page: Any) -> None:
    """The first rows are the findings, the worst at the top; accepted values are behind a fold that opens."""
    groups = page.locator("#form h2[id^=group-]").evaluate_all("all => all.map(one => one.id)")
    assert groups[0] == "group-finding"
    assert here(page) == finding_keys(sample_review())[3]
    assert not page.locator("#group-accepted").locator("xpath=ancestor::details").evaluate("fold => fold.open")
    page.click("#group-accepted")
    row(page, "ls_publicity_events").wait_for(state="visible")


def test_j_and_k_walk_and_both_panes_light_up(page: Any) -> None:
    """Next and previous row by key: the row is current, its place in the source lit and in view."""
    first = here(page)
    press(page, "j")
    assert here(page) == key_of("rc_accepted")
    lit = page.locator("mark.lit")
    assert lit.inner_text() == "48件"
    assert lit.is_visible()
    press(page, "k")
    assert here(page) == first


def test_clicking_a_value_shows_its_place_and_the_reverse(page: Any) -> None:
    """A click on a row lights its figure; a click on a figure of the source goes to its row, folded or not."""
    row(page, "rc_received").locator(".head").click()
    assert page.locator("mark.lit").inner_text() == "62件"
    page.locator("mark", has_text="近900万元").click()
    assert here(page) == key_of("ls_wages_recovered")


def test_the_keyboard_goes_from_source_to_form(page: Any) -> None:
    """In the source the arrows walk through the figures and Enter goes to the row of one."""
    page.locator('mark[tabindex="0"]').focus()
    press(page, "ArrowRight", "Enter")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert here(page) == key_of("rc_accepted")


def test_number_quote_and_attribution_stand_apart(page: Any) -> None:
    """A true number from a true quote, said of something else: three answers, not one."""
    axes = row(page, "rc_received").locator(".axis").all_inner_texts()
    assert axes == ["✓ 数字: 一致", "✗ 引文: 引文属实，但数字在别处", "✗ 归属: 说的不是这一项"]


def test_the_difference_is_marked_inside_the_number(page: Any) -> None:
    """For an altered number the two readings stand side by side, with the digits that differ marked."""
    readings = row(page, "rc_accepted").locator(".reading .says")
    assert [reading.inner_text() for reading in readings.all()] == ["84件", "48件"]
    assert row(page, "rc_accepted").locator("del").inner_text() == "8"
    assert row(page, "rc_accepted").locator("ins").inner_text() == "8"


def test_for_a_misattributed_number_the_attribution_is_marked(page: Any) -> None:
    """Where the number is right but of another year, the year is what is marked."""
    assert row(page, "rc_received").locator("ins").inner_text() == "2022年"


def test_decisions_by_key_survive_a_reload(page: Any) -> None:
    """Accepting and rejecting by key counts as progress and is still there after the page is loaded again."""
    press(page, "a", "j", "r")
    assert page.locator("#progress").inner_text().strip() == "已核 2 / 8"
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#progress").inner_text().strip() == "已核 2 / 8"
    assert row(page, "rc_accepted").locator(".decision").inner_text() == "否决"


def test_undo_takes_the_last_decision_back(page: Any) -> None:
    """U undoes one step at a time and goes to the row it undoes."""
    press(page, "a", "j", "r", "u")
    assert here(page) == key_of("rc_accepted")
    assert row(page, "rc_accepted").locator(".decision").count() == 0
    press(page, "u", "u")
    assert page.locator(".decision").count() == 0


def test_a_correction_is_checked_as_one_types(page: Any) -> None:
    """The field tells whether the source has the number, and offers the places where it stands."""
    press(page, "j", "c")
    field = page.locator(".ask input")
    state = page.locator(".ask [role=status]")
    assert field.evaluate("input => input === document.activeElement")
    field.fill("999件")
    assert state.inner_text() == "原文没有这个数字"
    assert page.locator(".ask li button").all_inner_texts() == ["48件"]
    field.fill("75件")
    assert state.inner_text() == "原文有此写法，1 处"
    field.fill("75")
    assert "写法不同" in state.inner_text()
    page.locator(".ask li button").first.click()
    assert row(page, "rc_accepted").locator(".decision").inner_text() == "更正 → 75件"
    assert page.locator(".ask").count() == 0


def test_a_note_is_kept_beside_a_decision(page: Any) -> None:
    """N writes a note without changing what was decided."""
    press(page, "a", "n")
    page.keyboard.type("口径不同 j")
    press(page, "Enter")
    assert page.locator(".row.here .decision").inner_text() == "认可 “口径不同 j”"


def test_the_mouse_does_all_of_it(page: Any) -> None:
    """Every action has its button."""
    target = row(page, "rc_accepted")
    target.locator("[data-action=reject]").click()
    assert target.locator(".decision").inner_text() == "否决"
    target.locator("[data-action=accept]").click()
    assert target.locator(".decision").inner_text() == "认可"
    target.locator("[data-action=withdraw]").click()
    assert target.locator(".decision").count() == 0
    target.locator("[data-action=note]").click()
    assert page.locator(".ask input").is_visible()
    page.keyboard.press("Escape")
    target.locator("[data-action=correct]").click()
    assert page.locator(".ask input").input_value() == "84件"


def test_exported_decisions_are_applied(page: Any, tmp_path: Path) -> None:
    """What goes out of the page comes back into the review: the corrected value, who and when."""
    page.fill("#reviewer", "甲")
    page.locator("#reviewer").blur()
    page.locator("#form").focus()
    press(page, "j", "c")
    page.locator(".ask input").fill("48件")
    press(page, "Enter", "j", "r")
    decisions = read_decisions(exported(page, tmp_path))
    assert decisions.reviewer == "甲"
    done = apply_decisions(sample_review(), decisions)
    values = {value.code: value.value for value in done.assessment.values}
    assert (values["rc_accepted"], values["rc_received"]) == ("48", "")
    assert all(re.match(r"\d{4}-\d\d-\d\dT", made.decision.at) for made in done.decisions)
    place = next(value for value in done.assessment.values if value.code == "rc_accepted").places[0]
    assert place.quote == TEXT[place.start : place.end]


def test_loading_ones_own_file_restores_it(page: Any, tmp_path: Path) -> None:
    """A file exported earlier brings the decisions back on another machine."""
    press(page, "a", "j", "r")
    path = exported(page, tmp_path)
    press(page, "u", "u")
    load(page, "load", json.loads(path.read_text(encoding="utf-8")))
    page.locator(".decision").nth(1).wait_for()
    assert page.locator("#progress").inner_text().strip() == "已核 2 / 8"


def test_a_second_reviewer_agreement_and_kappa(page: Any, tmp_path: Path) -> None:
    """A second file shows where two reviewers differ, the share that agrees, and κ by hand: 3 of 4, κ = 0.5."""
    press(page, "a", "j", "a", "j", "r", "j", "r")
    data = json.loads(exported(page, tmp_path).read_text(encoding="utf-8"))
    data["reviewer"] = "乙"
    data["decisions"][1]["action"] = "reject"
    load(page, "load-second", data)
    page.wait_for_selector(".decision.other")
    assert "与 乙 共同核对 4 项，一致 3 项（75.0%），κ = 0.50" in page.locator("#agreement").inner_text()
    assert row(page, "rc_accepted").locator(".decision.differs").count() == 2
    page.select_option("select[aria-label=状态]", "differs")
    visible = page.locator(".row:visible").evaluate_all("all => all.map(one => one.dataset.key)")
    assert visible == [key_of("rc_accepted")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "other"}, "不是核对结论文件"),
        ({"review": {"digest": "0", "form": {"digest": "0"}}}, "另一份报告"),
        ({"decisions": [{"key": "stranger@1", "action": "accept"}]}, "stranger@1"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(page: Any, tmp_path: Path, change: dict[str, Any], said: str) -> None:
    """Another format, another report, a decision on no row: the page says which, and changes nothing."""
    press(page, "a")
    data = json.loads(exported(page, tmp_path).read_text(encoding="utf-8"))
    load(page, "load", {**data, **change})
    page.wait_for_selector("#saving:not(:empty)")
    assert said in page.locator("#saving").inner_text()
    assert page.locator(".decision").count() == 1


def test_search_and_filters(page: Any) -> None:
    """/ searches rows and the source, f filters by verdict; Escape and 全部 bring everything back."""
    total = page.locator(".row:visible").count()
    press(page, "/")
    page.keyboard.type("欠薪")
    assert here_only(page) == [key_of("ls_wages_recovered")]
    press(page, "Enter")
    assert page.locator("#said").inner_text() == "第 1 处，共 1 处"
    press(page, "Escape")
    press(page, "f")
    assert page.evaluate("document.activeElement.ariaLabel") == "结论"
    page.select_option("select[aria-label=结论]", "altered")
    assert here_only(page) == [key_of("rc_accepted")]
    page.select_option("select[aria-label=结论]", "")
    page.select_option("select[aria-label=维度]", "law_based_society")
    assert set(here_only(page)) == {key_of("ls_publicity_events"), key_of("ls_wages_recovered")}
    page.select_option("select[aria-label=维度]", "")
    assert page.locator(".row:visible").count() >= total


def here_only(page: Any) -> list[str]:
    """Return the keys of the rows that can be seen."""
    return page.locator(".row:visible").evaluate_all("all => all.map(one => one.dataset.key)")


def test_the_form_can_be_read_in_its_own_order(page: Any) -> None:
    """Key o turns to the form's own order, dimension by dimension, nothing folded away; the row stays chosen."""
    press(page, "j")
    chosen = here(page)
    press(page, "o")
    assert here(page) == chosen
    keys = here_only(page)
    cells = [value.id for value in sample_review().assessment.values]
    order = ("rc_received", "rc_accepted", "rc_upheld", "li_cases", "li_head_appearance_rate")
    assert [key for key in keys if key in cells][:3] == [key_of(code) for code in order[:3]]
    assert set(cells) <= set(keys)
    press(page, "o")
    assert here_only(page)[0] == finding_keys(sample_review())[3]


def test_help_lists_every_key(page: Any) -> None:
    """? opens the list of keys, Escape closes it."""
    press(page, "?")
    keys = page.locator("dialog kbd").all_inner_texts()
    assert {"j", "k", "a", "c", "r", "n", "u", "/", "f", "?"} <= set(keys)
    press(page, "Escape")
    assert not page.locator("dialog").is_visible()


def test_accepting_all_that_is_confirmed(page: Any) -> None:
    """One button signs for all confirmed values, each with a decision of its own."""
    page.click("#group-accepted")
    page.locator("#group-accepted").locator("xpath=ancestor::details").locator(".accept-all").click()
    assert row(page, "ls_publicity_events").locator(".decision").inner_text() == "认可"
    assert page.locator("#progress").inner_text().strip() == "已核 2 / 8"


def test_contradictions_warnings_and_unclaimed_have_their_place(page: Any) -> None:
    """The source's contradiction shows its numbers, warnings and unclaimed figures are lists of their own."""
    groups = {one.get_attribute("id"): one.inner_text() for one in page.locator("#form h2[id^=group-]").all()}
    assert groups["group-unclaimed"] == "表中没有采用的原文数字 (3)"
    assert groups["group-warning"] == "提示 (1)"
    contradiction = page.locator("section.group", has=page.locator("#group-contradiction"))
    assert "25 = 12+9+3 (24)" in contradiction.inner_text()
    assert contradiction.locator(".says").all_inner_texts() == ["25件", "12件", "9件", "3件"]


def test_what_is_no_claim_cannot_be_rejected(page: Any) -> None:
    """R on an unclaimed figure says why nothing happens."""
    page.locator(".row.slim").first.click()
    press(page, "r")
    assert page.locator("#said").inner_text() == "此项只能认可或批注"
    assert page.locator(".decision").count() == 0


def test_headings_and_noise_of_the_source(page: Any) -> None:
    """The report's text is all there, its headings as headings."""
    text = page.evaluate("[...document.querySelectorAll('#source .part')].map(one => one.textContent).join('')")
    assert text.replace(" [没有答案的章节]", "") == TEXT
    assert page.locator("#source h3").all_inner_texts() == ["一、依法化解矛盾纠纷", "二、存在的问题"]


def test_printing_unfolds_everything(page: Any) -> None:
    """On paper every row is there, folded or not, and no button."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    keys = {value.id for value in sample_review().assessment.values}
    assert keys <= set(here_only(page))
    assert page.locator(".actions:visible").count() == 0
    assert page.pdf()[:5] == b"%PDF-"


def test_every_control_has_a_name(page: Any) -> None:
    """Each button, field, select and figure says what it is, and the panes and lists have labels."""
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([hidden]), select, mark, main > section, ul')]
        .filter(one => !(one.ariaLabel || one.textContent.trim() || one.getAttribute('aria-labelledby')))
        .map(one => one.outerHTML)"""
    )
    assert nameless == []
    assert page.evaluate("document.documentElement.lang") == "zh"


def test_one_row_and_one_figure_are_in_the_order_of_focus(page: Any) -> None:
    """Tab does not walk through hundreds of rows: the list and the source are one stop each."""
    press(page, "j")
    assert page.locator('.row[tabindex="0"]').count() == 1
    assert page.locator('mark[tabindex="0"]').count() == 1


def test_an_injected_script_is_refused(open_page: Callable[[str], Any], context: Any, tmp_path: Path) -> None:
    """Nothing but the page's own script runs: not one put into the file, not one put in later, not an event handler."""
    html = write_html(sample_review(), "zh")
    path = tmp_path / "injected.html"
    attack = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><b onclick='window.ran = 3' id=x>x</b>"
    path.write_text(html.replace("</body>", attack + "</body>"), encoding="utf-8")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate(
        """() => { const late = document.createElement('script'); late.append('window.ran = 4');
        document.body.append(late); document.getElementById('x').click(); }"""
    )
    assert page.evaluate("window.ran") is None
    assert sum("Content Security Policy" in said for said in refused) >= 4
    sent = page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert sent == "refused"


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_hostile_text_neither_runs_nor_breaks_the_layout(
    open_page: Callable[[str], Any], size: tuple[int, int]
) -> None:
    """Markup, turned and hidden characters and a very long word in name, text, quote, value and note stay text."""
    page = open_page(write_html(hostile_review(), "zh"))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.click("#group-accepted")
    assert page.evaluate("document.title").startswith("</script>")
    assert page.locator("img").count() == 0
    assert page.locator("#source .hidden-character").count() >= 6
    wide = page.evaluate(
        """() => ['form', 'source'].map(id => document.getElementById(id)).concat(document.documentElement)
        .map(one => one.scrollWidth - one.clientWidth)"""
    )
    assert max(wide) <= 0


def test_characters_beyond_the_first_plane_keep_places_true(open_page: Callable[[str], Any]) -> None:
    """A rare character before a figure, two units in a browser, does not move its mark."""
    review = sample_review()
    at = TEXT.index("\n")
    text = TEXT[: at - 1] + "𠮷" + TEXT[at:]
    page = open_page(write_html(replace(review, report=replace(review.report, text=text)), "zh"))
    press(page, "j")
    assert page.locator("mark.lit").inner_text() == "48件"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_languages_schemes_and_widths(chromium: Any, tmp_path: Path, lang: str, scheme: str, width: int) -> None:
    """In both languages, light and dark, wide and narrow, the finding and its place are both in view."""
    path = tmp_path / "page.html"
    path.write_text(write_html(sample_review(), lang), encoding="utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    press(page, "j")
    assert page.locator(".row.here .number").is_visible()
    assert page.evaluate(
        """() => { const box = document.querySelector('mark.lit').getBoundingClientRect();
        const pane = document.getElementById('source').getBoundingClientRect();
        return box.top >= pane.top && box.bottom <= pane.bottom && box.right <= innerWidth; }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


KEYPRESSES = """async () => {
  for (let at = 0; at < 50; at += 1) {
    const key = 'jjjjajjjjr'[at % 10];
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
}"""


@pytest.fixture
def worked(context: Any) -> Callable[[Any, Callable[[], object]], float]:
    """Tell how many milliseconds of processor time a page's main thread works while something is done.

    Not by the clock: that counts the wait for the next frame, and what else the machine does.
    """

    def measure(page: Any, do: Callable[[], object]) -> float:
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def so_far() -> float:
            metrics = session.send("Performance.getMetrics")["metrics"]
            return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))

        before = so_far()
        do()
        return (so_far() - before) * 1000

    return measure


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [100, 1000])
def test_a_thousand_values_stay_quick(
    open_page: Callable[[str], Any], worked: Callable[[Any, Callable[[], object]], float], wrong: int
) -> None:
    """1,000 values over 100,000 characters take a second of work to show and 50 ms a key, however many are wrong."""
    page = open_page(write_html(big_review(wrong=wrong), "zh"))

    def show() -> None:
        page.reload()
        page.wait_for_selector("html[data-ready]")

    assert 0 < worked(page, show) <= 1000
    assert 0 < worked(page, lambda: page.evaluate(KEYPRESSES)) <= 50 * 50
    assert page.locator("#progress").inner_text().strip() == "已核 10 / 1000"

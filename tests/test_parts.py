"""Packing: whole sections up to a budget, long ones cut where a reader would cut them, every character once."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.figures import Figure, Kind
from summarizer.layout import Section
from summarizer.parts import NOISE, Part, pack
from summarizer.reading import Reading, read
from summarizer.sources import Report, load
from summarizer.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

BUDGET = 5000


def reading(*bodies: str, spans: tuple[Span, ...] = (), figures: tuple[Figure, ...] = ()) -> Reading:
    """Return a reading of sections with these texts, one after the other."""
    sections, at = [], 0
    for number, body in enumerate(bodies):
        sections.append(Section(f"第{number}节", at, at, 1, "plain", (f"第{number}节",), at, at + len(body)))
        at += len(body)
    return Reading(Report("made", "".join(bodies), spans=spans), tuple(sections), figures, ())


def texts(parts: list[Part]) -> list[str]:
    """Return the text of each part."""
    return [part.text for part in parts]


def test_sections_are_packed_whole() -> None:
    """Sections that fit together share a part; one that no longer fits opens the next."""
    parts = pack(reading("甲" * 40, "乙" * 50, "丙" * 30), 100)
    assert texts(parts) == ["甲" * 40 + "乙" * 50, "丙" * 30]


def test_a_long_section_is_cut_after_a_paragraph() -> None:
    """The paragraph's end is preferred to a sentence's end that would fill the part better."""
    body = "一" * 30 + "\n" + "二" * 10 + "。" + "三" * 30
    assert texts(pack(reading(body), 50))[0] == "一" * 30 + "\n"


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    """Without a paragraph's end in reach, a sentence's end; a full stop inside a number is none."""
    body = "一" * 28 + "。" + "下降55.5%,后来又有" + "三" * 30
    assert texts(pack(reading(body), 40))[0] == "一" * 28 + "。"


def test_a_cut_keeps_out_of_figures() -> None:
    """Where nothing but a number is in reach, the cut goes before it."""
    body = "一" * 15 + "1234567" + "二" * 20
    figure = Figure(15, 22, "1234567", Kind.QUANTITY, "1234567")
    assert texts(pack(reading(body, figures=(figure,)), 18)) == ["一" * 15, "1234567" + "二" * 11, "二" * 9]


def test_a_figure_longer_than_the_budget_stays_whole() -> None:
    """A part may be longer than the budget rather than cut a number."""
    figure = Figure(0, 30, "9" * 30, Kind.QUANTITY, "9" * 30)
    assert texts(pack(reading("9" * 30 + "二" * 5, figures=(figure,)), 10)) == ["9" * 30, "二" * 5]


def test_noise_is_left_out() -> None:
    """Spam and page furniture are in no part; the text around them is, and lost characters stay."""
    spans = (Span(3, 6, "spam"), Span(8, 9, "lost_characters"), Span(11, 13, "page_number"))
    parts = pack(reading("一二三卖广告四五六七八12", "乙乙", spans=spans), 100)
    assert texts(parts) == ["一二三四五六七八乙乙"]
    assert [piece.path for piece in parts[0].pieces] == [("第0节",), ("第0节",), ("第1节",)]


def test_without_a_budget_there_is_one_part() -> None:
    """None is no bound: an engine that needs no chunks gets the report whole."""
    assert texts(pack(reading("甲" * 9000, "乙" * 9000))) == ["甲" * 9000 + "乙" * 9000]


def test_halves_are_the_part() -> None:
    """The halves of a part, put together, are the part; one character cannot be cut."""
    (part,) = pack(reading("甲" * 40, "乙" * 30, "丙" * 30))
    assert texts(list(part.halves())) == ["甲" * 40, "乙" * 30 + "丙" * 30]
    (single,) = pack(reading("甲"))
    assert single.halves() == (single,)


def test_a_line_of_five_megabytes_takes_seconds() -> None:
    """Packing is linear in the text, whatever its lines are like."""
    made = reading("办理案件12件。" * 600_000)
    started = time.process_time()
    assert len(pack(made, BUDGET)) < 2000
    assert time.process_time() - started < 5


@example(["00", "0"], 1, [(0, 3), (1, 1)])
@given(
    st.lists(st.text("一二。,;\n 1234567890%", max_size=120), min_size=1, max_size=6),
    st.integers(1, 80),
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 20)), max_size=5),
)
def test_every_character_is_in_one_part(bodies: list[str], budget: int, noise: list[tuple[int, int]]) -> None:
    """Whatever the text, the noise and the budget: what is not noise comes out once, in order, within the budget."""
    text = "".join(bodies)
    spans = tuple(Span(min(a, len(text)), min(a + n, len(text)), "spam") for a, n in noise)
    parts = pack(reading(*bodies, spans=spans), budget)
    lost = {at for span in spans for at in range(span.start, span.end)}
    assert "".join(texts(parts)) == "".join(c for at, c in enumerate(text) if at not in lost)
    assert all(len(part.text) <= budget for part in parts)
    assert all(a.end <= b.start for part in parts for a, b in pairwise(part.pieces))


def check_report(path: Path) -> None:
    """Check what holds of every report: few parts, no figure cut, everything sent once."""
    made = read(load(path))
    parts = pack(made, BUDGET)
    length = len(made.report.text)
    assert len(parts) <= max(1, length / 2500)
    cuts = {piece.start for part in parts for piece in part.pieces} | {p.end for part in parts for p in part.pieces}
    kept = [
        f for f in made.figures if not any(s.start <= f.start < s.end for s in made.report.spans if s.kind in NOISE)
    ]
    assert not [f for f in kept if any(f.start < cut < f.end for cut in cuts)]
    noise = sum(s.end - s.start for s in made.report.spans if s.kind in NOISE)
    assert sum(len(part.text) for part in parts) >= length - noise


def test_fixture_reports_are_packed_well(fixtures: Path) -> None:
    """The fixture reports take at most one call per 2,500 characters, and no figure is cut."""
    paths = sorted((fixtures / "reports").glob("*.txt"))
    assert paths
    for path in paths:
        check_report(path)


@pytest.mark.parametrize("number", range(5))
def test_real_reports_are_packed_well(shared: Path, number: int) -> None:
    """So do the real ones."""
    check_report(sorted((shared / "reports").glob("*.txt"))[number])

"""Laws of the outline, for any text at all."""

from __future__ import annotations

import pytest
from growth import grows_within
from hypothesis import given
from hypothesis import strategies as st

from summarizer.layout import outline, scan
from summarizer.spans import Mark

_MARKERS = [
    "一、",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "（1）",
    "①",
    "第一章",
    "1.1",
    ")",
    "、",
    "5",
    "二",
    "#",
    "## ",
    "**",
]
_SIGNS = ["|", "\t", "“", "”", "\n", "\r\n", "\n\n", "\u3000\u3000", "    ", "\x0b", "\u2028", "&nbsp;", "\ufeff", "。"]
_WORDS = [
    "附件：",
    "目录",
    "20",
    "加强领导",
    "某县人民政府",
    "关于2021年法治建设情况的报告",
    "2022年1月5日",
    "全年办案12件。",
]
_SCRAPS = st.sampled_from([*_MARKERS, *_SIGNS, *_WORDS])
TEXTS = st.lists(_SCRAPS | st.text(max_size=6), max_size=60).map("".join)

HOSTILE = [
    *(
        "一",
        "一、",
        "（",
        "1.",
        "1、一",
        "1,1,",
        "\n",
        " \n",
        "\u3000",
        "\u3000\u3000一、",
        "。一、",
        "一、一\n",
        "#",
        "# \n",
        "|",
    ),
    *(
        "a\t",
        "“\n",
        "：“一\n",
        "附件：\n1.一\n",
        "&nbsp;",
        "目录\n一、一\n",
        "短标题\n\n",
        "|一|1|\n",
        "《",
        "2021年1月\n",
    ),
]


@given(TEXTS)
def test_sections_tile_any_text(text: str) -> None:
    """Sections start at 0, end where the next begins, and the last ends with the text."""
    edge = 0
    for section in outline(text):
        assert section.start == edge
        assert section.end >= section.start
        edge = section.end
    assert edge == len(text)


@given(TEXTS)
def test_a_heading_is_its_stretch_of_the_text(text: str) -> None:
    """The heading is the text at its offsets, inside its section, visible at both ends, and last in its path."""
    for section in outline(text):
        if section.heading is None:
            assert (section.heading_start, section.heading_end, section.level) == (section.start, section.start, 0)
        else:
            assert section.heading == text[section.heading_start : section.heading_end]
            assert section.heading == section.heading.strip() != ""
            assert section.start <= section.heading_start < section.heading_end <= section.end
            assert section.path[-1] == section.heading
            assert section.level >= len(section.path) >= 1


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 6)), max_size=6))
def test_declared_headings_break_nothing(text: str, declared: list[tuple[int, int]]) -> None:
    """Whatever marks a loader gives, the sections tile the text."""
    marks = [Mark(start, start + 3, level) for start, level in declared if start + 3 <= len(text)]
    sections = outline(text, marks)
    assert [section.start for section in sections] == [0, *(section.end for section in sections[:-1])]
    assert sections[-1].end == len(text)


@given(TEXTS)
def test_spans_and_cells_lie_in_the_text_and_in_order(text: str) -> None:
    """Everything that the scan finds is a stretch of the text, in order of appearance."""
    layout = scan(text)
    for found in (layout.spans, layout.tables):
        assert all(0 <= stretch.start <= stretch.end <= len(text) for stretch in found)
        assert list(found) == sorted(found, key=lambda stretch: (stretch.start, stretch.end))


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("read", [outline, scan])
def test_time_grows_with_length(unit: str, read: object) -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""
    assert callable(read)

    short, long = (unit * (length // len(unit)) for length in (5_000, 50_000))
    assert grows_within(30, lambda: read(short), lambda: read(long))

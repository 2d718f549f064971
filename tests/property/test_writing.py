"""Laws of writing: whatever the text, it fits the columns, stays inert, and comes back unchanged."""

from __future__ import annotations

import json
import re
from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from summarizer.wide import width, wrap
from summarizer.writers.markdown import escape
from summarizer.writers.shell import as_data
from summarizer.writers.terminal import plain
from summarizer.writers.wording import scaled

any_text = st.text(st.characters(codec=None))


@given(any_text)
def test_data_reads_back_and_cannot_end_its_element(text: str) -> None:
    """Data in a page reads back exactly, and holds no character that markup or an encoding trips over."""
    written = as_data({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)


@given(st.text(), st.integers(min_value=4, max_value=90), st.sampled_from(["", "  "]))
def test_wrapped_lines_fit_and_keep_every_character(text: str, columns: int, indent: str) -> None:
    """No line is too wide, and nothing but white space is lost between lines."""
    lines = list(wrap(plain(text), columns, indent))
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


@given(st.text())
def test_plain_text_has_nothing_a_terminal_obeys(text: str) -> None:
    """One line, no control character, nothing that turns or hides text."""
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", plain(text))


@given(st.text())
def test_markdown_keeps_text_in_its_cell(text: str) -> None:
    """Every character that Markdown obeys is escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~!&]", escape(text))


@given(st.from_regex(r"[1-9][0-9]{0,60}(\.[0-9]{1,30})?", fullmatch=True).filter(str.isascii))
def test_scaling_is_exact(number: str) -> None:
    """A number written with 万 or 亿 is the number, to the last digit."""
    for mark, power in (("万", 4), ("亿", 8)):
        written = scaled(number, f"1{mark}")
        with localcontext(prec=120):
            assert Decimal(written.removesuffix(mark)).scaleb(power) == Decimal(number)

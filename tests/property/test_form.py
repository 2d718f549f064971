"""Laws of reading a form: whatever the file holds, faults are told and nothing else is raised."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import FormError
from summarizer.form import load_form, new_form
from summarizer.form.constraint import parse
from summarizer.form.table import written_out

LINES = new_form("law").splitlines()
RULES = [
    "int>=0",
    "range:[0,100]",
    "le~:a+b",
    "sum:a+b",
    "pct:a/b or c",
    "balance:a=b",
    "to:元",
    "multi",
    "col_sum:甲+乙=丙",
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_form_is_a_form_error(tmp_path_factory, data):
    """A form with lines taken out, doubled or overwritten loads, or tells its faults, each with a line or a reason."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at : at + 1] = data.draw(
            st.sampled_from([[], [lines[at], lines[at]], ["x = 1"], ["zh = 3"], [lines[at].replace('"', "", 1)]])
        )
    path = Path(tmp_path_factory.mktemp("form")) / "form.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    faults: list[str] = []
    try:
        load_form(str(path))
    except FormError as error:
        faults = error.faults
    assert all(fault.startswith(("line ", "not valid TOML")) for fault in faults)


BEGUN = st.builds(lambda rule, length: rule[:length], st.sampled_from(RULES), st.integers(0, 20))


@given(st.text(max_size=30) | BEGUN)
def test_a_rule_is_read_or_refused(rule):
    """Any text is a rule of the language or a ValueError."""
    told = "a rule"
    try:
        parse(rule)
    except ValueError as error:
        told = str(error)
    assert "rule" in told


@given(st.lists(st.lists(st.text("甲乙丙a", max_size=3), min_size=2, max_size=4), max_size=3))
def test_alternatives_multiply(groups):
    """A phrase of n groups stands for as many phrases as the sizes of the groups multiply to."""
    phrase = "、".join("(" + "|".join(group) + ")" for group in groups)
    wanted = 1
    for group in groups:
        wanted *= len(group)
    assert len(written_out(phrase)) == wanted

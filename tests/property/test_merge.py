"""Laws of merging: all answers kept, order of no account, conflicts shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.assessment import Answer, Place, Status, merge

_STATUSES = st.sampled_from([Status.STATED, Status.STATED_ZERO, Status.NORM, Status.DERIVED])


@st.composite
def _places(draw: st.DrawFn) -> Place:
    start = draw(st.one_of(st.none(), st.integers(0, 30)))
    if start is None:
        return Place(None, None, None, "words of the engine", "none")
    return Place("12件", start, start + 3)


_ANSWERS = st.lists(
    st.builds(
        Answer,
        code=st.sampled_from(["received", "closed"]),
        part=st.sampled_from(["", "乡镇"]),
        value=st.sampled_from(["0", "12", "13"]),
        value_high=st.just(""),
        unit=st.sampled_from(["", "件"]),
        qualifier=st.sampled_from(["", "余"]),
        status=_STATUSES,
        place=_places(),
        period=st.sampled_from(["", "上半年"]),
    ),
    max_size=12,
)


@given(_ANSWERS, st.randoms(use_true_random=False))
def test_order_does_not_matter(answers, random):
    """The answers of a report's parts may come in any order."""
    shuffled = list(answers)
    random.shuffle(shuffled)
    assert merge(answers) == merge(shuffled)


@given(_ANSWERS)
def test_nothing_is_lost_and_nothing_is_made_up(answers):
    """Every number and place of an answer is in some value of its cell, and every value's is some answer's."""
    given_ = {(a.code, a.part, a.value, a.place) for a in answers}
    kept = {(v.code, v.part, v.value, place) for v in merge(answers) for place in v.places}
    assert given_ == kept


@given(_ANSWERS)
def test_two_numbers_for_one_cell_are_a_conflict(answers):
    """Stated values of a cell and period conflict exactly when there are several; norms and derived ones never do."""
    cells: dict[tuple[str, str, str], list[Status]] = {}
    for value in merge(answers):
        if value.status not in (Status.NORM, Status.DERIVED):
            cells.setdefault((value.code, value.part, value.period), []).append(value.status)
    for statuses in cells.values():
        assert (Status.CONFLICT in statuses) == (len(statuses) > 1)
        assert len(set(statuses)) == 1 or Status.CONFLICT not in statuses


@given(_ANSWERS)
def test_ids_are_distinct(answers):
    """No two values share an id."""
    ids = [value.id for value in merge(answers)]
    assert len(ids) == len(set(ids))


@given(_ANSWERS)
def test_saying_it_again_changes_nothing(answers):
    """An answer that is given twice is one value with one place."""
    assert merge([*answers, *answers]) == merge(answers)

"""The overview: worded from the filled form by one more call, and a statement like any other."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from asked import at
from loopback import REFUSED, Loopback, Says

from summarizer.assessment import Assessment, Place, Statement, Status, Timeliness, Value
from summarizer.engines.model import Mode, ModelEngine
from summarizer.engines.overview import tell
from summarizer.engines.replay import ReplayEngine
from summarizer.engines.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.form import Form

SAID = {
    "report": "全年作出行政处罚12件。",
    "dimensions": [{"code": "law_enforcement", "text": "作出行政处罚12件。"}],
}


def value(code: str, number: str, quote: str, status: Status = Status.STATED, *complaints: str) -> Value:
    """Return a value of a filled form."""
    place = Place(quote, 0, len(quote))
    return Value(code, code, "", number, "", "件", "", status, None, "", "", "", (place,), complaints)


FILLED = Assessment(
    (),
    (),
    Timeliness("", "", ""),
    (
        value("le_penalties", "12", "全年作出行政处罚12件"),
        value("rc_received", "75", "收到行政复议申请75件", Status.CONFLICT),
        value("rc_accepted", "99", "受理48件", Status.STATED, "数字“99件”不在所引的原文里"),
    ),
    (Statement("problem@1", "problem", "leadership", "统筹不够。各单位进度不一。", "", ()),),
    (),
)

EMPTY = Assessment((), (), Timeliness("", "", ""), (), (), ())


@pytest.fixture
def server() -> Iterator[Loopback]:
    """An endpoint that words an overview."""
    with Loopback(lambda _: json.dumps(SAID, ensure_ascii=False)) as running:
        yield running


@pytest.mark.parametrize("mode", list(Mode))
def test_an_overview_is_worded(server: Loopback, form: Form, mode: Mode) -> None:
    """One call gives a statement for the report and one for each dimension, which stand nowhere in the report."""
    with ModelEngine(at(server, mode=mode), form) as engine:
        given = engine.overview(FILLED)
    assert [(s.kind, s.dimension, s.text) for s in given.statements] == [
        ("overview", "", "全年作出行政处罚12件。"),
        ("overview", "law_enforcement", "作出行政处罚12件。"),
    ]
    assert {s.place.located for s in given.statements} == {"none"}
    assert len(server.sent) == given.usage.calls == 1


def test_only_sound_values_are_told(server: Loopback, form: Form) -> None:
    """The form is told in names and numbers; conflicts and values with complaints are not told at all."""
    with ModelEngine(at(server), form) as engine:
        engine.overview(FILLED)
    told = server.sent[0].contents[-1]
    assert "# law_enforcement" in told
    assert "行政处罚件数：12件" in told
    assert "- 统筹不够。\n" in told
    assert "75" not in told
    assert "99" not in told


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("9000000", "", "元", "近"), "近900万元"),
        (("54000", "", "个", "余"), "54000余个"),
        (("50000", "", "人次", "余"), "5万余人次"),
        (("100", "", "个", "以上"), "100个以上"),
        (("300000000", "", "元", ""), "3亿元"),
        (("3", "5", "次", ""), "3—5次"),
        (("0", "", "", ""), "0"),
        (("95.9", "", "%", ""), "95.9%"),
    ],
    ids=lambda said: said if isinstance(said, str) else "",
)
def test_numbers_are_told_as_one_writes_them(form: Form, said: tuple[str, str, str, str], words: str) -> None:
    """Scaled values go back to 万 and 亿 where they are round, qualifiers to their places."""
    number, high, unit, qualifier = said
    made = replace(value("le_penalty_amount", number, ""), value_high=high, unit=unit, qualifier=qualifier)
    assert tell(form, replace(FILLED, values=(made,), statements=())).endswith(f"：{words}")


def test_a_misfit_keeps_its_words(server: Loopback, form: Form) -> None:
    """A summary for a dimension that the form does not have loses its dimension, not its words."""
    said = {**SAID, "dimensions": [{"code": "no_such", "text": "另有5件。"}]}
    server.script(Says(json.dumps(said, ensure_ascii=False)))
    with ModelEngine(at(server), form) as engine:
        given = engine.overview(FILLED)
    assert [(s.dimension, s.text) for s in given.statements][1:] == [("", "另有5件。")]


def test_an_empty_form_has_no_overview(server: Loopback, form: Form) -> None:
    """Where there is nothing to say no call is made."""
    with ModelEngine(at(server), form) as engine:
        assert engine.overview(EMPTY).statements == ()
    assert server.sent == []


def test_a_refused_overview_fails_alone(server: Loopback, form: Form) -> None:
    """Without an overview the rest of the review stands."""
    server.script(REFUSED)
    with ModelEngine(at(server), form) as engine:
        given = engine.overview(FILLED)
    assert given.statements == ()
    assert "declined" in given.failure


def test_an_overview_is_kept_and_replayed(server: Loopback, form: Form, tmp_path: Path) -> None:
    """The same form again costs no call, and an export replays it; what was never asked has no overview."""
    store = Store(tmp_path / "kept")
    with ModelEngine(at(server), form, store) as engine:
        first, second = engine.overview(FILLED), engine.overview(FILLED)
    recording = tmp_path / "answers.jsonl"
    recording.write_text("".join(store.export()), encoding="utf-8")
    store.close()
    replay = ReplayEngine(recording, form)
    assert first.statements == second.statements == replay.overview(FILLED).statements
    assert (second.usage.calls, second.usage.cached) == (0, 1)
    assert replay.overview(EMPTY).statements == ()

"""Kept and replayed answers: the same question is never paid for twice, and a recording needs no network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from asked import LONG, PENALTIES, TEXT, at, part_of, says
from loopback import REFUSED, TRUNCATED, Loopback, Says, Status

from summarizer.engines.model import Mode, ModelEngine
from summarizer.engines.replay import ReplayEngine
from summarizer.engines.store import Store
from summarizer.errors import InputError, NotRecorded, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from summarizer.form import Form


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(tmp_path / "kept")
    yield made
    made.close()


def test_the_same_question_costs_nothing(server: Loopback, form: Form, store: Store) -> None:
    """The second run makes no call and gives the very same answers."""
    with ModelEngine(at(server), form, store) as engine:
        first, second = engine.answer(part_of()), engine.answer(part_of())
    assert len(server.sent) == 1
    assert (second.answers, second.statements) == (first.answers, first.statements)
    assert (second.usage.calls, second.usage.cached) == (0, 1)


@pytest.mark.parametrize(
    "change",
    [{"mode": Mode.TOOLS}, {"model": "other"}, {"temperature": 0.5}, {"reply_tokens": 100}, {"rounds": 1}],
    ids=lambda change: next(iter(change)),
)
def test_what_can_change_an_answer_is_in_the_key(
    server: Loopback, form: Form, store: Store, change: dict[str, object]
) -> None:
    """Another mode, model or parameter is another question."""
    for endpoint in (at(server), replace(at(server), **change)):
        with ModelEngine(endpoint, form, store) as engine:
            engine.answer(part_of())
    assert len(server.sent) == 2


def test_another_form_is_another_question(server: Loopback, form: Form, store: Store) -> None:
    """A form whose file changed is asked anew."""
    for asked in (form, replace(form, digest="0" * 64)):
        with ModelEngine(at(server), asked, store) as engine:
            engine.answer(part_of())
    assert len(server.sent) == 2


@pytest.mark.parametrize("change", [{"timeout": 9.0}, {"patience": 9.0}, {"api_key": "other"}, {"backoff": 0.5}])
def test_what_cannot_change_an_answer_is_not(
    server: Loopback, form: Form, store: Store, change: dict[str, object]
) -> None:
    """Another timeout or key is the same question."""
    for endpoint in (at(server), replace(at(server), **change)):
        with ModelEngine(endpoint, form, store) as engine:
            engine.answer(part_of())
    assert len(server.sent) == 1


def test_the_same_text_elsewhere_is_the_same_question(server: Loopback, form: Form, store: Store) -> None:
    """A part is known by its text, wherever it stands; its quotes are found where they stand now."""
    with ModelEngine(at(server), form, store) as engine:
        engine.answer(part_of(TEXT))
        moved = part_of("旧文\n" + TEXT)
        kept = replace(moved, pieces=tuple(replace(piece, start=max(piece.start, 3)) for piece in moved.pieces))
        given = engine.answer(kept)
    assert len(server.sent) == 1
    assert given.answers
    assert all(("旧文\n" + TEXT)[a.place.start : a.place.end] == a.place.quote for a in given.answers)


def test_a_failure_is_not_kept(server: Loopback, form: Form, store: Store) -> None:
    """A refusal is asked again in the next run."""
    server.script(REFUSED)
    with ModelEngine(at(server), form, store) as engine:
        assert engine.answer(part_of()).failure
        assert engine.answer(part_of()).answers


def test_an_answer_that_might_have_been_mended_is_not_kept(server: Loopback, form: Form, store: Store) -> None:
    """Where the endpoint was too busy to be asked again, the next run asks."""
    server.script(Says(says(PENALTIES | {"value": "21"})), *[Status(503)] * 100)
    with ModelEngine(at(server, patience=0.1), form, store) as engine:
        assert engine.answer(part_of()).answers[0].complaints
        server.forget_faults()
        assert not engine.answer(part_of()).answers[0].complaints


def test_a_split_part_is_kept_whole(server: Loopback, form: Form, store: Store) -> None:
    """A part that had to be asked by halves needs no call at all the second time."""
    server.script(TRUNCATED)
    with ModelEngine(at(server), form, store) as engine:
        first = engine.answer(part_of(LONG))
        calls = len(server.sent)
        assert engine.answer(part_of(LONG)).answers == first.answers
    assert len(server.sent) == calls == 3


def test_an_export_is_replayed(server: Loopback, form: Form, store: Store, tmp_path: Path) -> None:
    """What was recorded with a model comes back without one, and says whose answers these are."""
    with ModelEngine(at(server), form, store) as engine:
        asked = engine.answer(part_of())
        identity, budget = engine.identity, engine.budget
    recording = tmp_path / "answers.jsonl"
    recording.write_text("".join(f"{line}\n" for line in store.export()), encoding="utf-8")
    replay = ReplayEngine(recording, form)
    replayed = replay.answer(part_of())
    assert (replayed.answers, replayed.statements) == (asked.answers, asked.statements)
    assert replay.identity == replace(identity, name="replay")
    assert (replay.budget, replay.jobs) == (budget, 1)


def test_a_part_that_was_not_recorded_is_named(server: Loopback, form: Form, store: Store, tmp_path: Path) -> None:
    """Replay makes nothing up: a part without a recorded answer is an error with its place."""
    with ModelEngine(at(server), form, store) as engine:
        engine.answer(part_of())
    recording = tmp_path / "answers.jsonl"
    recording.write_text("".join(store.export()), encoding="utf-8")
    with pytest.raises(NotRecorded, match="characters 0 to 4; record it"):
        ReplayEngine(recording, form).answer(part_of("没有过。"))


def test_answers_of_two_models_do_not_mix(server: Loopback, form: Form, store: Store, tmp_path: Path) -> None:
    """A file with the answers of several models is refused: nobody could say which one answered."""
    for model in ("one", "two"):
        with ModelEngine(replace(at(server), model=model), form, store) as engine:
            engine.answer(part_of())
    recording = tmp_path / "answers.jsonl"
    recording.write_text("".join(f"{line}\n" for line in store.export()), encoding="utf-8")
    with pytest.raises(UsageError, match="several engines"):
        ReplayEngine(recording, form)


@pytest.mark.parametrize("text", ["", "no json", "[1]", '{"format": "other"}'])
def test_what_is_no_recording_is_refused(form: Form, tmp_path: Path, text: str) -> None:
    """A file of another kind gives one sentence that names it."""
    recording = tmp_path / "answers.jsonl"
    recording.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"answers\.jsonl"):
        ReplayEngine(recording, form)


def test_a_missing_recording_is_named(form: Form, tmp_path: Path) -> None:
    """So does a file that is not there."""
    with pytest.raises(InputError, match=r"none\.jsonl"):
        ReplayEngine(tmp_path / "none.jsonl", form)

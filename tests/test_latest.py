"""The latest result of a function, kept for each thread."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import summarizer
from summarizer.crosscheck import check_text
from summarizer.latest import Latest
from summarizer.reading import reading_of
from summarizer.sources import load_text


class Counted:
    """A function that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, thing: list[str]) -> str:
        """Return something new."""
        self.asked += 1
        return f"{thing[0]}{self.asked}"


def test_the_same_thing_is_asked_once() -> None:
    """The thing asked last has its result kept, until another thing is asked or it is forgotten."""
    counted = Counted()
    latest = Latest(counted)
    one, other = ["一"], ["二"]
    assert [latest(one), latest(one), latest(other), latest(one)] == ["一1", "一1", "二2", "一3"]
    latest.forget()
    assert latest(one) == "一4"


def test_an_equal_thing_is_the_same() -> None:
    """A thing that is equal to the last one is not asked again."""
    counted = Counted()
    latest = Latest(counted)
    assert latest(["一"]) == latest(["一"])
    assert counted.asked == 1


def test_claims_of_one_text_read_it_once() -> None:
    """A source that is handed over as text is read once for all calls in a row."""
    source = "全年办结案件12件。"
    assert check_text("办结案件12件。", source)[0].accepted
    kept = reading_of(load_text(source))
    check_text("办结案件21件。", source)
    assert reading_of(load_text(source)) is kept


def test_read_is_a_function_like_any_other() -> None:
    """The public function takes its argument by name, and another process can be told of it."""
    report = load_text("全年办结案件12件。")
    assert pickle.loads(pickle.dumps(summarizer.read)) is summarizer.read  # noqa: S301 - made in the same breath
    assert summarizer.read(report=report) is summarizer.read(report)


def test_threads_keep_their_own() -> None:
    """What one thread asks does not drive out what another one asked."""
    counted = Counted()
    latest = Latest(counted)
    one, other = ["一"], ["二"]
    kept = latest(one)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(latest, other).result()
    assert latest(one) == kept
    assert counted.asked == 2

"""The latest result of a function, kept for each thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from summarizer.latest import Latest


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


def test_an_equal_thing_is_another() -> None:
    """A thing is known by its identity: an equal one is asked anew."""
    counted = Counted()
    latest = Latest(counted)
    one, equal = ["一"], ["一"]
    latest(one)
    latest(equal)
    assert counted.asked == 2


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

"""The store of answers: text only, safe with threads and processes, and nothing in it is ever run."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from summarizer.engines.store import Store
from summarizer.errors import ResourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = {"engine": {"model": "甲"}, "reply": {"records": [], "statements": []}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "kept"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(folder)
    yield made
    made.close()


def alter(folder: Path, statement: str, *values: object) -> None:
    """Change the database behind the store's back."""
    with sqlite3.connect(folder / "cache.db") as database:
        database.execute(statement, values)
    database.close()


class Bomb:
    """What leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.path),))


def test_what_is_put_comes_back(store: Store, folder: Path) -> None:
    """A value comes back as it was put, in this process and in the next one."""
    store.put("k", ENTRY)
    assert store.get("k") == ENTRY
    assert store.get("other") is None
    again = Store(folder)
    assert again.get("k") == ENTRY
    again.close()


def test_a_long_value_stays_in_the_database(store: Store, folder: Path) -> None:
    """Diskcache puts long values into files of their own; here there are none, so none can be swapped."""
    store.put("k", {"long": "长" * 200_000})
    assert store.get("k") == {"long": "长" * 200_000}
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} <= {".db", ".db-wal", ".db-shm"}


def test_the_folder_is_its_owners_alone(store: Store, folder: Path) -> None:
    """Nobody else may look into the folder, even if it was there before with a wider mode."""
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    Store(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("where", ["value", "file"])
def test_a_pickled_row_is_refused(store: Store, folder: Path, tmp_path: Path, where: str) -> None:
    """A row altered to pickle mode (CVE-2025-69872) is refused on reading, and its code does not run."""
    store.put("k", ENTRY)
    bomb = pickle.dumps(Bomb(tmp_path / "exploded"))
    if where == "value":
        alter(folder, "UPDATE Cache SET mode = 4, value = ?", bomb)
    else:
        (folder / "bomb.val").write_bytes(bomb)
        alter(folder, "UPDATE Cache SET mode = 4, value = NULL, filename = 'bomb.val'")
    for read in (lambda: store.get("k"), lambda: list(store.export()), store.stats):
        with pytest.raises(ResourceError, match=r"altered and is not read.*summarizer cache clear"):
            read()
    assert not (tmp_path / "exploded").exists()


def test_a_pickled_key_is_refused(store: Store, folder: Path, tmp_path: Path) -> None:
    """So is a row whose key is pickled, which would run when the keys are listed."""
    store.put("k", ENTRY)
    alter(folder, "UPDATE Cache SET raw = 0, key = ?", pickle.dumps(Bomb(tmp_path / "exploded")))
    with pytest.raises(ResourceError, match="altered"):
        list(store.export())
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("mode", [2, 3])
def test_a_row_that_names_a_file_is_refused(store: Store, folder: Path, tmp_path: Path, mode: int) -> None:
    """A row altered to name a file neither reads that file nor, when cleared, removes it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("{}", encoding="utf-8")
    store.put("k", ENTRY)
    alter(folder, "UPDATE Cache SET mode = ?, filename = '../secret.txt', value = NULL", mode)
    with pytest.raises(ResourceError, match="altered"):
        store.get("k")
    assert store.clear() == 1
    assert secret.exists()
    assert store.get("k") is None


def test_a_value_that_is_no_object_is_refused(store: Store, folder: Path) -> None:
    """JSON of another kind was not put there by us."""
    store.put("k", ENTRY)
    alter(folder, "UPDATE Cache SET value = '[1]'")
    with pytest.raises(ResourceError):
        store.get("k")


def test_a_broken_database_is_explained(folder: Path) -> None:
    """A file that is no database gives one sentence with the folder and what to do."""
    folder.mkdir()
    (folder / "cache.db").write_bytes(b"no database at all, but long enough to look at" * 50)
    with pytest.raises(ResourceError, match="cannot be used"):
        Store(folder)


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    """So does a path that leads through a file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ResourceError, match="cannot be used"):
        Store(tmp_path / "file" / "kept")


def test_stats_count_by_model(store: Store) -> None:
    """Answers are counted in all and by model, most first."""
    for number, model in enumerate("甲乙乙"):
        store.put(str(number), {"engine": {"model": model}})
    stats = store.stats()
    assert (stats.answers, stats.models) == (3, (("乙", 2), ("甲", 1)))
    assert stats.bytes > 0


def test_an_export_is_the_same_every_time(store: Store) -> None:
    """The lines come in the order of the keys, whatever the order they were put in, and carry key and value."""
    for key in "cab":
        store.put(key, ENTRY)
    lines = [json.loads(line) for line in store.export()]
    assert lines == [{"key": key, **ENTRY} for key in "abc"]


def test_many_threads_share_a_store(store: Store) -> None:
    """Threads put and get at the same time; nothing is lost."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: store.put(str(n), {"n": n}), range(200)))
        got = list(pool.map(lambda n: store.get(str(n)), range(200)))
    assert got == [{"n": n} for n in range(200)]


def test_many_processes_share_a_store(store: Store, folder: Path) -> None:
    """So do processes."""
    code = (
        "import sys; from pathlib import Path; from summarizer.engines.store import Store\n"
        "s = Store(Path(sys.argv[1]))\n"
        "[s.put(f'{sys.argv[2]}-{n}', {'n': n}) for n in range(50)]\n"
        "s.close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(folder), str(n)]) for n in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert store.stats().answers == 200

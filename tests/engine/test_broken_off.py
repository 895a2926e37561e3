"""Runs that are broken off at any point: the store is at the last complete state, and the next run goes on."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from collection import write

from auditor.store import open_store

FIRST = ("post.md", "times.md", "gorle.md", "race.md")
LATER = ("wire.md", "marle.md")
BY_TIME, BY_STATEMENT = 6, 8
STORE = Path(".auditor") / "audit.db"

# The run that people start, in a process that kills itself before the n-th statement to the database.
KILLED_AT = """
import os, signal, sys
from sqlalchemy import Engine, event
left = int(sys.argv.pop(1))
@event.listens_for(Engine, "before_cursor_execute")
@event.listens_for(Engine, "commit")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
import atexit
atexit.register(lambda: print(int(os.environ["COUNTED"]) - left, file=sys.stderr))
from auditor.cli import app
app()
"""


def started(folder: Path, *command: str, **more: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )  # type: ignore[call-overload, no-any-return]


def finished(folder: Path) -> None:
    process = started(folder, "-m", "auditor", "run", "news")
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told


def state(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the store holds, but for the cache, the holder's name and the times of runs."""
    with sqlite3.connect(folder / STORE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {t: sorted(connection.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in tables}
    found["runs"] = [(row[0], *row[2:]) for row in found["runs"]]
    return {t: rows for t, rows in found.items() if t not in ("cache", "meta", "sqlite_sequence")}


def findings(found: dict[str, list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    return [found[t] for t in ("claims", "questions", "positions", "conflicts", "sides", "side_claims")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store has seen one run, and in which two articles have arrived since."""
    folder = tmp_path_factory.mktemp("prepared")
    write(folder / "news", *FIRST)
    finished(folder)
    write(folder / "news", *LATER)
    return folder


@pytest.fixture(scope="module")
def complete(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The same folder after the second run, and how long that took in seconds."""
    folder = tmp_path_factory.mktemp("complete") / "work"
    shutil.copytree(prepared, folder)
    began = time.perf_counter()
    finished(folder)
    return folder, time.perf_counter() - began


def check(folder: Path, prepared: Path, complete: Path, go_on: bool) -> None:
    """The store is as before or as after, the report is a whole one, and the next run finds what there is to find."""
    now = state(folder)
    assert now in (state(prepared), state(complete))
    assert json.loads((folder / "reports" / "report.json").read_text())["claims"]
    if go_on:
        finished(folder)
        assert findings(state(folder)) == findings(state(complete))


@pytest.mark.parametrize("n", range(BY_TIME))
def test_killed_at_any_time(n: int, prepared: Path, complete: tuple[Path, float], tmp_path: Path) -> None:
    whole, seconds = complete
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    process = started(folder, "-m", "auditor", "run", "news")
    time.sleep(seconds * random.Random(n).uniform(0.2 + 0.8 * n / BY_TIME, 0.2 + 0.8 * (n + 1) / BY_TIME))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    check(folder, prepared, whole, go_on=n % 3 == 0)


@pytest.fixture(scope="module")
def statements(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements and commits a whole run sends."""
    folder = tmp_path_factory.mktemp("counted") / "work"
    shutil.copytree(prepared, folder)
    most = 10**9
    process = started(folder, "-c", KILLED_AT, str(most), "run", "news", env=os.environ | {"COUNTED": str(most)})
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    return int(told.split()[-1])


@pytest.mark.parametrize("n", range(BY_STATEMENT))
def test_killed_at_any_statement(
    n: int, prepared: Path, complete: tuple[Path, float], statements: int, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    at = 1 + random.Random(n).randrange(statements * n // BY_STATEMENT, statements * (n + 1) // BY_STATEMENT)
    process = started(folder, "-c", KILLED_AT, str(at), "run", "news", env=os.environ | {"COUNTED": "0"})
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    check(folder, prepared, complete[0], go_on=n % 4 == 3)


@pytest.mark.parametrize("size", [4_096, 32_768, 98_304])
def test_a_disk_that_is_full(size: int, prepared: Path, complete: tuple[Path, float], tmp_path: Path) -> None:
    """Files may not grow beyond some size: what the disk refuses is told, and the store is as it was."""
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    process = started(
        folder, "-m", "auditor", "run", "news",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2, told
    assert "Traceback" not in told
    assert told.splitlines()[-1].startswith(("the store cannot be used:", ".auditor/audit.db:", "reports: the report"))
    check(folder, prepared, complete[0], go_on=size == 32_768)


def test_the_second_of_two_runs_waits_and_says_for_whom(tmp_path: Path) -> None:
    write(tmp_path / "news", *FIRST)
    place = tmp_path / STORE
    with open_store(str(place)) as store, store.only_run(lambda _: None):
        process = started(tmp_path, "-m", "auditor", "run", "news")
        assert process.stderr
        told = process.stderr.readline()
        assert f"Another run holds the store (process {os.getpid()} on " in told
        assert process.poll() is None
        assert store.runs() == []
    _, rest = process.communicate(timeout=120)
    assert process.returncode == 0, rest
    with open_store(str(place)) as store:
        assert len(store.runs()) == 1

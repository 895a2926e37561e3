"""The power fails at any moment: the store is as it was before or after, and what was told is kept.

Real commands run under strace; power.py makes of their system calls what a power cut may leave on the disk, and each of
these disks is opened as the next command would open it.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from collection import run, write
from outage import STORE, Recorded, after_cuts, opened, put, recorded, state, states, violations
from power import Write
from tracing import can_record

from auditor.model import Decision
from auditor.store import migrations, open_store

AUDITOR = (sys.executable, "-m", "auditor")
FIRST, LATER = ("post.md", "times.md", "gorle.md"), "marle.md"
WAL_HEADER = 32
"""The size of what SQLite writes first where it begins its write-ahead log anew."""

traced = pytest.mark.skipif(not can_record(), reason="strace is not installed, or may not look at processes")

# Decisions as the page of the review takes them: one after the other, in a store that stays open. A small write-ahead
# log is begun anew several times. What else is given is set behind the store's back.
DECIDING = """
import os, sys
from sqlalchemy import Pool, event
from auditor.model import Decision
from auditor.store import open_store
@event.listens_for(Pool, "checkout")
def prepare(connection, *_):
    for pragma in ("wal_autocheckpoint = 30", *sys.argv[2:]):
        connection.execute("PRAGMA " + pragma)
with open_store(".auditor/audit.db") as store:
    for n in range(6):
        store.keep("claims", {f"{n}": "abcdefgh" * 4_000})
        store.decide(Decision(0, sys.argv[1], "confirmed", "", "Ada", note=f"by phone, {n}"))
        os.write(1, b"kept")
"""

# A store that something is told to without a report.
MAKING = """
import os
from auditor.store import open_store
with open_store(".auditor/audit.db") as store:
    store.leave_out(["news/race.md"])
    os.write(1, b"kept")
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The run that makes the store."""
    folder = tmp_path_factory.mktemp("first") / "work"
    write(folder / "news", *FIRST)
    return recorded(folder, *AUDITOR, "run", "news")


@pytest.fixture(scope="module")
def second(first: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """A run after an article has come."""
    folder = tmp_path_factory.mktemp("second") / "work"
    shutil.copytree(first.folder, folder)
    write(folder / "news", LATER)
    return recorded(folder, *AUDITOR, "run")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Where the disks are put that a power cut may leave: in memory, if there is a place, as they need not last."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder) / "disk"


@pytest.fixture
def work(second: Recorded, tmp_path: Path) -> Path:
    """The folder after both runs."""
    return Path(shutil.copytree(second.folder, tmp_path / "work"))


def conflict(folder: Path) -> str:
    with open_store(str(folder / STORE)) as store:
        return str(store.ask(lambda connection: connection.exec_driver_sql("SELECT MIN(id) FROM conflicts").scalar()))


@traced
def test_the_run_that_makes_the_store(first: Recorded, disk: Path) -> None:
    assert list(violations(first, disk)) == []


@traced
def test_a_store_that_is_made_without_a_report(disk: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    making = recorded(tmp_path / "work", sys.executable, "-c", MAKING)
    begun, told = states(making, disk)
    assert begun != told
    assert list(violations(making, disk)) == []


@traced
def test_a_run_after_an_article_has_come(second: Recorded, disk: Path) -> None:
    assert list(violations(second, disk)) == []


@traced
def test_a_decision_from_the_command_line(work: Path, disk: Path, tmp_path: Path) -> None:
    """On a store that was broken off itself: its write-ahead log is still there, with a decision."""
    id = conflict(work)
    with open_store(str(work / STORE)) as store:
        store.decide(Decision(0, id, "needs-checking", "", "Ada"))
        left_open = Path(shutil.copytree(work, tmp_path / "left" / "work"))
    assert (left_open / f"{STORE}-wal").stat().st_size
    decided = recorded(left_open, *AUDITOR, "decide", id, "confirmed", "--by", "Ada")
    begun, *told = states(decided, disk)
    assert begun not in told
    assert list(violations(decided, disk)) == []


@pytest.fixture(scope="module")
def deciding(second: Recorded, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Recorded]:
    """Records a session of decisions, with pragmas that SQLite is told behind the store's back."""

    def session(*pragmas: str) -> Recorded:
        folder = Path(shutil.copytree(second.folder, tmp_path_factory.mktemp("deciding") / "work"))
        return recorded(folder, sys.executable, "-c", DECIDING, conflict(folder), *pragmas)

    return session


@traced
def test_decisions_in_a_store_that_stays_open(deciding: Callable[..., Recorded], disk: Path) -> None:
    session = deciding()
    assert sum(isinstance(e, Write) and e.at == 0 and len(e.data) == WAL_HEADER for e in session.events) > 2
    held = states(session, disk)
    assert [len(tables["decisions"]) for tables, *_ in held] == list(range(7))
    assert list(violations(session, disk)) == []


@traced
@pytest.mark.parametrize(
    ("level", "seen"), [("NORMAL", "what was told is lost"), ("OFF", "malformed|no state it ever had|not sound")]
)
def test_what_would_be_lost_is_seen(level: str, seen: str, deciding: Callable[..., Recorded], disk: Path) -> None:
    session = deciding(f"synchronous = {level}")
    assert any(re.search(seen, fault) for fault in violations(session, disk))


@traced
def test_an_older_store_is_brought_up_to_date_behind_a_copy(
    disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is of the older form, or the copy that was made of it is there; a copy is whole. It was broken off itself."""
    folder, disk = tmp_path / "first", disk
    write(folder / "news", *FIRST)
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with open_store(str(folder / STORE)) as store:
            run(store, folder / "news")
            store.decide(Decision(0, conflict(folder), "confirmed", "", "Ada", note="by phone"))
            left_open = Path(shutil.copytree(folder, tmp_path / "work"))
    listed = recorded(left_open, *AUDITOR, "list")
    (held,) = {repr(s) for s in states(listed, disk)}
    forms = set()
    for cut, fate in after_cuts(listed, disk, between=5):
        forms.add(form := newest(disk / STORE, "SELECT MAX(number) FROM form"))
        copies = [newest(copy, "SELECT MAX(note) FROM decisions") for copy in disk.glob(".auditor/*.form-1-*[0-9]")]
        assert form == 1 or copies, (fate, cut.told)
        assert set(copies) <= {"by phone"}, (fate, cut.told)
        assert repr(opened(disk)) == held
    assert forms == {1, 2}


def newest(database: Path, question: str) -> object:
    """The answer of a sound database, None of another one."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return connection.execute(question).fetchone()[0] if sound else None
        except sqlite3.Error:
            return None


@traced
def test_the_next_run_goes_on(second: Recorded, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = ("claims", "questions", "positions", "conflicts", "sides", "side_claims")
    put(second.moments[-1], disk)
    whole, *_ = opened(disk)
    runs = set()
    for n, _ in enumerate(after_cuts(second, disk)):
        if n % 15 == 0:
            monkeypatch.chdir(disk)
            with open_store(str(STORE)) as store:
                run(store)
                now, *_ = state(store)
            runs.add(len(now["runs"]))
            assert [now[t] for t in tables] == [whole[t] for t in tables]
    assert runs == {2, 3}  # some went on from the state before the run that was broken off, some from the one after

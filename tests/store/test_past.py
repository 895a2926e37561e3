"""Looking back without the whole store: the same answers, of every database, and nothing is written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from collected import audit, run
from sqlalchemy import text

from auditor.model import Decision
from auditor.store import Past, Store, StoreError, Unknown, asking, migrations, open_past, open_store
from auditor.store.database import connect

TWO = {"post": 27, "times": 29}


def filled(place: str) -> str:
    """A store with three runs and a decision; gives the id of its conflict."""
    with open_store(place) as store:
        run(store, audit(TWO))
        (id,) = store.first_found()
        store.decide(Decision(0, id, "confirmed", "2031-03-02T09:00:00Z", "Ada"))
        run(store, audit(TWO | {"ledger": 27}), "2031-03-03T08:00:00Z")
        run(store, audit({"post": 27}), "2031-03-04T08:00:00Z")
    return id


def answers(past: Past, id: str) -> list[object]:
    rows = (past.runs(), past.history(id), past.entries(id))
    told = [[dict(row) for row in some] for some in rows]
    return [*told, past.conflict_id(id[:4]), past.decisions(), past.changes(), past.changes(0), past.changes(1)]


def test_it_answers_as_the_whole_store_does(place: str) -> None:
    id = filled(place)
    with open_store(place) as store, open_past(place) as past:
        assert isinstance(past, Store) == ("://" in place)
        assert answers(past, id) == answers(store, id)
        with pytest.raises(Unknown):
            past.conflict_id("nowhere")


def test_a_file_of_any_name_is_found(tmp_path: Path) -> None:
    place = str(tmp_path / "a b?c=d%20#é.db")
    id = filled(place)
    with open_past(place) as past:
        assert past.conflict_id(id[:5]) == id
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".db")] == ["a b?c=d%20#é.db"]


def test_it_sees_what_is_committed_while_others_write(tmp_path: Path) -> None:
    place = str(tmp_path / "audit.db")
    filled(place)
    with connect(place).connect().execution_options(writing=True) as writer:
        writer.exec_driver_sql("UPDATE runs SET version = 'unfinished'")
        with open_past(place) as past:
            assert {row["version"] for row in past.runs()} != {"unfinished"}
        writer.rollback()


def test_nothing_can_be_written(tmp_path: Path) -> None:
    place = tmp_path / "audit.db"
    filled(str(place))
    with asking.in_file(place) as ask, pytest.raises(sqlite3.Error, match="readonly"):
        ask("DELETE FROM cache")


def test_what_cannot_be_asked_is_told_as_the_whole_store_tells_it(tmp_path: Path) -> None:
    place = tmp_path / "audit.db"
    place.write_text("no database at all, but some text that is long enough to look at")
    with pytest.raises(StoreError, match="cannot be opened"), open_past(str(place)):
        pass


def test_an_older_store_is_brought_up_to_date_and_a_newer_one_refused(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = filled(place)
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, lambda _: None))
        with open_past(place) as past:
            assert past.conflict_id(id) == id
    with pytest.raises(StoreError, match="newer auditor"), open_past(place):
        pass


def test_a_broken_store_is_told_in_words(tmp_path: Path) -> None:
    place = str(tmp_path / "audit.db")
    filled(place)
    with connect(place).begin() as connection:
        connection.execute(text("DROP TABLE article_events"))
    with pytest.raises(StoreError, match="no such table"), open_past(place) as past:
        past.changes(0)

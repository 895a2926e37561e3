"""A database of an earlier form is brought to the newest one; a newer one is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from collected import audit, run
from sqlalchemy import Connection, inspect, text

from auditor.model import Decision
from auditor.store import StoreError, migrations, open_store
from auditor.store.database import connect

TWO = {"post": 27, "times": 35}


def of_form_one(place: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with a decision, as the first form of the database kept it. Gives the conflict."""
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        with open_store(place) as store:
            run(store, audit(TWO))
            conflict = store.conflict_id("k")
            store.decide(Decision(0, conflict, "confirmed", "", "Ada", note="checked by phone"))
    return conflict


def form(place: str) -> int:
    with connect(place).connect() as connection:
        return migrations.form(connection)


def test_a_store_of_the_first_form_keeps_all_that_it_held(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = of_form_one(place, monkeypatch)
    with open_store(place) as store:
        assert store.decisions()[conflict].note == "checked by phone"
        assert [row["id"] for row in store.runs()] == [1]
        run(store, audit({**TWO, "wire": 27}))
        assert store.decisions()[conflict].new_evidence
    with connect(place).connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM decisions_in_force")).scalar_one() == 1
    assert form(place) == len(migrations.MIGRATIONS)


def test_a_copy_of_the_file_is_made_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "audit.db")
    of_form_one(place, monkeypatch)
    assert list(tmp_path.glob("audit.db.form-*")) == []
    with open_store(place):
        pass
    with open_store(place):  # the newest form already: no copy
        pass
    (copy,) = tmp_path.glob("audit.db.form-*")
    assert copy.name.startswith("audit.db.form-1-")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT MAX(number) FROM form").fetchone() == (1,)
        assert connection.execute("SELECT note FROM decisions").fetchall() == [("checked by phone",)]


def test_a_step_that_fails_leaves_the_store_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    of_form_one(place, monkeypatch)

    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        connection.exec_driver_sql("INSERT INTO conflicts SELECT nothing FROM nowhere")

    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", (migrations.MIGRATIONS[0], broken))
        with pytest.raises(StoreError, match="cannot be opened"), open_store(place):
            pass
    with open_store(place) as store:
        assert len(store.decisions()) == 1
    with connect(place).connect() as connection:
        assert "half" not in inspect(connection).get_table_names()


def test_a_newer_store_is_refused_and_not_touched(place: str) -> None:
    with open_store(place) as store:
        run(store, audit(TWO))
    with connect(place).begin() as connection:
        connection.execute(text("INSERT INTO form VALUES (99)"))
    with (
        pytest.raises(
            StoreError, match=r"the store was written by a newer auditor \(form 99, this one knows up to 2\)"
        ),
        open_store(place),
    ):
        pass

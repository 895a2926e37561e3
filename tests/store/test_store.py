"""What a store keeps from run to run, on each database."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from collected import audit, run
from sqlalchemy import inspect, text

from auditor.model import Decision
from auditor.store import Stale, Store, StoreError, Unknown, open_store, tables
from auditor.store.database import connect

TWO = {"post": 27, "times": 35}
THREE = {**TWO, "wire": 27}


def only(store: Store) -> str:
    """The id of the one conflict that was ever found."""
    return store.conflict_id("k")


def false_alarm(conflict: str, **more: str) -> Decision:
    return Decision(0, conflict, "false-alarm", "2031-03-03T10:00:00Z", "Ada", "scope", **more)


def decided(store: Store) -> str:
    run(store, audit(TWO))
    store.decide(false_alarm(only(store)), seen=store.token(only(store)))
    return only(store)


# --- runs and what changed ---


def test_a_run_is_kept_with_its_counts(store: Store) -> None:
    assert run(store, audit(TWO)) == 1
    (row,) = store.runs()
    wanted = {"articles": 2, "claims": 2, "questions": 1, "conflicts": 1, "articles_new": 2, "conflicts_new": 1}
    assert {name: row[name] for name in wanted} == wanted
    assert store.roots() == ("news",)


def test_the_first_run_has_nothing_to_be_compared_with(store: Store) -> None:
    assert store.changes() is None
    run(store, audit(TWO))
    assert store.changes() is None
    all_of_it = store.changes(since=0)
    assert all_of_it
    assert [c.what for c in all_of_it.conflicts] == ["new"]
    assert [c.what for c in all_of_it.articles] == ["new", "new"]


def test_the_same_again_changes_nothing(store: Store) -> None:
    run(store, audit(TWO))
    before = everything(store)
    run(store, audit(TWO))
    found = store.changes()
    assert found
    assert (found.articles, found.conflicts, found.unchanged) == ((), (), 2)
    assert everything(store) == before


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that tell the present state."""
    names = ("articles", "claims", "questions", "positions", "position_claims", "conflicts", "sides", "side_claims")
    with store._engine.connect() as connection:
        return {n: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {n}")))) for n in names}


def test_a_source_more_keeps_the_id_and_is_told(store: Store) -> None:
    run(store, audit(TWO))
    run(store, audit(THREE))
    found = store.changes()
    assert found
    (change,) = found.conflicts
    assert (change.what, change.conflict, change.sides) == ("sources", only(store), (("27%", ("Wire",), ()),))


def test_a_source_more_keeps_the_id_also_where_it_changes_the_questions_words(store: Store) -> None:
    run(store, audit(TWO))
    first = only(store)
    run(store, audit(THREE, words="other"))
    assert only(store) == first
    run(store, audit(TWO))
    assert only(store) == first
    assert [row["version"] for row in store.history(first)] == [1, 2, 3]


def test_another_answer_is_another_conflict_and_says_so(store: Store) -> None:
    run(store, audit(TWO))
    old = only(store)
    run(store, audit({**TWO, "wire": 31}))
    found = store.changes()
    assert found
    assert [c.what for c in found.conflicts] == ["new", "gone"]
    new, gone = found.conflicts
    assert gone.conflict == old != new.conflict
    assert new.conflict in gone.why


def test_why_a_conflict_is_gone(store: Store) -> None:
    run(store, audit(THREE))
    run(store, audit({"post": 27, "wire": 27}))
    found = store.changes()
    assert found
    assert [(c.what, c.why) for c in found.conflicts] == [("gone", "article removed: Times")]
    run(store, audit(THREE))
    run(store, audit({**THREE, "times": 27}))
    found = store.changes()
    assert found
    assert [(c.what, c.why) for c in found.conflicts] == [("gone", "text corrected: Times")]


def test_what_came_and_went_in_between_is_no_change(store: Store) -> None:
    run(store, audit({"post": 27}))
    run(store, audit(TWO))
    run(store, audit({"post": 27}))
    found = store.changes(since=1)
    assert found
    assert (found.articles, found.conflicts) == ((), ())


def test_a_conflict_that_returns_is_the_same(store: Store) -> None:
    run(store, audit(TWO))
    run(store, audit({"post": 27}))
    run(store, audit(TWO))
    found = store.changes()
    assert found
    assert [(c.what, c.conflict) for c in found.conflicts] == [("returned", only(store))]
    assert [bool(row["present"]) for row in store.history(only(store))] == [True, False, True]


# --- decisions ---


def test_a_decision_is_carried_over_and_no_new_evidence(store: Store) -> None:
    conflict = decided(store)
    run(store, audit(TWO))
    found = store.changes()
    assert found
    assert found.carried == 1
    told = store.decisions()[conflict]
    assert (told.status, told.why, told.reviewer, told.new_evidence) == ("false-alarm", "scope", "Ada", False)


def test_a_source_more_marks_new_evidence_until_the_next_decision(store: Store) -> None:
    conflict = decided(store)
    run(store, audit(THREE))
    found = store.changes()
    assert found
    assert [(c.decided, c.new_evidence) for c in found.conflicts] == [("false-alarm", True)]
    assert store.decisions()[conflict].new_evidence
    assert store.runs()[0]["conflicts_new_evidence"] == 1
    store.decide(false_alarm(conflict))
    assert not store.decisions()[conflict].new_evidence


def test_evidence_that_goes_again_leaves_the_decision_as_it_was(store: Store) -> None:
    conflict = decided(store)
    run(store, audit(THREE))
    run(store, audit(TWO))
    assert not store.decisions()[conflict].new_evidence


def test_a_conflict_that_vanishes_keeps_its_decision(store: Store) -> None:
    conflict = decided(store)
    run(store, audit({"post": 27}))
    assert store.decisions()[conflict].status == "false-alarm"
    run(store, audit(TWO))
    assert store.decisions()[conflict].status == "false-alarm"
    found = store.changes()
    assert found
    assert [(c.what, c.decided) for c in found.conflicts] == [("returned", "false-alarm")]


def test_a_decision_outlives_other_kinds_model_and_version(store: Store, place: str) -> None:
    conflict = decided(store)
    run(store, audit(TWO, words="of another program"))
    assert store.decisions()[conflict].status == "false-alarm"
    with open_store(place) as again:
        assert again.decisions()[conflict].status == "false-alarm"


def test_two_reviewers_never_overwrite_each_other_unseen(store: Store, place: str) -> None:
    run(store, audit(TWO))
    conflict = only(store)
    seen = store.token(conflict)
    with open_store(place) as other:
        other.decide(Decision(0, conflict, "confirmed", "", "Bo", answer="27%"), seen=seen)
    with pytest.raises(Stale) as refused:
        store.decide(false_alarm(conflict), seen=seen)
    assert refused.value.token == store.token(conflict) != seen
    assert store.decisions()[conflict].reviewer == "Bo"
    store.decide(false_alarm(conflict), seen=refused.value.token)
    assert [row["reviewer"] for row in store.entries(conflict)] == ["Bo", "Ada"]


def test_what_changed_since_it_was_seen_is_refused_too(store: Store) -> None:
    run(store, audit(TWO))
    seen = store.token(only(store))
    run(store, audit(THREE))
    with pytest.raises(Stale):
        store.decide(false_alarm(only(store)), seen=seen)


def test_undo_is_an_entry_of_its_own_and_goes_back_step_by_step(store: Store) -> None:
    conflict = decided(store)
    store.decide(Decision(0, conflict, "confirmed", "", "Bo"))
    before = store.undo(conflict, "Bo")
    assert before
    assert before.status == "false-alarm"
    assert store.undo(conflict, "Ada") is None
    assert store.decisions() == {}
    assert [row["action"] for row in store.entries(conflict)] == ["decide", "decide", "undo", "undo"]
    with pytest.raises(StoreError, match="no decision to undo"):
        store.undo(conflict)


def test_the_database_itself_refuses_to_edit_or_delete_decisions(store: Store, place: str) -> None:
    decided(store)
    for statement in ("UPDATE decisions SET note = 'x'", "DELETE FROM decisions"):
        with pytest.raises(Exception, match="only ever added"), connect(place).begin() as connection:
            connection.execute(text(statement))
    assert len(store.entries(only(store))) == 1


def test_reviewers_decide_while_a_run_is_going_on(store: Store, place: str) -> None:
    run(store, audit(TWO))
    with store.only_run(lambda _: None), open_store(place) as other:
        other.decide(false_alarm(only(other)), seen=other.token(only(other)))
        run(store, audit(TWO))
    assert store.decisions()[only(store)].status == "false-alarm"


def test_a_decision_that_is_none_is_refused(store: Store) -> None:
    run(store, audit(TWO))
    with pytest.raises(StoreError, match="'maybe' is no decision: confirmed, false-alarm"):
        store.decide(Decision(0, only(store), "maybe", ""))  # type: ignore[arg-type]
    with pytest.raises(Unknown):
        store.decide(false_alarm("k0"))


# --- finding by name ---


def test_ids_may_be_shortened_while_one_alone_begins_so(store: Store) -> None:
    run(store, audit(TWO))
    run(store, audit({**TWO, "wire": 31}))
    with pytest.raises(Unknown, match="several"):
        store.conflict_id("kstake27%3")
    with pytest.raises(Unknown, match="no such conflict"):
        store.conflict_id("k_")
    assert store.conflict_id("kstake27%35%") == "kstake27%35%"


def test_articles_are_found_by_id_path_and_folder(store: Store) -> None:
    run(store, audit(TWO))
    assert store.find_articles("apo") == {"apost": "news/post.md"}
    assert store.find_articles("news/times.md") == {"atimes": "news/times.md"}
    assert set(store.find_articles("news")) == {"apost", "atimes"}
    assert store.find_articles("new") == {}


# --- one run at a time ---


def test_a_second_run_waits_until_the_first_ends(store: Store, place: str) -> None:
    told: list[str] = []
    entered = threading.Event()

    def second() -> None:
        with open_store(place) as other, other.only_run(told.append):
            entered.set()

    waiting = threading.Thread(target=second)
    with store.only_run(lambda _: None):
        waiting.start()
        assert not entered.wait(1.0)
    assert entered.wait(10.0)
    waiting.join()
    assert [f"process {os.getpid()} on " in words for words in told] == [True]


# --- the cache ---


def test_the_cache_gives_back_what_it_was_given(store: Store) -> None:
    store.keep("file", {"one": "1", "two": "2"})
    store.keep("file", {"two": "other", "three": "3"})
    assert store.recall("file", ["one", "two", "none"]) == {"one": "1", "two": "2"}
    assert store.recall("block", ["one"]) == {}


def test_what_no_run_uses_is_forgotten_after_many(store: Store) -> None:
    store.keep("file", {"old": "1"})
    for _ in range(21):
        run(store, audit(TWO))
    assert store.recall("file", ["old"]) == {"old": "1"}
    run(store, audit(TWO))
    assert store.recall("file", ["old"]) == {}


# --- the database ---


def test_the_tables_are_those_that_the_migrations_make(store: Store) -> None:
    found = inspect(store._engine)
    assert set(found.get_table_names()) == {*tables.metadata.tables, "form"}
    for name, table in tables.metadata.tables.items():
        columns = {c["name"]: bool(c["nullable"]) for c in found.get_columns(name)}
        keys = {c.name for c in table.primary_key}
        assert columns.keys() == set(table.columns.keys())
        assert {n: v for n, v in columns.items() if n not in keys} == {
            c.name: bool(c.nullable) for c in table.columns if c.name not in keys
        }, name


def test_other_programs_read_the_views(store: Store) -> None:
    conflict = decided(store)
    with store._engine.connect() as connection:
        for view in inspect(store._engine).get_view_names():
            connection.execute(text(f"SELECT * FROM {view}")).all()
        quotes = connection.execute(text("SELECT answer, source FROM quotes ORDER BY side")).all()
        (in_force,) = connection.execute(text("SELECT conflict, status FROM decisions_in_force")).all()
        alarms = connection.execute(text("SELECT false_alarms FROM precision_by_code")).scalar_one()
    assert [tuple(row) for row in quotes] == [("27%", "Post"), ("35%", "Times")]
    assert (tuple(in_force), alarms) == ((conflict, "false-alarm"), 1)


def test_a_snapshot_tells_who_said_what(store: Store) -> None:
    run(store, audit(TWO))
    data = json.loads(store.history(only(store))[0]["data"])
    told = {c["source"]: (side["label"], c["text"]) for side in data["sides"] for c in side["claims"]}
    assert told == {"Post": ("27%", "owns 27% of Calder"), "Times": ("35%", "owns 35% of Calder")}


def test_an_address_of_no_store_is_refused_in_words(tmp_path: Path) -> None:
    places = {"mysql://x/y": "only SQLite and PostgreSQL", "postgresql://nobody:secret@127.0.0.1:1/x": "refused"}
    for place, word in places.items():
        with pytest.raises(StoreError, match=word) as refused, open_store(place):
            pass
        assert "secret" not in str(refused.value)
    (tmp_path / "notes.txt").write_text("These are notes, and no database at all. " * 30)
    with pytest.raises(StoreError, match="not a database"), open_store(str(tmp_path / "notes.txt")):
        pass

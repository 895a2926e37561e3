"""What reviewers say of conflicts. Rows are only ever added, and only by who saw what is decided on."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import get_args

from sqlalchemy import Connection, insert, select, update

from auditor.model import Decision, Status
from auditor.store import asking, said, tables
from auditor.store.errors import Stale, StoreError, Unknown
from auditor.store.moved import Snapshot, new_evidence
from auditor.store.seen import decided_on, latest


def token(connection: Connection, conflict: str) -> str:
    """What a writer must send to show what was seen: the version of the conflict and the newest entry on it."""
    c = tables.conflicts.c
    version = connection.execute(select(c.version).where(c.id == conflict)).scalar()
    if version is None:
        raise Unknown(f"there is no conflict {conflict}")
    return f"{version}.{_newest(connection, conflict)}"


def _newest(connection: Connection, conflict: str) -> int:
    d = tables.decisions.c
    query = select(d.id).where(d.conflict == conflict).order_by(d.id.desc()).limit(1)
    return int(connection.execute(query).scalar() or 0)


def decide(connection: Connection, decision: Decision, seen: str | None) -> Decision:
    """Adds a decision. ``seen``: the token of what its writer saw, None where nothing was looked at (an import).

    Raises Stale where the conflict or its decisions have changed since, Unknown for no such conflict. The connection
    must be that of a write transaction: nothing comes between the look and the entry.
    """
    if decision.status not in get_args(Status):
        raise StoreError(f"{decision.status!r} is no decision: {', '.join(get_args(Status))} are")
    _check(connection, decision.conflict, seen)
    entry = _entry(connection, decision, "decide", None)
    return _in_force(connection, decision.conflict, entry)


def undo(connection: Connection, conflict: str, reviewer: str, seen: str | None, note: str = "") -> Decision | None:
    """Takes the decision in force back, by an entry of its own; gives the one that is in force then, if any."""
    _check(connection, conflict, seen)
    current = in_force(connection, conflict)
    if current is None:
        raise StoreError(f"{conflict}: there is no decision to undo")
    _entry(connection, Decision(0, conflict, current.status, "", reviewer, note=note), "undo", current.id)
    entries = said.entries(asking.over(connection), conflict)
    left = [row["id"] for row in entries if row["action"] == "decide"]
    undone = {row["undoes"] for row in entries}
    before = [id for id in left if id not in undone]
    if before:
        return _in_force(connection, conflict, before[-1])
    table = tables.conflicts
    connection.execute(update(table).where(table.c.id == conflict).values(decision=None, new_evidence=0))
    return None


def _check(connection: Connection, conflict: str, seen: str | None) -> None:
    now = token(connection, conflict)
    if seen is not None and seen != now:
        raise Stale(f"{conflict}: it has changed since you looked at it", now)


def _entry(connection: Connection, decision: Decision, action: str, undoes: int | None) -> int:
    c = tables.conflicts.c
    version = connection.execute(select(c.version).where(c.id == decision.conflict)).scalar_one()
    made = connection.execute(insert(tables.decisions).values(
        conflict=decision.conflict, version=version, action=action, status=decision.status, why=decision.why,
        made_at=decision.made_at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        reviewer=decision.reviewer, answer=decision.answer, note=decision.note, undoes=undoes,
    ))  # fmt: skip
    return int((made.inserted_primary_key or (0,))[0])


def _in_force(connection: Connection, conflict: str, id: int) -> Decision:
    """Sets which decision holds, and whether sources came since."""
    seen, now = decided_on(connection, id), latest(connection, [conflict])[conflict]
    newer = int(seen is not None and new_evidence(seen, now))
    table = tables.conflicts
    connection.execute(update(table).where(table.c.id == conflict).values(decision=id, new_evidence=newer))
    found = in_force(connection, conflict)
    assert found is not None
    return found


def in_force(connection: Connection, conflict: str) -> Decision | None:
    """The decision that holds for the conflict."""
    return said.all_in_force(asking.over(connection), conflict).get(conflict)


def judged(connection: Connection) -> dict[str, tuple[int, int]]:
    """Source -> how many of its answers reviewers found right, and how many wrong.

    By the confirmed conflicts whose decision in force names the side that is right, as the reviewer saw them. A source
    that gives several answers to a question is judged by each.
    """
    c, d, v = tables.conflicts.c, tables.decisions.c, tables.conflict_versions.c
    query = (
        select(d.answer, v.data)
        .join(tables.conflicts, c.decision == d.id)
        .join(tables.conflict_versions, (v.conflict == d.conflict) & (v.version == d.version))
        .where(d.status == "confirmed", d.answer != "")
    )
    right, wrong = Counter[str](), Counter[str]()
    for answer, data in connection.execute(query):
        held, refuted = _by_side(json.loads(data), answer)
        right.update(held)
        wrong.update(refuted)
    return {source: (right[source], wrong[source]) for source in sorted(right.keys() | wrong.keys())}


def _by_side(seen: Snapshot, answer: str) -> tuple[set[str], set[str]]:
    """The sources of the side that is right, and those of the others; none where no side bears that label."""
    by_side = [(side["label"], {c["source"] for c in side["claims"]}) for side in seen["sides"]]
    if answer not in {label for label, _ in by_side}:
        return set(), set()
    return (
        {name for label, names in by_side if label == answer for name in names},
        {name for label, names in by_side if label != answer for name in names},
    )

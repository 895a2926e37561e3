"""Writes the conflicts of a run: rows that differ, and a version for each that is new, changed or gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from auditor.model import Audit
from auditor.store import plain, tables
from auditor.store.moved import Snapshot, name_of, new_evidence
from auditor.store.rows import add, portions, remove, stamp
from auditor.store.seen import decided_on, latest
from auditor.store.snapshots import search_text, snapshots, sources, why_gone

GRAVITY = {"high": 0, "medium": 1, "low": 2}
Events = Mapping[str, tuple[str, str]]
"""Article id -> what happened to it in a run, and a detail."""


def write_conflicts(
    connection: Connection, number: int, audit: Audit, events: Events, other_program: bool
) -> dict[str, int]:
    now = snapshots(audit)
    stamps = {id: stamp(plain.dumps(snapshot)) for id, snapshot in now.items()}
    c = tables.conflicts.c
    known = {
        row["id"]: row
        for row in connection.execute(select(c.id, c.stamp, c.gone_run, c.version, c.decision)).mappings()
    }
    gone = [id for id, row in known.items() if row["gone_run"] is None and id not in now]
    changed = [id for id in now if id not in known or known[id]["stamp"] != stamps[id] or known[id]["gone_run"]]
    for column in (tables.side_claims.c.conflict, tables.sides.c.conflict):
        remove(connection, column, [*gone, *changed])
    for id in changed:
        _write_conflict(connection, number, id, now[id], stamps[id], known.get(id))
    _write_sides(connection, {id: now[id] for id in changed})
    _write_gone(connection, number, gone, known, events, now, [id for id in changed if id not in known], other_program)
    return _counts(connection, number, [id for id in now if id not in known], gone,
                   [id for id in changed if id in known and known[id]["gone_run"]])  # fmt: skip


def _write_conflict(
    connection: Connection, number: int, id: str, now: Snapshot, stamp: str, known: plain.Row | None
) -> None:
    version = known["version"] + 1 if known else 1
    more = {
        "gravity": GRAVITY[now["severity"]], "reasons": plain.dumps(now["reasons"]),
        "support": plain.dumps(now["support"]), "stamp": stamp,
        "sources": plain.lines(sources(now)), "search": search_text(now), "changed_run": number, "gone_run": None,
        "why_gone": "", "version": version,
    }  # fmt: skip
    same = ("code", "name", "severity", "verdict", "confidence", "question", "question_label", "kind", "message",
            "newer", "best_supported")  # fmt: skip
    row = {name: now[name] for name in same} | more
    table = tables.conflicts
    if known is None:
        connection.execute(
            insert(table).values(row | {"id": id, "first_run": number, "decision": None, "new_evidence": 0})
        )
    else:
        seen = decided_on(connection, known["decision"])
        row["new_evidence"] = int(seen is not None and new_evidence(seen, now))
        connection.execute(update(table).where(table.c.id == id).values(row))
    why = "" if known is None else "found again" if known["gone_run"] else "changed"
    _write_version(connection, id, version, number, True, why, plain.dumps(now))


def _write_version(
    connection: Connection, id: str, version: int, number: int, present: bool, why: str, data: str
) -> None:
    connection.execute(insert(tables.conflict_versions).values(
        conflict=id, version=version, run=number, present=int(present), why=why, data=data
    ))  # fmt: skip


def _write_sides(connection: Connection, now: Mapping[str, Snapshot]) -> None:
    add(connection, tables.sides, [
        {"conflict": id, "n": n, "label": side["label"], "sources": side["sources"]}
        for id, snapshot in now.items() for n, side in enumerate(snapshot["sides"])
    ])  # fmt: skip
    add(connection, tables.side_claims, [
        {"conflict": id, "n": n, "claim": claim}
        for id, snapshot in now.items() for n, side in enumerate(snapshot["sides"])
        for claim in dict.fromkeys(c["id"] for c in side["claims"])
    ])  # fmt: skip


def _write_gone(
    connection: Connection, number: int, gone: Sequence[str], known: plain.Row, events: Events,
    now: Mapping[str, Snapshot], new: Sequence[str], other_program: bool,
) -> None:  # fmt: skip
    names = _event_names(connection, events)
    last = latest(connection, gone)
    for id in gone:
        followers = [k for k in new if now[k]["code"] == last[id]["code"] and _told(now[k]) & _told(last[id])]
        why = why_gone(last[id], names["gone"], names["changed"], followers, other_program)
        version = known[id]["version"] + 1
        table = tables.conflicts
        row = {"gone_run": number, "changed_run": number, "why_gone": why, "version": version}
        connection.execute(update(table).where(table.c.id == id).values(row))
        _write_version(connection, id, version, number, False, why, plain.dumps(last[id]))


def _told(snapshot: Snapshot) -> set[str]:
    return {c["id"] for side in snapshot["sides"] for c in side["claims"]}


def _event_names(connection: Connection, events: Events) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {"gone": {}, "changed": {}}
    told = {id: what for id, (what, _) in events.items() if what in names}
    for some in portions(sorted(told)):
        a = tables.articles.c
        for id, source, path in connection.execute(select(a.id, a.source, a.path).where(a.id.in_(some))):
            names[told[id]][id] = name_of(source, path, id)
    return names


def _counts(
    connection: Connection, number: int, new: Sequence[str], gone: Sequence[str], returned: Sequence[str]
) -> dict[str, int]:
    c = tables.conflicts.c
    decided = select(func.count()).where(c.gone_run.is_(None), c.decision.is_not(None))
    return {
        "conflicts_new": len(new), "conflicts_gone": len(gone), "conflicts_returned": len(returned),
        "conflicts_new_evidence": int(
            connection.execute(decided.where(c.new_evidence == 1, c.changed_run == number)).scalar_one()
        ),
        "decisions_carried": int(connection.execute(decided).scalar_one()),
    }  # fmt: skip

"""What conflicts were: their snapshots, read from the database."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from auditor.store import tables
from auditor.store.moved import Snapshot
from auditor.store.rows import portions


def latest(connection: Connection, ids: Sequence[str]) -> dict[str, Snapshot]:
    """Conflict id -> its newest snapshot."""
    table, conflicts = tables.conflict_versions.c, tables.conflicts.c
    found: dict[str, Snapshot] = {}
    for some in portions(ids):
        query = select(table.conflict, table.data).join(
            tables.conflicts, (conflicts.id == table.conflict) & (conflicts.version == table.version)
        )
        found |= {id: json.loads(data) for id, data in connection.execute(query.where(table.conflict.in_(some)))}
    return found


def decided_on(connection: Connection, decision: int | None) -> Snapshot | None:
    """What the reviewer saw who made this decision."""
    if decision is None:
        return None
    d, v = tables.decisions.c, tables.conflict_versions.c
    query = select(v.data).join(tables.decisions, (d.conflict == v.conflict) & (d.version == v.version))
    data = connection.execute(query.where(d.id == decision)).scalar()
    found: Snapshot | None = json.loads(data) if data else None
    return found


def all_decided_on(connection: Connection) -> dict[str, Snapshot]:
    """Conflict -> what the reviewer saw who made the decision in force on it."""
    c, d, v = tables.conflicts.c, tables.decisions.c, tables.conflict_versions.c
    query = select(c.id, v.data).join(tables.decisions, c.decision == d.id)
    query = query.join(tables.conflict_versions, (v.conflict == d.conflict) & (v.version == d.version))
    return {id: json.loads(data) for id, data in connection.execute(query.order_by(c.id))}

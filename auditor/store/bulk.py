"""Many decisions at once, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from auditor.model import Decision
from auditor.store import tables
from auditor.store.decisions import decide, in_force, token, undo
from auditor.store.errors import Stale


class SomeStale(Stale):
    """Some of many have changed since they were looked at; ``conflicts`` names them."""

    def __init__(self, conflicts: Sequence[str]) -> None:
        super().__init__(f"{len(conflicts)} of them have changed since you looked at them", "")
        self.conflicts = tuple(conflicts)


def decide_all(connection: Connection, decision: Decision, seen: Mapping[str, str]) -> tuple[int, int]:
    """The same decision on every conflict of ``seen``, which gives for each the token of what its writer saw.

    Gives the ids of the first and the last entry. Raises SomeStale where any has changed, and then writes none.
    """
    stale = [conflict for conflict, token_seen in seen.items() if token_seen != token(connection, conflict)]
    if stale:
        raise SomeStale(stale)
    made = decision.made_at or datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    ids = [decide(connection, replace(decision, conflict=k, made_at=made), None).id for k in seen]
    return ids[0], ids[-1]


def undo_all(connection: Connection, first: int, last: int, reviewer: str) -> tuple[int, int]:
    """Takes back the decisions with ids from ``first`` to ``last`` that are still in force.

    Gives how many were taken back, and how many were left since something was said after them.
    """
    d = tables.decisions.c
    query = select(d.id, d.conflict).where(d.id.between(first, last), d.action == "decide").order_by(d.id)
    undone = left = 0
    for id, conflict in connection.execute(query).tuples().all():
        current = in_force(connection, conflict)
        newest = connection.execute(select(func.max(d.id)).where(d.conflict == conflict)).scalar()
        if current is not None and current.id == id == newest:
            undo(connection, conflict, reviewer, None)
            undone += 1
        else:
            left += 1
    return undone, left

"""Gives what a run found the ids that it had before: the database side of identity.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from auditor.model import Audit
from auditor.store import tables
from auditor.store.identity import Thing, carry
from auditor.store.rows import add
from auditor.store.seen import latest
from auditor.store.snapshots import snapshots, thing


def with_lasting_ids(connection: Connection, audit: Audit) -> Audit:
    aliases = dict(connection.execute(select(tables.aliases.c.found_as, tables.aliases.c.id)).tuples().all())
    questions = _carry(
        connection,
        [_question_thing(q.id, q.claims) for q in audit.questions],
        lambda: _last_questions(connection),
        aliases,
    )
    audit = replace(
        audit,
        questions=tuple(replace(q, id=questions[q.id]) for q in audit.questions),
        conflicts=tuple(replace(k, question=questions[k.question]) for k in audit.conflicts),
    )
    found = [thing(id, snapshot) for id, snapshot in snapshots(audit).items()]
    conflicts = _carry(connection, found, lambda: _last_conflicts(connection), aliases)
    return replace(audit, conflicts=tuple(replace(k, id=conflicts[k.id]) for k in audit.conflicts))


def _carry(
    connection: Connection, found: Sequence[Thing], before: Callable[[], list[Thing]], aliases: Mapping[str, str]
) -> dict[str, str]:
    """The ids to keep. Where each is known by its words and no two claim one id, there is nothing to compare."""
    wanted = [aliases.get(t.id) for t in found]
    if None not in wanted and len(set(wanted)) == len(wanted):
        return {t.id: aliases[t.id] for t in found}
    ids = carry(found, before(), aliases)
    new = [{"found_as": old, "id": id} for old, id in ids.items() if old not in aliases]
    add(connection, tables.aliases, new)
    return ids


def _question_thing(id: str, claims: Iterable[str]) -> Thing:
    return Thing(id, "question", (frozenset((claim,) for claim in claims),))


def _last_questions(connection: Connection) -> list[Thing]:
    table = tables.position_claims
    claims: dict[str, list[str]] = {}
    for question, claim in connection.execute(select(table.c.question, table.c.claim)):
        claims.setdefault(question, []).append(claim)
    return [_question_thing(id, of) for id, of in sorted(claims.items())]


def _last_conflicts(connection: Connection) -> list[Thing]:
    c = tables.conflicts.c
    present = list(connection.execute(select(c.id).where(c.gone_run.is_(None)).order_by(c.id)).scalars())
    last = latest(connection, present)
    return [thing(id, last[id]) for id in present]

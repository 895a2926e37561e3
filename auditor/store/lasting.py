"""Gives what a run found the ids that it had before: the database side of identity.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from auditor.model import Audit
from auditor.store import tables
from auditor.store.identity import Thing, carry
from auditor.store.rows import add, portions
from auditor.store.seen import latest
from auditor.store.snapshots import snapshots, thing


def with_lasting_ids(connection: Connection, audit: Audit) -> Audit:
    """The audit, with the ids that its questions and conflicts had before."""
    aliases = dict(connection.execute(select(tables.aliases.c.found_as, tables.aliases.c.id)).tuples().all())
    asked = {q.id: q for q in audit.questions}
    questions = _carry(
        connection,
        list(asked),
        lambda ids: [_question_thing(id, asked[id].claims) for id in ids],
        _last_questions,
        aliases,
    )
    audit = replace(
        audit,
        questions=tuple(q if questions[q.id] == q.id else replace(q, id=questions[q.id]) for q in audit.questions),
        conflicts=tuple(
            k if questions[k.question] == k.question else replace(k, question=questions[k.question])
            for k in audit.conflicts
        ),
    )
    found = [k.id for k in audit.conflicts]
    conflicts = _carry(connection, found, lambda ids: _conflict_things(audit, ids), _last_conflicts, aliases)
    return replace(
        audit,
        conflicts=tuple(k if conflicts[k.id] == k.id else replace(k, id=conflicts[k.id]) for k in audit.conflicts),
    )


def _carry(
    connection: Connection, found: Sequence[str], things: Callable[[Sequence[str]], list[Thing]],
    before: Callable[[Connection, Collection[str]], list[Thing]], aliases: Mapping[str, str],
) -> dict[str, str]:  # fmt: skip
    """Id as found -> the id to keep. things, before: what was found, and what the last run found but for some ids.

    What alone claims an id by its words gets it without a closer look: that is nearly everything.
    """
    claimed = Counter(aliases[id] for id in found if id in aliases)
    plain = {id: aliases[id] for id in found if id in aliases and claimed[aliases[id]] == 1}
    rest = [id for id in found if id not in plain]
    if not rest:
        return plain
    ids = carry(things(rest), before(connection, set(plain.values())), aliases)
    add(connection, tables.aliases, [{"found_as": old, "id": id} for old, id in ids.items() if old not in aliases])
    return plain | ids


def _question_thing(id: str, claims: Iterable[str]) -> Thing:
    return Thing(id, "question", (frozenset((claim,) for claim in claims),))


def _conflict_things(audit: Audit, ids: Sequence[str]) -> list[Thing]:
    wanted = set(ids)
    few = replace(audit, conflicts=tuple(k for k in audit.conflicts if k.id in wanted))
    return [thing(id, snapshot) for id, snapshot in snapshots(few).items()]


def _last_questions(connection: Connection, without: Collection[str]) -> list[Thing]:
    table = tables.position_claims
    there = connection.execute(select(tables.questions.c.id)).scalars()
    claims: dict[str, list[str]] = {}
    for some in portions(sorted(set(there) - set(without))):
        for question, claim in connection.execute(
            select(table.c.question, table.c.claim).where(table.c.question.in_(some))
        ):
            claims.setdefault(question, []).append(claim)
    return [_question_thing(id, of) for id, of in sorted(claims.items())]


def _last_conflicts(connection: Connection, without: Collection[str]) -> list[Thing]:
    c = tables.conflicts.c
    there = connection.execute(select(c.id).where(c.gone_run.is_(None))).scalars()
    present = sorted(set(there) - set(without))
    last = latest(connection, present)
    return [thing(id, last[id]) for id in present]

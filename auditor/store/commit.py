"""Writes a finished run: everything in one transaction, so that a run that is broken off has never been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from auditor.model import Article, Audit
from auditor.store import plain, tables
from auditor.store.answers import write_claims, write_questions
from auditor.store.conflicts import write_conflicts
from auditor.store.lasting import with_lasting_ids
from auditor.store.rows import add, portions, remove

KEPT_RUNS = 20
"""Runs for which a cached result is kept that none of them used."""


@dataclass(frozen=True, slots=True)
class Done:
    """A finished audit, and how it came about.

    articles: all that are there, and the earlier versions that are kept. events: article id -> what happened to it
    (new, changed, moved, returned, gone) and a detail. stamps: article id -> what its claims depend on.
    """

    time: str
    version: str
    model: str
    kinds: str
    audit: Audit
    articles: tuple[Article, ...]
    events: Mapping[str, tuple[str, str]]
    stamps: Mapping[str, str]
    roots: tuple[str, ...] = ()
    dropped_roots: tuple[str, ...] = ()
    blocks: int = 0
    compared: int = 0
    read: int = 0
    used: frozenset[str] = field(default=frozenset())


def write(connection: Connection, done: Done) -> tuple[int, Audit]:
    """The run's number, and its audit with the ids that hold from run to run."""
    number = int(connection.execute(select(func.max(tables.runs.c.id))).scalar() or 0) + 1
    before = connection.execute(select(tables.runs).where(tables.runs.c.id == number - 1)).mappings().first()
    connection.execute(insert(tables.runs).values(_run_row(number, done)))
    _write_articles(connection, number, done)
    audit = with_lasting_ids(connection, done.audit)
    gone_claims = write_claims(connection, audit, done.stamps)
    write_questions(connection, audit.questions)
    other = before is not None and any(before[name] != getattr(done, name) for name in ("version", "model", "kinds"))
    counts = write_conflicts(connection, number, audit, done.events, other)
    remove(connection, tables.claims.c.id, gone_claims)
    _write_roots(connection, number, done)
    connection.execute(update(tables.runs).where(tables.runs.c.id == number).values(counts))
    _tidy(connection, number, done.used)
    return number, audit


def _run_row(number: int, done: Done) -> dict[str, Any]:
    events = [what for what, _ in done.events.values()]
    present = sum(not a.version_of for a in done.audit.articles)
    return dict.fromkeys((c.name for c in tables.runs.columns), 0) | {
        "id": number, "time": done.time, "version": done.version, "model": done.model, "kinds": done.kinds,
        "articles": present, "claims": len(done.audit.claims), "questions": len(done.audit.questions),
        "conflicts": len(done.audit.conflicts), "articles_new": events.count("new") + events.count("returned"),
        "articles_changed": events.count("changed"), "articles_gone": events.count("gone"),
        "articles_moved": events.count("moved"), "blocks": done.blocks, "blocks_compared": done.compared,
        "articles_read": done.read,
    }  # fmt: skip


def _write_articles(connection: Connection, number: int, done: Done) -> None:
    table = tables.articles
    known = set(connection.execute(select(table.c.id)).scalars())
    fresh = [a for a in sorted(done.articles, key=lambda a: bool(a.version_of)) if a.id not in known]
    first = {"first_run": number, "changed_run": number, "gone_run": None, "stamp": ""}
    add(connection, table, [plain.article_row(a) | first for a in fresh])
    by_id = {a.id: a for a in done.articles}
    for id, (what, detail) in done.events.items():
        row: dict[str, Any] = {"gone_run": number} if what == "gone" else {"gone_run": None}
        if id in by_id and id in known:
            row |= plain.article_row(by_id[id])
        if what == "changed":
            row["changed_run"] = number
        connection.execute(update(table).where(table.c.id == id).values(row))
        connection.execute(insert(tables.article_events).values(run=number, article=id, what=what, detail=detail))


def _write_roots(connection: Connection, number: int, done: Done) -> None:
    known = set(connection.execute(select(tables.roots.c.path)).scalars())
    add(connection, tables.roots, [{"path": r, "run": number} for r in done.roots if r not in known])
    remove(connection, tables.roots.c.path, done.dropped_roots)


def _tidy(connection: Connection, number: int, used: frozenset[str]) -> None:
    """Marks what this run used of the cache where that is old, and forgets what no run has used for long."""
    c = tables.cache.c
    old = select(c.key).where(c.run <= number - KEPT_RUNS // 2)
    again = [key for key in connection.execute(old).scalars() if key in used]
    for some in portions(again):
        connection.execute(update(tables.cache).where(c.key.in_(some)).values(run=number))
    connection.execute(delete(tables.cache).where(c.run < number - KEPT_RUNS))

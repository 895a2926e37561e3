"""What lists of conflicts are made of: one light entry for each that is there, and full-text search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from sys import intern
from typing import Any

from sqlalchemy import Connection, func, or_, select

from auditor.store import plain, tables

SHOWN = (
    "id", "code", "name", "severity", "verdict", "confidence", "question_label", "kind", "message", "sources",
    "first_run", "changed_run", "version", "new_evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What filters, counts and the order of a list need of a conflict. status: of the decision in force, or ""."""

    id: str
    code: str
    name: str
    severity: str
    gravity: int
    verdict: str
    kind: str
    confidence: float
    sources: tuple[str, ...]
    first_run: int
    status: str
    why: str
    new_evidence: bool


def state(connection: Connection) -> str:
    """What all lists depend on: the newest run and the newest word of a reviewer, as "run.entry"."""
    run = connection.execute(select(func.max(tables.runs.c.id))).scalar() or 0
    said = connection.execute(select(func.max(tables.decisions.c.id))).scalar() or 0
    return f"{run}.{said}"


def entries(connection: Connection, said_after: int = -1) -> tuple[Entry, ...]:
    """All conflicts that are there, by id; or only those of which something was said after that entry."""
    c, d = tables.conflicts.c, tables.decisions.c
    query = select(
        c.id, c.code, c.name, c.severity, c.gravity, c.verdict, c.kind, c.confidence, c.sources, c.first_run,
        func.coalesce(d.status, ""), func.coalesce(d.why, ""), c.new_evidence,
    )  # fmt: skip
    query = query.outerjoin(tables.decisions, c.decision == d.id).where(c.gone_run.is_(None)).order_by(c.id)
    if said_after >= 0:
        query = query.where(c.id.in_(select(d.conflict).where(d.id > said_after)))
    return tuple(_entry(row) for row in connection.execute(query))


def _entry(row: Any) -> Entry:
    """Texts that repeat are made one object each, which makes counting them much quicker."""
    of = tuple(map(intern, row[8].split("\n")))
    code, name, severity, verdict, kind, status, why = map(intern, (*row[1:4], *row[5:7], row[10], row[11]))
    return Entry(row[0], code, name, severity, row[4], verdict, kind, row[7], of, row[9], status, why, bool(row[12]))


def last_run(connection: Connection) -> plain.Row | None:
    """The newest row of the table ``runs``."""
    return connection.execute(select(tables.runs).order_by(tables.runs.c.id.desc()).limit(1)).mappings().first()


def matching(connection: Connection, words: str) -> frozenset[str]:
    """The conflicts that are there and hold every one of these words (or parts of words), or whose id begins so."""
    c = tables.conflicts.c
    query = select(c.id).where(c.gone_run.is_(None))
    for word in words.casefold().split():
        query = query.where(or_(c.search.contains(word, autoescape=True), c.id.startswith(word, autoescape=True)))
    return frozenset(connection.execute(query).scalars())


def rows(connection: Connection, ids: list[str]) -> list[plain.Row]:
    """What a list shows of these conflicts, in their order: SHOWN, the newest entry on each and the decision."""
    c, d = tables.conflicts.c, tables.decisions.c
    said = select(d.conflict, func.max(d.id).label("newest")).where(d.conflict.in_(ids)).group_by(d.conflict).subquery()
    query = select(
        *(c[name] for name in SHOWN), d.status, d.why, d.answer, d.note, d.reviewer, d.made_at,
        func.coalesce(said.c.newest, 0).label("newest"),
    )  # fmt: skip
    query = query.outerjoin(tables.decisions, c.decision == d.id).outerjoin(said, said.c.conflict == c.id)
    found = {row["id"]: row for row in connection.execute(query.where(c.id.in_(ids))).mappings()}
    return [found[id] for id in ids if id in found]


def labels(connection: Connection, ids: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Conflict -> its sides in order: label and number of sources."""
    s = tables.sides.c
    query = select(s.conflict, s.label, s.sources).where(s.conflict.in_(ids)).order_by(s.conflict, s.n)
    found: dict[str, list[tuple[str, int]]] = {}
    for conflict, label, sources in connection.execute(query):
        found.setdefault(conflict, []).append((label, sources))
    return found


def verdicts_by_code(connection: Connection) -> dict[tuple[str, str], Counter[tuple[str, str]]]:
    """(code, name) -> (status, why) -> how many decisions in force say so, also on conflicts that are gone."""
    c, d = tables.conflicts.c, tables.decisions.c
    query = select(c.code, c.name, d.status, d.why, func.count()).join(tables.decisions, c.decision == d.id)
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    grouped = query.group_by(c.code, c.name, d.status, d.why).order_by(c.code, c.name)
    for code, name, status, why, number in connection.execute(grouped):
        found.setdefault((code, name), Counter())[status, why] = number
    return found


def said(connection: Connection, first: int, last: int) -> list[plain.Row]:
    """The decisions with ids from ``first`` to ``last``, in order: rows of the table ``decisions``."""
    d = tables.decisions
    query = select(d).where(d.c.id.between(first, last), d.c.action == "decide").order_by(d.c.id)
    return list(connection.execute(query).mappings())


def gone_but_decided(connection: Connection) -> list[str]:
    """Conflicts that no run finds any more, but that a decision is in force on."""
    c = tables.conflicts.c
    query = select(c.id).where(c.gone_run.is_not(None), c.decision.is_not(None)).order_by(c.id)
    return list(connection.execute(query).scalars())

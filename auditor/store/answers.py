"""Writes the claims and questions of a run: only rows that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from auditor.model import Audit, Question
from auditor.store import plain, tables
from auditor.store.rows import add, portions, remove, replace, stamp


def write_claims(connection: Connection, audit: Audit, of_articles: Mapping[str, str]) -> list[str]:
    """Writes what is new or different; gives the ids of gone claims, to be deleted when nothing points there."""
    stamps = _claim_stamps(audit, of_articles)
    known = dict(connection.execute(select(tables.articles.c.id, tables.articles.c.stamp)).tuples().all())
    other = [id for id in known if stamps.get(id, "") != known[id]]
    table = tables.claims
    old: set[str] = set()
    for some in portions(other):
        old |= set(connection.execute(select(table.c.id).where(table.c.article.in_(some))).scalars())
    wanted = set(other)
    rows = {c.id: plain.claim_row(c) for c in audit.claims if c.article in wanted}
    replace(connection, table, [rows[id] for id in sorted(rows.keys() & old)])
    add(connection, table, [row for id, row in rows.items() if id not in old])
    replace(connection, tables.articles, [{"id": id, "stamp": stamps.get(id, "")} for id in other])
    return sorted(old - rows.keys())


def _claim_stamps(audit: Audit, of_articles: Mapping[str, str]) -> dict[str, str]:
    """Article id -> a hash of what its rows of claims depend on; of an earlier version only some claims are told."""
    versions = {a.id for a in audit.articles if a.version_of}
    told: dict[str, list[str]] = {}
    for claim in audit.claims:
        told.setdefault(claim.article, []).append(claim.id if claim.article in versions else "")
    return {id: stamp(of_articles.get(id, ""), "".join(ids)) for id, ids in told.items()}


def write_questions(connection: Connection, questions: Sequence[Question]) -> None:
    stamps = {q.id: stamp(plain.dumps(plain.question(q))) for q in questions}
    known = dict(connection.execute(select(tables.questions.c.id, tables.questions.c.stamp)).tuples().all())
    old = [id for id, stamp in known.items() if stamps.get(id) != stamp]
    for column in (tables.position_claims.c.question, tables.positions.c.question, tables.questions.c.id):
        remove(connection, column, old)
    new = [q for q in questions if known.get(q.id) != stamps[q.id]]
    add(connection, tables.questions, [
        {"id": q.id, "label": q.label, "kind": q.kind, "because": plain.dumps(q.because), "stamp": stamps[q.id]}
        for q in new
    ])  # fmt: skip
    add(connection, tables.positions, [
        {"question": q.id, "n": n, "label": p.label, "sources": p.sources, "firmness": p.firmness,
         "independent": p.independent}
        for q in new for n, p in enumerate(q.positions)
    ])  # fmt: skip
    add(connection, tables.position_claims, [
        {"question": q.id, "n": n, "claim": claim}
        for q in new for n, p in enumerate(q.positions) for claim in p.claims
    ])  # fmt: skip

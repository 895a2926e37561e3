"""From what a person types to what is meant."""

from __future__ import annotations

from sqlalchemy import Connection, select

from auditor.store import tables
from auditor.store.errors import Unknown


def articles(connection: Connection, named: str) -> dict[str, str]:
    """Id -> path of the articles that are there and have this id (or its beginning) or path, or lie in this folder."""
    c = tables.articles.c
    there = select(c.id, c.path).where(c.gone_run.is_(None), c.version_of.is_(None)).order_by(c.path)
    rows = dict(connection.execute(there).tuples().all())
    folder = named.rstrip("/") + "/"
    exact = {id: path for id, path in rows.items() if path == named or path.startswith(folder)}
    if exact:
        return exact
    begun = {id: path for id, path in rows.items() if id.startswith(named)}
    if len(begun) > 1:
        raise Unknown(f"{named}: several articles begin so: {', '.join(sorted(begun)[:5])}")
    return begun

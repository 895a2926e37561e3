"""From what a person types to what is meant."""

from __future__ import annotations

from sqlalchemy import Connection, select

from auditor.store import tables
from auditor.store.errors import Unknown


def conflict(connection: Connection, shortened: str) -> str:
    """The id that begins so, of all conflicts that were ever found. Raises Unknown where that is none or several."""
    c = tables.conflicts.c
    query = select(c.id).where(c.id.startswith(shortened, autoescape=True)).order_by(c.id).limit(6)
    found: list[str] = list(connection.execute(query).scalars()) if shortened else []
    if shortened in found or len(found) == 1:
        return found[0]
    if not found:
        raise Unknown(f"{shortened}: there is no such conflict in the store; the report names their ids")
    raise Unknown(f"{shortened}: several conflicts begin so: {', '.join(found[:5])}{' …' if len(found) > 5 else ''}")


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

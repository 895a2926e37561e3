"""Many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

MANY = 500
"""Values that one statement names at most: databases have limits."""


def portions(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, in lists of at most MANY."""
    listed = list(values)
    for n in range(0, len(listed), MANY):
        yield listed[n : n + MANY]


def add(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def replace(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update rows by their ``id``; all give the same columns."""
    if rows:
        change = update(table).where(table.c.id == bindparam("key")).values({n: bindparam(f"new_{n}") for n in rows[0]})
        connection.execute(change, [{"key": row["id"]} | {f"new_{n}": v for n, v in row.items()} for row in rows])


def remove(connection: Connection, column: Any, values: Iterable[str]) -> None:
    """Delete the rows whose column has one of the values."""
    for some in portions(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def stamp(*parts: str) -> str:
    """A short hash, to tell whether something is still the same."""
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]

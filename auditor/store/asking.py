"""Questions in plain SQL with named parameters (``:run``), as SQLite and PostgreSQL understand them alike.

A store in a file is asked through the standard library alone, so that commands that only look back answer at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from auditor.store.place import BUSY
from auditor.store.plain import Row

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Ask(Protocol):
    """Answers a question with its rows, by the names of their columns."""

    def __call__(self, question: str, **values: str | int) -> list[Row]: ...


def over(connection: Connection) -> Ask:
    """Asks over a connection that is open, in its transaction."""
    from sqlalchemy import text

    def ask(question: str, **values: str | int) -> list[Row]:
        return list(connection.execute(text(question), values).mappings())

    return ask


@contextmanager
def in_file(file: Path) -> Iterator[Ask]:
    """Asks a SQLite file that is there, in one transaction. Nothing can be written. Raises sqlite3.Error."""
    address = f"{file.absolute().as_uri()}?mode=rw"  # not "ro", which cannot set up what readers of a log share
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None)) as connection:
        connection.row_factory = _named
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield lambda question, **values: connection.execute(question, values).fetchall()


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}

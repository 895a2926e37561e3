"""Transactions: readers see one state, writers come one after the other and write all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_LOCK = 7216402  # any number: the name of the writers' lock among a PostgreSQL database's advisory locks


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the store."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes all or nothing; one at a time, from its first statement on."""
    with _write_connection(engine) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def _write_connection(engine: Engine) -> Connection:
    """On PostgreSQL each statement sees what was committed before it, also while it waited for another writer."""
    on_server = engine.dialect.name == "postgresql"
    options = {"isolation_level": "READ COMMITTED"} if on_server else {"writing": True}
    return engine.connect().execution_options(**options)

"""Opening a store: SQLite in a file (write-ahead log), or PostgreSQL by URL; transactions; one run at a time."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from auditor import disk
from auditor.store import tables
from auditor.store.errors import StoreError
from auditor.store.migrations import migrate
from auditor.store.place import BUSY, file_of, shown
from auditor.store.transactions import reading, writing

_LOCK = 7216401  # any number: the name of the runs' lock among a PostgreSQL database's advisory locks


def connect(place: str) -> Engine:
    """An engine on a store in the newest form. Raises StoreError where it cannot be opened."""
    file = file_of(place)
    try:
        engine = _sqlite(file) if file is not None else _postgresql(place)
        migrate(engine, lambda form: _copy(file, form) if file is not None else None)
    except NoSuchModuleError as error:
        raise StoreError(f"{shown(place)}: {error}") from None
    except ImportError:
        raise StoreError("a store in PostgreSQL needs its driver: pip install 'auditor[postgresql]'") from None
    except (DBAPIError, OSError) as error:
        raise StoreError(f"{shown(place)}: the store cannot be opened: {reason(error)}") from None
    return engine


def reason(error: Exception) -> str:
    """What a database says went wrong, in one line."""
    said = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    text = getattr(said, "strerror", None) or str(said)
    return " ".join(text.split()).removesuffix(".")


def _sqlite(file: Path) -> Engine:
    disk.make(file.parent)
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": BUSY})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions are begun below, so that they hold changes of tables too
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was committed outlives a loss of power
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(place: str) -> Engine:
    url = make_url(place)
    return create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ")


def _copy(file: Path, form: int) -> Path:
    """A copy of the whole database beside it, made by SQLite itself, so that it is sound whoever else has it open.

    It bears its name only once it is whole, and is on the disk before the database itself is changed.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    copy = file.with_name(f"{file.name}.form-{form}-{stamp}")
    part = copy.with_name(copy.name + ".part")
    with sqlite3.connect(file) as source, sqlite3.connect(part) as target:
        source.backup(target)
    source.close()
    target.close()
    part.replace(copy)
    disk.settle(file.parent)
    return copy


@contextmanager
def only_run(engine: Engine, file: Path | None, waiting: Callable[[str], None]) -> Iterator[None]:
    """Holds the store against other runs. ``waiting`` is told who holds it, where it does not come free at once.

    The lock is the system's (SQLite) or the server's (PostgreSQL): it ends with its process, however that ends.
    """
    told = False
    with _file_lock(file) if file is not None else _server_lock(engine) as acquire:
        while not acquire():
            if not told:
                waiting(holder(engine))
                told = True
            time.sleep(0.2)
        _set_holder(engine)
        yield


@contextmanager
def _file_lock(file: Path) -> Iterator[Callable[[], bool]]:
    from filelock import FileLock, Timeout

    lock = FileLock(file.with_name(file.name + ".lock"))

    def acquire() -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    try:
        yield acquire
    finally:
        lock.release()


@contextmanager
def _server_lock(engine: Engine) -> Iterator[Callable[[], bool]]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            yield lambda: bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_LOCK})").scalar_one())
        finally:
            connection.invalidate()  # the lock ends with the connection


def _set_holder(engine: Engine) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    words = f"process {os.getpid()} on {socket.gethostname()}, since {now}"
    with writing(engine) as connection:
        connection.execute(delete(tables.meta).where(tables.meta.c.name == "holder"))
        connection.execute(insert(tables.meta).values(name="holder", value=words))


def holder(engine: Engine) -> str:
    """Who took the store for a run last: it still holds it where the lock is taken."""
    with reading(engine) as connection:
        found: Any = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "holder")).scalar()
    return str(found or "another process")

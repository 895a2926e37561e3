"""A fresh store in each database: SQLite always, PostgreSQL where AUDITOR_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from auditor.store import Store, open_store

SERVER = os.environ.get("AUDITOR_TEST_POSTGRES", "")
NO_SERVER = "no PostgreSQL to test with: AUDITOR_TEST_POSTGRES names none (.ci/run starts one)"


def emptied(server: str) -> str:
    """The server's database, with nothing in it."""
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "audit.db")
    if not SERVER:
        pytest.skip(NO_SERVER)
    return emptied(SERVER)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened

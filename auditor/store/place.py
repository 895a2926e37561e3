"""Where a store is: a file, or the address of a database on a server."""

from __future__ import annotations

from pathlib import Path

from auditor.store.errors import StoreError

DEFAULT = Path(".auditor") / "audit.db"
"""Where the store is when nothing else is said: in the folder that the program is started in."""

BUSY = 30
"""Seconds that one writer waits for another; a write takes far less."""


def file_of(place: str) -> Path | None:
    """The file of a store in SQLite, None for one on a server. Raises StoreError for what names no store."""
    if "://" not in place:
        return Path(place)
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(place)
    except ArgumentError:
        raise StoreError(f"{place}: is no address of a store: give a file, or postgresql://...") from None
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "")
    if url.get_backend_name() != "postgresql":
        raise StoreError(f"{shown(place)}: only SQLite and PostgreSQL are known: give a file, or postgresql://...")
    return None


def exists(place: str) -> bool:
    """Is there a store yet? One on a server is taken to be there."""
    file = file_of(place)
    return file is None or file.exists()


def shown(place: str) -> str:
    """The address without its password."""
    if "://" not in place:
        return place
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return place

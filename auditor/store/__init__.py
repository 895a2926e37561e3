"""What is remembered from run to run, in a database: articles, findings, decisions. The only room that knows SQL.

    with open_store(".auditor/audit.db") as store:
        store.runs()                            what was run, the newest first
        store.changes(since=3)                  what is different after the last run
        store.history("k0123456789")            the life of a conflict
        store.decide(decision, seen=store.token("k0123456789"))

``open_past`` opens the first three of these alone, without SQLAlchemy: its import takes longer than they do. For the
same reason the names below are loaded when they are asked for. docs/store.md describes the tables, and what the store
promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.store.commit import Done as Done
    from auditor.store.errors import Stale as Stale
    from auditor.store.errors import StoreError as StoreError
    from auditor.store.errors import Unknown as Unknown
    from auditor.store.identity import Known as Known
    from auditor.store.identity import settle as settle
    from auditor.store.identity import version_id as version_id
    from auditor.store.opened import Store as Store
    from auditor.store.opened import open_store as open_store
    from auditor.store.past import Past as Past
    from auditor.store.past import open_past as open_past
    from auditor.store.place import DEFAULT as DEFAULT
    from auditor.store.place import exists as exists
    from auditor.store.plain import Row as Row

_HOMES = {
    "commit": ("Done",),
    "errors": ("Stale", "StoreError", "Unknown"),
    "identity": ("Known", "settle", "version_id"),
    "opened": ("Store", "open_store"),
    "past": ("Past", "open_past"),
    "place": ("DEFAULT", "exists"),
    "plain": ("Row",),
}
__all__ = [
    "DEFAULT", "Done", "Known", "Past", "Row", "Stale", "Store", "StoreError", "Unknown", "exists", "open_past",
    "open_store", "settle", "version_id",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'auditor.store' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(f"auditor.store.{home}"), name)
    globals()[name] = value
    return value

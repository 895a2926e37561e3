"""What a loss of power breaks of what is promised: that the store is as before or as after, that what was told is kept,
and that each file of the report is whole."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from power import Cut, Disk, Event, cuts, left, seen, snapshot
from sqlalchemy import Connection
from tracing import record

from auditor.store import Store, StoreError, open_store

STORE = Path(".auditor") / "audit.db"
NOT_COMPARED = ("cache", "meta", "sqlite_sequence")
BETWEEN = 20
"""Moments between two calls that are looked at, besides every sync, change of a name and word told."""


@dataclass(frozen=True)
class Recorded:
    """A command in a folder: the files at its beginning, what it did, and the files then and when it told something."""

    folder: Path
    begun: Disk
    events: list[Event]
    moments: list[dict[str, bytes]]


def recorded(folder: Path, *command: str) -> Recorded:
    begun = snapshot(folder)
    events = record(folder, command, folder.parent / "trace")
    *moments, end = seen(begun, events)
    assert end == snapshot(folder).files(), "the calls as recorded give other files than the calls gave"
    return Recorded(folder, begun, events, moments)


def put(files: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def after_cuts(of: Recorded, folder: Path, between: int = BETWEEN) -> Iterator[tuple[Cut, str]]:
    """Each disk that a power cut may leave, put into the folder; the moment, and what became of late writes."""
    rng, known = random.Random(7), set[tuple[int, frozenset[tuple[str, bytes]]]]()
    for cut in cuts(of.begun, of.events, rng, between):
        for fate, files in left(cut, rng):
            key = (cut.told, frozenset(files.items()))
            if key not in known:
                known.add(key)
                put(files, folder)
                yield cut, fate


def contents(connection: Connection) -> dict[str, list[Any]]:
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    kept = [t for t in tables if t not in NOT_COMPARED]
    return {t: sorted(connection.exec_driver_sql(f"SELECT * FROM {t}").tuples(), key=repr) for t in kept}


def state(store: Store) -> tuple[Any, ...]:
    """All that the store holds, but for the cache and who holds it. Raises where the database is not sound."""
    checked = store.ask(lambda connection: connection.exec_driver_sql("PRAGMA integrity_check").scalars().all())
    strays = store.ask(lambda connection: connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    if checked != ["ok"] or strays:
        raise StoreError(f"not sound: {checked} {strays}")
    return store.ask(contents), store.runs(), store.decisions()


def opened(folder: Path) -> tuple[Any, ...]:
    with open_store(str(folder / STORE)) as store:
        return state(store)


def states(of: Recorded, folder: Path) -> list[tuple[Any, ...]]:
    """What the store held at the beginning, and whenever something was told."""
    found = []
    for files in of.moments:
        put(files, folder)
        found.append(opened(folder))
    return found


def violations(of: Recorded, folder: Path) -> Iterator[str]:
    """What a power cut breaks of what is promised."""
    before = states(of, folder)
    for cut, fate in after_cuts(of, folder):
        moment = f"{fate} of {len(cut.late)} writes and names is kept, {cut.told} told"
        yield from (f"{moment}: {path} is no whole report" for path in broken_reports(of, cut, folder))
        try:
            now = opened(folder)
        except StoreError as error:
            yield f"{moment}: {error}"
            continue
        if now not in before[cut.told : cut.told + 2]:
            yield f"{moment}: " + ("what was told is lost" if now in before else "the store is in no state it ever had")


def broken_reports(of: Recorded, cut: Cut, folder: Path) -> list[str]:
    """The report's files that are neither as before nor as after."""
    paths = {p for files in of.moments for p in files if p.startswith("reports/")}
    now = {p: (folder / p).read_bytes() if (folder / p).exists() else None for p in paths}
    return [p for p in paths if now[p] not in [files.get(p) for files in of.moments[cut.told : cut.told + 2]]]

"""What people ask of the runs so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from auditor.model import Changes, Decision
from auditor.store import asking, compare, migrations, said
from auditor.store.asking import Ask
from auditor.store.errors import StoreError, Unknown
from auditor.store.plain import Row


class Past:
    """A store, to look back in. Every method sees one state of it."""

    def __init__(self, opened: Callable[[], AbstractContextManager[Ask]]) -> None:
        self._opened = opened

    def runs(self) -> list[Row]:
        """The runs, the newest first: rows of the table ``runs``."""
        with self._opened() as ask:
            return ask("SELECT * FROM runs ORDER BY id DESC")

    def changes(self, since: int | None = None, until: int | None = None) -> Changes | None:
        """What is different after run ``until`` (the last) from after run ``since`` (the one before it).

        since=0 is before the first run. None where there is no earlier run to compare with.
        """
        with self._opened() as ask:
            last = int(ask("SELECT MAX(id) AS last FROM runs")[0]["last"] or 0)
            until = last if until is None else until
            since = (until - 1 or -1) if since is None else since
            return compare.changes(ask, since, until) if since >= 0 and 0 < until <= last else None

    def history(self, conflict: str) -> list[Row]:
        """The conflict's life in order: run, time, present, why, and its snapshot as ``data`` (JSON)."""
        with self._opened() as ask:
            return ask(
                "SELECT v.run, r.time, v.version, v.present, v.why, v.data FROM conflict_versions v "
                "JOIN runs r ON r.id = v.run WHERE v.conflict = :conflict ORDER BY v.version",
                conflict=conflict,
            )

    def conflict_id(self, shortened: str) -> str:
        """The conflict that a shortened id means. Raises Unknown where that is none or several."""
        begins = "SELECT id FROM conflicts WHERE SUBSTR(id, 1, LENGTH(:begun)) = :begun ORDER BY id LIMIT 6"
        with self._opened() as ask:
            found = [str(row["id"]) for row in ask(begins, begun=shortened)] if shortened else []
        if shortened in found or len(found) == 1:
            return found[0]
        if not found:
            raise Unknown(f"{shortened}: there is no such conflict in the store; the report names their ids")
        more = " …" if len(found) > 5 else ""
        raise Unknown(f"{shortened}: several conflicts begin so: {', '.join(found[:5])}{more}")

    def decisions(self) -> dict[str, Decision]:
        """Conflict -> the decision in force, also for conflicts that are gone."""
        with self._opened() as ask:
            return said.all_in_force(ask)

    def entries(self, conflict: str) -> list[Row]:
        """All that was said of a conflict, in order, what was undone too."""
        with self._opened() as ask:
            return said.entries(ask, conflict)


@contextmanager
def open_past(place: str) -> Iterator[Past]:
    """The past of the store in a file or at a URL, which must be there. Raises StoreError as ``open_store`` does.

    A file in the form that this code knows is asked as it is; all else is opened in full, which brings it to that form
    or says why it cannot be used.
    """
    if "://" in place or not _can_be_asked(Path(place)):
        from auditor.store.opened import open_store

        with open_store(place) as store:
            yield store
        return
    try:
        yield Past(lambda: asking.in_file(Path(place)))
    except sqlite3.Error as error:
        raise StoreError(f"the store cannot be used: {error}") from error


def _can_be_asked(file: Path) -> bool:
    try:
        with asking.in_file(file) as ask:
            return bool(ask("SELECT MAX(number) AS form FROM form")[0]["form"] == len(migrations.MIGRATIONS))
    except sqlite3.Error:
        return False

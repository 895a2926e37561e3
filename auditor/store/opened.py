"""A store that is open: what a run needs, and what reviewers write."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from auditor.model import Article, Audit, Decision
from auditor.store import asking, database, decisions, find, plain, tables
from auditor.store.asking import Ask
from auditor.store.commit import Done, write
from auditor.store.errors import StoreError
from auditor.store.identity import Known
from auditor.store.past import Past
from auditor.store.place import file_of
from auditor.store.rows import portions
from auditor.store.transactions import reading, writing

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def open_store(place: str) -> Iterator[Store]:
    """The store in a file or at a URL, made where there is none, and brought to the newest form.

    Raises StoreError, in the words of a person, for whatever the database refuses.
    """
    engine = database.connect(place)
    try:
        yield Store(engine, file_of(place))
    except DBAPIError as error:
        raise StoreError(f"the store cannot be used: {database.reason(error)}") from error
    finally:
        engine.dispose()


class Store(Past):
    """A store that is open. Every method is one transaction."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        super().__init__(self._asking)
        self._engine = engine
        self._file = file

    def ask(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs) -> T:
        """What a query of this room answers (``listing``, ``part``, ``standing``), from one state of the store."""
        with reading(self._engine) as connection:
            return question(connection, *args, **more)

    def change(self, step: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs) -> T:
        """What a step of this room that writes gives back (``bulk``); where it raises, nothing is written."""
        with writing(self._engine) as connection:
            return step(connection, *args, **more)

    # what a run needs

    @contextmanager
    def only_run(self, waiting: Callable[[str], None]) -> Iterator[None]:
        """Holds the store against other runs; ``waiting`` is told who holds it while it waits."""
        with database.only_run(self._engine, self._file, waiting):
            yield

    def roots(self) -> tuple[str, ...]:
        """The folders and files that were given to runs."""
        with reading(self._engine) as connection:
            return tuple(connection.execute(select(tables.roots.c.path).order_by(tables.roots.c.path)).scalars())

    def drop_root(self, path: str) -> None:
        """This folder or file is not to be looked through any more."""
        with writing(self._engine) as connection:
            connection.execute(delete(tables.roots).where(tables.roots.c.path == path))

    def left_out(self) -> frozenset[str]:
        """The files that were removed by hand."""
        with reading(self._engine) as connection:
            return frozenset(connection.execute(select(tables.left_out.c.path)).scalars())

    def leave_out(self, paths: Collection[str]) -> None:
        """Files that the next runs pass over."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            known = set(connection.execute(select(tables.left_out.c.path)).scalars())
            for path in sorted(set(paths) - known):
                connection.execute(insert(tables.left_out).values(path=path, time=now))

    def take_in(self, paths: Collection[str]) -> None:
        """Files that are not to be passed over any more."""
        with writing(self._engine) as connection:
            connection.execute(delete(tables.left_out).where(tables.left_out.c.path.in_(list(paths))))

    def edit(self, article: str, values: Mapping[str, str]) -> None:
        """Keeps what a person set right about an article (date, source, title, author); "" takes it back."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            for name, value in values.items():
                connection.execute(insert(tables.edits).values(article=article, name=name, value=value, time=now))

    def edits(self) -> dict[str, dict[str, str]]:
        """Article id -> what was set right about it by hand."""
        c = tables.edits.c
        found: dict[str, dict[str, str]] = {}
        with reading(self._engine) as connection:
            for article, name, value in connection.execute(select(c.article, c.name, c.value).order_by(c.id)):
                found.setdefault(article, {})[name] = value
        return found

    def fields(self, given: Mapping[str, str]) -> Mapping[str, str]:
        """The names of fields in data files that are given, kept for later runs; those kept where none are given."""
        c = tables.meta.c
        with writing(self._engine) as connection:
            kept = connection.execute(select(c.value).where(c.name == "fields")).scalar()
            if given:
                connection.execute(delete(tables.meta).where(c.name == "fields"))
                connection.execute(insert(tables.meta).values(name="fields", value=plain.dumps(dict(given))))
        return given or dict(json.loads(kept or "{}"))

    def known(self) -> tuple[Known, ...]:
        """Every article that was ever read, without its text."""
        c = tables.articles.c
        query = select(
            c.id, c.path, c.url, c.sha256, c.gone_run, c.title, c.source, c.published, c.published_from, c.body,
            c.modified, c.author, c.parts, c.update_of,
        )  # fmt: skip
        with reading(self._engine) as connection:
            rows = connection.execute(query.where(c.version_of.is_(None)).order_by(c.id))
            return tuple(Known(row[0], row[1], row[2], row[3], row[4] is None, tuple(row[5:])) for row in rows)

    def articles(self, ids: Collection[str]) -> dict[str, Article]:
        """The articles with these ids, as they were read last."""
        return self._articles(tables.articles.c.id, ids)

    def versions(self, ids: Collection[str]) -> dict[str, Article]:
        """The earlier versions of these articles, by their own ids."""
        return self._articles(tables.articles.c.version_of, ids)

    def _articles(self, column: object, ids: Collection[str]) -> dict[str, Article]:
        found: dict[str, Article] = {}
        with reading(self._engine) as connection:
            for some in portions(sorted(ids)):
                rows = connection.execute(select(tables.articles).where(column.in_(some))).mappings()  # type: ignore[attr-defined]
                found |= {row["id"]: plain.row_article(row) for row in rows}
        return found

    def recall(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        """What the cache holds under these keys."""
        c = tables.cache.c
        found: dict[str, str] = {}
        with reading(self._engine) as connection:
            for some in portions(sorted(set(keys))):
                rows = connection.execute(select(c.key, c.value).where(c.key.in_(some), c.kind == kind))
                found |= dict(rows.tuples().all())
        return found

    def recall_all(self, kind: str) -> dict[str, str]:
        """All that the cache holds of this kind."""
        c = tables.cache.c
        with reading(self._engine) as connection:
            return dict(connection.execute(select(c.key, c.value).where(c.kind == kind)).tuples().all())

    def keep(self, kind: str, values: Mapping[str, str]) -> None:
        """Adds to the cache, for the run that is going on. What is there already is left as it is."""
        with writing(self._engine) as connection:
            run = int(connection.execute(select(func.max(tables.runs.c.id))).scalar() or 0) + 1
            there: set[str] = set()
            for some in portions(values):
                there |= set(
                    connection.execute(select(tables.cache.c.key).where(tables.cache.c.key.in_(some))).scalars()
                )
            rows = [{"key": k, "kind": kind, "value": v, "run": run} for k, v in values.items() if k not in there]
            if rows:
                connection.execute(insert(tables.cache), rows)

    def write(self, done: Done) -> tuple[int, Audit]:
        """Adds a finished run; gives its number, and the audit with the ids that hold from run to run."""
        with writing(self._engine) as connection:
            return write(connection, done)

    # what people ask, besides its past

    @contextmanager
    def _asking(self) -> Iterator[Ask]:
        with reading(self._engine) as connection:
            yield asking.over(connection)

    def first_found(self) -> dict[str, str]:
        """Conflict -> the time of the run that found it first, for those that are there."""
        c, r = tables.conflicts.c, tables.runs.c
        query = select(c.id, r.time).join(tables.runs, r.id == c.first_run).where(c.gone_run.is_(None))
        with reading(self._engine) as connection:
            return dict(connection.execute(query).tuples().all())

    def find_articles(self, named: str) -> dict[str, str]:
        """Id -> path of the articles that are there and that an id (or its beginning), a path or a folder means."""
        with reading(self._engine) as connection:
            return find.articles(connection, named)

    # what reviewers say

    def token(self, conflict: str) -> str:
        """What a writer must send to show what was seen."""
        with reading(self._engine) as connection:
            return decisions.token(connection, conflict)

    def decide(self, decision: Decision, seen: str | None = None) -> Decision:
        """Adds a decision and gives it back as it stands. Raises Stale where ``seen`` is not what is there now."""
        with writing(self._engine) as connection:
            return decisions.decide(connection, decision, seen)

    def undo(self, conflict: str, reviewer: str = "", seen: str | None = None, note: str = "") -> Decision | None:
        """Takes back the decision in force, by an entry of its own; gives the one that holds then."""
        with writing(self._engine) as connection:
            return decisions.undo(connection, conflict, reviewer, seen, note)

    def judged(self) -> dict[str, tuple[int, int]]:
        """Source -> how many of its answers reviewers found right, and how many wrong, by the decisions in force."""
        with reading(self._engine) as connection:
            return decisions.judged(connection)

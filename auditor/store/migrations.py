"""The database's form over time: numbered steps, each applied in one transaction, with a copy of the file before.

A step that has been released is never edited; a change of tables is a new step (and tables.py follows).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.store.errors import StoreError
from auditor.store.transactions import writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

CODE_IS_OLDER = (
    "the store was written by a newer auditor (form {found}, this one knows up to {known}): "
    "install that version again, or use another --store"
)

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)

CREATE TABLE runs (id INTEGER PRIMARY KEY, time TEXT NOT NULL, version TEXT NOT NULL, model TEXT NOT NULL,
    kinds TEXT NOT NULL, articles INTEGER NOT NULL, claims INTEGER NOT NULL, questions INTEGER NOT NULL,
    conflicts INTEGER NOT NULL, articles_new INTEGER NOT NULL, articles_changed INTEGER NOT NULL,
    articles_gone INTEGER NOT NULL, articles_moved INTEGER NOT NULL, conflicts_new INTEGER NOT NULL,
    conflicts_returned INTEGER NOT NULL, conflicts_gone INTEGER NOT NULL, conflicts_new_evidence INTEGER NOT NULL,
    decisions_carried INTEGER NOT NULL, blocks INTEGER NOT NULL, blocks_compared INTEGER NOT NULL,
    articles_read INTEGER NOT NULL)

CREATE TABLE roots (path TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (id))

CREATE TABLE left_out (path TEXT PRIMARY KEY, time TEXT NOT NULL)

CREATE TABLE edits (id {serial}, article TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, time TEXT NOT NULL)

CREATE TABLE articles (id TEXT PRIMARY KEY, version_of TEXT REFERENCES articles (id), path TEXT NOT NULL,
    title TEXT NOT NULL, source TEXT NOT NULL, published TEXT NOT NULL, published_from TEXT NOT NULL,
    modified TEXT NOT NULL, author TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    body INTEGER NOT NULL, parts TEXT NOT NULL, update_of TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES runs (id), changed_run INTEGER NOT NULL REFERENCES runs (id),
    gone_run INTEGER REFERENCES runs (id), stamp TEXT NOT NULL)

CREATE TABLE article_events (run INTEGER NOT NULL REFERENCES runs (id), article TEXT NOT NULL REFERENCES articles (id),
    what TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (run, article))

CREATE TABLE claims (id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id),
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    value_type TEXT NOT NULL, subject TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,
    number {double}, unit TEXT NOT NULL, upper TEXT, bound TEXT NOT NULL, qualifiers TEXT NOT NULL, rule TEXT NOT NULL)

CREATE INDEX claims_of_article ON claims (article)

CREATE TABLE questions (id TEXT PRIMARY KEY, label TEXT NOT NULL, kind TEXT NOT NULL, because TEXT NOT NULL,
    stamp TEXT NOT NULL)

CREATE TABLE positions (question TEXT NOT NULL REFERENCES questions (id), n INTEGER NOT NULL, label TEXT NOT NULL,
    sources INTEGER NOT NULL, firmness {double} NOT NULL, independent INTEGER NOT NULL, PRIMARY KEY (question, n))

CREATE TABLE position_claims (question TEXT NOT NULL REFERENCES questions (id), n INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (id), PRIMARY KEY (question, n, claim))

CREATE INDEX position_of_claim ON position_claims (claim)

CREATE TABLE conflicts (id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL,
    gravity INTEGER NOT NULL, verdict TEXT NOT NULL, confidence {double} NOT NULL, question TEXT NOT NULL,
    question_label TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL, reasons TEXT NOT NULL,
    newer TEXT NOT NULL, best_supported TEXT NOT NULL, support TEXT NOT NULL,
    sources TEXT NOT NULL, search TEXT NOT NULL, first_run INTEGER NOT NULL REFERENCES runs (id),
    changed_run INTEGER NOT NULL REFERENCES runs (id), gone_run INTEGER REFERENCES runs (id), why_gone TEXT NOT NULL,
    version INTEGER NOT NULL, decision INTEGER, new_evidence INTEGER NOT NULL, stamp TEXT NOT NULL)

CREATE INDEX conflicts_in_order ON conflicts (gone_run, gravity, confidence, id)

CREATE TABLE sides (conflict TEXT NOT NULL REFERENCES conflicts (id), n INTEGER NOT NULL, label TEXT NOT NULL,
    sources INTEGER NOT NULL, PRIMARY KEY (conflict, n))

CREATE TABLE side_claims (conflict TEXT NOT NULL REFERENCES conflicts (id), n INTEGER NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (id), PRIMARY KEY (conflict, n, claim))

CREATE INDEX side_of_claim ON side_claims (claim)

CREATE TABLE conflict_versions (conflict TEXT NOT NULL REFERENCES conflicts (id), version INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id), present INTEGER NOT NULL, why TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (conflict, version))

CREATE INDEX conflict_versions_of_run ON conflict_versions (run)

CREATE TABLE aliases (found_as TEXT PRIMARY KEY, id TEXT NOT NULL)

CREATE TABLE decisions (id {serial}, conflict TEXT NOT NULL REFERENCES conflicts (id), version INTEGER NOT NULL,
    made_at TEXT NOT NULL, reviewer TEXT NOT NULL, action TEXT NOT NULL CHECK (action IN ('decide', 'undo')),
    status TEXT NOT NULL, why TEXT NOT NULL, answer TEXT NOT NULL, note TEXT NOT NULL, undoes INTEGER)

CREATE INDEX decisions_of_conflict ON decisions (conflict, id)

CREATE TABLE cache (key TEXT PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, run INTEGER NOT NULL)
"""

APPEND_ONLY = {
    "sqlite": """
CREATE TRIGGER decisions_are_not_edited BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END

CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END
""",
    "postgresql": """
CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'decisions are only ever added'; END $$

CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay()
""",
}

VIEWS = """
CREATE VIEW current_articles AS
    SELECT id, source, title, published, path, url, first_run, changed_run FROM articles
    WHERE gone_run IS NULL AND version_of IS NULL

CREATE VIEW decisions_in_force AS
    SELECT c.id AS conflict, d.status, d.why, d.answer, d.note, d.reviewer, d.made_at, c.new_evidence, c.gone_run
    FROM conflicts c JOIN decisions d ON d.id = c.decision

CREATE VIEW open_conflicts AS
    SELECT id, code, severity, verdict, confidence, message, question_label, kind, first_run, new_evidence
    FROM conflicts WHERE gone_run IS NULL AND (decision IS NULL OR new_evidence = 1)

CREATE VIEW answers AS
    SELECT q.id AS question, q.label AS asked, p.n AS position, p.label AS answer, p.sources, p.independent,
        a.source, a.published, c.text AS quote, a.path
    FROM questions q JOIN positions p ON p.question = q.id
    JOIN position_claims pc ON pc.question = p.question AND pc.n = p.n
    JOIN claims c ON c.id = pc.claim JOIN articles a ON a.id = c.article

CREATE VIEW quotes AS
    SELECT k.id AS conflict, k.code, k.severity, k.message, s.n AS side, s.label AS answer,
        a.source, a.published, c.text AS quote, a.path
    FROM conflicts k JOIN sides s ON s.conflict = k.id
    JOIN side_claims sc ON sc.conflict = s.conflict AND sc.n = s.n
    JOIN claims c ON c.id = sc.claim JOIN articles a ON a.id = c.article

CREATE VIEW precision_by_code AS
    SELECT c.code, SUM(CASE WHEN d.status IN ('confirmed', 'explained') THEN 1 ELSE 0 END) AS right_ones,
        SUM(CASE WHEN d.status = 'false-alarm' THEN 1 ELSE 0 END) AS false_alarms
    FROM conflicts c JOIN decisions d ON d.id = c.decision GROUP BY c.code
"""

TYPES = {
    "sqlite": {"serial": "INTEGER PRIMARY KEY AUTOINCREMENT", "double": "REAL"},
    "postgresql": {
        "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "double": "DOUBLE PRECISION",
    },
}


def _tables(connection: Connection) -> None:
    _execute(connection, TABLES.format(**TYPES[connection.dialect.name]))


def _views(connection: Connection) -> None:
    _execute(connection, APPEND_ONLY[connection.dialect.name] + VIEWS)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_tables, _views)
"""Step n takes a database from form n to form n + 1."""


def _execute(connection: Connection, statements: str) -> None:
    """Statements are parted by blank lines: a trigger's body holds semicolons."""
    for statement in statements.strip().split("\n\n"):
        connection.exec_driver_sql(statement)


def form(connection: Connection) -> int:
    """How many steps a database has had."""
    from sqlalchemy import inspect

    if not inspect(connection).has_table("form"):
        return 0
    return int(connection.exec_driver_sql("SELECT MAX(number) FROM form").scalar_one() or 0)


def migrate(engine: Engine, copy: Callable[[int], Path | None], steps: int | None = None) -> None:
    """Bring the database to the newest form (or ``steps``). Raises StoreError where it is newer than this code.

    copy: makes a copy of a database of the given form, before a database that holds something is changed.
    """
    with engine.connect() as connection:
        found = form(connection)
    if found > len(MIGRATIONS):
        raise StoreError(CODE_IS_OLDER.format(found=found, known=len(MIGRATIONS)))
    wanted = len(MIGRATIONS) if steps is None else steps
    if 0 < found < wanted:
        copy(found)
    for number in range(found, wanted):
        _step(engine, number)


def _step(engine: Engine, number: int) -> None:
    """One step in one transaction; where another process takes it first, there is nothing left to do."""
    with writing(engine) as connection:
        if form(connection) > number:
            return
        if number == 0:
            connection.exec_driver_sql("CREATE TABLE form (number INTEGER PRIMARY KEY)")
        MIGRATIONS[number](connection)
        connection.exec_driver_sql(f"INSERT INTO form VALUES ({number + 1})")

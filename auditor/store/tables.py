"""The tables, as the newest migration leaves them. docs/store.md describes them; migrations.py makes them.

Times are ISO 8601 in UTC, runs are numbered from 1, lists and objects are JSON in text. The same columns everywhere,
so that a store can be moved between SQLite and PostgreSQL row by row.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, metadata, *columns)


def _text(name: str, key: bool = False, nullable: bool = False) -> Column[Any]:
    return Column(name, Text, primary_key=key, nullable=nullable)


def _whole(name: str, key: bool = False, nullable: bool = False) -> Column[Any]:
    return Column(name, Integer, primary_key=key, nullable=nullable, autoincrement=False)


def _of(name: str, target: str, key: bool = False, nullable: bool = False) -> Column[Any]:
    return Column(name, ForeignKey(target), primary_key=key, nullable=nullable)


meta = _table("meta", _text("name", key=True), _text("value"))
"""Single facts: who holds the store; which fields of data files hold what."""

runs = _table(
    "runs", _whole("id", key=True), _text("time"), _text("version"), _text("model"), _text("kinds"),
    _whole("articles"), _whole("claims"), _whole("questions"), _whole("conflicts"),
    _whole("articles_new"), _whole("articles_changed"), _whole("articles_gone"), _whole("articles_moved"),
    _whole("conflicts_new"), _whole("conflicts_returned"), _whole("conflicts_gone"), _whole("conflicts_new_evidence"),
    _whole("decisions_carried"), _whole("blocks"), _whole("blocks_compared"), _whole("articles_read"),
)  # fmt: skip
"""One row a finished run. A run that did not finish leaves no row."""

roots = _table("roots", _text("path", key=True), _of("run", "runs.id"))
"""The folders and files that were given: every run looks at all of them."""

left_out = _table("left_out", _text("path", key=True), _text("time"))
"""Files that a person removed: their folders' next readings pass them over."""

edits = _table(
    "edits", Column("id", BigInteger, primary_key=True), _text("article"), _text("name"), _text("value"), _text("time"),
)  # fmt: skip
"""What a person set right about an article by hand: its date, source, title, author. The newest of a name counts."""

articles = _table(
    "articles", _text("id", key=True), _of("version_of", "articles.id", nullable=True), _text("path"), _text("title"),
    _text("source"), _text("published"), _text("published_from"), _text("modified"), _text("author"),
    _text("url"), _text("sha256"), _text("text"), _whole("body"), _text("parts"), _text("update_of"),
    _of("first_run", "runs.id"), _of("changed_run", "runs.id"), _of("gone_run", "runs.id", nullable=True),
    _text("stamp"),
)  # fmt: skip
"""Every text that was ever read. version_of: the article that replaced it; gone_run: since when it is not there.

parts: its headings, tables, ... as [start, end, role] in JSON; update_of: the path of the story that it belongs to."""

article_events = _table(
    "article_events", _of("run", "runs.id", key=True), _of("article", "articles.id", key=True), _text("what"),
    _text("detail"),
)  # fmt: skip
"""What happened to an article in a run: new, changed, moved, gone, returned."""

claims = _table(
    "claims", _text("id", key=True), _of("article", "articles.id"), _whole("start_offset"), _whole("end_offset"),
    _text("text"), _text("kind"), _text("value_type"), _text("subject"), _text("attribute"), _text("value"),
    Column("number", Float, nullable=True), _text("unit"), _text("upper", nullable=True), _text("bound"),
    _text("qualifiers"), _text("rule"),
)  # fmt: skip
"""The claims of the articles that are there now. number: the value where it is one, for arithmetic."""

questions = _table(
    "questions", _text("id", key=True), _text("label"), _text("kind"), _text("because"), _text("stamp"),
)  # fmt: skip
positions = _table(
    "positions", _of("question", "questions.id", key=True), _whole("n", key=True), _text("label"), _whole("sources"),
    Column("firmness", Float, nullable=False), _whole("independent"),
)  # fmt: skip
position_claims = _table(
    "position_claims", _of("question", "questions.id", key=True), _whole("n", key=True),
    _of("claim", "claims.id", key=True),
)  # fmt: skip

conflicts = _table(
    "conflicts", _text("id", key=True), _text("code"), _text("name"), _text("severity"), _whole("gravity"),
    _text("verdict"), Column("confidence", Float, nullable=False), _text("question"), _text("question_label"),
    _text("kind"), _text("message"), _text("reasons"), _text("newer"), _text("best_supported"), _text("support"),
    _text("sources"), _text("search"),
    _of("first_run", "runs.id"), _of("changed_run", "runs.id"), _of("gone_run", "runs.id", nullable=True),
    _text("why_gone"), _whole("version"), _whole("decision", nullable=True), _whole("new_evidence"), _text("stamp"),
)  # fmt: skip
"""Every conflict that was ever found. gravity: 0 high, 1 medium, 2 low. sources: their names, one a line.
newer, best_supported: labels of sides, or empty. support: why that side, as a list.

search: all its words in lower case, for full-text search. decision: the one in force. version: of its evidence.
"""
sides = _table(
    "sides", _of("conflict", "conflicts.id", key=True), _whole("n", key=True), _text("label"), _whole("sources"),
)  # fmt: skip
side_claims = _table(
    "side_claims", _of("conflict", "conflicts.id", key=True), _whole("n", key=True),
    _of("claim", "claims.id", key=True),
)  # fmt: skip
"""sides and side_claims: of the conflicts that are there now; conflict_versions keeps the others."""

conflict_versions = _table(
    "conflict_versions", _of("conflict", "conflicts.id", key=True), _whole("version", key=True), _of("run", "runs.id"),
    _whole("present"), _text("why"), _text("data"),
)  # fmt: skip
"""A conflict's life: a row for each run that found it new, with other evidence, or gone. data: what it was, as JSON."""

aliases = _table("aliases", _text("found_as", key=True), _text("id"))
"""Ids that runs found for what has another id already (an added source may change a question's usual words)."""

decisions = _table(
    "decisions", Column("id", BigInteger, primary_key=True), _of("conflict", "conflicts.id"), _whole("version"),
    _text("made_at"), _text("reviewer"), _text("action"), _text("status"), _text("why"), _text("answer"),
    _text("note"), _whole("undoes", nullable=True),
)  # fmt: skip
"""What reviewers said, in order. Rows are only ever added: an undo is a row of its own."""

cache = _table("cache", _text("key", key=True), _text("kind"), _text("value"), _whole("run"))
"""What need not be worked out again. Nothing here is state: it may be emptied at any time."""

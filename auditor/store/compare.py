"""What changed between two runs, from the versions of articles and conflicts that the runs wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, func, select

from auditor.model import ArticleChange, ArticleWhat, Changes, ConflictChange, ConflictWhat, Decision
from auditor.store import plain, tables
from auditor.store.decisions import all_in_force
from auditor.store.snapshots import Snapshot, moved, source_name

RANK = {"new": 0, "returned": 1, "gone": 2, "sources": 3, "reworded": 4}
GRAVITY = {"high": 0, "medium": 1, "low": 2}


def changes(connection: Connection, since: int, until: int) -> Changes:
    """What is different after ``until`` from what was after ``since``: what came and went in between is left out."""
    times = dict(connection.execute(select(tables.runs.c.id, tables.runs.c.time)).tuples().all())
    articles = _articles(connection, since, until)
    there = connection.execute(select(tables.runs.c.articles).where(tables.runs.c.id == until)).scalar_one()
    touched = sum(a.what in ("new", "changed", "returned") for a in articles)
    decided = select(func.count()).select_from(tables.conflicts).where(
        tables.conflicts.c.gone_run.is_(None), tables.conflicts.c.decision.is_not(None)
    )  # fmt: skip
    return Changes(
        since, times.get(since, ""), until, times[until], articles, _conflicts(connection, since, until),
        there - touched, int(connection.execute(decided).scalar_one()),
    )  # fmt: skip


def _articles(connection: Connection, since: int, until: int) -> tuple[ArticleChange, ...]:
    """The net change of each article: new and gone again is nothing, changed twice is changed."""
    e, a = tables.article_events.c, tables.articles
    query = select(e.what, e.detail, *a.c).join(tables.article_events, e.article == a.c.id)
    query = query.where(e.run > since, e.run <= until, e.what != "reread").order_by(e.run, a.c.source, a.c.path)
    events: dict[str, list[plain.Row]] = {}
    for row in connection.execute(query).mappings():
        events.setdefault(row["id"], []).append(row)
    found = []
    for story in events.values():
        first, last = story[0]["what"], story[-1]["what"]
        was_there, is_there = first not in ("new", "returned"), last != "gone"
        if not was_there and not is_there:
            continue
        what: ArticleWhat = (
            first if not was_there else last if not is_there else _gravest([row["what"] for row in story])
        )
        article = plain.row_article(story[-1])
        name = source_name(article)
        found.append(ArticleChange(what, article.id, name, article.title, article.path, story[-1]["detail"]))
    order = ("new", "returned", "changed", "moved", "gone")
    return tuple(sorted(found, key=lambda c: (order.index(c.what), c.source, c.path)))


def _gravest(told: list[str]) -> ArticleWhat:
    return "changed" if {"changed", "gone"} & set(told) else "moved"


def _conflicts(connection: Connection, since: int, until: int) -> tuple[ConflictChange, ...]:
    v = tables.conflict_versions.c
    touched = select(v.conflict).where(v.run > since, v.run <= until).distinct()
    query = select(v.conflict, v.run, v.present, v.why, v.data).where(v.conflict.in_(touched), v.run <= until)
    lives: dict[str, list[plain.Row]] = {}
    for row in connection.execute(query.order_by(v.conflict, v.version)).mappings():
        lives.setdefault(row["conflict"], []).append(row)
    decided = all_in_force(connection)
    found = [_change(id, life, since) for id, life in lives.items()]
    told = [_decided(change, decided) for change in found if change is not None]
    return tuple(sorted(told, key=lambda c: (RANK[c.what], GRAVITY[c.severity], c.conflict)))


def _change(id: str, life: list[plain.Row], since: int) -> ConflictChange | None:
    earlier = [row for row in life if row["run"] <= since]
    before = json.loads(earlier[-1]["data"]) if earlier and earlier[-1]["present"] else None
    last = life[-1]
    now: Snapshot = json.loads(last["data"])
    if before is None and not last["present"]:
        return None
    if before is None:
        return _told("returned" if earlier else "new", id, now)
    if not last["present"]:
        return _told("gone", id, before, last["why"])
    sides = tuple((side.label, side.gained, side.lost) for side in moved(before, now))
    if sides:
        return _told("sources", id, now, sides=sides)
    return None if _words(before) == _words(now) else _told("reworded", id, now)


def _words(snapshot: Snapshot) -> Snapshot:
    """What a reader would call another finding. What the support rests on changes with every article of the story."""
    return {name: value for name, value in snapshot.items() if name != "support"}


Sides = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def _told(what: ConflictWhat, id: str, s: Snapshot, why: str = "", sides: Sides = ()) -> ConflictChange:
    return ConflictChange(what, id, s["code"], s["severity"], s["message"], why, sides)


def _decided(change: ConflictChange, decided: Mapping[str, Decision]) -> ConflictChange:
    found = decided.get(change.conflict)
    return replace(change, decided=found.status, new_evidence=found.new_evidence) if found else change

"""What changed between two runs, from the versions of articles and conflicts that the runs wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from auditor.model import ArticleChange, ArticleWhat, Changes, ConflictChange, ConflictWhat, Decision
from auditor.store import plain
from auditor.store.asking import Ask
from auditor.store.moved import Snapshot, differences, moved, name_of
from auditor.store.said import all_in_force

RANK = {"new": 0, "returned": 1, "gone": 2, "sources": 3, "reworded": 4}
GRAVITY = {"high": 0, "medium": 1, "low": 2}


def changes(ask: Ask, since: int, until: int) -> Changes:
    """What is different after ``until`` from what was after ``since``: what came and went in between is left out."""
    runs = {row["id"]: row for row in ask("SELECT id, time, articles FROM runs")}
    articles = _articles(ask, since, until)
    touched = sum(a.what in ("new", "changed", "returned") for a in articles)
    (carried,) = ask("SELECT COUNT(*) AS n FROM conflicts WHERE gone_run IS NULL AND decision IS NOT NULL")
    return Changes(
        since, runs[since]["time"] if since in runs else "", until, runs[until]["time"], articles,
        _conflicts(ask, since, until), runs[until]["articles"] - touched, int(carried["n"]),
    )  # fmt: skip


def _articles(ask: Ask, since: int, until: int) -> tuple[ArticleChange, ...]:
    """The net change of each article: new and gone again is nothing, changed twice is changed."""
    question = (
        "SELECT e.what, e.detail, a.id, a.source, a.title, a.path FROM article_events e "
        "JOIN articles a ON a.id = e.article WHERE e.run > :since AND e.run <= :until AND e.what <> 'reread' "
        "ORDER BY e.run, a.source, a.path"
    )
    events: dict[str, list[plain.Row]] = {}
    for row in ask(question, since=since, until=until):
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
        row = story[-1]
        name = name_of(row["source"], row["path"], row["id"])
        found.append(ArticleChange(what, row["id"], name, row["title"], row["path"], row["detail"]))
    order = ("new", "returned", "changed", "moved", "gone")
    return tuple(sorted(found, key=lambda c: (order.index(c.what), c.source, c.path)))


def _gravest(told: list[str]) -> ArticleWhat:
    return "changed" if {"changed", "gone"} & set(told) else "moved"


def _conflicts(ask: Ask, since: int, until: int) -> tuple[ConflictChange, ...]:
    question = (
        "SELECT conflict, run, present, why, data FROM conflict_versions WHERE run <= :until AND conflict IN "
        "(SELECT conflict FROM conflict_versions WHERE run > :since AND run <= :until) ORDER BY conflict, version"
    )
    lives: dict[str, list[plain.Row]] = {}
    for row in ask(question, since=since, until=until):
        lives.setdefault(row["conflict"], []).append(row)
    decided = all_in_force(ask)
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
    other = differences(before, now)
    if sides:
        return _told("sources", id, now, "; ".join(other), sides)
    reworded = [f"was: {before['message']}"] if before["message"] != now["message"] else []
    return _told("reworded", id, now, "; ".join((*reworded, *other))) if reworded or other else None


Sides = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def _told(what: ConflictWhat, id: str, s: Snapshot, why: str = "", sides: Sides = ()) -> ConflictChange:
    return ConflictChange(what, id, s["code"], s["severity"], s["message"], why, sides)


def _decided(change: ConflictChange, decided: Mapping[str, Decision]) -> ConflictChange:
    found = decided.get(change.conflict)
    return replace(change, decided=found.status, new_evidence=found.new_evidence) if found else change

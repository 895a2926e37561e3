"""How often each source stands with others or alone, over all questions that two sources or more answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from auditor.store import plain, tables
from auditor.store.moved import name_of


@dataclass(slots=True)
class Standing:
    """Counts of one source. articles and claims: that are there. shared, alone, both: questions that other sources
    answer too, in which its answer is given by another source, by no other, or where it gives more than one answer.

    against: conflicts in which it stands on a side. itself: conflicts of one article of it with itself. held, other:
    conflicts that a reviewer confirmed and in which its side was held right, or another side was.
    """

    name: str
    articles: int = 0
    claims: int = 0
    shared: int = 0
    alone: int = 0
    both: int = 0
    against: int = 0
    itself: int = 0
    held: int = 0
    other: int = 0
    confirmed: int = 0

    @property
    def asked(self) -> int:
        """Questions that it answers and another source answers too."""
        return self.shared + self.alone + self.both


def standings(connection: Connection) -> dict[str, Standing]:
    """Name -> counts, for every source that is there, without what decisions say."""
    names = _names(connection)
    found = {name: Standing(name) for name in sorted(set(names.values()))}
    c = tables.claims.c
    claims = dict(connection.execute(select(c.article, func.count()).group_by(c.article)).tuples().all())
    for article, name in names.items():
        found[name].articles += 1
        found[name].claims += claims.get(article, 0)
    for answers in _answers(connection, names):
        for name in set().union(*answers):
            _count(found[name], answers, name)
    k = tables.conflicts.c
    for sources in connection.execute(select(k.sources).where(k.gone_run.is_(None))).scalars():
        for name in set(sources.split("\n")) & found.keys():
            found[name].against += 1
    for sides in _sides(connection, names, k.verdict == "self-contradiction").values():
        for name in sides:
            found[name].itself += len(sides[name]) > 1
    return found


def with_decisions(connection: Connection, counted: Mapping[str, Standing]) -> dict[str, Standing]:
    """The same with what reviewers have confirmed so far."""
    found = {name: replace(standing) for name, standing in counted.items()}
    k, d = tables.conflicts.c, tables.decisions.c
    query = select(k.id, d.answer).join(tables.decisions, k.decision == d.id).where(d.status == "confirmed")
    answers = dict(connection.execute(query.where(k.gone_run.is_(None))).tuples().all())
    if not answers:
        return found
    confirmed = k.decision.in_(select(d.id).where(d.status == "confirmed"))
    for id, sides in _sides(connection, _names(connection), confirmed).items():
        for name in sides.keys() & found.keys():
            found[name].confirmed += 1
            found[name].held += bool(answers.get(id)) and answers[id] in sides[name]
            found[name].other += bool(answers.get(id)) and answers[id] not in sides[name]
    return found


def _count(standing: Standing, answers: list[set[str]], name: str) -> None:
    """answers: for each position of a question the names of those who give it."""
    own = [names for names in answers if name in names]
    if len(own) > 1:
        standing.both += 1
    elif len(own[0]) > 1:
        standing.shared += 1
    else:
        standing.alone += 1


def _names(connection: Connection) -> dict[str, str]:
    """Article -> its source's name, for what sources say now."""
    a = tables.articles.c
    query = select(a.id, a.path, a.source).where(a.gone_run.is_(None), a.version_of.is_(None))
    return {id: name_of(source, path, id) for id, path, source in connection.execute(query)}


def _answers(connection: Connection, names: Mapping[str, str]) -> Iterable[list[set[str]]]:
    """For each question that several sources answer: who gives each answer."""
    p, c = tables.position_claims.c, tables.claims.c
    query = select(p.question, p.n, c.article).join(tables.claims, c.id == p.claim)
    questions: dict[str, dict[int, set[str]]] = {}
    for question, n, article in connection.execute(query):
        if article in names:
            questions.setdefault(question, {}).setdefault(n, set()).add(names[article])
    return (list(of.values()) for of in questions.values() if len(set().union(*of.values())) > 1)


def _sides(connection: Connection, names: Mapping[str, str], which: Any) -> dict[str, dict[str, set[str]]]:
    """Conflict -> source -> the labels of the sides that it is on, of the conflicts that are there and so."""
    k, s, sc, c = tables.conflicts.c, tables.sides.c, tables.side_claims.c, tables.claims.c
    query = (
        select(k.id, s.label, c.article)
        .join(tables.sides, s.conflict == k.id)
        .join(tables.side_claims, (sc.conflict == s.conflict) & (sc.n == s.n))
        .join(tables.claims, c.id == sc.claim)
        .where(k.gone_run.is_(None), which)
    )
    found: dict[str, dict[str, set[str]]] = {}
    for id, label, article in connection.execute(query):
        if article in names:
            found.setdefault(id, {}).setdefault(names[article], set()).add(label)
    return found


def is_there(connection: Connection, article: str) -> bool:
    """Did the last run find the article, and is it what its source says now?"""
    a = tables.articles.c
    query = select(a.id).where(a.id == article, a.gone_run.is_(None), a.version_of.is_(None))
    return connection.execute(query).first() is not None


def articles_of(connection: Connection, name: str = "", first: int = 0, most: int = 100) -> tuple[int, list[plain.Row]]:
    """How many articles are there (of one source where it is named), and some of them by source and path."""
    a = tables.articles.c
    query = select(a.id, a.path, a.title, a.source, a.published).where(a.gone_run.is_(None), a.version_of.is_(None))
    rows = [(name_of(row[3], row[1], row[0]), row) for row in connection.execute(query)]
    of = sorted((told for told in rows if name in ("", told[0])), key=lambda told: (told[0], told[1][1]))
    shown: list[plain.Row] = [
        {"name": n, "id": r[0], "path": r[1], "title": r[2], "published": r[4]} for n, r in of[first : first + most]
    ]
    return len(of), shown

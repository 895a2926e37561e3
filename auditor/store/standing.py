"""How often each source stands with others or alone, over all questions that two sources or more answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from auditor.store import plain, tables
from auditor.store.rows import portions
from auditor.store.snapshots import source_name


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
    paths: list[tuple[str, str]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """Questions that it answers and another source answers too."""
        return self.shared + self.alone + self.both


def standings(connection: Connection) -> dict[str, Standing]:
    """Name -> counts, for every source that is there."""
    names = _names(connection)
    found = {name: Standing(name) for name in sorted(set(names.values()))}
    for name in names.values():
        found[name].articles += 1
    a, c = tables.articles.c, tables.claims
    for article in connection.execute(select(c.c.article).join(tables.articles, a.id == c.c.article)).scalars():
        if article in names:
            found[names[article]].claims += 1
    for answers in _answers(connection, names):
        for name in set().union(*answers):
            _count(found[name], answers, name)
    _count_conflicts(connection, names, found)
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
    a = tables.articles
    query = select(a).where(a.c.gone_run.is_(None), a.c.version_of.is_(None))
    return {row["id"]: source_name(plain.row_article(row)) for row in connection.execute(query).mappings()}


def _answers(connection: Connection, names: Mapping[str, str]) -> Iterable[list[set[str]]]:
    """For each question that several sources answer: who gives each answer."""
    p, c = tables.position_claims.c, tables.claims.c
    query = select(p.question, p.n, c.article).join(tables.claims, c.id == p.claim).distinct()
    questions: dict[str, dict[int, set[str]]] = {}
    for question, n, article in connection.execute(query):
        if article in names:
            questions.setdefault(question, {}).setdefault(n, set()).add(names[article])
    return (list(of.values()) for of in questions.values() if len(set().union(*of.values())) > 1)


def _count_conflicts(connection: Connection, names: Mapping[str, str], found: Mapping[str, Standing]) -> None:
    k, d, s, sc, c = (
        tables.conflicts.c, tables.decisions.c, tables.sides.c, tables.side_claims.c, tables.claims.c
    )  # fmt: skip
    query = (
        select(k.id, k.verdict, s.label, c.article, d.status, d.answer)
        .join(tables.sides, s.conflict == k.id)
        .join(tables.side_claims, (sc.conflict == s.conflict) & (sc.n == s.n))
        .join(tables.claims, c.id == sc.claim)
        .outerjoin(tables.decisions, k.decision == d.id)
        .where(k.gone_run.is_(None))
        .distinct()
    )
    conflicts: dict[str, list[tuple[str, str, str, str, str]]] = {}
    for id, *rest in connection.execute(query):
        if rest[2] in names:
            conflicts.setdefault(id, []).append((rest[0], rest[1], names[rest[2]], rest[3] or "", rest[4] or ""))
    for told in conflicts.values():
        _count_conflict(told, found)


def _count_conflict(told: list[tuple[str, str, str, str, str]], found: Mapping[str, Standing]) -> None:
    """told: verdict, side, source, status and held answer, once for each side and article."""
    verdict, _, _, status, answer = told[0]
    sides = Counter(name for _, _, name, _, _ in told)
    for name in sides:
        of = {side for _, side, whose, _, _ in told if whose == name}
        found[name].against += 1
        found[name].itself += verdict == "self-contradiction" and len(of) > 1
        found[name].confirmed += status == "confirmed"
        if status == "confirmed" and answer:
            found[name].held += answer in of
            found[name].other += answer not in of


def articles_of(connection: Connection, name: str = "") -> list[plain.Row]:
    """The articles that are there (of one source where it is named), by source and path, with their counts."""
    names = _names(connection)
    ids = [id for id, of in names.items() if name in ("", of)]
    found: list[plain.Row] = []
    a = tables.articles.c
    for some in portions(ids):
        query = select(a.id, a.title, a.source, a.published, a.path, a.url).where(a.id.in_(some))
        found += [dict(row) | {"name": names[row["id"]]} for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: (row["name"], row["path"]))

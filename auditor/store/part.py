"""A part of the state as an audit: some conflicts or one article, with all that they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Connection, select

from auditor.model import Article, Audit, Claim, Conflict, Position, Question, Side
from auditor.store import plain, tables
from auditor.store.errors import Unknown
from auditor.store.moved import Snapshot
from auditor.store.rows import portions
from auditor.store.seen import latest


def of_conflicts(connection: Connection, ids: list[str]) -> Audit:
    """These conflicts as they were last, also where they are gone, with their questions, claims and articles."""
    snapshots = latest(connection, ids)
    told = {c["id"]: c for s in snapshots.values() for side in s["sides"] for c in side["claims"]}
    questions = _questions(connection, sorted({s["question"] for s in snapshots.values()}))
    claims = _claims(connection, {*told, *(id for q in questions.values() for id in q.claims)})
    articles = _articles(connection, {c.article for c in claims.values()} | {c["article"] for c in told.values()})
    claims |= {id: _gone_claim(c, articles[c["article"]]) for id, c in told.items() if id not in claims}
    questions |= {
        s["question"]: _gone_question(s) for s in snapshots.values() if s["question"] not in questions
    }  # fmt: skip
    conflicts = tuple(_conflict(id, snapshots[id]) for id in ids if id in snapshots)
    return Audit(tuple(articles.values()), tuple(claims.values()), tuple(questions.values()), conflicts)


def of_article(connection: Connection, id: str) -> Audit:
    """An article (the first of the articles), its claims, and the questions and conflicts that they are part of.

    Raises Unknown where there is no such article.
    """
    own = _articles(connection, [id])
    if not own:
        raise Unknown(f"there is no article {id}")
    of = tables.claims.c
    mine = list(connection.execute(select(of.id).where(of.article == id).order_by(of.start_offset)).scalars())
    p, s = tables.position_claims.c, tables.side_claims.c
    questions = _questions(connection, _of_claims(connection, p.question, p.claim, mine))
    claims = _claims(connection, {*mine, *(c for q in questions.values() for c in q.claims)})
    conflicts = _of_claims(connection, s.conflict, s.claim, mine)
    others = _articles(connection, {c.article for c in claims.values()} - {id})
    told = latest(connection, conflicts)
    return Audit(
        (*own.values(), *others.values()), tuple(claims.values()), tuple(questions.values()),
        tuple(_conflict(k, told[k]) for k in conflicts),
    )  # fmt: skip


def _of_claims(connection: Connection, wanted: Any, column: Any, claims: list[str]) -> list[str]:
    found: set[str] = set()
    for some in portions(claims):
        found |= set(connection.execute(select(wanted).where(column.in_(some))).scalars())
    return sorted(found)


def _articles(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for some in portions(sorted(ids)):
        rows = connection.execute(select(tables.articles).where(tables.articles.c.id.in_(some))).mappings()
        found |= {row["id"]: plain.row_article(row) for row in rows}
    return found


def _claims(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for some in portions(sorted(ids)):
        rows = connection.execute(select(tables.claims).where(tables.claims.c.id.in_(some))).mappings()
        found |= {row["id"]: _row_claim(row) for row in rows}
    return found


def _row_claim(row: plain.Row) -> Claim:
    """The claim without the words that only alignment needs."""
    return Claim(
        row["id"], row["article"], row["start_offset"], row["end_offset"], row["text"], row["kind"],
        row["value_type"], row["subject"], row["attribute"], _value(row["value"], row["number"] is not None,
        row["value_type"]), row["unit"], _number(row["upper"]), row["bound"],
        tuple(json.loads(row["qualifiers"]).items()), rule=row["rule"],
    )  # fmt: skip


def _value(text: str, number: bool, value_type: str) -> Decimal | bool | str:
    if text in ("True", "False") and value_type not in ("name", "place", "role"):
        return text == "True"
    return (_number(text) or Decimal(0)) if number else text


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _gone_claim(told: Snapshot, article: Article) -> Claim:
    """A claim that is not there any more, from what its conflict keeps of it, where its words still stand."""
    text, value = told["text"], told["value"]
    start = max(article.text.find(text), 0)
    end = start + len(text) if article.text.startswith(text, start) else start
    return Claim(told["id"], article.id, start, end, text, told["kind"], "status", "", "", value, told["unit"])


def _gone_question(snapshot: Snapshot) -> Question:
    sides = [(side["label"], tuple(c["id"] for c in side["claims"]), side["sources"]) for side in snapshot["sides"]]
    positions = tuple(Position(*side) for side in sides)
    claims = tuple(id for position in positions for id in position.claims)
    return Question(snapshot["question"], snapshot["question_label"], snapshot["kind"], claims, positions)


def _conflict(id: str, s: Snapshot) -> Conflict:
    sides = tuple(Side(side["label"], tuple(dict.fromkeys(c["id"] for c in side["claims"]))) for side in s["sides"])
    return Conflict(
        id, s["code"], s["name"], s["severity"], s["verdict"], s["confidence"], s["question"], sides, s["message"],
        tuple(s["reasons"]),
    )  # fmt: skip


def _questions(connection: Connection, ids: list[str]) -> dict[str, Question]:
    q = tables.questions
    found: dict[str, Question] = {}
    for some in portions(ids):
        positions = _positions(connection, some)
        for row in connection.execute(select(q).where(q.c.id.in_(some))).mappings():
            told = tuple(positions.get(row["id"], ()))
            of = tuple(claim for position in told for claim in position.claims)
            because = tuple(json.loads(row["because"]))
            found[row["id"]] = Question(row["id"], row["label"], row["kind"], of, told, because)
    return found


def _positions(connection: Connection, questions: list[str]) -> dict[str, list[Position]]:
    p, pc = tables.positions.c, tables.position_claims.c
    claims: dict[tuple[str, int], list[str]] = {}
    of = select(pc.question, pc.n, pc.claim).where(pc.question.in_(questions)).order_by(pc.claim)
    for question, n, claim in connection.execute(of):
        claims.setdefault((question, n), []).append(claim)
    found: dict[str, list[Position]] = {}
    told = select(p.question, p.n, p.label, p.sources, p.firmness).where(p.question.in_(questions))
    for question, n, label, sources, firmness in connection.execute(told.order_by(p.question, p.n)):
        position = Position(label, tuple(claims.get((question, n), ())), sources, firmness)
        found.setdefault(question, []).append(position)
    return found
